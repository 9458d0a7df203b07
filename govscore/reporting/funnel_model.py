"""One domain of a county as a funnel shows it: boards, limits, and who lies outside them."""

from dataclasses import dataclass

from govscore.reporting.letters import letter
from govscore.reporting.reading import LevelMark


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """One board: how many answered, its mean or share, and its name where it lies outside the limits."""

    n: int
    score: float
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class FunnelStep:
    """The limits for one number of answers."""

    n: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True, kw_only=True)
class FunnelData:
    """One domain of a county; `note` says which round and when, `withheld` boards have no point.

    `counted` says what n is of. Of shares, from 0 to 1, there are no levels.
    """

    title: str
    note: str
    levels: tuple[LevelMark, ...]
    points: tuple[FunnelPoint, ...]
    target: float
    steps: tuple[FunnelStep, ...]
    withheld: int = 0
    is_simulated: bool = False
    counted: str = "number of people who answered"

    @property
    def is_of_shares(self) -> bool:
        """Whether boards have shares and not means."""
        return not self.levels


def is_outside(point: FunnelPoint, funnel: FunnelData) -> bool:
    """Say whether chance would take fewer than one board in twenty so far."""
    step = _step(point.n, funnel)
    return step is not None and not step.low_95 <= point.score <= step.high_95


def is_far_outside(point: FunnelPoint, funnel: FunnelData) -> bool:
    """Say whether chance would take fewer than one board in five hundred so far."""
    step = _step(point.n, funnel)
    return step is not None and not step.low_998 <= point.score <= step.high_998


def letters_of(funnel: FunnelData) -> dict[FunnelPoint, str]:
    """A letter for each named board outside, by the alphabet: its order says nothing about the board."""
    named = {point for point in funnel.points if point.name and is_outside(point, funnel)}
    ordered = sorted(named, key=lambda point: (point.name or "", point.n, point.score))
    return {point: letter(place) for place, point in enumerate(ordered)}


def _step(n: int, funnel: FunnelData) -> FunnelStep | None:
    return next((step for step in funnel.steps if step.n == n), None)
