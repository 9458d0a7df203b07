"""An analyst's own table of raters in groups, read into numbers; a row that cannot be taken is named with its line."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from govscore.benchmarking.counts import Blank, Codes
from govscore.benchmarking.errors import UnreadableRatings
from govscore.benchmarking.rating_lines import read_rows

Options = tuple[int, int]

BLANKS = {"": Blank.SKIPPED, "DK": Blank.DONT_KNOW, "NA": Blank.NOT_APPLICABLE}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LONGEST_CELL, LONGEST_LIST = 40, 200


@dataclass(frozen=True, kw_only=True)
class RefusedRow:
    """A row that was left out, the line it begins on, and why."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratings:
    """Raters in groups: `groups` once each, the place of each rater's group there, and their answers as codes.

    `columns` says which column of `codes` has which question; `rows` counts those refused too.
    """

    groups: tuple[str, ...]
    group: NDArray[np.int64]
    columns: Mapping[str, int]
    codes: Codes
    rows: int
    refused: tuple[RefusedRow, ...]


def read_ratings(
    content: bytes,
    *,
    name: str,
    group: str,
    scales: Mapping[str, Options],
    rater: str | None = None,
) -> Ratings:
    """Read everybody's answers from a CSV file.

    Parameters
    ----------
    content : bytes
        The file, a row a rater, with a row of headings.
    name : str
        What to call it in a message.
    group : str
        The column that names each rater's group.
    scales : mapping of str to tuple of int
        The columns of questions, and the lowest and highest option of each.
    rater : str, optional
        A column that names the rater; nobody is taken twice in a group.

    Returns
    -------
    Ratings
        ``codes``, shape (n_raters, n_questions): 1 for the lowest option, or a `Blank`. ``groups`` in the
        order of numbers, then of text. ``refused`` rows have too many or too few cells, no group, an
        answer outside the options, or a rater who stands there already.

    Raises
    ------
    UnreadableRatings
        As `read_rows`, and if a column is not there, or there twice.

    Notes
    -----
    A blank cell is skipped, ``DK`` is don't know and ``NA`` not applicable. ``3.0`` is 3, as some programs
    write it. Lines of blank cells are no rows.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> found = read_ratings(
    ...     b"board,q1,q2\\n10,3,DK\\n9,1,5\\n9,,4\\n", name="a.csv", group="board", scales={"q1": (1, 4), "q2": (1, 4)}
    ... )
    >>> found.groups, found.group.tolist(), found.codes.tolist(), found.rows
    (('9', '10'), [1, 0], [[3, 251], [0, 4]], 3)
    >>> [(row.line, row.reason) for row in found.refused]
    [(3, 'q2 is “5”; it must be 1 to 4, DK, NA or blank')]
    """
    rows = read_rows(content, name=name)
    layout = _layout(next(rows)[1], group=group, scales=scales, rater=rater, name=name)
    taken = _take(layout, rows)
    groups, order = _in_order(list(taken.places))
    columns = [column for each in layout.answers for column in each.columns]
    return Ratings(
        groups=groups,
        group=order[np.array(taken.group, dtype=np.int64)],
        columns={column: place for place, column in enumerate(columns)},
        codes=np.frombuffer(taken.codes, dtype=np.uint8).reshape(len(taken.group), len(columns)),
        rows=taken.rows,
        refused=tuple(taken.refused),
    )


class _Refused(Exception):
    """A row cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class _Scale:
    """The questions of one scale: their columns, how to take their cells, and what code a cell has."""

    columns: tuple[str, ...]
    options: Options
    cells: Callable[[Sequence[str]], Sequence[str]]
    codes: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """How many cells a row has, and what stands in which."""

    width: int
    group: int
    rater: int | None
    answers: Sequence[_Scale]


@dataclass(kw_only=True)
class _Taken:
    """What has been read so far; `raters` has the line on which each rater of a group stands."""

    rows: int = 0
    places: dict[str, int] = field(default_factory=dict)
    group: list[int] = field(default_factory=list)
    codes: bytearray = field(default_factory=bytearray)
    raters: dict[tuple[int, str], int] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)


def _layout(
    headings: Sequence[str], *, group: str, scales: Mapping[str, Options], rater: str | None, name: str
) -> _Layout:
    def place(column: str) -> int:
        return _place(column, names, name=name)

    names = [heading.strip() for heading in headings]
    questions: dict[Options, list[str]] = {}
    for column, options in scales.items():
        questions.setdefault(options, []).append(column)
    return _Layout(
        width=len(names),
        group=place(group),
        rater=None if rater is None else place(rater),
        answers=[
            _Scale(
                columns=tuple(columns),
                options=options,
                cells=_cells_at([place(column) for column in columns]),
                codes=_codes_of(options),
            )
            for options, columns in questions.items()
        ],
    )


def _place(column: str, names: Sequence[str], *, name: str) -> int:
    found = names.count(column)
    if found == 1:
        return names.index(column)
    if found:
        raise UnreadableRatings(f"{name} has the column “{column}” {found} times; rename all but one.")
    known = ", ".join(names)
    shown = known if len(known) <= LONGEST_LIST else f"{known[:LONGEST_LIST]}…"
    raise UnreadableRatings(f"{name} has no column “{column}”; its columns are {shown}.")


def _cells_at(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    (place,) = places
    return lambda cells: (cells[place],)


def _codes_of(options: Options) -> dict[str, int]:
    values = range(options[0], options[1] + 1)
    whole = {str(value): code for code, value in enumerate(values, 1)}
    return {**BLANKS, **whole, **{f"{text}.0": code for text, code in whole.items()}}


def _take(layout: _Layout, rows: Iterable[tuple[int, list[str]]]) -> _Taken:
    taken = _Taken()
    for line, cells in rows:
        try:
            _take_row(layout, taken, line, cells)
        except _Refused as fault:
            if not any(cell.strip() for cell in cells):
                continue  # a line of blank cells, as spreadsheets leave them at the end
            taken.refused.append(RefusedRow(line=line, reason=str(fault)))
        taken.rows += 1
    return taken


def _take_row(layout: _Layout, taken: _Taken, line: int, cells: Sequence[str]) -> None:
    if len(cells) != layout.width:
        raise _Refused(f"it has {len(cells)} cells where the headings are {layout.width}")
    group = cells[layout.group].strip()
    if not group:
        raise _Refused("it names no group")
    codes = _codes(layout, cells)
    place = taken.places.setdefault(group, len(taken.places))
    if layout.rater is not None and (rater := cells[layout.rater].strip()):
        first = taken.raters.setdefault((place, rater), line)
        if first != line:
            raise _Refused(f"rater “{rater}” of group “{group}” stands on line {first} already")
    taken.codes += codes
    taken.group.append(place)


def _codes(layout: _Layout, cells: Sequence[str]) -> bytes:
    try:
        return b"".join([bytes(map(each.codes.__getitem__, each.cells(cells))) for each in layout.answers])
    except KeyError:
        return bytes(
            _code(cell.strip(), column, each)
            for each in layout.answers
            for cell, column in zip(each.cells(cells), each.columns, strict=True)
        )


def _code(cell: str, column: str, scale: _Scale) -> int:
    code = scale.codes.get(cell)
    if code is None:
        low, high = scale.options
        raise _Refused(f"{column} is “{cell[:LONGEST_CELL]}”; it must be {low} to {high}, DK, NA or blank")
    return code


def _in_order(groups: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The groups as they are to stand, and the place there of each as it was met."""
    met = sorted(range(len(groups)), key=lambda place: _key(groups[place]))
    order = np.empty(len(groups), dtype=np.int64)
    order[met] = np.arange(len(groups))
    return tuple(groups[place] for place in met), order


def _key(group: str) -> tuple[bool, Decimal, str]:
    is_number = NUMBER.fullmatch(group) is not None
    return not is_number, Decimal(group) if is_number else Decimal(0), group
