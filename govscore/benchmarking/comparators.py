"""Which boards one board is compared with, and why each of them is among the set."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.distance import WEIGHTS, Block, Characteristics, nearest_first, standardise
from govscore.benchmarking.errors import UnknownBoard
from govscore.benchmarking.model import Balance

Floats = NDArray[np.float64]

DEFAULT_SIZE = 30
FAR = 2.0


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One board of a set: its squared distance is the sum of its `contributions`.

    `filled` are the characteristics not known of it, for which it counts as the median of the phase.
    """

    key: str
    distance: float
    contributions: tuple[tuple[str, float], ...]
    filled: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ComparatorSet:
    """The boards most like one board, nearest first, itself never among them."""

    key: str
    phase: str
    members: tuple[Neighbour, ...]
    wanted: int
    n_candidates: int
    few_similar: bool
    weights: tuple[tuple[str, float], ...]
    scales: tuple[tuple[str, float], ...]
    unknown: tuple[str, ...]
    constant: tuple[str, ...]
    filled: tuple[str, ...]
    balance: tuple[Balance, ...]


def choose_comparators(
    key: str,
    characteristics: Characteristics,
    *,
    k: int = DEFAULT_SIZE,
    weights: Mapping[str, float] = WEIGHTS,
    eligible: ArrayLike | None = None,
) -> ComparatorSet:
    """Find the boards most like this one: same phase, then nearest by their schools' characteristics.

    Parameters
    ----------
    key : str
        The board's own key, among those of `characteristics`.
    characteristics : Characteristics
        Of this board and of all others; NaN where one is not known.
    k : int, default 30
        Boards wanted, 1 or more.
    weights : mapping of str to float
        Weight of each characteristic; made to sum to 1.
    eligible : array_like of bool, shape (n_boards,), optional
        Boards that may be chosen, such as those with a scorecard. All others still help to
        set the scales. By default all may.

    Returns
    -------
    ComparatorSet
        ``members`` nearest first, each with its ``distance`` (standard deviations), what
        each characteristic contributes to the square of it, and which were filled in.
        ``few_similar`` is true where there are fewer than `k` candidates, or the last is
        more than 2 away. ``weights`` and ``scales`` as used; ``unknown`` characteristics
        left out, ``constant`` ones that tell nobody apart, ``filled`` ones of the board
        itself; ``balance``, its own known values beside median, P10 and P90 of the set's.

    Raises
    ------
    UnknownBoard
        If `key` is not among the boards.
    NothingToCompareBy
        If no characteristic is known for any board of the phase.
    ValueError
        If `k` is under 1, a weight is not positive, a value is infinite, or `eligible` is
        not one entry a board.

    Notes
    -----
    d^2 = sum of weight (difference / scale)^2, scales and gaps as in `standardise`. Phase
    is matched exactly. Distances within 1e-9 are ties and go by key. Being a comparator is
    not mutual: a board at the edge has neighbours that do not have it.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, comparator
       sets (30 schools, by phase, weighted differences). Key ``dfe_comparators``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c", "d"),
    ...     phases=("Primary", "Primary", "Primary", "Secondary"),
    ...     values={"pupils": [200, 210, 420, 200], "fsm": [10.0, 12.0, 30.0, 10.0]},
    ... )
    >>> chosen = choose_comparators("a", boards, k=1)
    >>> chosen.members[0].key, chosen.unknown
    ('b', ('sen', 'eal', 'rural'))
    >>> chosen.balance[1]
    Balance(characteristic='fsm', own=10.0, median=12.0, p10=12.0, p90=12.0)
    """
    if k < 1:
        raise ValueError("k must be at least 1")
    if key not in characteristics.keys:
        raise UnknownBoard(key)
    own = characteristics.keys.index(key)
    block = standardise(characteristics, characteristics.phases[own], weights=weights)
    place = int(np.flatnonzero(block.rows == own)[0])
    allowed = _allowed(eligible, len(characteristics.keys))[block.rows]
    allowed[place] = False
    squares = (block.points - block.points[place]) ** 2
    chosen = _nearest(squares, allowed, k)
    members = tuple(
        _neighbour(characteristics.keys[block.rows[i]], block, squares[i], int(i)) for i in chosen
    )
    return ComparatorSet(
        key=key,
        phase=characteristics.phases[own],
        members=members,
        wanted=k,
        n_candidates=int(allowed.sum()),
        few_similar=len(members) < k or members[-1].distance > FAR,
        weights=block.weights,
        scales=block.scales,
        unknown=block.unknown,
        constant=block.constant,
        filled=_gaps(block, place),
        balance=_balance(block, place, chosen),
    )


def _nearest(squares: Floats, allowed: NDArray[np.bool_], k: int) -> NDArray[np.intp]:
    distances = np.where(allowed, np.sqrt(squares.sum(axis=1)), np.inf)
    return nearest_first(distances)[: min(k, int(allowed.sum()))]


def _neighbour(key: str, block: Block, squares: Floats, place: int) -> Neighbour:
    return Neighbour(
        key=key,
        distance=float(np.sqrt(squares.sum())),
        contributions=tuple(zip(block.names, squares.tolist(), strict=True)),
        filled=_gaps(block, place),
    )


def _allowed(eligible: ArrayLike | None, n_boards: int) -> NDArray[np.bool_]:
    allowed = np.ones(n_boards, dtype=bool) if eligible is None else np.array(eligible, dtype=bool)
    if allowed.shape != (n_boards,):
        raise ValueError("eligible must have one entry a board")
    return allowed


def _gaps(block: Block, place: int) -> tuple[str, ...]:
    return tuple(name for name, gap in zip(block.names, np.isnan(block.known[place]), strict=True) if gap)


def _balance(block: Block, place: int, chosen: NDArray[np.intp]) -> tuple[Balance, ...]:
    return tuple(_balance_of(name, block.known[:, j], place, chosen) for j, name in enumerate(block.names))


def _balance_of(name: str, known: Floats, place: int, chosen: NDArray[np.intp]) -> Balance:
    own = None if np.isnan(known[place]) else float(known[place])
    theirs = known[chosen]
    theirs = theirs[~np.isnan(theirs)]
    if theirs.size == 0:
        return Balance(characteristic=name, own=own, median=None, p10=None, p90=None)
    p10, median, p90 = np.quantile(theirs, [0.1, 0.5, 0.9], method="linear").tolist()
    return Balance(characteristic=name, own=own, median=median, p10=p10, p90=p90)
