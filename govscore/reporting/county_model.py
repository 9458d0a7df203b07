"""`CountyReport`: everything the authority reads about one round, each value beside its words."""

from dataclasses import dataclass
from datetime import date

from govscore.reporting.caterpillar_model import CaterpillarData
from govscore.reporting.funnel_model import FunnelData
from govscore.reporting.model import RoundLine, SourceLine
from govscore.reporting.reading import LevelMark, MethodNote, Reading
from govscore.reporting.views_model import TwoViews


@dataclass(frozen=True, kw_only=True)
class CoverageCount:
    """How many boards have come so far."""

    id: str
    label: str
    count: int
    words: str


@dataclass(frozen=True, kw_only=True)
class CoveragePart:
    """How far the boards of the round have come."""

    words: str
    boards: int
    counts: tuple[CoverageCount, ...]


@dataclass(frozen=True, kw_only=True)
class LevelCount:
    """How many boards have one level in a domain."""

    level: LevelMark
    count: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """One domain over some boards, each counting once; too small a group has its reason and nothing else."""

    name: str
    domain: str
    boards: int
    without: int
    words: str
    mean: Reading
    level: LevelMark | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    middle_half: str
    levels: tuple[LevelCount, ...]
    dont_know: Reading
    withheld: str


@dataclass(frozen=True, kw_only=True)
class CountyDomain:
    """One domain over the whole county."""

    id: str
    title: str
    short: str
    distribution: Distribution | None
    funnel: FunnelData | None
    caterpillar: CaterpillarData | None
    views: TwoViews | None


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """One board in one domain: mark and word, never colour alone; `is_withheld` cells are hatched."""

    domain: str
    mean: Reading
    level: LevelMark | None
    n_words: str
    words: str
    is_withheld: bool


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    """One board over all domains; rows stand by group and name, never by score."""

    board: str
    name: str
    group: str
    standing: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """One group of boards over all domains."""

    name: str
    cells: tuple[Distribution, ...]


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """The groups into which one characteristic parts the boards."""

    title: str
    words: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, kw_only=True)
class CountyReport:
    """Everything the authority reads about one round. `digest` is the SHA-256 of all the rest."""

    digest: str
    authority: str
    round: RoundLine
    generated_on: date
    source: SourceLine
    levels: tuple[LevelMark, ...]
    headline: str
    coverage: CoveragePart
    domains: tuple[CountyDomain, ...]
    views_words: str
    heat_words: str
    heat: tuple[HeatRow, ...]
    groupings: tuple[Grouping, ...]
    method: tuple[MethodNote, ...]

    def domain(self, domain_id: str) -> CountyDomain | None:
        """Find one domain."""
        return next((domain for domain in self.domains if domain.id == domain_id), None)
