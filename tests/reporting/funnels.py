"""Funnels of any number of boards, the same every time."""

from dataclasses import replace
from typing import Any

from govscore.reporting.county_material import share_steps
from govscore.reporting.funnel_model import FunnelData, FunnelPoint, FunnelStep
from tests.reporting.factories import LEVELS

TARGET = 2.8
DEVIATION = 0.8


def make_step(n: int) -> FunnelStep:
    """Limits for boards whose people lie 0.8 of a level apart."""
    error = DEVIATION / n**0.5
    return FunnelStep(
        n=n,
        low_95=TARGET - 1.96 * error,
        high_95=TARGET + 1.96 * error,
        low_998=TARGET - 3.09 * error,
        high_998=TARGET + 3.09 * error,
    )


def make_points(boards: int) -> tuple[FunnelPoint, ...]:
    """Boards inside the limits, on 5 to 16 answers."""
    return tuple(
        FunnelPoint(n=5 + place % 12, score=TARGET + ((place * 0.618) % 1 - 0.5) * 0.7)
        for place in range(boards)
    )


def make_funnel(boards: int = 12, **changes: Any) -> FunnelData:
    """A funnel with nobody outside."""
    funnel = FunnelData(
        title="Strategic leadership",
        note="Autumn 2026, 24 November 2026",
        levels=LEVELS,
        points=make_points(boards),
        target=TARGET,
        steps=tuple(make_step(n) for n in range(5, 17)),
    )
    return replace(funnel, **changes)


def make_outsider(name: str | None = "Board of Example School", **changes: Any) -> FunnelPoint:
    """A board above the wider limits."""
    return replace(FunnelPoint(n=12, score=3.9, name=name), **changes)


def make_shares(boards: int, *others: FunnelPoint, share: float = 0.8) -> FunnelData:
    """A funnel of shares: of 5 to 16 people about the usual share said yes."""
    sizes = [5 + place % 12 for place in range(boards)]
    return FunnelData(
        title="Who answered",
        note="Autumn 2026",
        levels=(),
        points=(*(FunnelPoint(n=n, score=round(n * share) / n) for n in sizes), *others),
        target=share,
        steps=share_steps(range(5, 17), share),
        counted="number of people invited",
    )
