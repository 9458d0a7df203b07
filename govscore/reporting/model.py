"""`Report`: everything a reader of one board's report will see, each value beside its words."""

from dataclasses import dataclass
from datetime import date

from govscore.reporting.beside_model import (
    AdvicePart,
    AuthorityLine,
    AuthorityPart,
    Comparison,
    Duties,
    HeadView,
)
from govscore.reporting.reading import LevelMark, MethodNote, Reading
from govscore.reporting.trend_model import TrendPart


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """Which board this is."""

    name: str
    kind: str
    phase: str


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """In which round it evaluated itself."""

    title: str
    opens_on: date | None
    closes_on: date | None
    dates: str
    is_simulated: bool


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """One questionnaire behind the report; the digest names its content for ever."""

    code: str
    version: str
    title: str
    digest: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Turnout:
    """Who answered, and how confidential that is; below the smallest group there are no scores."""

    invited: int
    responded: int
    words: str
    confidentiality: str
    has_scores: bool


@dataclass(frozen=True, kw_only=True)
class Point:
    """A strength, or something to talk about: the statement and why it stands out."""

    question: str
    text: str
    domain: str
    domain_title: str
    reason: str
    words: str


@dataclass(frozen=True, kw_only=True)
class OptionCountLine:
    """How many chose one option; `place` is its rung, None for don't know and its like."""

    option: str
    label: str
    kind: str
    place: int | None
    count: int


@dataclass(frozen=True, kw_only=True)
class NextLevel:
    """What a question looks like one rung further up."""

    question: str
    text: str
    level: LevelMark
    descriptor: str


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One question: what was asked and why, what came of it, or why that is not shown.

    `counts` is None where they are withheld; `band` then names what nearly all chose, and `withheld` says
    why. `order` is the number under which the question stands in the report, such as 2.3. `n` gave a level,
    of those `asked`.
    """

    id: str
    order: str
    domain: str
    text: str
    why: str
    look_at: str
    duty: str
    is_legal_duty: bool
    source: str
    asked: int | None
    skipped: int | None
    n: int | None
    n_words: str
    mean: Reading
    median: float | None
    level: LevelMark | None
    agreement: Reading
    counts: tuple[OptionCountLine, ...] | None
    dont_know: Reading
    answers: str
    band: str
    band_level: LevelMark | None
    mostly_dont_know: bool
    withheld: str
    withheld_reason: str
    next_level: NextLevel | None
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PositionPart:
    """One domain among similar boards: their scores without names, and how sure the board's place is."""

    position: str
    words: str
    place: str
    interval: str
    middle_half: str
    score: float | None
    estimate: float | None
    low: float | None
    high: float | None
    n_comparators: int
    scores: tuple[float, ...]
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    percentile: float | None


@dataclass(frozen=True, kw_only=True)
class DomainSection:
    """One domain of the board's review."""

    id: str
    order: str
    title: str
    short: str
    about: str
    sentence: str
    n: int | None
    n_words: str
    mean: Reading
    level: LevelMark | None
    deviation: Reading
    agreement: Reading
    dont_know: Reading
    withheld: str
    withheld_reason: str
    position: PositionPart | None
    questions: tuple[QuestionRow, ...]
    next_levels: tuple[NextLevel, ...]
    advice: tuple[AdvicePart, ...]
    authority: AuthorityLine | None
    how: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything a reader of one board's report will see. `digest` is the SHA-256 of all the rest.

    Reports that were sent are kept for ever. So a part that is added later may be missing, has a default, and
    is left out of the digest where it is.
    """

    digest: str
    board: BoardLine
    round: RoundLine
    generated_on: date
    sent_on: date | None
    standing: str
    sources: tuple[SourceLine, ...]
    levels: tuple[LevelMark, ...]
    turnout: Turnout
    headline: str
    overall: Reading
    overall_level: LevelMark | None
    strengths: tuple[Point, ...]
    strengths_words: str
    talking_points: tuple[Point, ...]
    talking_points_words: str
    duties: Duties | None
    domains: tuple[DomainSection, ...]
    head: HeadView | None
    comparison: Comparison | None
    authority: AuthorityPart | None
    method: tuple[MethodNote, ...]
    trend: TrendPart | None = None

    @property
    def annex(self) -> tuple[QuestionRow, ...]:
        """Every question, in the order asked."""
        return tuple(row for section in self.domains for row in section.questions)

    def domain(self, domain_id: str) -> DomainSection | None:
        """Find the section of one domain."""
        return next((section for section in self.domains if section.id == domain_id), None)
