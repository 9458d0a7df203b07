"""Tests of the authority's pages."""
