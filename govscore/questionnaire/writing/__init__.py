"""Writes a questionnaire's YAML: the same text for the same content."""
