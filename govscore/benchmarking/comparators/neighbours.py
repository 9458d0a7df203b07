"""The nearest boards of every board at once: what `comparators` says of one, for a whole country."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.comparators.dfe import POOL, SIZE, WRONG_SIZE, First, range_block
from govscore.benchmarking.comparators.distance import WEIGHTS, Block, Characteristics, standardise
from govscore.benchmarking.comparators.nearest import nearest_places
from govscore.benchmarking.errors import NothingToCompareBy


@dataclass(frozen=True, kw_only=True, eq=False)
class Neighbours:
    """The nearest of each board, as rows of the boards given; -1 and NaN where a phase has no more."""

    rows: NDArray[np.intp]
    distances: NDArray[np.float64]


def nearest_boards(
    characteristics: Characteristics, *, k: int = 30, weights: Mapping[str, float] = WEIGHTS
) -> Neighbours:
    """Find the comparators of all boards in one go.

    Parameters
    ----------
    characteristics : Characteristics
        Of all boards; NaN where one is not known.
    k : int, default 30
        Boards wanted for each, 1 or more.
    weights : mapping of str to float
        Weight of each characteristic; made to sum to 1.

    Returns
    -------
    Neighbours
        ``rows`` and ``distances``, shape (n_boards, k), nearest first, in the order of the
        boards given. The same as `choose_comparators` for each, without the reasons.

    Raises
    ------
    NothingToCompareBy
        If no characteristic is known for any board of a phase.
    ValueError
        If `k` is under 1, a weight is not positive, or a value is infinite.

    Notes
    -----
    By `nearest_places` of each phase, so that no matrix of all pairs is ever held.

    References
    ----------
    .. [1] Bentley, J. L. (1975), Communications of the ACM 18: 509-517. Key ``bentley1975``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 12.0, 30.0]}
    ... )
    >>> nearest_boards(boards, k=2).rows.tolist()
    [[1, 2], [0, 2], [1, 0]]
    """
    if k < 1:
        raise ValueError("k must be at least 1")
    shape = (len(characteristics.keys), k)
    rows, distances = np.full(shape, -1, dtype=np.intp), np.full(shape, np.nan)
    for phase in sorted(set(characteristics.phases)):
        block = standardise(characteristics, phase, weights=weights)
        places, apart = nearest_places(block, k, allowed=np.ones(block.rows.size, dtype=bool))
        rows[block.rows], distances[block.rows] = _rows(block, places), apart
    return Neighbours(rows=rows, distances=distances)


def dfe_boards(
    characteristics: Characteristics, first: First, *, k: int = SIZE, eligible: ArrayLike | None = None
) -> Neighbours:
    """Find the sets of all boards in one go by the Department for Education's rule.

    Parameters
    ----------
    characteristics : Characteristics
        As for `range_block`.
    first : First
        The regions of all boards, and what else puts one before another.
    k : int, default 30
        Boards wanted for each, 1 to 60.
    eligible : array_like of bool, shape (n_boards,), optional
        Boards that may be chosen; by default all.

    Returns
    -------
    Neighbours
        ``rows`` and ``distances``, shape (n_boards, k), in the order the rule puts them in. The
        same as `choose_dfe` for each, without the reasons. A phase nothing is known of has none.

    Raises
    ------
    ValueError
        If `k` is not from 1 to 60, or `eligible` or a status not one entry a board.

    Notes
    -----
    The 60 nearest by `nearest_places`; then a stable sort by status, region and the rest.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, comparator sets.
       Key ``dfe_comparators``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 12.0, 30.0]}
    ... )
    >>> dfe_boards(boards, First(regions=("South West", "London", "South West")), k=2).rows.tolist()
    [[2, 1], [0, 2], [0, 1]]
    """
    if not 1 <= k <= POOL:
        raise ValueError(WRONG_SIZE)
    may = characteristics.allowed(eligible)
    shape = (len(characteristics.keys), k)
    rows, distances = np.full(shape, -1, dtype=np.intp), np.full(shape, np.nan)
    for phase in sorted(set(characteristics.phases)):
        try:
            block = range_block(characteristics, phase)
        except NothingToCompareBy:
            continue
        places, apart = nearest_places(block, POOL, allowed=may[block.rows])
        turns = first.turns(block.rows, np.arange(block.rows.size), places)
        order = np.argsort(turns, axis=1, kind="stable")[:, :k]
        rows[block.rows] = _rows(block, np.take_along_axis(places, order, axis=1))
        distances[block.rows] = np.take_along_axis(apart, order, axis=1)
    return Neighbours(rows=rows, distances=distances)


def _rows(block: Block, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Places within the phase as rows of the boards given."""
    return np.where(places >= 0, block.rows[places], -1)
