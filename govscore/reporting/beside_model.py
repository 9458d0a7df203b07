"""What stands beside a board's own scores in its report: advice, duties, and the views of others."""

from dataclasses import dataclass
from datetime import date

from govscore.reporting.reading import LevelMark, Reading


@dataclass(frozen=True, kw_only=True)
class AdvicePart:
    """One recommendation, and the numbers that led to it in sentences."""

    id: str
    title: str
    what: str
    who: str
    time: str
    success: str
    domain: str
    importance: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """One duty as the board reports it.

    `standing` is met, partly, not-met, to-check, unanswered or not-applicable.
    """

    question: str
    text: str
    area: str
    duty: str
    is_legal_duty: bool
    standing: str
    answer: str
    note: str
    checked: str
    needed: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Duties:
    """What the board reports about its duties: never averaged, and what is not yet met comes first."""

    words: str
    not_yet_met: tuple[DutyLine, ...]
    met: tuple[DutyLine, ...]
    not_applicable: tuple[DutyLine, ...]
    advice: tuple[AdvicePart, ...]


@dataclass(frozen=True, kw_only=True)
class HeadRow:
    """One statement as the head sees it and, where it mirrors one of the board's, as the governors do."""

    question: str
    text: str
    domain: str
    domain_title: str
    level: LevelMark | None
    answer: str
    note: str
    boards_question: str
    boards_text: str
    head: float | None
    governors: float | None
    gap: float | None
    is_large: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class HeadView:
    """The head's view, where the head agreed before closing that it be shown."""

    is_shared: bool
    words: str
    mean_gap: Reading
    gaps: tuple[HeadRow, ...]
    others: tuple[HeadRow, ...]
    left_out: int
    left_out_words: str


@dataclass(frozen=True, kw_only=True)
class ComparatorLine:
    """One board of the comparator set, and how alike it is."""

    name: str
    distance: float
    words: str


@dataclass(frozen=True, kw_only=True)
class BalanceLine:
    """One characteristic: the board's own beside the middle and the usual range of its comparators."""

    characteristic: str
    weight: str
    own: str
    median: str
    usual: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The boards compared with: which, how chosen, and how alike they are."""

    words: str
    how_chosen: tuple[str, ...]
    cautions: tuple[str, ...]
    members: tuple[ComparatorLine, ...]
    balance: tuple[BalanceLine, ...]
    confidence_level: float


@dataclass(frozen=True, kw_only=True)
class AuthorityLine:
    """What an officer concluded on one domain: beside the board's own level, never merged with it.

    `quality` says how good the evidence is, in the words of the set the view was made with.
    """

    domain: str
    domain_title: str
    level: LevelMark | None
    words: str
    boards_words: str
    evidence: str
    reasons: str
    recorded_by: str
    recorded_on: date
    level_words: str = ""
    quality: str = ""


@dataclass(frozen=True, kw_only=True)
class ReplyLine:
    """What the board answered to the authority's view."""

    text: str
    written_by: str
    written_on: date


@dataclass(frozen=True, kw_only=True)
class AuthorityPart:
    """What the authority and the board have said to each other; views superseded stay readable."""

    words: str
    latest: tuple[AuthorityLine, ...]
    earlier: tuple[AuthorityLine, ...]
    replies: tuple[ReplyLine, ...]
