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
    """One domain of one board among its comparators; `scores` are theirs, sorted, with no board's name to them."""

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


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """All domains of one board among its comparators, in one round."""

    comparators: ComparatorSummary
    domains: tuple[DomainBenchmark, ...]
    confidence_level: float = 0.95
