"""A board's evaluations side by side, from the first to the one of now."""

from dataclasses import dataclass

from govscore.questionnaire.changes.model import Trend
from govscore.reporting.trend_model import ThenPoint, TrendLine, TrendPart
from govscore.reporting.words import sentence
from govscore.web.reports.workings import Row

APART = " (not comparable)"


@dataclass(frozen=True, kw_only=True)
class History:
    """Every evaluation with its scores; what cannot be compared with now says so in its cell."""

    overall: str
    header: Row
    rows: tuple[Row, ...]
    is_longer: bool


def present_history(trend: TrendPart | None) -> History | None:
    """Lay out a board's evaluations; one before this is told by the chart already."""
    if trend is None:
        return None
    when = (*(each.words for each in reversed(trend.earlier)), trend.now.words)
    return History(
        overall=_overall(trend.overall),
        header=("Domain", *when),
        rows=tuple(_row(line) for line in (*trend.domains, trend.overall)),
        is_longer=len(trend.earlier) > 1,
    )


def _overall(line: TrendLine) -> str:
    """Both scores and what came of them, as far as there are any."""
    last, now = line.last, line.now
    if last.mean.value is None and now.value is None:
        return f"{line.title}: no score then, and none now."
    both = f"{line.title}: then {last.mean.words}, now {now.words}."
    told = () if last.words in (f"then {last.mean.words}", f"now {now.words}") else (sentence(last.words),)
    return " ".join((both, *told, *last.reasons))


def _row(line: TrendLine) -> Row:
    return (line.title, *(_cell(point) for point in reversed(line.then)), line.now.words)


def _cell(point: ThenPoint) -> str:
    is_apart = point.trend == Trend.BREAKS and point.mean.value is not None
    means = f"{point.mean.words}, {point.n_words}" if point.n_words else point.mean.words
    return f"{means}{APART}" if is_apart else means
