"""On paper, too, a report looks back: accessible, with its chart, and with what cannot be compared."""

import io
from dataclasses import replace

import pdfua
import pytest

from govscore.reporting.pdf import to_pdf
from govscore.reporting.trend import NOT_COMPARABLE
from tests.reporting.factories import make_report
from tests.reporting.test_pdf import needs_pdftotext, text_of
from tests.reporting.trends import BEFORE, THEN, make_broken, make_lines, make_trend


@pytest.fixture(scope="module")
def pages() -> str:
    """The words of a report that looks back at two evaluations."""
    lines = tuple(replace(line, then=(*line.then, make_broken(2.2))) for line in make_lines())
    trend = make_trend(domains=lines, earlier=(THEN, BEFORE), no_longer_asked=("Finance",))
    overall = replace(trend.overall, then=(*trend.overall.then, make_broken(2.1)))
    report = make_report(trend=replace(trend, overall=overall))
    return " ".join(text_of(to_pdf(report)))


@needs_pdftotext
@pytest.mark.parametrize(
    "words",
    [
        "Since last time",
        "The evaluation before this, Autumn 2025, closed on 25 November 2025.",
        "Ring: Autumn 2025, version 1.0. Dot: Autumn 2026, version 1.1.",
        NOT_COMPARABLE,
        "No longer asked: Finance.",
        "How much of a change could be chance is not said here.",
        "Every evaluation so far",
    ],
)
def test_the_paper_says_what_the_page_says(pages: str, words: str) -> None:
    assert words in pages


def test_no_accessibility_fault_is_found() -> None:
    assert pdfua.validate(io.BytesIO(to_pdf(make_report(trend=make_trend())))).findings == ()


@needs_pdftotext
def test_a_report_without_earlier_evaluations_has_no_such_part() -> None:
    assert "Since last time" not in " ".join(text_of(to_pdf(make_report())))
