"""Two views of the same boards: neither is the truth, and nobody is accused."""

import re

import pytest

from govscore.reporting.images import to_svg
from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from govscore.reporting.views_chart import JITTER, MOST_NAMED, describe_views, draw_views, views_title
from tests.reporting.drawn import leaving, named, said, sizes, texts
from tests.reporting.factories import LONG_NAME
from tests.reporting.two_views import USUAL, make_pair, make_pairs, make_views


def test_every_board_stands_near_its_level_and_at_its_own_score() -> None:
    views = make_views(40)
    (line,) = named(draw_views(views), "boards")
    assert list(line.get_xdata()) == [point.own for point in views.points]
    assert all(
        abs(y - point.officers) <= JITTER / 2 for y, point in zip(line.get_ydata(), views.points, strict=True)
    )


def test_boards_are_spread_the_same_way_each_time() -> None:
    first, second = (named(draw_views(make_views(12)), "boards")[0].get_ydata() for _ in range(2))
    assert list(first) == list(second)


def test_the_lines_are_where_both_are_alike_and_what_is_usual() -> None:
    figure = draw_views(make_views())
    (alike,), (usual,) = named(figure, "alike"), named(figure, "usual")
    assert list(alike.get_xdata()) == list(alike.get_ydata())
    assert list(usual.get_ydata()) == [USUAL.at(x) for x in usual.get_xdata()]
    assert len(named(figure, "band")) == 1


def test_a_board_as_usual_has_no_name() -> None:
    figure = draw_views(make_views())
    assert named(figure, "named") == named(figure, "letter") == []
    assert describe_views(make_views()).rows == ()


def test_boards_to_talk_with_are_lettered_and_listed_by_name() -> None:
    points = (*make_pairs(40), make_pair("Elm"), make_pair("Ash", own=2.4, officers=4.0))
    figure = draw_views(make_views(points=points))
    assert sorted(letter.get_text() for letter in named(figure, "letter")) == ["a", "b"]
    words = said(figure)
    assert words.index("Ash") < words.index("Elm")
    assert "Either view may be right." in words


def test_more_names_than_fit_stand_in_the_table_alone() -> None:
    points = tuple(make_pair(f"B {place:02d}", own=2.2 + place / 20) for place in range(MOST_NAMED + 1))
    figure = draw_views(make_views(points=points))
    assert named(figure, "letter") == []
    assert "The table names the boards to talk with." in texts(figure)
    assert len(describe_views(make_views(points=points)).rows) == MOST_NAMED + 1


@pytest.mark.parametrize(
    ("named_boards", "title"),
    [
        (0, "Strategic leadership: the two views of 12 boards lie about as usual"),
        (1, "Strategic leadership: the officer’s view of 1 of 13 boards is not the usual one"),
    ],
)
def test_the_title_states_the_finding(named_boards: int, title: str) -> None:
    points = (*make_pairs(12), *(make_pair() for _ in range(named_boards)))
    assert views_title(make_views(points=points)) == title


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (-0.3, "Officers’ levels are on average 0.3 below boards’ own scores, nearly all from 1.4 below"),
        (0.2, "Officers’ levels are on average 0.2 above boards’ own scores"),
        (0.01, "Officers’ levels and boards’ own scores are alike on average"),
    ],
)
def test_how_far_the_two_lie_apart_is_said(apart: float, words: str) -> None:
    assert words in describe_views(make_views(apart=apart)).alternative


def test_nobody_is_accused() -> None:
    text = describe_views(make_views(points=(*make_pairs(40), make_pair(), make_pair(own=2.4, officers=4.0))))
    words = " ".join((text.title, text.alternative, *(cell for row in text.rows for cell in row)))
    words += said(draw_views(make_views(points=(*make_pairs(40), make_pair()))))
    assert not re.search(r"dishonest|over-?claim|inflat|exaggerat|wrong|honest|boast|overstat", words, re.I)


def test_a_filter_that_leaves_nobody_is_told_in_words() -> None:
    assert "No board looked at has both views." in said(draw_views(make_views(0)))


def test_those_without_a_view_are_counted_and_a_simulated_county_says_so_twice() -> None:
    words = said(draw_views(make_views(without=1, is_simulated=True)))
    assert "1 board without one of the views" in words
    assert words.count("simulated") == 2


def test_three_hundred_boards_stay_small() -> None:
    assert len(to_svg(draw_views(make_views(300)))) < 17_000


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
@pytest.mark.parametrize("boards", [4, 7, 12, 300])
def test_nothing_leaves_the_sheet_and_nothing_is_small(boards: int, width: float) -> None:
    points = (*make_pairs(boards), make_pair(LONG_NAME), make_pair("W" * 90, own=2.4, officers=4.0))
    figure = draw_views(make_views(points=points), width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_words_and_table_say_the_same() -> None:
    (row,) = describe_views(make_views(points=(make_pair("Ash"),))).rows
    assert row[:3] == ("Ash", "3.2", "not yet")
    assert row[3].startswith("The officer’s view was lower")
