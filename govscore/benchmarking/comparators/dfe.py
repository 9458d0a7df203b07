"""The Department for Education's comparator sets, by its open rule, beside which ours can be seen.

Where ours differ: never the board itself (theirs is the first of its thirty, so the other 29 are the first 29
here), and no board twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.comparators.distance import Block, Characteristics, nearest_first
from govscore.benchmarking.comparators.sets import ComparatorSet, Rule, describe_set
from govscore.benchmarking.errors import NothingToCompareBy

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

POOL = 60
SIZE = 30
WRONG_SIZE = f"k must be from 1 to {POOL}: the rule looks at no more than the {POOL} nearest"
SPECIAL = "special"
MAIN_WEIGHTS: Mapping[str, float] = MappingProxyType({"pupils": 0.5, "fsm": 0.4, "sen": 0.1})
SPECIAL_WEIGHTS: Mapping[str, float] = MappingProxyType({"pupils": 0.6, "fsm": 0.4})
NEEDS = (
    "need_spld",
    "need_mld",
    "need_pmld",
    "need_semh",
    "need_slcn",
    "need_hi",
    "need_msi",
    "need_pd",
    "need_asd",
    "need_other",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class First:
    """What puts one comparator before another among the nearest 60.

    `regions` are one a board, None where it is not known, which is nobody's region. `statuses`, such as being
    a PFI or a boarding school, are one array of bool each, one entry a board, the weightiest first: a school that
    has one gets others that have it before all else.
    """

    regions: Sequence[str | None]
    statuses: tuple[ArrayLike, ...] = ()

    def __post_init__(self) -> None:
        if any(np.shape(status) != (len(self.regions),) for status in self.statuses):
            raise ValueError("each status must have one entry a board, as the regions have")

    def turns(self, rows: Places, own: Places, others: Places) -> NDArray[np.int8]:
        """Whose turn comes when: 0 for those that share the first status, and so on; then the region; the rest.

        `rows` are the boards of a phase; `own`, shape (n,), and `others`, shape (n, m), are places in it, -1 for
        nobody, whose turn is the last.
        """
        named = [self.regions[row] for row in rows.tolist()]
        numbers = {region: i for i, region in enumerate(dict.fromkeys(named))}
        regions = np.array([numbers[region] for region in named])
        turns = np.full(others.shape, len(self.statuses) + 1, dtype=np.int8)
        is_known = (regions != numbers.get(None, -1))[own][:, None]
        turns[is_known & (regions[own][:, None] == regions[others])] -= 1
        for number, status in reversed(list(enumerate(self.statuses))):
            has_it = np.asarray(status, dtype=bool)[rows]
            turns[has_it[own][:, None] & has_it[others]] = number
        turns[others < 0] = len(self.statuses) + 2
        return turns


def range_block(characteristics: Characteristics, phase: str) -> Block:
    """Put the boards of a phase on the footing of the Department for Education's rule.

    Parameters
    ----------
    characteristics : Characteristics
        Of all boards: ``pupils`` (a number, not its logarithm), ``fsm`` and ``sen`` in per cent; of
        special schools, where they are known, the ten primary needs in `NEEDS`, in per cent
        of pupils. NaN where one is not known.
    phase : str
        The boards to keep. The phase ``special``, in capitals or not, has a formula of its own.

    Returns
    -------
    Block
        ``scales`` are the ranges. What is known for no board of the phase is ``unknown`` and
        adds nothing; the other weights stay as published.

    Raises
    ------
    NothingToCompareBy
        If none of it is known for any board of the phase.
    ValueError
        If a value is infinite.

    Notes
    -----
    d = sqrt(.5 (difference in pupils / range)^2 + .4 (in fsm / range)^2 + .1 (in sen / range)^2).
    Special schools: sqrt(.6 pupils + .4 fsm) + sqrt(sum of the ten needs), each the square of
    difference over range. Ranges over the phase, after gaps are filled with its median; what has
    no range adds nothing. One huge school makes the range, and so presses all others together.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, comparator sets.
       Key ``dfe_comparators``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"),
    ...     phases=("Primary",) * 3,
    ...     values={"pupils": [100, 200, 300], "fsm": [20, 40, 60], "sen": [5, 10, 15]},
    ... )
    >>> block = range_block(boards, "Primary")
    >>> block.distances(np.array([0]), np.array([[1, 2]])).round(3).tolist()
    [[0.5, 1.0]]
    """
    is_special = phase.casefold() == SPECIAL
    weights = {**SPECIAL_WEIGHTS, **dict.fromkeys(NEEDS, 1.0)} if is_special else dict(MAIN_WEIGHTS)
    rows = characteristics.rows_of(phase)
    known = {name: characteristics.column(name)[rows] for name in weights}
    names = tuple(name for name in weights if not np.isnan(known[name]).all())
    if not names:
        raise NothingToCompareBy(phase)
    filled = {name: _filled(known[name]) for name in names}
    ranges = {name: float(np.ptp(filled[name])) for name in names}
    points = [
        np.sqrt(weights[name]) * (filled[name] - filled[name].min()) / (ranges[name] or 1.0) for name in names
    ]
    return Block(
        phase=phase,
        keys=tuple(characteristics.keys[row] for row in rows),
        rows=rows,
        points=np.column_stack(points),
        known=np.column_stack([known[name] for name in names]),
        names=names,
        weights=tuple((name, weights[name]) for name in names),
        scales=tuple(ranges.items()),
        unknown=tuple(name for name in weights if name not in names),
        constant=tuple(name for name in names if ranges[name] == 0),
        split=sum(name not in NEEDS for name in names) if is_special else None,
    )


def choose_dfe(
    key: str,
    characteristics: Characteristics,
    first: First,
    *,
    k: int = SIZE,
    eligible: ArrayLike | None = None,
) -> ComparatorSet:
    """Find the boards that the Department for Education's rule would compare this one with.

    Parameters
    ----------
    key : str
        The board's own key, among those of `characteristics`.
    characteristics : Characteristics
        As for `range_block`.
    first : First
        The regions of all boards, and what else puts one before another.
    k : int, default 30
        Boards wanted, 1 to 60.
    eligible : array_like of bool, shape (n_boards,), optional
        Boards that may be chosen. All others still help to set the ranges. By default all may.

    Returns
    -------
    ComparatorSet
        With the rule ``dfe``: those of the same status first, then those of the same region, then
        the others, each by distance. ``few_similar`` where fewer than `k` were found. Of a
        special school a characteristic contributes the share its own root has of the distance.

    Raises
    ------
    UnknownBoard
        If `key` is not among the boards.
    NothingToCompareBy
        If none of the characteristics is known for any board of the phase.
    ValueError
        If `k` is not from 1 to 60, or `eligible` or a status not one entry a board.

    Notes
    -----
    The 60 nearest of the phase; of those, the ones of the same region, topped up by distance.
    Distances within 1e-9 are ties and go by key. Beyond 60 nobody is looked at, though they
    were of the same region. Theirs tops up only with what is of another region and can thus name a
    school twice that came in by its status; ours does not.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, comparator sets.
       Key ``dfe_comparators``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 12.0, 30.0]}
    ... )
    >>> first = First(regions=("South West", "London", "South West"))
    >>> [member.key for member in choose_dfe("a", boards, first).members]
    ['c', 'b']
    """
    if not 1 <= k <= POOL:
        raise ValueError(WRONG_SIZE)
    block = range_block(characteristics, characteristics.phase_of(key))
    place = block.keys.index(key)
    allowed = characteristics.allowed(eligible)[block.rows]
    allowed[place] = False
    distances = block.distances(np.array([place]), np.arange(block.rows.size)[None, :])[0]
    n_candidates = int(allowed.sum())
    pool = nearest_first(np.where(allowed, distances, np.inf))[: min(POOL, n_candidates)]
    turns = first.turns(block.rows, np.array([place]), pool[None, :])[0]
    pool = pool[np.argsort(turns, kind="stable")]
    return describe_set(block, place, pool[:k], wanted=k, n_candidates=n_candidates, rule=Rule.DFE)


def _filled(known: Floats) -> Floats:
    middle = np.median(known[~np.isnan(known)])
    return np.where(np.isnan(known), middle, known)
