"""A report as an accessible PDF: the same report gives the same bytes."""

from dataclasses import asdict

from govscore.reporting.charts import Chart, list_charts
from govscore.reporting.images import to_svg
from govscore.reporting.lettering import printable
from govscore.reporting.model import Report
from govscore.reporting.palette import FONT, PAPER_WIDTH
from govscore.reporting.typesetting import DIGITS, INK, Data, day_parts, printed, typeset
from govscore.reporting.words import date_words

TEMPLATE = "report.typ"
MOST_DUTIES = 5
MADE_UP = "Simulated: the people and answers in this report are made up"


def to_pdf(report: Report, *, audience: str | None = None) -> bytes:
    """Set a report on A4 as tagged PDF/UA-1; `audience` says in each footer who it is for."""
    return typeset(TEMPLATE, _data(report, audience or report.standing))


def _data(report: Report, audience: str) -> Data:
    charts = {chart.name: _drawn(chart) for chart in list_charts(report)}
    about: dict[str, object] = {
        "title": f"Self-evaluation of {report.board.name}",
        "subtitle": f"{report.round.title}, {report.round.dates}".strip(", "),
        "footer": _footer(report, audience),
        "keywords": [source.words for source in report.sources],
        "simulated": MADE_UP,
        "report": asdict(report),
        **_days(report),
    }
    return {
        **{key: printed(value) for key, value in about.items()},
        "charts": charts,
        "date": day_parts(report.generated_on),
        "font": FONT,
        "ink": INK,
        "most_duties": MOST_DUTIES,
        "has_position": "position" in charts,
        "has_differences": "differences" in charts,
    }


def _drawn(chart: Chart) -> Data:
    return {
        "svg": to_svg(chart.draw(PAPER_WIDTH)).decode(),
        "alternative": printable(chart.text.alternative),
    }


def _footer(report: Report, audience: str) -> str:
    version = f"{report.sources[0].title} {report.sources[0].version}" if report.sources else ""
    parts = (version, date_words(report.generated_on), audience, report.digest[:DIGITS])
    return " · ".join(part for part in parts if part)


def _days(report: Report) -> dict[str, object]:
    authority = report.authority
    views = (*authority.latest, *authority.earlier) if authority else ()
    return {
        "days": {
            section.id: section.authority.recorded_on for section in report.domains if section.authority
        },
        "recorded": [view.recorded_on for view in views],
        "replied": [reply.written_on for reply in authority.replies] if authority else [],
    }
