"""Which boards one board is compared with, and why each of them is among the set."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import ArrayLike

from govscore.benchmarking.comparators.distance import (
    WEIGHTS,
    Block,
    Characteristics,
    nearest_first,
    standardise,
)
from govscore.benchmarking.comparators.sets import ComparatorSet, Rule, describe_set
from govscore.benchmarking.errors import NotAComparator, UnknownBoard

DEFAULT_SIZE = 30


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
    block, place = _find(key, characteristics, weights)
    allowed = characteristics.allowed(eligible)[block.rows]
    allowed[place] = False
    distances = block.distances(np.array([place]), np.arange(block.rows.size)[None, :])[0]
    nearest = nearest_first(np.where(allowed, distances, np.inf))
    n_candidates = int(allowed.sum())
    return describe_set(
        block, place, nearest[: min(k, n_candidates)], wanted=k, n_candidates=n_candidates, rule=Rule.ROBUST
    )


def choose_own(
    key: str,
    characteristics: Characteristics,
    chosen: Sequence[str],
    *,
    weights: Mapping[str, float] = WEIGHTS,
) -> ComparatorSet:
    """Take the boards that somebody has named, and show how like them this one is.

    Parameters
    ----------
    key : str
        The board's own key, among those of `characteristics`.
    characteristics : Characteristics
        Of this board, of those chosen, and of all others, which still set the scales.
    chosen : sequence of str
        Keys of the boards wanted, of the same phase, in any order.
    weights : mapping of str to float
        Weight of each characteristic in the distance that is shown; made to sum to 1.

    Returns
    -------
    ComparatorSet
        As from `choose_comparators`, nearest first, with the rule ``own``. ``few_similar``
        is true where one of them is more than 2 standard deviations away.

    Raises
    ------
    UnknownBoard
        If `key`, or one that was chosen, is not among the boards.
    NotAComparator
        If the board itself was chosen, one of another phase, one twice, or none at all.
    NothingToCompareBy
        If no characteristic is known for any board of the phase.

    Notes
    -----
    Nothing is left out and nobody added. How many are needed for a place is `place`'s to
    say. A set chosen by hand can be chosen to flatter: a report says that it was.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, where a
       school may also name its own set. Key ``dfe_comparators``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 12.0, 30.0]}
    ... )
    >>> chosen = choose_own("a", boards, ["c", "b"])
    >>> [member.key for member in chosen.members], str(chosen.rule)
    (['b', 'c'], 'own')
    """
    if not chosen:
        raise NotAComparator(key, "no board was chosen; name at least one")
    block, place = _find(key, characteristics, weights)
    known = set(characteristics.keys)
    for number, other in enumerate(chosen):
        _may_be_chosen(other, block, place, known=known, before=chosen[:number])
    own = np.array(sorted(block.keys.index(other) for other in chosen), dtype=np.intp)
    order = nearest_first(block.distances(np.array([place]), own[None, :])[0])
    return describe_set(
        block, place, own[order], wanted=len(chosen), n_candidates=block.rows.size - 1, rule=Rule.OWN
    )


def _may_be_chosen(
    other: str, block: Block, place: int, *, known: AbstractSet[str], before: Sequence[str]
) -> None:
    own = block.keys[place]
    if other == own:
        raise NotAComparator(own, "a board is never among its own comparators; leave it out")
    if other in before:
        raise NotAComparator(own, f"board {other} is named twice; name it once")
    if other not in known:
        raise UnknownBoard(other)
    if other not in block.keys:
        raise NotAComparator(
            own, f"board {other} is not of phase {block.phase!r}; choose boards of one phase"
        )


def _find(key: str, characteristics: Characteristics, weights: Mapping[str, float]) -> tuple[Block, int]:
    phase = characteristics.phase_of(key)
    block = standardise(characteristics, phase, weights=weights)
    return block, block.keys.index(key)
