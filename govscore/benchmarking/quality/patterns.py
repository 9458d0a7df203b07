"""How people filled a questionnaire in: runs of one answer, no variation, sheets that are the same. Never by name."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.counts import MOST_OPTIONS, Blank
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.uint8]

FEWEST_ALIKE = 10


@dataclass(frozen=True, kw_only=True, eq=False)
class ResponsePatterns:
    """Each person's blanks and runs; arrays of shape (n_people,), NaN where there is no answer to speak of."""

    answered: Ints
    skipped: Ints
    dont_know: Ints
    not_applicable: Ints
    asked: Ints
    longest_string: Floats
    average_string: Floats
    irv: Floats

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a person has no variability; one answer still has its string."""
        return first_reason((self.answered < 2, Reason.TOO_FEW))

    @property
    def dont_know_share(self) -> Floats:
        """Don't knows, of the questions asked."""
        return _share(self.dont_know, self.asked)

    @property
    def missing_share(self) -> Floats:
        """Skipped questions, of the questions asked."""
        return _share(self.skipped, self.asked)


def response_patterns(codes: ArrayLike) -> ResponsePatterns:
    """Say of each person how long they gave one answer on end, and how much their answers vary.

    Parameters
    ----------
    codes : array_like of int, shape (n_people, n_items)
        1 for an item's lowest option, 2 for the next, or a `Blank`; items in the order asked.

    Returns
    -------
    ResponsePatterns
        ``longest_string`` and ``average_string``, in items: the longest run of one code, and
        the mean of all runs; NaN with no answer. ``irv``, in places on the scale: the standard
        deviation (n - 1) of one person's answers; NaN with fewer than two (``too_few``).
        ``answered``, the kinds of blank, and ``asked``, which leaves out what was not asked.

    Raises
    ------
    ValueError
        If `codes` is not a table of whole numbers from 0 to 255.

    Notes
    -----
    A blank ends a run and is no run itself. Codes are compared as they are, across domains
    and scales. With forty honest answers of "agree" a long run is real: it is no proof.

    References
    ----------
    .. [1] Curran, P. G. (2016), Journal of Experimental Social Psychology 66: 4-19. Key ``curran2016``.
    .. [2] Dunn, A. M., Heggestad, E. D., Shanock, L. R., Theilgard, N. (2018), Journal of
       Business and Psychology 33: 105-121. Key ``dunn2018``.

    Examples
    --------
    >>> found = response_patterns([[3, 3, 3, Blank.DONT_KNOW, 3, 1], [2, 2, 2, 2, 2, 2]])
    >>> found.longest_string.tolist(), found.average_string.tolist()
    ([3.0, 6.0], [1.6666666666666667, 6.0])
    >>> found.irv.round(3).tolist(), found.dont_know.tolist()
    ([0.894, 0.0], [1, 0])
    """
    sheet = code_table(codes)
    given = is_answer(sheet)
    answered = np.count_nonzero(given, axis=1)
    longest, runs = _runs(sheet, given)
    not_asked = np.count_nonzero(sheet == Blank.NOT_ASKED, axis=1)
    return ResponsePatterns(
        answered=answered,
        skipped=np.count_nonzero(sheet == Blank.SKIPPED, axis=1),
        dont_know=np.count_nonzero(sheet == Blank.DONT_KNOW, axis=1),
        not_applicable=np.count_nonzero(sheet == Blank.NOT_APPLICABLE, axis=1),
        asked=sheet.shape[1] - not_asked,
        longest_string=np.where(answered > 0, longest, np.nan),
        average_string=_share(answered, runs),
        irv=_variability(sheet, given, answered),
    )


def duplicates_in_board(board: ArrayLike, codes: ArrayLike) -> tuple[Ints, NDArray[np.bool_]]:
    """Count, for each person, the others on the board whose answers are the very same.

    Parameters
    ----------
    board : array_like of int, shape (n_people,)
        Whose board each person is on.
    codes : array_like of int, shape (n_people, n_items)
        As for `response_patterns`.

    Returns
    -------
    duplicates : array of int, shape (n_people,)
        Others with the same row; 0 where a row is not complete.
    complete : array of bool, shape (n_people,)
        Whether a row has an answer to every item; of the others nothing is said (``too_few``).

    Raises
    ------
    ValueError
        If shapes do not match, or codes are no codes.

    Notes
    -----
    Complete rows only: two that both skipped much are easily the same. Two people who filled
    it in together look like one who did so twice.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> same, complete = duplicates_in_board([4, 4, 4, 7], [[1, 2], [1, 2], [1, 0], [1, 2]])
    >>> same.tolist(), complete.tolist()
    ([1, 1, 0, 0], [True, True, False, True])
    """
    sheet, boards = code_table(codes), np.asarray(board)
    if boards.shape != sheet.shape[:1]:
        raise ValueError("board must have one entry for each person")
    complete = np.asarray(is_answer(sheet).all(axis=1))
    duplicates = np.zeros(boards.size, dtype=np.int64)
    if complete.any() and sheet.shape[1]:
        own = np.ascontiguousarray(boards[complete].astype(np.int64))[:, None].view(np.uint8)
        rows = np.ascontiguousarray(np.hstack([own, sheet[complete]]))
        keys = rows.view(np.dtype((np.void, rows.shape[1]))).ravel()
        _, place, alike = np.unique(keys, return_inverse=True, return_counts=True)
        duplicates[complete] = alike[place] - 1
    return duplicates, complete


def boards_alike(chosen: ArrayLike, *, fewest: int = FEWEST_ALIKE) -> NDArray[np.bool_]:
    """Say which boards answered as one: as if somebody had filled it in for everybody.

    Parameters
    ----------
    chosen : array_like of int, shape (n_boards, n_items, n_options)
        How many chose each option, as ``count_answers(...).chosen``.
    fewest : int, default 10
        Items that two or more must have answered; under it nothing is said of a board.

    Returns
    -------
    array of bool, shape (n_boards,)
        True where on every such item all chose the same option: an average deviation of 0.

    Raises
    ------
    ValueError
        If `chosen` has not three axes.

    Notes
    -----
    Items with one answer or none say nothing and are set aside.

    References
    ----------
    .. [1] Ours; the average deviation is that of Burke, M. J., Finkelstein, L. M., Dusig, M. S.
       (1999), Organizational Research Methods 2: 49-68. Key ``burke1999``.

    Examples
    --------
    >>> boards_alike([[[0, 4], [4, 0]], [[0, 4], [3, 1]]], fewest=2).tolist()
    [True, False]
    """
    counts = np.asarray(chosen)
    if counts.ndim != 3:
        raise ValueError("chosen must have the axes boards, items, options")
    answers = counts.sum(axis=2)
    usable = answers >= 2
    is_one = counts.max(axis=2, initial=0) == answers
    enough = np.count_nonzero(usable, axis=1) >= fewest
    return np.asarray(enough & (is_one | ~usable).all(axis=1))


def code_table(codes: ArrayLike) -> Codes:
    """Read answers as a table of bytes.

    Parameters
    ----------
    codes : array_like of int, shape (n_people, n_items)
        Whole numbers from 0 to 255.

    Returns
    -------
    array of uint8, shape (n_people, n_items)
        The same.

    Raises
    ------
    ValueError
        If there are not two axes, or a code is no such number.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> code_table([[1, 4]]).dtype
    dtype('uint8')
    """
    given = np.asarray(codes)
    if given.ndim != 2:
        raise ValueError("codes must have a row for each person and a column for each item")
    sheet = given.astype(np.uint8, copy=False)
    if sheet is not given and (sheet != given).any():
        raise ValueError("codes must be whole numbers from 0 to 255")
    return sheet


def is_answer(sheet: Codes) -> NDArray[np.bool_]:
    """Say which cells are answers and no blanks.

    Parameters
    ----------
    sheet : array of uint8, any shape
        Codes.

    Returns
    -------
    array of bool, of that shape
        True from 1 to the highest option that a scale may have.

    Raises
    ------
    ValueError
        Never.

    References
    ----------
    .. [1] The codes are those of `count_answers`.

    Examples
    --------
    >>> is_answer(np.array([0, 1, 251, 255], dtype=np.uint8)).tolist()
    [False, True, False, False]
    """
    return np.asarray(sheet - np.uint8(1) < MOST_OPTIONS)  # 0 less 1 is 255


def _runs(sheet: Codes, given: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    people, items = sheet.shape
    current, longest, runs = (np.zeros(people, dtype=np.int32) for _ in range(3))
    for item in range(items):
        goes_on = given[:, item] if item else np.zeros(people, dtype=bool)
        if item:
            goes_on = goes_on & (sheet[:, item] == sheet[:, item - 1])
        current = np.where(goes_on, current + 1, given[:, item])
        runs += given[:, item] & ~goes_on
        np.maximum(longest, current, out=longest)
    return longest.astype(np.int64), runs.astype(np.int64)


def _variability(sheet: Codes, given: NDArray[np.bool_], n: Ints) -> Floats:
    """Sums of whole numbers are exact, so that no variation is exactly 0."""
    values = np.where(given, sheet, 0).astype(np.int32)
    sums = values.sum(axis=1, dtype=np.int64)
    squares = np.einsum("ij,ij->i", values, values, dtype=np.int64)
    return np.asarray(np.sqrt(_share(n * squares - sums**2, np.where(n > 1, n * (n - 1), 0))))


def _share(part: Ints, whole: Ints) -> Floats:
    return np.asarray(np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0))
