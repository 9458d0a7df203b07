"""Among similar boards: everyone's dot, ours named, no rank, and words where nothing can be placed."""

from dataclasses import replace

import pytest

from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from govscore.reporting.position_chart import describe_position, draw_position, position_title
from tests.reporting.drawn import boxes, leaving, marks, named, said, sizes
from tests.reporting.factories import (
    make_position,
    make_report,
    make_report_nobody_answered,
    make_section,
    make_too_few_to_place,
)


def placed(**changes):
    return make_report(domains=(make_section(1, position=make_position(**changes)),))


def dots(figure) -> int:
    return sum(len(line.get_xdata()) for line in named(figure, "others"))


@pytest.mark.parametrize("boards", [8, 12, 30, 300])
def test_every_similar_board_has_a_dot(boards: int) -> None:
    assert dots(draw_position(placed(boards=boards))) == boards


def test_boards_of_the_same_score_are_stacked_and_not_hidden() -> None:
    figure = draw_position(placed(scores=(2.5,) * 9))
    (line,) = named(figure, "others")
    assert len({round(y, 6) for y in line.get_ydata()}) == 9


def test_dots_stand_within_a_dots_width_of_their_scores() -> None:
    report = placed(boards=30)
    (line,) = named(draw_position(report), "others")
    scores = report.domains[0].position.scores
    assert all(abs(x - score) < 0.05 for x, score in zip(line.get_xdata(), scores, strict=True))


def test_our_board_stands_at_its_score_with_its_interval() -> None:
    figure = draw_position(placed(score=2.9, estimate=2.8, low=2.5, high=3.1))
    assert marks(figure, "own") == [2.9]
    (interval,) = named(figure, "interval")
    assert list(interval.get_xdata()) == [2.5, 3.1]
    assert "our board" in said(figure)


def test_median_and_middle_half_are_marked() -> None:
    figure = draw_position(placed(median=2.7, lower_quartile=2.3, upper_quartile=3.0))
    (band,) = boxes(figure, "middle-half")
    assert band.get_x() == 2.3
    assert band.get_x() + band.get_width() == pytest.approx(3.0)
    assert marks(figure, "median") == [2.7]


@pytest.mark.parametrize("position", [make_too_few_to_place(), replace(make_position(), score=None), None])
def test_what_cannot_be_placed_draws_words_and_no_dot(position) -> None:
    figure = draw_position(make_report(domains=(make_section(1, position=position),)))
    assert dots(figure) == 0
    assert [len(named(figure, gid)) for gid in ("own", "interval", "middle-half", "median")] == [0, 0, 0, 0]
    assert (position.words if position else "not compared") in said(figure)


def test_what_is_not_known_of_a_place_is_not_drawn() -> None:
    figure = draw_position(placed(low=None, high=None, estimate=None, median=None, lower_quartile=None))
    assert [len(named(figure, gid)) for gid in ("interval", "middle-half", "median")] == [0, 0, 0]
    assert len(marks(figure, "own")) == 1


@pytest.mark.parametrize(
    ("positions", "title"),
    [
        (("in-line",), "In line with similar boards in 1 of 1 domain"),
        (("in-line", "in-line"), "In line with similar boards in all 2 domains"),
        (("in-line", "above"), "Above similar boards in 1 of 2 domains, in line with them in 1"),
        (
            ("below", "in-line", "above", "too-few-to-say"),
            "Above similar boards in 1 of 3 domains, in line with them in 1, below them in 1",
        ),
        (("too-few-to-say",), "Too few to say how we compare with similar boards"),
    ],
)
def test_the_title_states_the_finding_and_no_rank(positions: tuple[str, ...], title: str) -> None:
    sections = tuple(
        make_section(place, position=make_position(position=position))
        for place, position in enumerate(positions, 1)
    )
    assert position_title(make_report(domains=sections)) == title


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
@pytest.mark.parametrize("boards", [4, 12, 300])
def test_nothing_leaves_the_sheet_and_nothing_is_small(boards: int, width: float) -> None:
    figure = draw_position(placed(boards=boards, score=4.0), width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_words_and_table_say_the_same_and_name_no_board() -> None:
    text = describe_position(make_report())
    assert all(len(row) == len(text.header) for row in text.rows)
    assert "Example School" not in str(text)
    assert text.rows[0][3] == "24"
    assert text.rows[5][5] == make_too_few_to_place().words


def test_a_report_without_any_comparison_can_be_described() -> None:
    text = describe_position(make_report(domains=(make_section(1, position=None),)))
    assert text.rows[0][5] == "not compared"


def test_nobody_answered_is_drawn() -> None:
    assert dots(draw_position(make_report_nobody_answered())) == 0
