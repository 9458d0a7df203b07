"""KEEP. Tables, queries and migrations; rows to river objects and back.

May import the models of boards, questionnaire, responses, scoring and oversight, and SQLAlchemy. Takes a
`Session`, never commits.
"""
