"""How much two sets of comparators have in common, and whether another distance would choose others."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govscore.benchmarking.comparators.distance import (
    WEIGHTS,
    Block,
    Characteristics,
    nearest_first,
    standardise,
)
from govscore.benchmarking.reasons import Reason

BOARDS_PER_CHARACTERISTIC = 10
LEAST_DIFFERENT = 0.05
MOST_CORRELATED = 1e3


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """The boards two sets share, and those that only one of them has, in the order of the sets."""

    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    share: float
    jaccard: float


@dataclass(frozen=True, kw_only=True)
class MahalanobisSet:
    """The nearest by Mahalanobis distance, an analyst's check on a set; nobody where `reason` says why."""

    keys: tuple[str, ...]
    distances: tuple[float, ...]
    characteristics: tuple[str, ...]
    reason: Reason | None


def overlap(first: Sequence[str], second: Sequence[str]) -> Overlap:
    """Say how far two rules agree on who is comparable.

    Parameters
    ----------
    first, second : sequence of str
        Keys of the boards of either set.

    Returns
    -------
    Overlap
        ``shared``, ``only_first`` and ``only_second``; ``share`` of the smaller set that is in
        the other, and ``jaccard``, shared boards over all, both 0 to 1; NaN where a set is empty.

    Raises
    ------
    ValueError
        If a set names a board twice.

    Notes
    -----
    share = |A and B| / min(|A|, |B|), jaccard = |A and B| / |A or B|. Two sets that share half of
    their boards can still put a board in the same place: compare the places too.

    References
    ----------
    .. [1] Jaccard, P. (1912), The distribution of the flora in the alpine zone, New Phytologist
       11: 37-50. Key ``jaccard1912``.

    Examples
    --------
    >>> found = overlap(["a", "b", "c"], ["b", "c", "d", "e"])
    >>> found.shared, round(found.share, 3), found.jaccard
    (('b', 'c'), 0.667, 0.4)
    """
    ours, theirs = set(first), set(second)
    if len(ours) < len(first) or len(theirs) < len(second):
        raise ValueError("a set names a board twice")
    shared = tuple(key for key in first if key in theirs)
    both_there = bool(ours) and bool(theirs)
    return Overlap(
        shared=shared,
        only_first=tuple(key for key in first if key not in theirs),
        only_second=tuple(key for key in second if key not in ours),
        share=len(shared) / min(len(ours), len(theirs)) if both_there else math.nan,
        jaccard=len(shared) / len(ours | theirs) if both_there else math.nan,
    )


def mahalanobis_set(
    key: str, characteristics: Characteristics, *, k: int = 30, weights: Mapping[str, float] = WEIGHTS
) -> MahalanobisSet:
    """Ask whether a distance that discounts what goes together would choose other boards.

    Parameters
    ----------
    key : str
        The board's own key, among those of `characteristics`.
    characteristics : Characteristics
        Of this board and of all others; NaN where one is not known.
    k : int, default 30
        Boards wanted, 1 or more.
    weights : mapping of str to float
        Which characteristics to use. Their weights do not matter to this distance.

    Returns
    -------
    MahalanobisSet
        ``keys`` and ``distances`` of the nearest of the phase, and the ``characteristics`` used: those
        that are known, and not the same for all. Nobody, with a ``reason``, where the distance
        would mean nothing: ``too_few`` under ten boards of the phase a characteristic,
        ``no_variation`` where nothing tells the boards apart, ``not_admissible`` where one
        characteristic is nearly the same for all, or nearly follows from the others.

    Raises
    ------
    UnknownBoard
        If `key` is not among the boards.
    NothingToCompareBy
        If no characteristic is known for any board of the phase.
    ValueError
        If `k` is under 1, a weight is not positive, or a value is infinite.

    Notes
    -----
    d^2 = (a - b)' S^-1 (a - b), S the covariance in the phase, gaps filled as in `standardise`.
    It gives a characteristic that is mere noise as much say as any other, and is therefore a
    check on a set and never the set. Nearly the same: under 5 % of boards differ from the
    commonest value. Nearly follows: the correlation matrix has a condition number over 1,000.

    References
    ----------
    .. [1] Mahalanobis, P. C. (1936), On the generalised distance in statistics, Proceedings of the
       National Institute of Sciences of India 2: 49-55. Key ``mahalanobis1936``.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> boards = Characteristics(
    ...     keys=tuple(f"{i:02}" for i in range(40)),
    ...     phases=("Primary",) * 40,
    ...     values={"pupils": rng.integers(90, 600, 40), "fsm": rng.uniform(2, 50, 40)},
    ... )
    >>> found = mahalanobis_set("00", boards, k=3)
    >>> len(found.keys), found.characteristics, found.reason
    (3, ('pupils', 'fsm'), None)
    >>> mahalanobis_set("00", boards, k=3, weights={"eal": 1, "fsm": 1}).characteristics
    ('fsm',)
    """
    if k < 1:
        raise ValueError("k must be at least 1")
    block = standardise(characteristics, characteristics.phase_of(key), weights=weights)
    telling = [j for j, name in enumerate(block.names) if name not in block.constant]
    points = block.points[:, telling]
    names = tuple(block.names[j] for j in telling)
    reason = _why_not(points)
    if reason is not None:
        return MahalanobisSet(keys=(), distances=(), characteristics=names, reason=reason)
    apart = _distances(points, block.keys.index(key))
    order = nearest_first(apart)[: min(k, block.rows.size - 1)]
    return _named(block, order, apart, names)


def _named(
    block: Block, order: NDArray[np.intp], apart: NDArray[np.float64], names: tuple[str, ...]
) -> MahalanobisSet:
    return MahalanobisSet(
        keys=tuple(block.keys[place] for place in order),
        distances=tuple(apart[order].tolist()),
        characteristics=names,
        reason=None,
    )


def _distances(points: NDArray[np.float64], own: int) -> NDArray[np.float64]:
    steps = points - points[own]
    covariance = np.atleast_2d(np.cov(points, rowvar=False))
    squares = (steps * np.linalg.solve(covariance, steps.T).T).sum(axis=1)
    apart = np.sqrt(np.maximum(squares, 0))
    apart[own] = np.inf
    return np.asarray(apart)


def _why_not(points: NDArray[np.float64]) -> Reason | None:
    n, p = points.shape
    if p == 0:
        return Reason.TOO_FEW if n < 2 else Reason.NO_VARIATION
    if n < BOARDS_PER_CHARACTERISTIC * p:
        return Reason.TOO_FEW
    commonest = [int(np.unique(column, return_counts=True)[1].max()) for column in points.T]
    if max(commonest) > (1 - LEAST_DIFFERENT) * n:
        return Reason.NOT_ADMISSIBLE
    correlations = np.atleast_2d(np.corrcoef(points, rowvar=False))
    return Reason.NOT_ADMISSIBLE if np.linalg.cond(correlations) > MOST_CORRELATED else None
