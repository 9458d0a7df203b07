"""A set of comparators as it is shown: who is in it, why each of them is, and by which rule."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from govscore.benchmarking.comparators.distance import Block
from govscore.benchmarking.model import Balance

Floats = NDArray[np.float64]

FAR = 2.0


class Rule(StrEnum):
    """By which rule a set was chosen."""

    ROBUST = "robust"
    DFE = "dfe"
    OWN = "own"


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
    """The boards one board is compared with, itself never among them; nearest first, save by DfE's rule."""

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
    rule: Rule = Rule.ROBUST


def describe_set(
    block: Block, place: int, chosen: NDArray[np.intp], *, wanted: int, n_candidates: int, rule: Rule
) -> ComparatorSet:
    """Say of a set that was chosen who is in it and why.

    Parameters
    ----------
    block : Block
        The phase, standardised.
    place : int
        Where the board itself stands in it.
    chosen : array of int, shape (n_chosen,)
        Where the members stand, in the order they are to be shown in.
    wanted, n_candidates : int
        How many were asked for, and how many could have been chosen.
    rule : Rule
        By which they were chosen.

    Returns
    -------
    ComparatorSet
        ``few_similar`` is true where there are fewer members than `wanted`, or one is more than 2
        standard deviations away; DfE's distances are not in standard deviations, and there only the
        number counts. ``balance`` has the board's own known values beside the median, P10
        and P90 of the members' known ones, None where there is none.

    Raises
    ------
    ValueError
        If the board itself is among those chosen.

    References
    ----------
    .. [1] Hyndman, R. J., Fan, Y. (1996), The American Statistician 50: 361-365, definition 7,
       for the quantiles. Key ``hyndman1996``.

    Examples
    --------
    >>> from govscore.benchmarking.comparators.distance import Characteristics, standardise
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 12.0, 30.0]}
    ... )
    >>> block = standardise(boards, "Primary")
    >>> chosen = describe_set(block, 0, np.array([1]), wanted=1, n_candidates=2, rule=Rule.ROBUST)
    >>> chosen.members[0].key, chosen.few_similar, chosen.balance[0].median
    ('b', False, 12.0)
    """
    if place in chosen.tolist():
        raise ValueError("a board is never among its own comparators")
    parts = block.contributions(place)
    apart = block.distances(np.array([place]), chosen[None, :])[0]
    members = tuple(
        Neighbour(
            key=block.keys[other],
            distance=distance,
            contributions=tuple(zip(block.names, parts[other].tolist(), strict=True)),
            filled=block.gaps(other),
        )
        for other, distance in zip(chosen.tolist(), apart.tolist(), strict=True)
    )
    return ComparatorSet(
        key=block.keys[place],
        phase=block.phase,
        members=members,
        wanted=wanted,
        n_candidates=n_candidates,
        few_similar=len(members) < wanted or (rule is not Rule.DFE and bool((apart > FAR).any())),
        weights=block.weights,
        scales=block.scales,
        unknown=block.unknown,
        constant=block.constant,
        filled=block.gaps(place),
        balance=tuple(_balance(name, block.known[:, j], place, chosen) for j, name in enumerate(block.names)),
        rule=rule,
    )


def _balance(name: str, known: Floats, place: int, chosen: NDArray[np.intp]) -> Balance:
    own = None if np.isnan(known[place]) else float(known[place])
    theirs = known[chosen]
    theirs = theirs[~np.isnan(theirs)]
    if theirs.size == 0:
        return Balance(characteristic=name, own=own, median=None, p10=None, p90=None)
    p10, median, p90 = np.quantile(theirs, [0.1, 0.5, 0.9], method="linear").tolist()
    return Balance(characteristic=name, own=own, median=median, p10=p10, p90=p90)
