"""Which section of docs/statistics.md a reference is written from."""

from collections.abc import Callable
from typing import Any, TypeVar

Reference = TypeVar("Reference", bound=Callable[..., Any])
REFERENCES: dict[str, list[str]] = {}


def section(title: str) -> Callable[[Reference], Reference]:
    """Marks a function as the formula of a section."""

    def note(reference: Reference) -> Reference:
        REFERENCES.setdefault(title, []).append(reference.__name__)
        return reference

    return note
