"""Tests, in the order of the river."""
