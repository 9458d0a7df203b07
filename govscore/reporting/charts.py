"""Every chart; and which of them a report has, each under a name: its figure when asked for, its words at once."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure

from govscore.errors import NotFoundError
from govscore.reporting.answers_chart import describe_answers, draw_answers
from govscore.reporting.canvas import ChartText
from govscore.reporting.caterpillar_chart import describe_caterpillar, draw_caterpillar
from govscore.reporting.change_chart import describe_change, draw_change
from govscore.reporting.difference_chart import describe_differences, differences, draw_differences
from govscore.reporting.funnel_chart import describe_funnel, draw_funnel
from govscore.reporting.gap_chart import describe_gap, draw_gap
from govscore.reporting.model import Report
from govscore.reporting.position_chart import describe_position, draw_position
from govscore.reporting.profile_chart import describe_profile, draw_profile
from govscore.reporting.views_chart import describe_views, draw_views

__all__ = [
    "Chart",
    "ChartText",
    "describe_answers",
    "describe_caterpillar",
    "describe_change",
    "describe_differences",
    "describe_funnel",
    "describe_gap",
    "describe_position",
    "describe_profile",
    "describe_views",
    "draw_answers",
    "draw_caterpillar",
    "draw_change",
    "draw_differences",
    "draw_funnel",
    "draw_gap",
    "draw_position",
    "draw_profile",
    "draw_views",
    "get_chart",
    "list_charts",
]

ANSWERS = "answers-"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart of a report; `draw` takes the width in inches."""

    name: str
    text: ChartText
    draw: Callable[[float], Figure]


def list_charts(report: Report) -> tuple[Chart, ...]:
    """List the charts that this report has something for, in the order in which they stand."""
    charts = [
        Chart(
            name="profile",
            text=describe_profile(report),
            draw=lambda width: draw_profile(report, width=width),
        )
    ]
    if report.trend is not None:
        charts.append(
            Chart(
                name="change",
                text=describe_change(report),
                draw=lambda width: draw_change(report, width=width),
            )
        )
    if differences(report):
        charts.append(
            Chart(
                name="differences",
                text=describe_differences(report),
                draw=lambda width: draw_differences(report, width=width),
            )
        )
    charts.extend(_answers(report, section.id) for section in report.domains)
    if any(section.position is not None and section.position.scores for section in report.domains):
        charts.append(
            Chart(
                name="position",
                text=describe_position(report),
                draw=lambda width: draw_position(report, width=width),
            )
        )
    if report.head is not None and report.head.is_shared:
        charts.append(
            Chart(name="gap", text=describe_gap(report), draw=lambda width: draw_gap(report, width=width))
        )
    return tuple(charts)


def get_chart(report: Report, name: str) -> Chart:
    """Find a chart of a report by its name."""
    for chart in list_charts(report):
        if chart.name == name:
            return chart
    raise NotFoundError(
        f"The report has no chart {name!r}: it has profile, change, differences, answers-DOMAIN, position and gap."
    )


def _answers(report: Report, domain_id: str) -> Chart:
    return Chart(
        name=f"{ANSWERS}{domain_id}",
        text=describe_answers(report, domain_id),
        draw=lambda width: draw_answers(report, domain_id, width=width),
    )
