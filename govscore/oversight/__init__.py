"""JUDGE. The authority's own view of a board: a second value beside the board's own, never merged with it.

May import `recommendations` and everything upstream of it. Pure.
"""
