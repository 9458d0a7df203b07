"""What stands in the cells of a table: every value as text, safe from formulas, and read back as it was.

An empty cell says nothing. `null`, `{}` and `[]` say that something was set to nothing, as in the YAML files.
A text that a spreadsheet would run, or that reads like one of these three, has an apostrophe before it.
"""

import re
from dataclasses import dataclass
from typing import cast

from govscore.questionnaire.faults import Place, describe
from govscore.questionnaire.sheets.row_shapes import Cell, Shape
from govscore.questionnaire.writing.handwriting import one_line
from govscore.questionnaire.yaml_reader import MAX_DEPTH, NOT_TEXT, Tree, read_yaml

_NOTHING = ("null", "{}", "[]")
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_BETWEEN = re.compile(r"[\s,;]+")
_MOST_VALUES = 2_000
_ROOM_ABOVE = 4  # so deep in its file stands what a cell holds


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a cell says, and which places there are within it."""

    value: Tree
    places: tuple[Place, ...] = ()


class BadCell(Exception):
    """A cell cannot be understood."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


def to_cell(value: Tree, shape: Shape) -> str:
    """Write a value as the text of a cell."""
    if value is None:
        return "null"
    if shape in (Cell.TEXT, Cell.DATE):
        return _guarded(str(value))
    if shape is Cell.LIST:
        return ", ".join(str(each) for each in cast(list[Tree], value)) or "[]"
    return _guarded(one_line(value)) if value not in ({}, []) else one_line(value)


def from_cell(text: str, shape: Shape) -> Understood:
    """Understand the text of a cell that is not empty, or raise what is wrong with it."""
    if found := invisible(text):
        raise BadCell(found)
    plain = _unguarded(text)
    if shape is Cell.TREE or text.strip() in _nothing(shape):
        return _tree(plain)
    if shape in (Cell.TEXT, Cell.DATE):
        return Understood(value=plain)
    if shape is Cell.LIST:
        return Understood(value=cast(Tree, [each for each in _BETWEEN.split(plain) if each]))
    raise BadCell('takes only {} or null: write what belongs here in the columns that go on with "." or "@"')


def _nothing(shape: Shape) -> tuple[str, ...]:
    match shape:
        case Cell.TEXT | Cell.DATE:
            return ("null",)
        case Cell.LIST:
            return ("null", "[]")
        case _:
            return ("null", "{}")


def invisible(text: str) -> str | None:
    """Complain of the first character that is not text."""
    found = NOT_TEXT.search(text)
    return f"holds the invisible character U+{ord(found[0]):04X}: delete it" if found else None


def _tree(text: str) -> Understood:
    document = read_yaml(text.encode("utf-8"), most=_MOST_VALUES)
    for problem in document.problems:
        inner = describe(document.content, problem.place) if problem.place else ""
        raise BadCell(problem.message, inner)
    places = tuple(place for place in document.lines if place)
    if any(len(place) > MAX_DEPTH - _ROOM_ABOVE for place in places):
        raise BadCell(f"is nested more than {MAX_DEPTH - _ROOM_ABOVE} deep: make it flatter")
    return Understood(value=document.content, places=places)


def _guarded(text: str) -> str:
    return f"'{text}" if _needs_guard(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _needs_guard(text) else text


def _needs_guard(text: str) -> bool:
    """Apostrophes that are there already change nothing, so one is put on and one is taken off."""
    core = text.lstrip("'")
    if core.strip() in _NOTHING:
        return True
    return core.lstrip(" ").startswith(_RUNS) and not _NUMBER.fullmatch(core)
