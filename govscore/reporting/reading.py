"""The smallest parts of a report: a number with its words, a rung of the rubric, a note."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A number and its words; where there is no number, the words say why."""

    value: float | None
    words: str


@dataclass(frozen=True, kw_only=True)
class LevelMark:
    """One rung of the rubric: its mark, its name, and its place from 1 for the lowest."""

    id: str
    label: str
    word: str
    mark: str
    place: int
    value: float
    about: str


@dataclass(frozen=True, kw_only=True)
class MethodNote:
    """One step of how the numbers were made."""

    title: str
    text: str
