"""Where we differ: the widest first, chance beside each, and nothing of what is withheld."""

import pytest

from govscore.benchmarking.agreement.chance import chance_average_deviation
from govscore.reporting.charts import list_charts
from govscore.reporting.difference_chart import (
    MOST_DRAWN,
    describe_differences,
    differences,
    differences_title,
    draw_differences,
)
from govscore.reporting.model import QuestionRow, Report
from govscore.reporting.palette import BOARD, PAPER_WIDTH, PHONE_WIDTH, WHITE
from govscore.reporting.reading import Reading
from tests.reporting.drawn import leaving, marks, named, said, sizes, texts
from tests.reporting.factories import (
    make_banded_question,
    make_counts,
    make_question,
    make_report,
    make_report_nobody_answered,
    make_section,
    make_withheld_question,
)


def report_of(*rows: QuestionRow) -> Report:
    return make_report(domains=(make_section(1, questions=rows),))


def apart(order: str, value: float, **changes: object) -> QuestionRow:
    return make_question(order, agreement=Reading(value=value, words="mixed"), **changes)


def test_the_widest_comes_first() -> None:
    found = differences(report_of(apart("1.1", 0.4), apart("1.2", 1.1), apart("1.3", 0.7)))
    assert [each.row.order for each in found] == ["1.2", "1.3", "1.1"]


def test_what_is_withheld_or_too_alike_is_counted_and_not_drawn() -> None:
    report = report_of(apart("1.1", 0.4), make_withheld_question("1.2"), make_banded_question("1.3"))
    figure = draw_differences(report)
    assert marks(figure, "apart") == [0.4]
    assert "2 statements withheld, too alike or too few to show" in said(figure)
    assert [row[0][:3] for row in describe_differences(report).rows] == ["1.1"]


def test_deviation_and_chance_stand_at_their_values() -> None:
    figure = draw_differences(report_of(apart("1.1", 0.8)))
    expected = chance_average_deviation(8, 4).critical
    assert marks(figure, "apart") == [0.8]
    assert marks(figure, "chance") == [expected]


def test_a_scale_of_other_options_is_measured_on_the_levels() -> None:
    two = tuple(each for each in make_counts(4, 0, 0, 4) if each.count)
    (found,) = differences(report_of(apart("1.1", 1.5, counts=two)))
    critical = chance_average_deviation(8, 2).critical
    assert critical is not None
    assert found.chance == pytest.approx(critical * 3)


@pytest.mark.parametrize(("value", "face"), [(0.3, BOARD), (1.2, WHITE)])
def test_a_dot_is_hollow_where_chance_would_often_do_as_well(value: float, face: str) -> None:
    (dot,) = named(draw_differences(report_of(apart("1.1", value))), "apart")
    assert dot.get_markerfacecolor() == face


def test_every_answer_has_a_dot() -> None:
    row = apart("1.1", 0.8, counts=make_counts(1, 2, 4, 1, dont_know=3))
    (line,) = named(draw_differences(report_of(row)), "answers")
    assert len(line.get_xdata()) == 8


def test_of_a_large_board_the_numbers_are_written() -> None:
    row = apart("1.1", 0.8, n=300, counts=make_counts(20, 100, 150, 30))
    assert {"20", "100", "150", "30"} <= set(texts(draw_differences(report_of(row))))


def test_only_the_widest_are_drawn_and_all_are_in_the_table() -> None:
    report = report_of(*(apart(f"1.{place}", place / 20) for place in range(1, 15)))
    figure = draw_differences(report)
    assert len(marks(figure, "apart")) == MOST_DRAWN
    assert "The 10 widest of 14 are drawn, and all are in the table" in said(figure)
    assert len(describe_differences(report).rows) == 14


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((0.3, 1.2), "On 1 of 2 statements how far we agree can’t be told from chance"),
        ((0.3, 0.2), "We agree more closely than chance would have us on all 2 statements"),
        ((0.3,), "We agree more closely than chance would have us on 1 statement"),
    ],
)
def test_the_title_states_the_finding(values: tuple[float, ...], title: str) -> None:
    rows = (apart(f"1.{place}", value) for place, value in enumerate(values, 1))
    assert differences_title(report_of(*rows)) == title


def test_where_nothing_is_shown_there_is_no_such_chart() -> None:
    report = make_report_nobody_answered()
    assert "differences" not in [chart.name for chart in list_charts(report)]
    assert said(draw_differences(report)).startswith("Too few answers to say where we differ")


def test_numbers_keep_off_the_line_of_chance() -> None:
    chance = chance_average_deviation(8, 4).critical or 0.0
    figure = draw_differences(report_of(apart("1.1", chance - 0.1)))
    figure.draw_without_rendering()
    (line,) = named(figure, "chance")
    (number,) = [text for text in figure.axes[0].texts if text.get_text() == f"{chance - 0.1:.2f}"]
    box, x = number.get_window_extent(), line.get_window_extent().x0
    assert not box.x0 <= x <= box.x1


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
def test_nothing_leaves_the_sheet_and_nothing_is_small(width: float) -> None:
    report = report_of(apart("1.1", 1.5, text="W" * 90), apart("1.2", 0.0), *make_section(2).questions)
    figure = draw_differences(report, width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_words_and_table_say_the_same() -> None:
    text = describe_differences(report_of(apart("1.1", 0.4), apart("1.2", 1.1, text="We plan.")))
    assert text.rows[0][:3] == ("1.2 We plan.", "8", "1.10")
    assert text.alternative.endswith("Widest: 1.2 We plan.")
    assert all(len(row) == len(text.header) for row in text.rows)
