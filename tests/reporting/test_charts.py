"""A report lists the charts that it has something for."""

import pytest

from govscore.errors import NotFoundError
from govscore.reporting.charts import get_chart, list_charts
from tests.reporting.drawn import said
from tests.reporting.factories import make_head, make_report, make_section


def names(report) -> list[str]:
    return [chart.name for chart in list_charts(report)]


def test_a_full_report_has_a_chart_of_each_kind() -> None:
    found = names(make_report())
    assert found[:2] == ["profile", "differences"]
    assert found[-2:] == ["position", "gap"]
    assert [name for name in found if name.startswith("answers-")] == [
        f"answers-{section.id}" for section in make_report().domains
    ]


@pytest.mark.parametrize("head", [None, make_head(is_shared=False, gaps=())])
def test_a_view_that_was_not_shared_has_no_chart(head) -> None:
    assert "gap" not in names(make_report(head=head))


def test_a_report_that_was_not_compared_has_no_chart_of_it() -> None:
    assert "position" not in names(make_report(domains=(make_section(1, position=None),)))


@pytest.mark.parametrize("name", ["profile", "differences", "answers-people", "position", "gap"])
def test_a_chart_says_its_title(name: str) -> None:
    chart = get_chart(make_report(), name)
    assert chart.text.title in said(chart.draw(6.6))


def test_a_chart_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no chart 'radar'"):
        get_chart(make_report(), "radar")
