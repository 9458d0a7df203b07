"""Readers against real files and broken ones; boards and their successions against the law and the links."""
