"""The mark of a text that is still to be written: a draft may hold it, and nothing is published with it."""

PLACEHOLDER = "To write:"
