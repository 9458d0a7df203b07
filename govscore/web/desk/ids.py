"""Ids for what is new, made from its words: authors never see or type them."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
IDLE = frozenset(
    (
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "to",
        "us",
        "was",
        "we",
        "with",
    )
)


def new_id(words: str, taken: Collection[str], *, otherwise: str) -> str:
    """Make an id of the telling words of a text, and number it where it is taken."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    telling = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in IDLE]
    stem = ""
    for word in telling:
        longer = f"{stem}-{word}" if stem else word
        if len(longer) > LONGEST:
            break
        stem = longer
    if not stem or not stem[0].isalpha():
        stem = f"{otherwise}-{stem}".rstrip("-")
    number, made = 2, stem
    while made in taken:
        made, number = f"{stem}-{number}", number + 1
    return made
