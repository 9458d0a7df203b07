"""Letters stand beside their dots and off each other."""

import math

import pytest
from matplotlib.figure import Figure

from govscore.reporting.letters import Lettered, letter, write_letters
from tests.reporting.drawn import named


@pytest.mark.parametrize(("place", "expected"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba")])
def test_letters_go_on_after_z(place: int, expected: str) -> None:
    assert letter(place) == expected


def test_letters_of_near_dots_keep_off_each_other() -> None:
    figure = Figure(figsize=(3, 3))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    write_letters(axes, [Lettered(letter=letter(n), place=(0.5, 0.5 + n / 500), way=1) for n in range(3)])
    figure.draw_without_rendering()
    boxes = [each.get_window_extent() for each in named(figure, "letter")]
    middles = [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes]
    assert all(math.dist(a, b) > 6 for a in middles for b in middles if a != b)
