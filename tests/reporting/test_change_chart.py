"""Then and now are joined only where they may be compared; what may not be shown is not drawn."""

from dataclasses import replace
from typing import Any

import pytest
from matplotlib.colors import to_hex

from govscore.errors import NotFoundError
from govscore.reporting.change_chart import change_title, describe_change, draw_change, known_trend
from govscore.reporting.charts import get_chart, list_charts
from govscore.reporting.model import Report
from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH, QUIET
from govscore.reporting.trend import NOT_COMPARABLE
from govscore.reporting.trend_model import Chance, ThenPoint
from tests.reporting.drawn import boxes, leaving, marks, named, said, sizes, texts
from tests.reporting.factories import make_report
from tests.reporting.trends import make_broken, make_line, make_point, make_trend


def with_line(then: ThenPoint, now: float | None = 2.9) -> Report:
    return make_report(trend=make_trend(domains=(make_line(1, then, now=now),)))


def test_last_time_is_a_ring_and_now_a_dot_and_a_line_joins_them() -> None:
    figure = draw_change(with_line(make_point(2.4, 2.9)))
    assert (marks(figure, "then"), marks(figure, "now")) == ([2.4], [2.9])
    (ring,) = named(figure, "then")
    assert ring.get_markerfacecolor() == "#ffffff"
    (line,) = named(figure, "joined")
    assert (list(line.get_xdata()), line.get_linestyle()) == ([2.4, 2.9], "-")


def test_a_line_with_a_note_is_dashed_and_the_note_stands_below() -> None:
    figure = draw_change(
        with_line(make_point(2.4, 2.9, trend="with-note", reasons=("1 question is worded differently.",)))
    )
    (line,) = named(figure, "joined")
    assert line.get_linestyle() == "--"
    assert "1 question is worded differently." in said(figure)


@pytest.mark.parametrize(("then", "now"), [(2.4, 3.4), (2.9, 2.9), (3.9, 4.0), (4.0, 4.0)])
def test_where_the_trend_breaks_two_strokes_stand_and_no_line(then: float, now: float) -> None:
    figure = draw_change(with_line(make_broken(then), now=now))
    assert named(figure, "joined") == []
    assert len(named(figure, "break")) == 2
    assert NOT_COMPARABLE in said(figure)
    assert (marks(figure, "then"), marks(figure, "now")) == ([then], [now])


@pytest.mark.parametrize(
    ("then", "now", "drawn"),
    [
        (make_point(None, 2.9), 2.9, ([], [2.9])),
        (make_point(2.4, None), None, ([2.4], [])),
        (make_point(None, None), None, ([], [])),
        (make_broken(4.4, drawn_at=None), 2.9, ([], [2.9])),
    ],
)
def test_what_may_not_be_shown_is_not_drawn(
    then: ThenPoint, now: float | None, drawn: tuple[list[float], list[float]]
) -> None:
    figure = draw_change(with_line(then, now))
    assert (marks(figure, "then"), marks(figure, "now")) == drawn
    assert named(figure, "joined") == named(figure, "break") == []


def test_both_versions_are_named_and_the_marks_once() -> None:
    figure = draw_change(make_report(trend=make_trend()))
    assert "Ring: Autumn 2025, version 1.0. Dot: Autumn 2026, version 1.1." in said(figure)
    assert sorted(text for text in texts(figure) if text in {"then", "now"}) == ["now", "then"]


def test_only_the_signs_that_stand_there_are_explained() -> None:
    words = said(draw_change(with_line(make_point(2.4, 2.9))))
    assert "Line: they can be compared." in words
    assert "Strokes" not in words
    assert "Dashes" not in words


@pytest.mark.parametrize(
    ("then", "title"),
    [
        (make_point(2.4, 2.9), "Largest change since Autumn 2025: Strategic leadership 0.5 higher"),
        (
            make_point(2.9, 2.9, words="about the same"),
            "Much the same as in Autumn 2025, where it can be compared",
        ),
        (make_broken(), "No domain can be compared with Autumn 2025"),
    ],
)
def test_the_title_states_the_finding(then: ThenPoint, title: str) -> None:
    assert change_title(with_line(then)) == title


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
def test_nothing_leaves_the_sheet_and_nothing_is_small(width: float) -> None:
    trend = make_trend()
    edges = (make_line(1, make_point(4.0, 4.0), now=4.0), make_line(2, make_broken(4.0), now=4.0))
    figure = draw_change(make_report(trend=replace(trend, domains=(*edges, *trend.domains))), width=width)
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_words_and_table_say_the_same() -> None:
    text = describe_change(make_report(trend=make_trend()))
    assert text.header[1:3] == ("Autumn 2025, version 1.0", "Autumn 2026, version 1.1")
    assert [row[3] for row in text.rows][:3] == ["0.5 higher", "0.5 lower", NOT_COMPARABLE]
    assert text.rows[-1][0] == "All domains together"
    assert all(len(row) == len(text.header) for row in text.rows)
    assert f"People: {NOT_COMPARABLE}." in text.alternative


def test_a_report_without_earlier_evaluations_has_no_such_chart() -> None:
    report = make_report()
    assert "change" not in [chart.name for chart in list_charts(report)]
    with pytest.raises(NotFoundError, match="no earlier evaluation"):
        known_trend(report)


def test_the_chart_is_found_by_its_name() -> None:
    chart = get_chart(make_report(trend=make_trend()), "change")
    assert chart.text.title.startswith("Largest change")
    assert chart.draw(PHONE_WIDTH).get_figwidth() == PHONE_WIDTH


def judged(then: float = 2.0, now: float = 2.9, **changes: Any) -> Report:
    chance = replace(
        Chance(
            could_be_chance=0.4, is_more_than_chance=True, expected=2.3, words="Changes under 0.4 could be."
        ),
        **changes,
    )
    line = replace(make_line(1, make_point(then, now), now=now), chance=chance)
    return make_report(trend=make_trend(domains=(line,)))


def test_where_all_changes_could_be_chance_the_title_says_so() -> None:
    chance = Chance(could_be_chance=0.6, is_more_than_chance=False, expected=None, words="Could be.")
    line = replace(make_line(1, make_point(2.5, 2.9)), chance=chance)
    assert change_title(make_report(trend=make_trend(domains=(line,)))) == (
        "No change since Autumn 2025 that could not be chance"
    )


def test_what_chance_could_do_is_a_band_about_the_score_of_then() -> None:
    figure = draw_change(judged())
    (band,) = boxes(figure, "could-be-chance")
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((1.6, 2.4))
    assert "Grey band: as far as chance could take the score of then." in said(figure)
    assert "Changes under 0.4 could be." in said(figure)


def test_the_band_ends_where_the_levels_do() -> None:
    (band,) = boxes(draw_change(judged(3.9)), "could-be-chance")
    assert band.get_x() + band.get_width() == pytest.approx(4)


def test_the_way_back_to_the_mean_is_an_arrow_in_grey() -> None:
    figure = draw_change(judged())
    (arrow,) = named(figure, "expected")
    assert to_hex(arrow.get_edgecolor()) == QUIET
    assert "Grey arrow: the way back" in said(figure)


@pytest.mark.parametrize("expected", [None, 2.01])
def test_a_way_that_is_not_known_or_too_short_has_no_arrow(expected: float | None) -> None:
    assert named(draw_change(judged(expected=expected)), "expected") == []


def test_the_table_says_what_could_be_chance() -> None:
    assert describe_change(judged()).rows[0][-1] == "Changes under 0.4 could be."
