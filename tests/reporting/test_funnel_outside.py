"""A dot of few answers gives no exact mean away, and never changes sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.reporting.funnel_model import FunnelPoint, FunnelStep
from govscore.reporting.funnel_outside import point_outside

STEP = FunnelStep(n=8, low_998=1.9, low_95=2.2, high_95=3.3, high_998=3.6)
EDGES = (STEP.low_998, STEP.low_95, STEP.high_95, STEP.high_998)


def seen(score: float, *, n: int = 8, step: FunnelStep | None = STEP) -> float:
    return point_outside(FunnelPoint(n=n, score=score, name="Hill"), step).score


@pytest.mark.parametrize(
    ("exact", "drawn"),
    [
        (2.61, 2.5),
        (2.9, 3.0),
        (2.21, 2.2),  # inside, where the nearest half lies below the limit
        (3.29, 3.3),  # inside, where the nearest half lies above it
        (2.15, 2.0),
        (3.35, 3.5),
        (3.58, 3.5),
        (1.5, 1.5),
        (4.0, 4.0),
    ],
)
def test_a_dot_of_few_answers_stands_at_the_nearest_half_on_its_own_side(exact: float, drawn: float) -> None:
    assert seen(exact) == pytest.approx(drawn)


@given(st.floats(min_value=1, max_value=4))
def test_no_dot_changes_sides(score: float) -> None:
    drawn = seen(score)
    assert [score < edge for edge in EDGES[:2]] == [drawn < edge for edge in EDGES[:2]]
    assert [score > edge for edge in EDGES[2:]] == [drawn > edge for edge in EDGES[2:]]


def test_from_ten_answers_on_a_dot_is_exact() -> None:
    assert seen(2.61, n=10) == 2.61


def test_without_limits_the_nearest_half_is_all() -> None:
    assert seen(3.3, step=None) == 3.5
