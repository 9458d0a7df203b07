"""What `govscore analyse` tells a person: the headline figures of each domain, and a line a group."""

import math
from collections.abc import Iterable, Iterator, Sequence

from govscore.benchmarking.analysis import GroupFigures
from govscore.benchmarking.between.icc import say_between
from govscore.benchmarking.consistency.alpha import Reliability
from govscore.benchmarking.ratings import Ratings
from govscore.benchmarking.standing.funnel import Zone
from govscore.reporting.analysis_json import NamedAnalysis

HEADINGS = ("group", "people", "mean", "apart", "for comparison", "against all people")
ZONES = {
    Zone.INSIDE: "as chance would have it",
    Zone.WORTH_A_LOOK: "worth a look",
    Zone.ASK: "ask",
    Zone.NO_SCORE: "–",
}
FOOTNOTE = (
    "apart: average deviation, in points of the scale. for comparison: the mean drawn to that of all groups as far as "
    "answers are few, with its 95 % interval. against all people: inside the 95 % funnel, beyond it (worth a look), or "
    "beyond 99.8 % (ask). Every figure, and why one is missing: --json.\n"
)


def told(ratings: Ratings, domains: Iterable[NamedAnalysis]) -> Iterator[str]:
    """Tell the refused rows, then each domain."""
    for row in ratings.refused:
        yield f"line {row.line}: {row.reason}\n"
    raters = _counted(ratings.rows - len(ratings.refused), "rater")
    yield f"{raters} in {_counted(len(ratings.groups), 'group')}.\n\n"
    for domain in domains:
        yield from _domain(domain, ratings.groups)
        yield "\n"
    yield FOOTNOTE


def _domain(domain: NamedAnalysis, groups: Sequence[str]) -> Iterator[str]:
    found = domain.analysis
    low, high = found.options
    yield f"{domain.name}: {', '.join(domain.questions)}; {low} to {high}\n"
    yield f"{_hangs_together(domain, found.reliability)}\n{say_between(found.between)}\n"
    width = max(map(len, ("group", *groups)))
    for cells in (HEADINGS, *_lines(groups, found.groups)):
        group, people, mean, apart, compared, zone = cells
        yield f"  {group:<{width}}  {people:>6}  {mean:>6}  {apart:>6}  {compared:<21}  {zone}\n"


def _lines(groups: Sequence[str], found: GroupFigures) -> Iterator[tuple[str, ...]]:
    columns = (
        found.n,
        found.figures["mean"].values,
        found.figures["ad_mean"].values,
        found.shrunk.estimate,
        found.shrunk.low,
        found.shrunk.high,
    )
    for group, zone, *figures in zip(
        groups, found.zones, *(column.tolist() for column in columns), strict=True
    ):
        n, mean, apart, estimate, low, high = figures
        compared = f"{_plain(estimate)} ({_plain(low)} to {_plain(high)})" if low == low else _plain(estimate)
        yield group, str(n), _plain(mean), _plain(apart), compared, ZONES[zone]


def _hangs_together(domain: NamedAnalysis, found: Reliability) -> str:
    answered = f"{found.n_complete} of {found.n_people} people answered every question"
    if math.isnan(found.alpha):
        return (
            f"{answered}: too little to say whether the questions hang together ({found.reasons['alpha']})."
        )
    omega = domain.analysis.factor.omega
    return (
        f"{answered}. Alpha {_plain(found.alpha)} ({_plain(found.alpha_low)} to {_plain(found.alpha_high)}), "
        f"omega {_plain(omega)}."
    )


def _plain(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
