"""How a text begins that is still to be written, so that nobody publishes it by mistake."""

PLACEHOLDER = "To write:"


def to_write(what: str) -> str:
    """Stand in for a text that nobody has written yet."""
    return f"{PLACEHOLDER} {what}"
