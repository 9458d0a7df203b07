"""USE CASES. Each gathers what is stored, asks the river, and records what it said.

May import the river and `storage`. `transaction.py` is the only file that commits.
"""
