"""The profile shows means and how far people lie from them, and of what is withheld only the reason."""

from dataclasses import replace

import pytest

from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from govscore.reporting.profile_chart import describe_profile, draw_profile, profile_title
from govscore.reporting.reading import Reading
from tests.reporting.drawn import boxes, hatched, leaving, marks, named, said, sizes
from tests.reporting.factories import (
    LEVELS,
    WITHHELD,
    make_authority,
    make_report,
    make_report_nobody_answered,
    make_section,
    make_simulated_round,
    make_withheld_section,
)


def reading(mean: float) -> Reading:
    return Reading(value=mean, words=f"{mean:.1f} of 4")


def sections(*means: float):
    return tuple(make_section(place, mean=reading(mean)) for place, mean in enumerate(means, 1))


def test_each_dot_stands_at_its_mean() -> None:
    report = make_report(domains=sections(2.1, 3.3, 2.7))
    assert marks(draw_profile(report), "mean") == [2.1, 3.3, 2.7]


def test_the_bar_is_the_mean_and_the_average_deviation_each_way() -> None:
    section = make_section(1, mean=reading(2.5), deviation=Reading(value=0.4, words=""))
    (bar,) = boxes(draw_profile(make_report(domains=(section,))), "spread")
    assert bar.get_x() == pytest.approx(2.1)
    assert bar.get_width() == pytest.approx(0.8)


def test_the_bar_ends_where_the_scale_ends() -> None:
    section = make_section(1, mean=reading(3.8), deviation=Reading(value=0.5, words=""))
    (bar,) = boxes(draw_profile(make_report(domains=(section,))), "spread")
    assert bar.get_x() + bar.get_width() == pytest.approx(4)


def test_a_mean_without_a_spread_has_a_dot_and_no_bar() -> None:
    section = make_section(1, deviation=Reading(value=None, words="withheld: answers too alike to show"))
    figure = draw_profile(make_report(domains=(section,)))
    assert len(marks(figure, "mean")) == 1
    assert boxes(figure, "spread") == []


def test_a_withheld_domain_draws_the_reason_and_nothing_else() -> None:
    figure = draw_profile(make_report(domains=(make_withheld_section(),)))
    assert [len(named(figure, gid)) for gid in ("mean", "spread", "median", "authority")] == [0, 0, 0, 0]
    assert len(hatched(figure)) == 1
    assert WITHHELD in said(figure)


def test_the_authority_stands_beside_the_board_at_its_own_level() -> None:
    section = make_section(3, authority=make_authority(level=LEVELS[1]))
    assert marks(draw_profile(make_report(domains=(section,))), "authority") == [2.0]


def test_the_authority_on_a_withheld_domain_is_told_in_words() -> None:
    figure = draw_profile(make_report(domains=(make_withheld_section(3, authority=make_authority()),)))
    assert marks(figure, "authority") == []
    assert "Authority’s view: developing" in said(figure)


def test_similar_boards_and_authority_are_named_once() -> None:
    both = tuple(make_section(place, authority=make_authority()) for place in (1, 2, 3))
    words = said(draw_profile(make_report(domains=both)))
    assert words.count("middle of similar boards") == 1
    assert words.count("authority’s view") == 1


@pytest.mark.parametrize(
    ("means", "title"),
    [
        ((2.1, 3.3, 2.7), "Highest: Accountability. Lowest: Strategy"),
        ((2.1, 3.3, 3.31), "Highest: Accountability and People. Lowest: Strategy"),
        ((2.51, 2.52), "Much the same in every domain shown"),
        ((2.5,), "One domain can be shown: Strategy"),
        ((), "No domain can be shown"),
    ],
)
def test_the_title_states_the_finding(means: tuple[float, ...], title: str) -> None:
    assert profile_title(make_report(domains=sections(*means))) == title


def test_the_note_says_how_many_when_and_that_it_is_simulated() -> None:
    words = said(draw_profile(make_report(round=make_simulated_round())))
    assert "9 of 11 answered, 3 to 24 November 2026, simulated" in words


def test_only_a_simulated_report_is_stamped() -> None:
    assert "simulated" not in said(draw_profile(make_report()))
    assert "simulated" in [*said(draw_profile(make_report(round=make_simulated_round()))).split()]


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
def test_nothing_leaves_the_sheet_and_nothing_is_small(width: float) -> None:
    long = make_section(1, title="Strategic leadership of schools and of " + "Llanfairpwllgwyngyll" * 5)
    figure = draw_profile(make_report(domains=(long, *make_report().domains)), width=width)
    assert figure.get_figwidth() == width
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_words_and_table_say_the_same() -> None:
    text = describe_profile(make_report())
    assert "Strategic leadership 2.6 of 4" in text.alternative
    assert "1 domain without a score" in text.alternative
    assert len(text.rows) == 6
    assert all(len(row) == len(text.header) for row in text.rows)
    assert text.rows[5][2] == WITHHELD


def test_nobody_answered_is_drawn_and_told() -> None:
    report = make_report_nobody_answered()
    assert len(hatched(draw_profile(report))) == 6
    assert "none can be shown" in describe_profile(report).alternative


def test_a_dollar_in_a_title_is_a_dollar() -> None:
    section = replace(make_section(), title="Cost $5 to $10")
    assert "Cost $5 to $10" in said(draw_profile(make_report(domains=(section,))))
