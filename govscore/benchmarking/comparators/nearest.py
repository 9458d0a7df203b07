"""The nearest places of a phase to each of its places, without a matrix of all pairs."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from govscore.benchmarking.comparators.distance import Block, nearest_first

SPARE = 8
TIE = 1e-9
ROWS = 2048
ROWS_AGAINST_ALL = 256
LEAF = 32

Places = NDArray[np.intp]
Floats = NDArray[np.float64]


def nearest_places(block: Block, k: int, *, allowed: NDArray[np.bool_]) -> tuple[Places, Floats]:
    """Find the nearest of every board of a phase.

    Parameters
    ----------
    block : Block
        The phase, standardised.
    k : int
        Boards wanted for each, 1 or more.
    allowed : array of bool, shape (n_boards,)
        Boards that may be chosen; for the others, too, comparators are found.

    Returns
    -------
    places : array of int, shape (n_boards, k)
        Nearest first, the board itself never among them; -1 where there are no more.
    distances : array of float, shape (n_boards, k)
        NaN where there are no more.

    Raises
    ------
    ValueError
        If `k` is under 1, or `allowed` not one entry a board.

    Notes
    -----
    A tree of the phase, or, where a distance is the sum of two roots, a few rows at a time,
    answers with a few boards to spare; those are measured and put in order (ties within 1e-9
    go by key). Where a run of ties reaches past them, the board is measured against the
    whole phase.

    References
    ----------
    .. [1] Bentley, J. L. (1975), Communications of the ACM 18: 509-517. Key ``bentley1975``.

    Examples
    --------
    >>> from govscore.benchmarking.comparators.distance import Characteristics, standardise
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 12.0, 30.0]}
    ... )
    >>> nearest_places(standardise(boards, "Primary"), 1, allowed=np.ones(3, dtype=bool))[0].tolist()
    [[1], [0], [1]]
    """
    if k < 1:
        raise ValueError("k must be at least 1")
    if allowed.shape != block.rows.shape:
        raise ValueError("allowed must have one entry a board of the phase")
    shape = (block.rows.size, k)
    places, apart = np.full(shape, -1, dtype=np.intp), np.full(shape, np.nan)
    candidates = np.flatnonzero(allowed)
    asked = min(k + 1 + SPARE, candidates.size)
    if asked == 0:
        return places, apart
    search = _by_tree if block.split in (None, len(block.names)) else _row_by_row
    for own, near in search(block, candidates, asked):
        found, distances = _in_order(block, own, near, allowed=allowed, k=k)
        places[own, : found.shape[1]], apart[own, : found.shape[1]] = found, distances
    nobody = ~np.isfinite(apart)
    places[nobody], apart[nobody] = -1, np.nan
    return places, apart


def _by_tree(block: Block, candidates: Places, asked: int) -> Iterator[tuple[Places, Places]]:
    # Halved by space and not by number, it is the quicker: some characteristics have two values only.
    tree = cKDTree(block.points[candidates], leafsize=LEAF, balanced_tree=False, compact_nodes=False)
    for start in range(0, block.rows.size, ROWS):
        own = np.arange(start, min(start + ROWS, block.rows.size))
        _, found = tree.query(block.points[own], k=np.arange(1, asked + 1))
        yield own, candidates[found]


def _row_by_row(block: Block, candidates: Places, asked: int) -> Iterator[tuple[Places, Places]]:
    parts = block.points[:, : block.split], block.points[:, block.split :]
    for start in range(0, block.rows.size, ROWS_AGAINST_ALL):
        own = np.arange(start, min(start + ROWS_AGAINST_ALL, block.rows.size))
        apart = sum(cdist(part[own], part[candidates]) for part in parts)
        yield own, candidates[np.argpartition(apart, asked - 1, axis=1)[:, :asked]]


def _in_order(
    block: Block, own: Places, near: Places, *, allowed: NDArray[np.bool_], k: int
) -> tuple[Places, Floats]:
    apart = block.distances(own, near)
    apart[near == own[:, None]] = np.inf
    order = nearest_first(apart, ids=near)
    near, apart = np.take_along_axis(near, order, axis=1), np.take_along_axis(apart, order, axis=1)
    size = min(k, near.shape[1])
    if near.shape[1] < np.count_nonzero(allowed):
        reach = np.max(apart, axis=1, initial=0.0, where=np.isfinite(apart))
        for i in np.flatnonzero(apart[:, size - 1] + SPARE * TIE >= reach):
            near[i], apart[i] = _against_all(block, int(own[i]), allowed, near.shape[1])
    return near[:, :size], apart[:, :size]


def _against_all(block: Block, own: int, allowed: NDArray[np.bool_], size: int) -> tuple[Places, Floats]:
    apart = block.distances(np.array([own]), np.arange(block.rows.size)[None, :])[0]
    apart = np.where(allowed, apart, np.inf)
    apart[own] = np.inf
    order = nearest_first(apart)[:size]
    return order, apart[order]
