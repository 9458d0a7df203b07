"""What a report says of the board's earlier evaluations: each score then, and whether it may be compared."""

from dataclasses import dataclass
from datetime import date

from govscore.reporting.reading import Reading


@dataclass(frozen=True, kw_only=True)
class WhenLine:
    """One evaluation in words: its round, the day it closed, and the version that was asked."""

    round: str
    closed_on: date | None
    version: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ThenPoint:
    """One score of an earlier evaluation beside the score of now.

    `trend` is drawn, with-note or breaks, `reasons` say why it is not plainly drawn, and `words` what the
    change comes to. `drawn_at` is None where the score may not be shown, or is on another scale.
    """

    mean: Reading
    n_words: str
    trend: str
    reasons: tuple[str, ...]
    drawn_at: float | None
    change: float | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Chance:
    """How large a change since last time could be chance, and where a score like that of then tends to return to."""

    could_be_chance: float
    is_more_than_chance: bool
    expected: float | None
    words: str


@dataclass(frozen=True, kw_only=True)
class TrendLine:
    """One domain, or all of them together: now, and in each earlier evaluation, the last one first.

    `chance` judges the change since the last one, where that is told and the board reads it itself.
    """

    id: str
    title: str
    now: Reading
    then: tuple[ThenPoint, ...]
    chance: Chance | None = None

    @property
    def last(self) -> ThenPoint:
        """The last time before this."""
        return self.then[0]


@dataclass(frozen=True, kw_only=True)
class TrendPart:
    """The board's earlier evaluations by the same questionnaire, the last one first."""

    words: str
    cautions: tuple[str, ...]
    now: WhenLine
    earlier: tuple[WhenLine, ...]
    domains: tuple[TrendLine, ...]
    overall: TrendLine
    no_longer_asked: tuple[str, ...]
