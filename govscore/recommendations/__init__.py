"""ADVISE. Which advice follows from a scorecard, why, and in what order.

May import `benchmarking` and everything upstream of it. Pure.
"""
