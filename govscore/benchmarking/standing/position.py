"""Where one score stands among its comparators, and in which words a governor may be told."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.errors import TooFewComparators
from govscore.benchmarking.model import Quarter

MIN_COMPARATORS = 8
MIN_FOR_PERCENTILE = 20
TIE = 1e-9


@dataclass(frozen=True, kw_only=True)
class PercentileRank:
    """A score's place among comparators, and how many of them it rests on."""

    percentile: float
    n: int
    n_equal: int
    n_missing: int


@dataclass(frozen=True, kw_only=True, eq=False)
class PercentileRanks:
    """The places of all boards of a table, each among the others; NaN where a board has no score."""

    percentiles: NDArray[np.float64]
    n: int
    n_missing: int


@dataclass(frozen=True, kw_only=True)
class Place:
    """What may be said of a place: nothing, a quarter, or a quarter and a percentile."""

    percentile: float | None
    quarter: Quarter | None
    n: int
    n_equal: int
    n_missing: int


def percentile_rank(
    score: float, comparators: ArrayLike, *, min_comparators: int = MIN_COMPARATORS
) -> PercentileRank:
    """Say what share of its comparators a board scores above, a tie counting half.

    Parameters
    ----------
    score : float
        The board's score, in any unit. Finite and unrounded.
    comparators : array_like of float, shape (n_boards,)
        Scores of the other boards in the same unit. The caller leaves the board itself
        out. NaN stands for a board without a score: it is set aside and counted.
    min_comparators : int, default 8
        The fewest scored comparators that give a place.

    Returns
    -------
    PercentileRank
        ``percentile`` (0 to 100), ``n`` comparators with a score, ``n_equal`` of them
        tied with the board, ``n_missing`` set aside.

    Raises
    ------
    ValueError
        If `score` is not finite, or `comparators` is not one-dimensional or holds an infinity.
    TooFewComparators
        If fewer than `min_comparators` comparators have a score.

    Notes
    -----
    With L comparators below and E equal, of n, the rank is 100 (L + E/2) / n, the
    mid-rank. Scores no more than 1e-9 apart are equal, so that two means which differ
    only in the last bit of their sums do not part. A board that ties with everybody is at 50.

    References
    ----------
    .. [1] Hazen, A. (1914), Storage to be provided in impounding reservoirs for municipal
       water supply, Transactions of the American Society of Civil Engineers 77: the
       midpoint convention. Key ``hazen1914``.

    Examples
    --------
    Two of eight comparators are below and four are level, so (2 + 4/2) / 8:

    >>> percentile_rank(3.0, [2.1, 2.5, 3.0, 3.0, 3.0, 3.0, 3.4, 3.9]).percentile
    50.0
    >>> percentile_rank(3.5, [2.1, 2.5, 3.0, 3.0, 3.0, 3.0, 3.4, 3.9, float("nan")])
    PercentileRank(percentile=87.5, n=8, n_equal=0, n_missing=1)
    """
    present, n_missing = _scored(comparators)
    if not math.isfinite(score):
        raise ValueError("score must be finite")
    if present.size < max(min_comparators, 1):
        raise TooFewComparators(int(present.size), min_comparators)
    below, not_above = _count_around(np.sort(present), np.array([score]))
    equal = int(not_above[0] - below[0])
    return PercentileRank(
        percentile=100.0 * (int(below[0]) + equal / 2) / present.size,
        n=int(present.size),
        n_equal=equal,
        n_missing=n_missing,
    )


def percentile_ranks(scores: ArrayLike, *, min_comparators: int = MIN_COMPARATORS) -> PercentileRanks:
    """Place every board of a table among all the others at once.

    Parameters
    ----------
    scores : array_like of float, shape (n_boards,)
        One score a board, unrounded. NaN stands for a board without a score: it gets no
        place, is nobody's comparator, and is counted.
    min_comparators : int, default 8
        The fewest scored comparators that give a place; every board has one fewer of
        them than there are scores.

    Returns
    -------
    PercentileRanks
        ``percentiles`` (0 to 100, in the order given, NaN without a score), ``n``
        comparators each board was placed among, ``n_missing`` boards set aside.

    Raises
    ------
    ValueError
        If `scores` is not one-dimensional or holds an infinity.
    TooFewComparators
        If fewer than ``min_comparators + 1`` boards have a score.

    Notes
    -----
    100 (average rank - 1) / (K - 1) of K scored boards, which is `percentile_rank` of each
    among the other K - 1. It is not 100 (average rank - 1/2) / K, the position of a board
    counted among its own comparators. Scores within 1e-9 tie.

    References
    ----------
    .. [1] Hazen, A. (1914), as for `percentile_rank`. Key ``hazen1914``.

    Examples
    --------
    >>> ranks = percentile_ranks([2.0, 3.0, 3.0, 4.0, float("nan")], min_comparators=3)
    >>> ranks.percentiles.tolist()
    [0.0, 50.0, 50.0, 100.0, nan]
    >>> ranks.n, ranks.n_missing
    (3, 1)
    """
    present, n_missing = _scored(scores)
    n = int(present.size) - 1
    if n < max(min_comparators, 1):
        raise TooFewComparators(max(n, 0), min_comparators)
    given = np.asarray(scores, dtype=float)
    below, not_above = _count_around(np.sort(present), present)
    percentiles = np.full(given.shape, np.nan)
    percentiles[~np.isnan(given)] = 100.0 * (below + (not_above - below - 1) / 2) / n
    return PercentileRanks(percentiles=percentiles, n=n, n_missing=n_missing)


def place(score: float, comparators: ArrayLike) -> Place:
    """Say no more about a board's place than its number of comparators can carry.

    Parameters
    ----------
    score : float
        The board's score. Finite and unrounded.
    comparators : array_like of float, shape (n_boards,)
        Scores of the other boards; NaN is set aside and counted.

    Returns
    -------
    Place
        Under 8 scored comparators neither ``percentile`` nor ``quarter``; from 8 to 19 the
        ``quarter`` alone; from 20 both. ``n``, ``n_equal`` and ``n_missing`` always.

    Raises
    ------
    ValueError
        If `score` is not finite, or `comparators` is not one-dimensional or holds an infinity.

    Notes
    -----
    A quarter is read off the mid-rank percentile: from 75 the top quarter, from 50 the
    upper half but not the top quarter, from 25 the lower half but not the bottom quarter.
    On a boundary the higher one is taken. One board more or less moves a percentile among
    14 by seven points, hence words; with everybody level (``n_equal == n``) say just that.

    References
    ----------
    .. [1] Goldstein, H., Spiegelhalter, D. J. (1996), League tables and their limitations,
       Journal of the Royal Statistical Society A 159, on places that small numbers cannot
       carry. Key ``goldstein1996``.

    Examples
    --------
    >>> place(3.2, [1, 2, 3, 4, 5]).quarter is None
    True
    >>> place(3.2, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    Place(percentile=None, quarter=<Quarter.UPPER: 'upper-half'>, n=10, n_equal=0, n_missing=0)
    >>> place(3.2, list(range(20))).percentile
    20.0
    """
    try:
        rank = percentile_rank(score, comparators)
    except TooFewComparators as few:
        n_missing = int(np.size(comparators)) - few.n
        return Place(percentile=None, quarter=None, n=few.n, n_equal=0, n_missing=n_missing)
    return Place(
        percentile=rank.percentile if rank.n >= MIN_FOR_PERCENTILE else None,
        quarter=_quarter(rank.percentile),
        n=rank.n,
        n_equal=rank.n_equal,
        n_missing=rank.n_missing,
    )


def _quarter(percentile: float) -> Quarter:
    if percentile >= 75:
        return Quarter.TOP
    if percentile >= 50:
        return Quarter.UPPER
    return Quarter.LOWER if percentile >= 25 else Quarter.BOTTOM


def _scored(scores: ArrayLike) -> tuple[NDArray[np.float64], int]:
    given = np.asarray(scores, dtype=float)
    if given.ndim != 1:
        raise ValueError(f"scores must be one-dimensional, not {given.ndim}-dimensional")
    if np.isinf(given).any():
        raise ValueError("scores must be finite, or NaN for a board without one")
    present = given[~np.isnan(given)]
    return present, int(given.size - present.size)


def _count_around(
    ascending: NDArray[np.float64], scores: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    below = np.searchsorted(ascending, scores - TIE, side="left")
    not_above = np.searchsorted(ascending, scores + TIE, side="right")
    return below, not_above
