"""SHOW. An invented county, true to the register in everything but names: simulated people, simulated answers.

May import `services` and the river. Randomness comes from one seed.
"""
