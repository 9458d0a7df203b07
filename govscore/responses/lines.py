"""The lines of a list of people, and how many of them are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govscore.errors import ResponseError

MAX_ROWS = 2_000
MAX_LINES = 10_000
MAX_COLUMNS = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line that is not blank, with the number under which its writer finds it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The lines of a list, and in words what else was there and was not read."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()


def checked_lines(rows: Iterable[tuple[int, Sequence[str]]], *, name: str) -> tuple[Line, ...]:
    """Keep the lines that are not blank, and refuse a list that is empty, too long or too wide.

    Blank lines are counted too: a workbook of a few bytes may name its thousand millionth line.
    """
    lines: list[Line] = []
    for number, cells in rows:
        if number > MAX_LINES:
            raise ResponseError(
                f"{name} goes on beyond line {MAX_LINES:,}; delete what stands far below the list, blank lines too"
            )
        width = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
        if width == 0:
            continue
        if width > MAX_COLUMNS:
            raise ResponseError(f"{name}, line {number}: has {width} columns; at most {MAX_COLUMNS} are read")
        if len(lines) > MAX_ROWS:
            raise ResponseError(f"{name} has more than {MAX_ROWS:,} rows; split it into smaller lists")
        lines.append(Line(number=number, cells=tuple(cells[:width])))
    if not lines:
        raise empty(name)
    return tuple(lines)


def empty(name: str) -> ResponseError:
    """Say that there is nobody on a list."""
    return ResponseError(
        f"{name} is empty; it needs a line for each person, with name, email address and role"
    )
