"""The funnel says how many lie outside, and lists them below without an order."""

import pytest

from govscore.reporting.funnel_chart import describe_funnel, draw_funnel, funnel_title
from govscore.reporting.funnel_model import FunnelPoint
from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from tests.reporting.drawn import leaving, said, sizes, texts
from tests.reporting.factories import LONG_NAME
from tests.reporting.funnels import make_funnel, make_outsider, make_points, make_shares


@pytest.mark.parametrize(
    ("boards", "outside", "title"),
    [
        (0, 0, "Strategic leadership: too few to say"),
        (
            12,
            0,
            "Strategic leadership: none of 12 boards lie outside the limits; "
            "of boards that differ as these usually do fewer than one would",
        ),
        (
            299,
            1,
            "Strategic leadership: 1 of 300 boards lies outside the limits; "
            "of boards that differ as these usually do about 15 would",
        ),
    ],
)
def test_the_title_states_the_finding(boards: int, outside: int, title: str) -> None:
    points = (*make_points(boards), *(make_outsider() for _ in range(outside)))
    assert funnel_title(make_funnel(points=points)) == title


def test_names_outside_are_listed_whole_below() -> None:
    words = said(draw_funnel(make_funnel(points=(make_outsider(LONG_NAME),))))
    assert LONG_NAME in words
    assert "Outside the 99.8% limits" in words


def test_those_not_drawn_are_counted() -> None:
    assert "3 boards withheld or without a score" in said(draw_funnel(make_funnel(withheld=3)))


def test_a_county_without_a_score_is_told_in_words() -> None:
    assert "No board has a score that may be shown." in said(draw_funnel(make_funnel(0)))


def test_a_simulated_county_says_so_twice() -> None:
    assert said(draw_funnel(make_funnel(is_simulated=True))).count("simulated") == 2


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
@pytest.mark.parametrize("boards", [4, 12, 300])
def test_nothing_leaves_the_sheet_and_nothing_is_small(boards: int, width: float) -> None:
    points = (*make_points(boards), make_outsider(LONG_NAME), make_outsider("W" * 90, score=1.0))
    figure = draw_funnel(make_funnel(points=points), width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_the_table_lists_those_outside_alone() -> None:
    points = (*make_points(12), make_outsider("B", score=3.3), make_outsider("A"), make_outsider(None, n=16))
    text = describe_funnel(make_funnel(points=points))
    assert text.rows == (
        ("not named", "16", "3.9", "the 99.8% limits"),
        ("A", "12", "3.9", "the 99.8% limits"),
        ("B", "12", "3.3", "the 95% limits"),
    )
    assert "12 boards within the limits" in text.alternative


def test_of_shares_the_axis_runs_from_nothing_to_all() -> None:
    figure = draw_funnel(make_shares(12))
    words = said(figure)
    assert {"0%", "25%", "50%", "75%", "100%"} <= set(texts(figure))
    assert "Middle line: all boards together, 80%." in words
    assert "number of people invited" in words


def test_the_table_of_shares_has_shares() -> None:
    text = describe_funnel(make_shares(12, FunnelPoint(n=14, score=3 / 14, name="Ash")))
    assert text.header == ("Board", "People", "Share", "Outside")
    assert text.rows == (("Ash", "14", "21%", "the 99.8% limits"),)


@pytest.mark.parametrize("boards", [4, 12, 300])
def test_shares_keep_to_the_sheet(boards: int) -> None:
    figure = draw_funnel(make_shares(boards, FunnelPoint(n=14, score=0.0, name=LONG_NAME)))
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9
