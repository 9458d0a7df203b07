"""COMPARE. Where a score stands among comparators, and whether a difference means anything.

May import `errors`, `questionnaire`, `boards`, `responses`, `scoring`, and alone has NumPy and SciPy.
Pure: the same arguments give the same result, and randomness comes in as an `rng` argument. The statistics
take plain numbers and arrays, one question a package; `compare` and `outside` alone know a scorecard's
comparison, and `ratings` a file's text.
"""
