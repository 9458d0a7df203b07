"""Images are small, the same every time, and fit for a strict page."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from matplotlib.figure import Figure

from govscore.reporting.charts import list_charts
from govscore.reporting.funnel_chart import draw_funnel
from govscore.reporting.images import STYLE, to_png, to_svg
from govscore.reporting.palette import PHONE_WIDTH
from tests.reporting.factories import make_report, make_report_nobody_answered, make_simulated_round
from tests.reporting.funnels import make_funnel

REPORTS = {
    "usual": make_report(),
    "simulated": make_report(round=make_simulated_round()),
    "nobody": make_report_nobody_answered(),
}
CHARTS = [(name, chart) for name, report in REPORTS.items() for chart in list_charts(report)]


@pytest.fixture(scope="module")
def svgs() -> dict[str, bytes]:
    return {f"{name} {chart.name}": to_svg(chart.draw(PHONE_WIDTH)) for name, chart in CHARTS}


def test_every_chart_is_under_fifteen_kilobytes(svgs: dict[str, bytes]) -> None:
    assert {name: len(svg) for name, svg in svgs.items() if len(svg) > 15_000} == {}


def test_a_funnel_of_three_hundred_boards_stays_small() -> None:
    assert len(to_svg(draw_funnel(make_funnel(300)))) < 20_000


def test_the_same_chart_gives_the_same_bytes(svgs: dict[str, bytes]) -> None:
    assert {f"{name} {chart.name}": to_svg(chart.draw(PHONE_WIDTH)) for name, chart in CHARTS} == svgs


def test_every_reference_leads_to_one_id(svgs: dict[str, bytes]) -> None:
    for svg in svgs.values():
        root = fromstring(svg)
        ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        found = set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg.decode()))
        assert len(ids) == len(set(ids))
        assert found == set(ids)


def test_a_strict_page_finds_nothing_to_refuse(svgs: dict[str, bytes]) -> None:
    for svg in svgs.values():
        assert not re.search(rb"style=|<style|<script|<metadata|<!--|http://(?!www\.w3\.org/2000/svg)", svg)


def test_letters_are_letters_in_a_face_that_readers_have(svgs: dict[str, bytes]) -> None:
    svg = svgs["usual profile"].decode()
    assert ">Strategic leadership</text>" in svg
    assert "Verdana" in svg


def test_size_and_colours_survive() -> None:
    figure = Figure(figsize=(2, 1))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.plot([0, 1], [0, 1], color="#801650", marker="o", markersize=10)
    root = fromstring(to_svg(figure))
    assert root.attrib["width"] == "144pt"
    assert {"#801650", "#ffffff"} <= {element.attrib.get("fill") for element in root.iter()}
    assert "#801650" in {element.attrib.get("stroke") for element in root.iter()}
    assert [element.attrib["r"] for element in root.iter() if element.tag.endswith("circle")] == ["5"]


def test_what_somebody_wrote_cannot_become_markup() -> None:
    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, '<script>alert("1.2345")</script> & #i0 />')
    (text,) = [element for element in fromstring(to_svg(figure)).iter() if element.tag.endswith("text")]
    assert text.text == '<script>alert("1.2345")</script> & #i0 />'


def test_a_png_is_the_same_every_time() -> None:
    first, second = (to_png(draw_funnel(make_funnel(12))) for _ in range(2))
    assert first == second
    assert first.startswith(b"\x89PNG")
    assert b"Software" not in first


def test_the_style_has_a_name() -> None:
    assert STYLE
