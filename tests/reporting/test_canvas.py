"""The sheet grows with what stands on it, and marks are shapes."""

import pytest
from matplotlib.lines import Line2D

from govscore.reporting.canvas import Canvas, level_range
from tests.reporting.drawn import hatched, leaving, texts
from tests.reporting.factories import LEVELS


def make_canvas() -> Canvas:
    return Canvas(width=4.0, x_range=level_range(LEVELS))


def test_the_sheet_is_as_tall_as_what_stands_on_it() -> None:
    short, tall = make_canvas(), make_canvas()
    short.write("One line.")
    tall.write("A paragraph that runs over several lines. " * 5)
    heights = [canvas.finish(is_simulated=False).get_figheight() for canvas in (short, tall)]
    assert heights[0] < 0.5 < heights[1]


def test_down_is_down() -> None:
    canvas = make_canvas()
    canvas.write("first")
    canvas.write("second")
    canvas.finish(is_simulated=False)
    first, second = (text.get_window_extent() for text in canvas.axes.texts)
    assert first.y0 > second.y1 - 1


def test_a_label_at_the_edge_is_moved_in() -> None:
    canvas = make_canvas()
    canvas.centre("a label that is quite long", LEVELS[-1].value, canvas.y)
    canvas.skip(0.3)
    assert leaving(canvas.finish(is_simulated=False)) == []


@pytest.mark.parametrize(("place", "shapes"), [(1, 1), (2, 2), (3, 2), (4, 1)])
def test_a_level_mark_is_a_circle_filled_as_far_as_the_level(place: int, shapes: int) -> None:
    canvas = make_canvas()
    canvas.level_mark(LEVELS[place - 1], 2.0, 0.1, ink="#12436d")
    lines = [line for line in canvas.axes.lines if isinstance(line, Line2D)]
    assert len(lines) == shapes
    assert (lines[0].get_markerfacecolor() == "#12436d") is (place == 4)


def test_the_quarter_lies_at_the_upper_right() -> None:
    canvas = make_canvas()
    canvas.level_mark(LEVELS[1], 2.0, 0.1, ink="#12436d")
    box = canvas.axes.lines[1].get_marker().get_extents()
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((0, 0, 1, 1))


def test_an_inch_and_a_place_along_the_axis_are_each_others_inverse() -> None:
    canvas = make_canvas()
    assert canvas.along(canvas.inches(2.7)) == pytest.approx(2.7)


def test_a_long_reason_is_wrapped_and_stays_in_its_cell() -> None:
    canvas = make_canvas()
    canvas.withheld("withheld: " + "would reveal a smaller group " * 4)
    figure = canvas.finish(is_simulated=False)
    (cell,) = hatched(figure)
    assert len(texts(figure)) > 1
    figure.draw_without_rendering()
    assert all(
        cell.get_window_extent().y0 < text.get_window_extent().y0
        for text in canvas.axes.texts
        if text.get_text()
    )


def test_the_scale_leaves_room_for_names_at_both_ends() -> None:
    low, high = level_range(LEVELS)
    assert low < 1
    assert high > 4
