"""The caterpillar has no places: who can't be told from the mean is one band without names."""

import pytest

from govscore.reporting.caterpillar_chart import (
    MOST_NAMED,
    caterpillar_title,
    describe_caterpillar,
    draw_caterpillar,
)
from govscore.reporting.caterpillar_model import stands_out
from govscore.reporting.images import to_svg
from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from tests.reporting.caterpillars import MIDDLE, make_board, make_boards, make_caterpillar
from tests.reporting.drawn import boxes, leaving, named, said, sizes
from tests.reporting.factories import LONG_NAME

HIGH = make_board(3.5, name="Ash")
LOW = make_board(2.1, name="Beech")


@pytest.mark.parametrize(
    ("extra", "title"),
    [
        ((), "Strategic leadership: none of 12 boards can be told from the county’s mean"),
        ((HIGH,), "Strategic leadership: 1 of 13 boards stands above the county’s mean, allowing for chance"),
        ((LOW,), "Strategic leadership: 1 of 13 boards stands below the county’s mean, allowing for chance"),
        (
            (HIGH, HIGH, LOW),
            "Strategic leadership: 2 of 15 boards stand above the county’s mean and 1 below it, allowing for "
            "chance",
        ),
    ],
)
def test_the_title_states_the_finding(extra: tuple, title: str) -> None:
    assert caterpillar_title(make_caterpillar(rows=(*make_boards(12), *extra))) == title


def test_an_interval_that_covers_the_mean_tells_nothing() -> None:
    data = make_caterpillar()
    assert not stands_out(make_board(3.09, 0.3), data)
    assert stands_out(make_board(3.11, 0.3), data)
    assert not stands_out(HIGH, make_caterpillar(middle=None))


def test_intervals_and_scores_stand_at_their_values() -> None:
    figure = draw_caterpillar(make_caterpillar(rows=(make_board(2.9, 0.2), make_board(2.7, 0.3))))
    (intervals,) = named(figure, "intervals")
    assert list(intervals.get_xdata()[:2]) == pytest.approx([2.7, 3.1])
    assert list(intervals.get_xdata()[3:5]) == pytest.approx([2.4, 3.0])
    (scores,) = named(figure, "alike-boards")
    assert list(scores.get_xdata()) == [2.9, 2.7]
    assert list(named(figure, "middle")[0].get_xdata()) == [MIDDLE, MIDDLE]


def test_boards_that_cannot_be_told_apart_are_one_band_without_names() -> None:
    figure = draw_caterpillar(make_caterpillar(12))
    assert len(boxes(figure, "alike")) == 1
    words = said(figure)
    assert "These 12 boards can’t be told from the county’s mean" in words
    assert "of Example School" not in words


def test_a_few_boards_that_stand_out_are_named_in_the_order_of_the_alphabet() -> None:
    rows = (make_board(3.3, name="Elm"), make_board(3.6, name="Ash"), make_board(2.1, name="Dove"))
    words = said(draw_caterpillar(make_caterpillar(rows=(*make_boards(12), *rows))))
    assert words.index("Ash") < words.index("Elm") < words.index("Dove")
    assert "Named boards stand by name, not by score." in words


def test_of_many_that_stand_out_the_table_has_the_names() -> None:
    rows = tuple(make_board(3.4 + place / 100, name=f"B {place:02d}") for place in range(MOST_NAMED + 1))
    data = make_caterpillar(rows=(*make_boards(30), *rows))
    words = said(draw_caterpillar(data))
    assert "B 01" not in words
    assert "The table names the boards above and below." in words
    assert [row[0] for row in describe_caterpillar(data).rows] == [f"B {place:02d}" for place in range(13)]


def test_the_table_says_which_side_and_tells_no_other_board_apart() -> None:
    text = describe_caterpillar(make_caterpillar(rows=(*make_boards(12), HIGH, LOW)))
    assert text.rows == (
        ("Ash", "3.5", "3.2 and 3.8", "above the county’s mean"),
        ("Beech", "2.1", "1.8 and 2.4", "below the county’s mean"),
    )


def test_where_no_difference_can_be_measured_no_board_is_drawn() -> None:
    data = make_caterpillar(rows=(), middle=None)
    assert "Too few answers to measure any difference between boards." in said(draw_caterpillar(data))
    assert caterpillar_title(data) == "Strategic leadership: boards can’t be told apart"
    assert "No board has a score" in said(draw_caterpillar(make_caterpillar(0)))


def test_those_not_drawn_are_counted_and_a_simulated_county_says_so_twice() -> None:
    words = said(draw_caterpillar(make_caterpillar(withheld=3, is_simulated=True)))
    assert "3 boards withheld or without a score" in words
    assert words.count("simulated") == 2


@pytest.mark.parametrize("spread", [0.5, 1.2])
def test_three_hundred_boards_stay_small(spread: float) -> None:
    figure = draw_caterpillar(make_caterpillar(rows=make_boards(300, spread=spread)))
    assert figure.get_figheight() < 9
    assert len(to_svg(figure)) < 15_000


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
@pytest.mark.parametrize("boards", [4, 7, 12, 300])
def test_nothing_leaves_the_sheet_and_nothing_is_small(boards: int, width: float) -> None:
    rows = (*make_boards(boards), make_board(3.9, name=LONG_NAME), make_board(1.1, name="W" * 90))
    figure = draw_caterpillar(make_caterpillar(rows=rows), width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9
