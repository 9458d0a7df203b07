"""Reports as files: charts, PDF and tables, made from a report that has been prepared."""

from govscore.reporting.charts import get_chart
from govscore.reporting.csv_export import to_csv
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
