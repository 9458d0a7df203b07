"""Questionnaires gone wrong in every way that we could think of, and what the readers make of them."""
