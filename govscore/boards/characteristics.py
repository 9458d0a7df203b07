"""What a board's schools are like, in the numbers by which boards are compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govscore.boards.model import Phase, School


@dataclass(frozen=True, kw_only=True)
class Characteristics:
    """The schools of one board taken together; None where nothing is known.

    `pupils` is the sum over the schools whose number is known; `uncounted` is how many are not in it.
    """

    phase: Phase | None
    pupils: int | None
    fsm_percent: float | None
    eal_percent: float | None
    sen_percent: float | None
    is_rural: bool | None
    schools: int
    uncounted: int


def characteristics_of(schools: Iterable[School]) -> Characteristics:
    """Take the phase and place of most pupils, their sum, and percentages weighted by them."""
    members = sorted(schools, key=lambda school: school.urn)
    counted = [school.pupils for school in members if school.pupils is not None]
    return Characteristics(
        phase=_phase(members),
        pupils=sum(counted) if counted else None,
        fsm_percent=_weighted(members, lambda school: school.fsm_percent),
        eal_percent=_weighted(members, lambda school: school.eal_percent),
        sen_percent=_weighted(members, lambda school: school.sen_percent),
        is_rural=_rural(members),
        schools=len(members),
        uncounted=len(members) - len(counted),
    )


def _phase(members: list[School]) -> Phase | None:
    weighed = _weights([school for school in members if school.phase])
    weights = {phase: sum(weight for school, weight in weighed if school.phase is phase) for phase in Phase}
    best = max(Phase, key=lambda phase: weights[phase])
    return best if weights[best] else None


def _weighted(members: list[School], figure: Callable[[School], float | None]) -> float | None:
    told = [(school, value) for school in members if (value := figure(school)) is not None]
    weights = [weight for _, weight in _weights([school for school, _ in told])]
    if not told:
        return None
    return sum(value * weight for (_, value), weight in zip(told, weights, strict=True)) / sum(weights)


def _rural(members: list[School]) -> bool | None:
    told = _weights([school for school in members if school.is_rural is not None])
    rural = sum(weight for school, weight in told if school.is_rural)
    return rural * 2 > sum(weight for _, weight in told) if told else None


def _weights(schools: list[School]) -> list[tuple[School, float]]:
    """Weigh schools by pupils; where that leaves nothing to weigh with, all alike."""
    weighed = [(school, float(school.pupils)) for school in schools if school.pupils]
    return weighed or [(school, 1.0) for school in schools]
