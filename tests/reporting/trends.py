"""Trends as readers meet them, made without composing: say only what the test is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from govscore.reporting.reading import Reading
from govscore.reporting.trend import NOT_COMPARABLE, UNJUDGED
from govscore.reporting.trend_model import ThenPoint, TrendLine, TrendPart, WhenLine
from tests.reporting.factories import WITHHELD
from tests.reporting.statements import DOMAINS

THEN = WhenLine(
    round="Autumn 2025", closed_on=date(2025, 11, 25), version="1.0", words="Autumn 2025, version 1.0"
)
BEFORE = WhenLine(
    round="Autumn 2024", closed_on=date(2024, 11, 25), version="1.0", words="Autumn 2024, version 1.0"
)
NOW = WhenLine(
    round="Autumn 2026", closed_on=date(2026, 11, 24), version="1.1", words="Autumn 2026, version 1.1"
)


def make_reading(value: float | None) -> Reading:
    """A mean in words, or a withheld one."""
    return Reading(value=value, words=WITHHELD if value is None else f"{value:.1f} of 4")


def make_point(then: float | None = 2.5, now: float | None = 2.9, **changes: Any) -> ThenPoint:
    """Last time, plainly comparable with now."""
    change = None if then is None or now is None else now - then
    words = f"then {WITHHELD}" if then is None else f"now {WITHHELD}"
    if change is not None:
        words = f"{abs(change):.1f} {'higher' if change > 0 else 'lower'}"
    point = ThenPoint(
        mean=make_reading(then),
        n_words="" if then is None else "8 answers",
        trend="drawn",
        reasons=(),
        drawn_at=then,
        change=change,
        words=words,
    )
    return replace(point, **changes)


def make_broken(then: float | None = 2.5, **changes: Any) -> ThenPoint:
    """Last time, when the questions were others."""
    reasons = (
        "Questions that both versions ask alike hold 40% of its weight in version 1.1; a trend needs two thirds.",
        "3 questions are new.",
    )
    broken: dict[str, Any] = {"trend": "breaks", "reasons": reasons, "change": None, "words": NOT_COMPARABLE}
    return make_point(then, **(broken | changes))


def make_line(place: int = 1, then: ThenPoint | None = None, now: float | None = 2.9) -> TrendLine:
    """One domain, now and last time."""
    domain_id, title, _, _ = DOMAINS[place - 1]
    return TrendLine(id=domain_id, title=title, now=make_reading(now), then=(then or make_point(now=now),))


def make_lines() -> tuple[TrendLine, ...]:
    """Every way in which a domain may stand beside last time."""
    noted = make_point(
        3.2, 2.7, trend="with-note", reasons=("1 question is worded differently.", "1 question is new.")
    )
    new = make_broken(None, mean=Reading(value=None, words="not asked then"), words="not asked then")
    return (
        make_line(1, make_point(2.4, 2.9)),
        make_line(2, noted, now=2.7),
        make_line(3, make_broken(2.5), now=3.3),
        make_line(4, make_point(None, 2.9)),
        make_line(5, make_point(2.9, None), now=None),
        make_line(6, replace(new, reasons=("Version 1.0 does not ask about this.",))),
    )


def make_trend(**changes: Any) -> TrendPart:
    """What has changed since last time, in every way in which it may."""
    overall = TrendLine(
        id="",
        title="All domains together",
        now=make_reading(2.8),
        then=(make_broken(2.6, reasons=("It needs “Structures”, which cannot be compared.",)),),
    )
    trend = TrendPart(
        words="The evaluation before this, Autumn 2025, closed on 25 November 2025. 2 of 6 domains can be "
        "compared with it.",
        cautions=(
            UNJUDGED,
            "With 9 answers, one person who chooses one level higher throughout moves a domain’s mean by 0.1.",
        ),
        now=NOW,
        earlier=(THEN,),
        domains=make_lines(),
        overall=overall,
        no_longer_asked=(),
    )
    return replace(trend, **changes)
