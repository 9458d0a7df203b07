"""Where a scorecard stands among comparators, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Position(StrEnum):
    """The three words for a governor, and the honest fourth."""

    ABOVE = "above"
    IN_LINE = "in-line"
    BELOW = "below"
    TOO_FEW = "too-few-to-say"


class Quarter(StrEnum):
    """Where a score lies when there are too few comparators for a percentile."""

    BOTTOM = "bottom-quarter"
    LOWER = "lower-half"
    UPPER = "upper-half"
    TOP = "top-quarter"


@dataclass(frozen=True, kw_only=True)
class Comparator:
    """One board in a comparator set: how far away it is, and which characteristics make up that distance."""

    board_id: UUID
    name: str
    distance: float
    contributions: tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One characteristic: the board's own value beside the middle and the range of its comparators."""

    characteristic: str
    own: float | None
    median: float | None
    p10: float | None
    p90: float | None


@dataclass(frozen=True, kw_only=True)
class ComparatorSummary:
    """The boards compared with, and how they were chosen."""

    phase: str
    members: tuple[Comparator, ...]
    weights: tuple[tuple[str, float], ...]
    left_out: tuple[str, ...]
    filled: tuple[str, ...]
    balance: tuple[Balance, ...]
    few_similar: bool


@dataclass(frozen=True, kw_only=True)
class DomainBenchmark:
    """One domain of one board among its comparators; `scores` are theirs, sorted, without a board's name.

    `drawn_to` is the phase towards whose mean the estimate is drawn, or None where that is the whole
    county's.
    """

    domain: str
    score: float | None
    n: int | None
    estimate: float | None
    low: float | None
    high: float | None
    reliability: float | None
    scores: tuple[float, ...]
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    percentile: float | None
    quarter: Quarter | None
    position: Position
    drawn_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """All domains of one board among its comparators, in one round."""

    comparators: ComparatorSummary
    domains: tuple[DomainBenchmark, ...]
    confidence_level: float = 0.95


@dataclass(frozen=True, kw_only=True)
class ViewGap:
    """One question as the head and the governors see it; `gap` is above 0 where the head sees it better."""

    question: str
    parallel: str
    domain: str
    head: float
    governors: float
    n: int
    gap: float
    is_large: bool


@dataclass(frozen=True, kw_only=True)
class Views:
    """The head's view beside the governors': the gaps, their mean, and how many pairs are not shown."""

    gaps: tuple[ViewGap, ...]
    mean_gap: float | None
    left_out: int
