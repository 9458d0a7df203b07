"""Whom to visit, who helps whom, what to do with a budget."""
