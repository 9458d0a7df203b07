"""What all charts say alike."""

from dataclasses import replace

import pytest

from govscore.errors import NotFoundError
from govscore.reporting.chart_words import (
    chart_note,
    comparators_middle,
    either,
    get_section,
    shown_or_reason,
)
from govscore.reporting.reading import Reading
from tests.reporting.factories import make_position, make_report, make_section, make_simulated_round


def test_the_note_gives_number_and_dates() -> None:
    assert chart_note(make_report()) == "9 of 11 answered, 3 to 24 November 2026."


def test_the_note_says_that_it_is_simulated_and_how_to_read_it() -> None:
    note = chart_note(make_report(round=make_simulated_round()), "Dot: the mean", "")
    assert note == "9 of 11 answered, 3 to 24 November 2026, simulated. Dot: the mean."


def test_a_round_without_dates_is_dated_by_the_report() -> None:
    report = make_report(round=replace(make_report().round, dates=""))
    assert chart_note(report) == "9 of 11 answered, 25 November 2026."


@pytest.mark.parametrize(
    ("words", "listed"), [(["strong"], "strong"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_alternatives_are_listed_with_or(words: list[str], listed: str) -> None:
    assert either(words) == listed


def test_an_empty_row_is_never_empty() -> None:
    assert shown_or_reason(Reading(value=None, words="")) == "not shown"
    assert shown_or_reason(Reading(value=None, words="withheld")) == "withheld"


def test_there_is_no_middle_without_a_comparison() -> None:
    assert comparators_middle(make_section(position=None)) is None
    assert comparators_middle(make_section(position=make_position(median=2.7))) == 2.7


def test_a_domain_is_found_or_refused() -> None:
    assert get_section(make_report(), "people").id == "people"
    with pytest.raises(NotFoundError, match="no domain 'finance': choose"):
        get_section(make_report(), "finance")
