"""Who lies outside, and under which letter."""

import pytest

from govscore.reporting.funnel_model import FunnelPoint, is_far_outside, is_outside, letters_of
from tests.reporting.funnels import make_funnel, make_outsider, make_step


@pytest.mark.parametrize(
    ("edge", "expected"), [("low_95", False), ("high_95", False), ("low_998", True), ("high_998", True)]
)
def test_a_board_on_the_inner_limit_is_inside(edge: str, expected: bool) -> None:
    point = FunnelPoint(n=9, score=getattr(make_step(9), edge))
    assert is_outside(point, make_funnel()) is expected
    assert not is_far_outside(point, make_funnel())


def test_beyond_the_outer_limit_is_far_outside() -> None:
    assert is_far_outside(make_outsider(), make_funnel())


def test_a_number_of_answers_without_limits_puts_nobody_outside() -> None:
    assert not is_outside(FunnelPoint(n=40, score=4.0), make_funnel())


def test_letters_go_by_the_alphabet_and_not_by_the_score() -> None:
    points = (make_outsider("B"), make_outsider("A", score=3.8), make_outsider("C", score=4.0))
    letters = letters_of(make_funnel(points=points))
    assert {point.name: letter for point, letter in letters.items()} == {"A": "a", "B": "b", "C": "c"}


def test_a_name_inside_the_limits_gets_no_letter() -> None:
    assert letters_of(make_funnel(points=(FunnelPoint(n=9, score=2.8, name="Inside"),))) == {}


def test_after_z_come_two_letters() -> None:
    points = tuple(make_outsider(f"Board {place:02}") for place in range(28))
    assert [*letters_of(make_funnel(points=points)).values()][-3:] == ["z", "aa", "ab"]
