"""The PDF of a report that the whole river made, with advice on duties in it."""

from govscore.reporting.pdf import to_pdf
from tests.reporting.full_report import make_full_report


def test_a_report_with_advice_on_duties_keeps_its_headings_in_order() -> None:
    report = make_full_report()
    assert report.duties is not None
    assert report.duties.advice
    assert to_pdf(report).startswith(b"%PDF-")
