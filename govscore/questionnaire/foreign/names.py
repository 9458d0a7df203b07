"""Ids in our form, made from the names of other tools: small letters, digits and hyphens, none given twice."""

import re
import unicodedata

_LONGEST = 50
_OTHER = re.compile(r"[^a-z0-9]+")


def kebab(name: str, *, prefix: str) -> str:
    """Put a name into the form of an id; a name that begins with no letter gets the prefix."""
    plain = unicodedata.normalize("NFKD", name[:200]).encode("ascii", "ignore").decode("ascii").lower()
    written = _OTHER.sub("-", plain).strip("-")[:_LONGEST].rstrip("-")
    if not written:
        return prefix
    return written if written[0].isalpha() else f"{prefix}-{written}"


class Ids:
    """Gives out ids of one kind, each only once."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._given: set[str] = set()

    def give(self, name: str) -> str:
        """Make an id of a name, with a number behind it where it is taken."""
        first = wanted = kebab(name, prefix=self._prefix)
        number = 1
        while wanted in self._given:
            number += 1
            wanted = f"{first}-{number}"
        self._given.add(wanted)
        return wanted
