"""Reports as files: charts, PDF and tables, made from a report that has been prepared."""

from govscore.errors import NotFoundError
from govscore.reporting.charts import get_chart
from govscore.reporting.county_model import CountyReport
from govscore.reporting.csv_export import to_csv
from govscore.reporting.funnel_chart import draw_funnel
from govscore.reporting.images import STYLE, to_svg
from govscore.reporting.model import Report
from govscore.reporting.palette import PHONE_WIDTH
from govscore.reporting.pdf import to_pdf


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


def funnel_kind(domain_id: str) -> str:
    """Name the funnel of one domain in the present style."""
    return style_of(f"funnel-{domain_id}.svg")


def funnel_svg(report: CountyReport, domain_id: str) -> bytes:
    """Draw the funnel of one domain of a county."""
    domain = report.domain(domain_id)
    if domain is None or domain.funnel is None:
        raise NotFoundError("There is no funnel for this domain: fewer than five boards can be shown.")
    return to_svg(draw_funnel(domain.funnel))
