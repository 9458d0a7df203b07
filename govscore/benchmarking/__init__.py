"""COMPARE. Where a score stands among comparators, and whether a difference means anything.

May import `errors`, `questionnaire`, `boards`, `responses`, `scoring`, and alone has NumPy and SciPy.
Pure: the same arguments give the same result, and randomness comes in as an `rng` argument. The statistics
take plain numbers and arrays; only `compare` knows a scorecard, and only `ratings` a file's text.
"""
