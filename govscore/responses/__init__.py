"""COLLECT. Who answers, and what: rounds, evaluations, invitations, drafts and responses.

May import `errors`, `questionnaire`, `boards`. Pure: the clock, new ids and secret keys are arguments;
`roster.py` is the door that reads lists of respondents.
"""
