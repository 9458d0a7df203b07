"""The funnel's lines step at whole numbers, its dots keep to their step, and nobody inside stands out."""

import math

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from govscore.reporting.funnel_chart import draw_funnel
from govscore.reporting.funnel_model import FunnelPoint
from govscore.reporting.palette import WHITE
from tests.reporting.drawn import named, texts
from tests.reporting.funnels import make_funnel, make_outsider, make_shares, make_step


@pytest.mark.parametrize("boards", [4, 12, 300])
def test_every_board_has_a_dot_within_its_own_step(boards: int) -> None:
    funnel = make_funnel(boards)
    (line,) = named(draw_funnel(funnel), "boards")
    assert len(line.get_xdata()) == boards
    assert all(
        abs(x - point.n) < 0.5 and y == point.score
        for x, y, point in zip(line.get_xdata(), line.get_ydata(), funnel.points, strict=True)
    )


def test_boards_of_the_same_place_are_shifted_apart_the_same_way_each_time() -> None:
    funnel = make_funnel(points=(FunnelPoint(n=9, score=2.8),) * 5)
    across = [list(named(draw_funnel(funnel), "boards")[0].get_xdata()) for _ in range(2)]
    assert across[0] == across[1]
    assert len(set(across[0])) == 5


def test_limits_are_level_for_each_whole_number() -> None:
    lines = named(draw_funnel(make_funnel()), "limit-95")
    assert len(lines) == 2
    low = lines[0]
    assert list(low.get_xdata()[:4]) == [4.5, 5.5, 5.5, 6.5]
    assert list(low.get_ydata()[:4]) == [make_step(5).low_95] * 2 + [make_step(6).low_95] * 2


def test_limits_break_where_a_number_is_missing() -> None:
    funnel = make_funnel(steps=(make_step(5), make_step(8)))
    assert any(math.isnan(x) for x in named(draw_funnel(funnel), "limit-99.8")[0].get_xdata())


def test_without_limits_there_are_no_lines_and_nobody_outside() -> None:
    figure = draw_funnel(make_funnel(steps=(), points=(make_outsider(),)))
    assert len(named(figure, "boards")) == 1
    assert named(figure, "outside") == []
    assert "95%" not in texts(figure)


def test_the_target_is_a_line() -> None:
    (line,) = named(draw_funnel(make_funnel()), "target")
    assert list(line.get_ydata()) == [2.8, 2.8]


def test_inside_the_limits_no_board_is_filled_or_named() -> None:
    named_inside = make_funnel(points=(FunnelPoint(n=9, score=2.8, name="Board of Example School"),))
    figure = draw_funnel(named_inside)
    assert named(figure, "outside") == named(figure, "letter") == []
    assert "Board of Example School" not in " ".join(texts(figure))
    assert to_hex(named(figure, "boards")[0].get_markerfacecolor()) == WHITE


def test_outside_a_board_is_filled_and_lettered() -> None:
    figure = draw_funnel(make_funnel(points=(make_outsider(), make_outsider(name=None, score=3.8))))
    assert len(named(figure, "outside")) == 2
    assert [letter.get_text() for letter in named(figure, "letter")] == ["a"]


def test_letters_of_near_dots_do_not_cover_each_other() -> None:
    points = tuple(make_outsider(f"Board {place}", score=3.9 + place / 1000) for place in range(3))
    figure = draw_funnel(make_funnel(points=points))
    figure.draw_without_rendering()
    spots = [letter.get_window_extent() for letter in named(figure, "letter")]
    centres = [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in spots]
    assert all(math.dist(one, other) > 6 for one in centres for other in centres if one != other)


def test_limits_of_shares_are_drawn_where_shares_end() -> None:
    figure = draw_funnel(make_shares(4))
    lines = (*named(figure, "limit-95"), *named(figure, "limit-99.8"))
    assert all(0 <= y <= 1 for line in lines for y in line.get_ydata())


@pytest.mark.parametrize(("share", "is_below"), [(0.8, True), (0.2, False)])
def test_limits_of_shares_are_named_where_there_is_room(share: float, is_below: bool) -> None:
    (name,) = [
        text for text in draw_funnel(make_shares(4, share=share)).findobj(Text) if text.get_text() == "95%"
    ]
    assert (name.xy[1] < share) == is_below
