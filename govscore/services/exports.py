"""Reports as files: charts, PDF and tables, made from a report that has been prepared."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from govscore.errors import NotFoundError
from govscore.questionnaire.loader import Library
from govscore.reporting.caterpillar_chart import draw_caterpillar
from govscore.reporting.charts import get_chart
from govscore.reporting.county_model import CountyReport
from govscore.reporting.county_pdf import to_county_pdf
from govscore.reporting.csv_export import to_csv
from govscore.reporting.funnel_chart import draw_funnel
from govscore.reporting.images import STYLE, to_svg
from govscore.reporting.model import Report
from govscore.reporting.palette import PHONE_WIDTH
from govscore.reporting.pdf import to_pdf
from govscore.reporting.views_chart import draw_views
from govscore.services.explanations import Workings, explain_report
from govscore.services.reports import Copy, get_report_for
from govscore.services.transaction import Session
from govscore.storage.reports import get_place


def report_of_evaluation(
    session: Session, evaluation_id: UUID, *, library: Library, now: datetime
) -> tuple[Report, Workings | None]:
    """Find the board's own report by one of its evaluations, with how its numbers were worked out."""
    round_id, board_id = get_place(session, evaluation_id)
    found = get_report_for(
        session,
        round_id=round_id,
        board_id=board_id,
        library=library,
        now=now,
        is_authority=False,
        copy=Copy.OWN,
    )
    workings = explain_report(session, round_id=round_id, board_id=board_id, library=library, copy=Copy.OWN)
    return found.report, workings


def style_of(kind: str) -> str:
    """Name what is drawn together with the style it is drawn in, so that a new style is drawn anew."""
    return f"{kind}@{STYLE}"


def chart_svg(report: Report, name: str) -> bytes:
    """Draw one chart of a report."""
    return to_svg(get_chart(report, name).draw(PHONE_WIDTH))


def report_pdf(report: Report) -> bytes:
    """Set a report on paper."""
    return to_pdf(report)


def report_csv(report: Report) -> bytes:
    """Write every number of a report as a table."""
    return to_csv(report)


class CountyChart(StrEnum):
    """The charts that a county has of each domain."""

    FUNNEL = "funnel"
    CATERPILLAR = "caterpillar"
    VIEWS = "views"


def county_chart_kind(chart: CountyChart, domain_id: str) -> str:
    """Name a chart of one domain in the present style."""
    return style_of(f"{chart}-{domain_id}.svg")


def county_chart_svg(report: CountyReport, chart: CountyChart, domain_id: str) -> bytes:
    """Draw a chart of one domain of a county."""
    domain = report.domain(domain_id)
    if domain is not None and chart is CountyChart.FUNNEL and domain.funnel is not None:
        return to_svg(draw_funnel(domain.funnel))
    if domain is not None and chart is CountyChart.CATERPILLAR and domain.caterpillar is not None:
        return to_svg(draw_caterpillar(domain.caterpillar))
    if domain is not None and chart is CountyChart.VIEWS and domain.views is not None:
        return to_svg(draw_views(domain.views))
    raise NotFoundError("There is no such chart of this domain: too few boards can be shown.")


def county_pdf(report: CountyReport) -> bytes:
    """Set a county's report on paper."""
    return to_county_pdf(report)
