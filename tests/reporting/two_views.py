"""Two views of any number of boards, the same every time."""

from dataclasses import replace
from typing import Any

from govscore.reporting.views_model import TwoViews, UsualView, ViewPoint
from tests.reporting.factories import LEVELS

USUAL = UsualView(slope=0.8, at_zero=0.3, reach=1.1)


def make_pairs(boards: int) -> tuple[ViewPoint, ...]:
    """Boards whose officers give about what is usual."""
    owns = [2.8 + ((place * 0.618) % 1 - 0.5) for place in range(boards)]
    return tuple(
        ViewPoint(own=own, officers=float(round(USUAL.at(own) + ((place * 0.755) % 1 - 0.5) * 1.4)))
        for place, own in enumerate(owns)
    )


def make_pair(name: str | None = "Board of Example School", **changes: Any) -> ViewPoint:
    """A board of which the officer's view was lower than usual."""
    words = "The officer’s view was lower than boards with similar self-scores usually get."
    return replace(ViewPoint(own=3.2, officers=1.0, words=words, name=name), **changes)


def make_views(boards: int = 40, **changes: Any) -> TwoViews:
    """A county in which no board is named."""
    views = TwoViews(
        title="Strategic leadership",
        note="Autumn 2026, 24 November 2026",
        levels=LEVELS,
        points=make_pairs(boards),
        usual=USUAL,
        apart=-0.3,
        within=(-1.4, 0.8),
    )
    return replace(views, **changes)
