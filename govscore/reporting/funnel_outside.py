"""Where a board's dot may stand in a funnel that is read outside the board."""

from dataclasses import replace

from govscore.reporting.funnel_model import FunnelPoint, FunnelStep
from govscore.scoring.audit import BAND_BELOW

CLEAR = 0.01


def point_outside(point: FunnelPoint, step: FunnelStep | None) -> FunnelPoint:
    """Put a dot of fewer than ten answers at the nearest half, but never across a limit.

    So the dot does not give the exact mean away, and a board stays inside or outside as it is: where the
    nearest half lies beyond a limit, the dot stands just on its own side of it.
    """
    if point.n >= BAND_BELOW:
        return point
    half = round(2 * point.score) / 2
    if step is None:
        return replace(point, score=half)
    low, high = _band(point.score, step)
    return replace(point, score=min(max(half, low), high))


def _band(score: float, step: FunnelStep) -> tuple[float, float]:
    """The stretch between limits in which a score lies; beyond a limit it begins a little way off."""
    if score < step.low_998:
        return float("-inf"), step.low_998 - CLEAR
    if score < step.low_95:
        return step.low_998, step.low_95 - CLEAR
    if score <= step.high_95:
        return step.low_95, step.high_95
    if score <= step.high_998:
        return step.high_95 + CLEAR, step.high_998
    return step.high_998 + CLEAR, float("inf")
