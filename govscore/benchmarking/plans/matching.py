"""Which board supports which: the least cost in all, within what each can take on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOBODY = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Matches:
    """The supporter of each board that needs one, -1 for none, and what each match costs, NaN for none."""

    supporter: Ints
    cost: Floats

    @property
    def total(self) -> float:
        """What all matches cost together."""
        return float(np.nansum(self.cost))


def match_support(
    cost: ArrayLike,
    capacity: ArrayLike = 1,
    *,
    forbidden: ArrayLike = False,
    keys: tuple[Sequence[str], Sequence[str]] | None = None,
) -> Matches:
    """Give boards that need support a board that can give it.

    Parameters
    ----------
    cost : array_like of float, shape (n_needing, n_supporting)
        What a match costs: kilometres, and whatever else counts, in the same unit.
    capacity : array_like of int, shape () or (n_supporting,), default 1
        How many boards each may support.
    forbidden : array_like of bool, broadcast against `cost`, default False
        Pairs that may not be, as of one trust or in two phases.
    keys : pair of sequences of str, optional
        Numbers of the boards that need and that support: where several choices cost the same,
        the answer does not depend on the order in which they stand.

    Returns
    -------
    Matches
        ``supporter``, shape (n_needing,): as many as can be matched are, and no choice of so
        many costs less. ``cost``, in the unit given; ``total``.

    Raises
    ------
    ValueError
        If `cost` is no table of finite numbers, or a capacity is negative.

    Notes
    -----
    A supporter stands as many times as its capacity. A forbidden pair costs more than all
    others together, not infinity, with which nobody could be matched, and is dropped after.

    References
    ----------
    .. [1] Crouse, D. F. (2016), IEEE Transactions on Aerospace and Electronic Systems 52:
       1679-1696. Key ``crouse2016``.

    Examples
    --------
    >>> found = match_support([[1, 9], [2, 4], [3, 3]])
    >>> found.supporter.tolist(), found.total
    ([0, -1, 1], 4.0)
    """
    costs = np.asarray(cost, dtype=float)
    if costs.ndim != 2 or not np.isfinite(costs).all():
        raise ValueError("cost must be a table of finite numbers; forbid a pair by forbidden")
    places = np.broadcast_to(np.asarray(capacity, dtype=np.int64), costs.shape[1:])
    if (places < 0).any():
        raise ValueError("a capacity is 0 or more")
    barred = np.broadcast_to(np.asarray(forbidden, dtype=bool), costs.shape)
    rows, columns = _in_order(costs.shape, keys)
    copied = np.repeat(columns, np.minimum(places[columns], costs.shape[0]))
    row, column = _cheapest(costs[np.ix_(rows, copied)], barred[np.ix_(rows, copied)])
    supporter, paid = np.full(costs.shape[0], NOBODY), np.full(costs.shape[0], np.nan)
    supporter[rows[row]] = copied[column]
    paid[rows[row]] = costs[rows[row], copied[column]]
    return Matches(supporter=supporter, cost=paid)


def _in_order(shape: tuple[int, ...], keys: tuple[Sequence[str], Sequence[str]] | None) -> tuple[Ints, Ints]:
    if keys is None:
        return np.arange(shape[0]), np.arange(shape[1])
    if (len(keys[0]), len(keys[1])) != shape:
        raise ValueError("there must be a key for each row and for each column")
    rows, columns = (np.array(sorted(range(len(own)), key=list(own).__getitem__), dtype=int) for own in keys)
    return rows, columns


def _cheapest(costs: Floats, barred: Flags) -> tuple[Ints, Ints]:
    """The cheapest of the largest matchings, without the pairs that may not be."""
    if costs.size == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    above = costs - costs.min()
    much = (1 + above[~barred].max(initial=0.0)) * (1 + min(costs.shape))
    row, column = linear_sum_assignment(np.where(barred, much, above))
    kept = ~barred[row, column]
    return row[kept], column[kept]
