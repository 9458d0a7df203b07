"""A report as an accessible PDF: the same report gives the same bytes."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from govscore.reporting.charts import Chart, list_charts
from govscore.reporting.images import to_svg
from govscore.reporting.lettering import FONT_FOLDER, printable
from govscore.reporting.model import Report
from govscore.reporting.palette import (
    ALARM,
    AUTHORITY,
    BOARD,
    FONT,
    PAPER_WIDTH,
    QUIET,
    RULE,
    SIMULATED,
    TEXT,
    WASH,
)
from govscore.reporting.words import date_words

Data = Mapping[str, "Data"] | list["Data"] | str | float | bool | None

TEMPLATE = "report.typ"
DIGITS = 12
MOST_DUTIES = 5
MADE_UP = "Simulated: the people and answers in this report are made up"
INK = {
    "text": TEXT,
    "quiet": QUIET,
    "rule": RULE,
    "wash": WASH,
    "board": BOARD,
    "authority": AUTHORITY,
    "simulated": SIMULATED,
    "alarm": ALARM,
}


def to_pdf(report: Report, *, audience: str | None = None) -> bytes:
    """Set a report on A4 as tagged PDF/UA-1; `audience` says in each footer who it is for.

    Texts go to the typesetter as data, never as markup, and it finds no file but the template.
    """
    with TemporaryDirectory() as folder:
        template = Path(folder) / TEMPLATE
        template.write_bytes((files("govscore.reporting") / TEMPLATE).read_bytes())
        return typst.compile(
            str(template),
            root=folder,
            sys_inputs={"data": json.dumps(_data(report, audience or report.standing))},
            font_paths=_fonts(),
            pdf_standards=["ua-1"],
        )


@cache
def _fonts() -> typst.Fonts:
    """Ours alone: a computer's own would change the pages."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONT_FOLDER)])


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
    made = report.generated_on
    return {
        **{key: _printed(value) for key, value in about.items()},
        "charts": charts,
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "font": FONT,
        "ink": INK,
        "most_duties": MOST_DUTIES,
        "has_position": "position" in charts,
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


def _printed(value: object) -> Data:
    """Dates in words, and every text in the letters that can be set."""
    match value:
        case str():
            return printable(value)
        case date():
            return date_words(value)
        case Mapping():
            return {str(key): _printed(each) for key, each in value.items()}
        case list() | tuple():
            return [_printed(each) for each in value]
        case bool() | int() | float():
            return value
    return None
