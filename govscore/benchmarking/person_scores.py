"""What each person makes of a domain, and what a board's people make of it together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.counts import MOST_OPTIONS
from govscore.benchmarking.grouping import group_rows

Floats = NDArray[np.float64]

LEAST_ANSWERS = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class BoardScores:
    """People with a score on each board, the mean of their scores, and the squares about it added up."""

    n: NDArray[np.int64]
    means: Floats
    ssw: Floats


def person_scores(codes: ArrayLike, *, options: tuple[int, int]) -> Floats:
    """Give each person's score on a domain, where they answered enough of it.

    Parameters
    ----------
    codes : array_like of int, shape (n_people, n_items)
        1 for the lowest option, 2 for the next; anything else is no answer, as in `count_answers`.
    options : tuple of int
        What the lowest and the highest option stand for; the others lie one point apart between them.

    Returns
    -------
    array of float, shape (n_people,)
        In points of the scale; NaN for who answered fewer than half of the items, or fewer than two.

    Raises
    ------
    ValueError
        If `codes` has not two axes, or `options` are not 1 to 200 from low to high.

    Notes
    -----
    The mean of the answers given: the person's own mean stands in for what they left out. Whole
    numbers are added up and divided once. A domain of one item gives nobody a score.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> person_scores([[1, 2, 2], [4, 0, 3], [4, 251, 0]], options=(1, 4)).round(4).tolist()
    [1.6667, 3.5, nan]
    """
    sheet, (low, high) = np.asarray(codes), options
    if sheet.ndim != 2:
        raise ValueError("codes must have a row for each person and a column for each item")
    if not 1 <= high - low + 1 <= MOST_OPTIONS:
        raise ValueError(f"options must be 1 to {MOST_OPTIONS}, from low to high")
    answered: NDArray[np.bool_] = (sheet >= 1) & (sheet <= high - low + 1)
    every = np.ones(sheet.shape[1])  # a product with ones adds up short rows several times as fast as a sum
    n = answered.astype(float) @ every
    enough = (2 * n >= sheet.shape[1]) & (n >= LEAST_ANSWERS)
    total = np.where(answered, sheet, 0).astype(float) @ every + n * (low - 1)
    return np.asarray(total / np.where(enough, n, np.nan))


def board_scores(board: ArrayLike, scores: ArrayLike, *, n_boards: int) -> BoardScores:
    """Say how many people of each board have a score, what it is on average, and how far they differ.

    Parameters
    ----------
    board : array_like of int, shape (n_people,)
        Whose board each person is on, 0 to `n_boards` - 1, in any order.
    scores : array_like of float, shape (n_people,)
        As from `person_scores`; NaN for who has none, and then they do not count.
    n_boards : int
        Boards there are.

    Returns
    -------
    BoardScores
        ``n``; ``means``, in the unit of the scores, NaN where ``n`` is 0; ``ssw``, sums of squared
        deviations from the mean, 0 where ``n`` is 0 or 1. They are what `between_boards` and `shrink` take.

    Raises
    ------
    ValueError
        If the two differ in length, a board is not there, or a score is infinite.

    Notes
    -----
    The mean of person means, which with gaps is not the mean of item means. Squares are those of
    deviations from the mean, in a second pass, so that no digits cancel.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> found = board_scores([1, 0, 1, 1], [2.0, float("nan"), 3.0, 4.0], n_boards=2)
    >>> found.n.tolist(), found.means.tolist(), found.ssw.tolist()
    ([0, 3], [nan, 3.0], [0.0, 2.0])
    """
    boards, given = np.asarray(board), np.asarray(scores, dtype=float)
    if boards.shape != given.shape or np.isinf(given).any():
        raise ValueError("there must be one score for each person, finite, or NaN where there is none")
    scored = ~np.isnan(given)
    own, known = boards[scored].astype(np.int64), given[scored]
    n = group_rows(own, n_boards=n_boards).sizes
    people = np.where(n > 0, n, np.nan)
    means = np.bincount(own, weights=known, minlength=n_boards) / people
    # Means of equal scores may miss them by the last digit: the second pass takes that out again.
    means += np.bincount(own, weights=known - means[own], minlength=n_boards) / people
    squares = np.bincount(own, weights=(known - means[own]) ** 2, minlength=n_boards)
    return BoardScores(n=n, means=means, ssw=squares.astype(float))
