"""Reports as one file each, to be kept or passed on: style and pictures are inside."""

import base64

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from govscore.paths import shared
from govscore.reporting.model import Report
from govscore.services.county import CountyView
from govscore.services.dates import moment_words
from govscore.services.explanations import Workings
from govscore.services.exports import chart_svg, county_chart_svg
from govscore.web.county.presenters import Addresses, present_county
from govscore.web.reports.presenters import present_report
from govscore.web.templating import day

STYLES = ("vendor/govuk-frontend.min.css", "govscore.css")


def report_html(report: Report, workings: Workings | None, *, base_url: str) -> bytes:
    """Write a board's report as a page that needs nothing but itself."""
    page = present_report(
        report, workings=workings, said=None, address=lambda name: _inside(chart_svg(report, name))
    )
    return _written(
        "reports/standalone.html",
        title=f"{report.board.name}: report",
        page=page,
        criteria=f"{base_url}/criteria",
    )


def county_html(view: CountyView) -> bytes:
    """Write a round of a county as a page that needs nothing but itself."""
    report = view.report
    addresses = Addresses(
        chart=lambda chart, domain: _inside(county_chart_svg(report, chart, domain)), report=lambda board: ""
    )
    return _written(
        "county/standalone.html",
        title=f"{report.authority}: {report.round.title}",
        page=present_county(view, addresses),
    )


def _written(template: str, **values: object) -> bytes:
    environment = Environment(
        loader=FileSystemLoader(shared("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({"day": day, "when": moment_words})
    return environment.get_template(template).render(style=_style(), **values).encode()


def _style() -> Markup:
    """Our own style sheets; without the borrowed one the page is plain, and whole all the same."""
    files = (shared("static") / name for name in STYLES)
    return Markup("\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file()))  # noqa: S704


def _inside(svg: bytes) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
