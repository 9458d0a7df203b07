"""Bars show counts as they are; bands and withheld rows show words."""

from dataclasses import replace

import pytest

from govscore.errors import NotFoundError
from govscore.reporting.answers_chart import answers_title, describe_answers, draw_answers
from govscore.reporting.model import QuestionRow
from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from tests.reporting.drawn import hatched, leaving, said, segments, sizes
from tests.reporting.factories import (
    WITHHELD,
    make_banded_question,
    make_counts,
    make_question,
    make_report,
    make_report_nobody_answered,
    make_section,
    make_withheld_question,
)


def report_of(*rows: QuestionRow):
    return make_report(domains=(replace(make_section(1), questions=rows),))


def test_a_segment_is_as_wide_as_its_count() -> None:
    figure = draw_answers(report_of(make_question(counts=make_counts(1, 2, 5, 0, dont_know=1))), "strategy")
    assert [segments(figure, name) for name in ("Not yet", "Developing", "Secure")] == [[1], [2], [5]]
    assert segments(figure, "Don’t know") == [1]


def test_nobody_leaves_no_segment() -> None:
    figure = draw_answers(report_of(make_question(counts=make_counts(0, 0, 8, 0))), "strategy")
    assert segments(figure, "Strong") == segments(figure, "Don’t know") == []


def test_dont_know_stands_apart_at_the_right() -> None:
    figure = draw_answers(report_of(make_question(counts=make_counts(1, 2, 5, 0, dont_know=1))), "strategy")
    boxes = {box.get_label(): box for box in figure.axes[0].patches}
    levels_end = boxes["Secure"].get_x() + boxes["Secure"].get_width()
    assert boxes["Don’t know"].get_x() > levels_end
    assert boxes["Don’t know"].get_x() + boxes["Don’t know"].get_width() == figure.axes[0].get_xlim()[1]


def test_a_person_is_as_wide_in_every_row() -> None:
    rows = (
        make_question("1.1", counts=make_counts(0, 0, 9, 0)),
        make_question("1.2", counts=make_counts(0, 0, 3, 0, dont_know=6)),
    )
    assert segments(draw_answers(report_of(*rows), "strategy"), "Secure") == [9, 3]


def test_options_of_one_level_are_one_segment() -> None:
    doubled = make_counts(0, 2, 3, 0) + make_counts(0, 1, 0, 0)[1:2]
    assert segments(draw_answers(report_of(make_question(counts=doubled)), "strategy"), "Developing") == [3]


def test_a_withheld_row_is_hatched_and_says_why() -> None:
    figure = draw_answers(report_of(make_withheld_question()), "strategy")
    assert len(hatched(figure)) == 1
    assert WITHHELD in said(figure)
    assert all(segments(figure, level.label) == [] for level in make_report().levels)


def test_a_band_is_words_without_hatching_or_counts() -> None:
    figure = draw_answers(report_of(make_banded_question()), "strategy")
    assert hatched(figure) == []
    assert "nearly all: secure" in said(figure)
    assert segments(figure, "Secure") == []


def test_counts_of_nobody_are_words_as_well() -> None:
    empty = make_question(
        counts=make_counts(0, 0, 0, 0),
        mean=replace(make_question().mean, value=None, words="nobody gave a level"),
    )
    assert "nobody gave a level" in said(draw_answers(report_of(empty), "strategy"))


def test_only_chosen_options_are_explained_above() -> None:
    words = said(
        draw_answers(report_of(make_question(counts=make_counts(1, 2, 5, 0, dont_know=1))), "strategy")
    )
    assert "Don’t know" in words
    assert "Not my role" not in words


def test_rows_keep_the_order_of_the_report() -> None:
    rows = tuple(make_question(f"1.{place}") for place in (3, 1, 2))
    words = said(draw_answers(report_of(*rows), "strategy"))
    assert words.index("1.3 ") < words.index("1.1 ") < words.index("1.2 ")


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        (make_counts(1, 2, 5, 0), "Strategic leadership: 5 of 8 answers are secure or strong"),
        (make_counts(0, 0, 0, 1), "Strategic leadership: 1 of 1 answer is secure or strong"),
        (None, "Strategic leadership: no counts can be shown"),
    ],
)
def test_the_title_states_the_finding(counts, title: str) -> None:
    report = report_of(make_question(counts=counts))
    assert answers_title(report, report.domains[0]) == title


def test_many_people_fit_without_their_numbers() -> None:
    figure = draw_answers(report_of(make_question(counts=make_counts(1, 1, 290, 1, dont_know=7))), "strategy")
    assert segments(figure, "Secure") == [290]
    assert "290" in said(figure)
    assert leaving(figure) == []


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
def test_nothing_leaves_the_sheet_and_nothing_is_small(width: float) -> None:
    figure = draw_answers(make_report(), "strategy", width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_the_table_has_every_count_and_every_reason() -> None:
    rows = (make_question(counts=make_counts(1, 2, 5, 0, dont_know=1)), make_banded_question("1.2"))
    text = describe_answers(report_of(*rows), "strategy")
    assert text.header == (
        "Statement", "Not yet", "Developing", "Secure", "Strong", "Don’t know", "Not shown because"
    )  # fmt: skip
    assert text.rows[0][1:] == ("1", "2", "5", "0", "1", "")
    assert text.rows[1][1:] == ("", "", "", "", "", "nearly all: secure; withheld: answers too alike to show")
    assert "Counts of 1 statement are withheld" in text.alternative


def test_nobody_answered_is_drawn_and_told() -> None:
    report = make_report_nobody_answered()
    assert len(hatched(draw_answers(report, "strategy"))) == 5
    assert "no counts can be shown" in describe_answers(report, "strategy").alternative


def test_a_domain_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no domain 'finance'"):
        draw_answers(make_report(), "finance")
