"""DEFINE. What is asked and how it is marked: questionnaires, their rubrics and their advice, read from YAML.

May import `errors`. Pure, but for `files.py` and `loader.py`, the doors that read files. The only room
with pydantic and PyYAML.
"""
