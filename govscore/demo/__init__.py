"""SHOW. An invented county, true to the register in all but names: simulated people and answers.

May import `services` and the river. Randomness comes from one seed.
"""
