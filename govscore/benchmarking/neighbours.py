"""The nearest boards of every board at once: what `comparators` says of one, for a whole country."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from govscore.benchmarking.distance import WEIGHTS, Characteristics, nearest_first, standardise

SPARE = 8
TIE = 1e-9


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
    A tree of each phase answers with a few boards to spare; where a run of ties reaches
    past those, the board is measured against the whole phase. So no matrix of all pairs
    is ever held.

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
        size = min(k, block.rows.size - 1)
        if size > 0:
            places, apart = _nearest(block.points, size)
            rows[block.rows, :size] = block.rows[places]
            distances[block.rows, :size] = apart
    return Neighbours(rows=rows, distances=distances)


def _nearest(points: NDArray[np.float64], k: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    size = points.shape[0]
    asked = min(k + 1 + SPARE, size)
    apart, places = cKDTree(points).query(points, k=asked)
    places = np.sort(places, axis=1)
    apart = np.sqrt(((points[places] - points[:, None]) ** 2).sum(axis=2))
    apart[places == np.arange(size)[:, None]] = np.inf
    order = nearest_first(apart)
    places, apart = (np.take_along_axis(found, order, axis=1) for found in (places, apart))
    return _settle_ties(points, places[:, :k], apart[:, :k], reach=_reach(apart, complete=asked == size))


def _reach(apart: NDArray[np.float64], *, complete: bool) -> NDArray[np.float64]:
    """How far each board has been searched without a gap."""
    if complete:
        return np.full(apart.shape[0], np.inf)
    return np.asarray(np.max(apart, axis=1, initial=0.0, where=np.isfinite(apart)))


def _settle_ties(
    points: NDArray[np.float64],
    places: NDArray[np.intp],
    apart: NDArray[np.float64],
    *,
    reach: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    k = places.shape[1]
    for i in np.flatnonzero(apart.max(axis=1) + SPARE * TIE >= reach):
        whole = np.sqrt(((points - points[i]) ** 2).sum(axis=1))
        own = whole.copy()
        own[i] = np.inf
        places[i] = nearest_first(own)[:k]
        apart[i] = whole[places[i]]
    return places, apart
