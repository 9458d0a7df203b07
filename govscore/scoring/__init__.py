"""SCORE. Answer to level to score, and disclosure: what is too small to show is withheld here, once.

May import `errors`, `questionnaire`, `boards`, `responses`. Pure.
"""
