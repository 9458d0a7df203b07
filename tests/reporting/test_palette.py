"""Inks can be told apart without hue, and letters read on all of them."""

from itertools import pairwise

import matplotlib
import pytest

from govscore.reporting.palette import (
    ALARM,
    BODY_SIZE,
    LEVEL_INKS,
    QUIET,
    SERIES,
    SIMULATED,
    SMALL_SIZE,
    TEXT,
    TITLE_SIZE,
    WASH,
    WHITE,
    contrast,
    ink_on,
    level_ink,
    outline_ink,
)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#12436D", "#ffffff") == pytest.approx(contrast("#ffffff", "#12436D"))


def test_levels_darken_step_by_step() -> None:
    on_white = [contrast(ink, WHITE) for ink in LEVEL_INKS]
    assert on_white == sorted(on_white)


def test_neighbouring_levels_can_be_told_apart_in_grey() -> None:
    assert min(contrast(one, other) for one, other in pairwise(LEVEL_INKS)) >= 1.7


def test_the_three_darker_levels_stand_out_from_white_and_the_lightest_does_not() -> None:
    assert all(contrast(ink, WHITE) >= 3 for ink in LEVEL_INKS[1:])
    assert contrast(LEVEL_INKS[0], WHITE) < 3


def test_every_outline_stands_out_from_white() -> None:
    assert all(contrast(outline_ink(place, 4), WHITE) >= 3 for place in range(1, 5))


def test_letters_can_be_read_on_every_level() -> None:
    assert all(contrast(ink_on(ink), ink) >= 4.5 for ink in (*LEVEL_INKS, WHITE))


@pytest.mark.parametrize("ground", [WHITE, WASH])
def test_words_can_be_read_on_paper(ground: str) -> None:
    assert all(contrast(ink, ground) >= 4.5 for ink in (TEXT, QUIET, SIMULATED, ALARM))


def test_series_stand_out_from_white() -> None:
    assert len(SERIES) == 4
    assert all(contrast(ink, WHITE) >= 3 for ink in SERIES)


def test_a_rubric_of_four_takes_the_ramp_as_it_is() -> None:
    assert tuple(level_ink(place, 4) for place in range(1, 5)) == LEVEL_INKS


@pytest.mark.parametrize("levels", [1, 2, 3, 5, 7])
def test_any_number_of_levels_is_spread_over_the_ramp(levels: int) -> None:
    inks = [level_ink(place, levels) for place in range(1, levels + 1)]
    assert inks[0] == LEVEL_INKS[0]
    assert inks == sorted(inks, key=lambda ink: contrast(ink, WHITE))
    assert len(set(inks)) == levels


def test_no_letter_is_smaller_than_nine_points() -> None:
    assert min(TITLE_SIZE, BODY_SIZE, SMALL_SIZE) >= 9


def test_letters_stay_letters_and_dollars_stay_dollars() -> None:
    assert matplotlib.rcParams["svg.fonttype"] == "none"
    assert not matplotlib.rcParams["text.parse_math"]
