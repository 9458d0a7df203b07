"""Caterpillars of any number of boards, the same every time."""

from dataclasses import replace
from typing import Any

from govscore.reporting.caterpillar_model import CaterpillarData, CaterpillarRow
from tests.reporting.factories import LEVELS

MIDDLE = 2.8


def make_board(estimate: float = MIDDLE, reach: float = 0.3, **changes: Any) -> CaterpillarRow:
    """A board whose interval reaches so far to either side."""
    return replace(CaterpillarRow(estimate=estimate, low=estimate - reach, high=estimate + reach), **changes)


def make_boards(boards: int, *, spread: float = 0.5) -> tuple[CaterpillarRow, ...]:
    """Boards so far apart; with the usual spread nobody stands out."""
    return tuple(
        make_board(
            MIDDLE + ((place * 0.618) % 1 - 0.5) * spread,
            0.26 + (place % 7) / 50,
            name=f"Board {place:03d} of Example School",
        )
        for place in range(boards)
    )


def make_caterpillar(boards: int = 12, **changes: Any) -> CaterpillarData:
    """A county in which nobody stands out."""
    data = CaterpillarData(
        title="Strategic leadership",
        note="Autumn 2026, 24 November 2026",
        levels=LEVELS,
        rows=make_boards(boards),
        middle=MIDDLE,
    )
    return replace(data, **changes)
