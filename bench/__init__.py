"""Benchmarks beside other people's programs: `python -m bench`. Never part of the tests."""
