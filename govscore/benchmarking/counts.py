"""How many people of each board chose each option: what nearly every other number is worked out from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.answers import NO_OPTION, NOT_ASKED
from govscore.benchmarking.grouping import BoardRows, group_rows

Ints = NDArray[np.int64]
Codes = NDArray[np.uint8]

MOST_OPTIONS = 200


class Blank(IntEnum):
    """No answer to arithmetic, and five different things to people; options are counted from 1."""

    SKIPPED = NO_OPTION
    DONT_KNOW = 251
    NOT_APPLICABLE = 252
    NOT_MY_ROLE = 253
    NOT_ASKED = NOT_ASKED


@dataclass(frozen=True, kw_only=True, eq=False)
class AnswerCounts:
    """How many chose each option, and how many gave no answer of each kind, by board and item.

    `chosen` has shape (n_boards, n_items, n_options), lowest option first, the options each in a block of
    memory of its own; `people` has shape (n_boards,), the rest (n_boards, n_items).
    """

    chosen: NDArray[np.int32]
    skipped: Ints
    dont_know: Ints
    not_applicable: Ints
    not_my_role: Ints
    not_asked: Ints
    people: Ints


def recode(options: Codes, scales: Sequence[Sequence[float | Blank]]) -> Codes:
    """Turn places of options into places on the scale, and what has no value into its kind of blank.

    Parameters
    ----------
    options : array of uint8, shape (n_responses, n_questions)
        As `read_answers` gives them: places from 1; 0 skipped, 255 not asked.
    scales : sequence of n_questions sequences
        For each question what its options stand for, in their order: a value, or a `Blank`.

    Returns
    -------
    array of uint8, shape (n_responses, n_questions)
        1 for the question's lowest value, 2 for the next; 0 and from 251 a `Blank`.

    Raises
    ------
    ValueError
        If there is not one scale a question, or an answer names an option its scale has not.

    References
    ----------
    .. [1] The codes are those of ``govscore.responses.sheet``.

    Examples
    --------
    >>> scale = [1.0, 2.0, 4.0, Blank.DONT_KNOW]
    >>> recode(np.array([[3], [4], [0], [255]], dtype=np.uint8), [scale]).ravel().tolist()
    [3, 251, 0, 255]
    """
    if options.ndim != 2 or options.shape[1] != len(scales):
        raise ValueError("there must be one scale for each question")
    widest = max((len(scale) for scale in scales), default=0)
    highest = np.where(options == NOT_ASKED, 0, options).max(axis=0, initial=0)
    for question, (scale, place) in enumerate(zip(scales, highest.tolist(), strict=True)):
        if place > len(scale):
            raise ValueError(f"question {question}: option {place} was chosen and the scale has {len(scale)}")
    table = np.zeros((len(scales), widest + 2), dtype=np.uint8)
    for question, scale in enumerate(scales):
        table[question, 1 : len(scale) + 1] = _places_of(scale)
    table[:, -1] = NOT_ASKED
    return table[np.arange(len(scales)), np.minimum(options, widest + 1)]


def count_answers(board: ArrayLike, codes: ArrayLike, *, n_boards: int, n_options: int) -> AnswerCounts:
    """Count once how many of each board chose what.

    Parameters
    ----------
    board : array_like of int, shape (n_people,)
        Whose board each person is on, 0 to `n_boards` - 1, in any order.
    codes : array_like of int, shape (n_people, n_items)
        1 to `n_options`, lowest first, or a `Blank`. All items are of one scale.
    n_boards, n_options : int
        Boards, some of which may have nobody, and options that have a value (at most 200).

    Returns
    -------
    AnswerCounts
        ``chosen``, the kinds of blank, and ``people``.

    Raises
    ------
    ValueError
        If a code is neither an option nor a blank, a board is not there, or shapes do not match.

    Notes
    -----
    Eight items are counted by one addition, a byte each, at most 255 people at a time
    (`BoardRows.small_sums`); in the tests a loop over answers says the same.

    References
    ----------
    .. [1] Ours; the counts are what agreement, variance and Krippendorff's alpha depend on, and all they do.

    Examples
    --------
    Two on the first board, nobody on the second:

    >>> counts = count_answers([0, 0], [[1, 2], [3, Blank.DONT_KNOW]], n_boards=2, n_options=3)
    >>> counts.chosen.tolist()
    [[[1, 0, 1], [0, 1, 0]], [[0, 0, 0], [0, 0, 0]]]
    >>> counts.dont_know.tolist(), counts.people.tolist()
    ([[0, 1], [0, 0]], [2, 0])
    """
    rows, sheet = sheet_by_board(board, codes, n_boards=n_boards)
    if not 0 < n_options <= MOST_OPTIONS:
        raise ValueError(f"a scale has 1 to {MOST_OPTIONS} options, not {n_options}")
    chosen = np.zeros((n_options, n_boards, sheet.shape[1]), dtype=np.int32)
    blanks = {blank: np.zeros(chosen.shape[1:], dtype=np.int64) for blank in Blank}
    counted = _count(rows, sheet, dict(enumerate(chosen, start=1)) | blanks)
    if counted < sheet.size:
        raise ValueError(_unknown_code(rows, sheet, n_options))
    return AnswerCounts(
        chosen=np.moveaxis(chosen, 0, -1),
        skipped=blanks[Blank.SKIPPED],
        dont_know=blanks[Blank.DONT_KNOW],
        not_applicable=blanks[Blank.NOT_APPLICABLE],
        not_my_role=blanks[Blank.NOT_MY_ROLE],
        not_asked=blanks[Blank.NOT_ASKED],
        people=rows.sizes,
    )


def sheet_by_board(board: ArrayLike, codes: ArrayLike, *, n_boards: int) -> tuple[BoardRows, Codes]:
    """Put everybody's codes in the order of boards.

    Parameters
    ----------
    board : array_like of int, shape (n_people,)
        Whose board each person is on, 0 to `n_boards` - 1, in any order.
    codes : array_like of int, shape (n_people, n_items)
        Whole numbers from 0 to 255.
    n_boards : int
        Boards there are.

    Returns
    -------
    tuple of BoardRows and array of uint8, shape (n_people, n_items)
        Which rows are whose, and the rows.

    Raises
    ------
    ValueError
        If shapes do not match, a board is not there, or a code is no such number.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> sheet_by_board([1, 0], [[3], [4]], n_boards=2)[1].tolist()
    [[4], [3]]
    """
    given = np.asarray(codes)
    rows = group_rows(board, n_boards=n_boards)
    if given.ndim != 2 or given.shape[0] != rows.sizes.sum():
        raise ValueError("codes must have a row for each person and a column for each item")
    sheet = given.astype(np.uint8, copy=False)
    if sheet is not given and (sheet != given).any():
        raise ValueError("codes must be whole numbers from 0 to 255")
    return rows, rows.in_order(sheet)


def _places_of(scale: Sequence[float | Blank]) -> Codes:
    rising = sorted({entry for entry in scale if not isinstance(entry, Blank)})
    return np.array(
        [entry if isinstance(entry, Blank) else 1 + rising.index(entry) for entry in scale], dtype=np.uint8
    )


def _count(rows: BoardRows, sheet: Codes, tables: Mapping[int, NDArray[np.signedinteger]]) -> int:
    """Fill the table of each code, boards by items, and say how many cells have any of the codes."""
    counted = 0
    for boards, people, part in rows.blocks():
        for code, table in tables.items():
            flags = sheet[people] == np.uint8(code)  # an enumeration's member would widen every cell
            found = int(np.count_nonzero(flags))
            counted += found
            if found:
                table[boards] = part.small_sums(flags.view(np.uint8), most=1)
    return counted


def _unknown_code(rows: BoardRows, sheet: Codes, n_options: int) -> str:
    person, item = np.argwhere(~np.isin(sheet, [*range(1, n_options + 1), *Blank]))[0]
    row = person if rows.order is None else rows.order[person]
    return (
        f"person {row}, item {item}: {sheet[person, item]} is neither an option, "
        f"1 to {n_options}, nor a kind of blank"
    )
