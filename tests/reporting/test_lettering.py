"""Any text can be set: odd letters are named or replaced, and lines keep to their width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.reporting.lettering import line_height, printable, text_width, wrap


@pytest.mark.parametrize(
    "text", ["Ysgol Tŷ Gwyn", "○ ◔ ◑ ● ▒ § ◆", "“It’s £5 – or 3 × 2”", "Zoë, Łódź, Ελλάδα"]
)
def test_what_the_typeface_has_stays(text: str) -> None:
    assert printable(text) == text


def test_a_picture_is_named() -> None:
    assert printable("Well done 👍") == "Well done [thumbs up sign]"


def test_the_colour_of_a_hand_and_the_glue_of_a_family_are_left_out() -> None:
    assert printable("👍🏽") == "[thumbs up sign]"
    assert printable("👩‍🏫") == "[woman] [school]"


def test_a_letter_that_is_not_there_is_marked() -> None:
    assert printable("漢") == "\ufffd"


def test_control_characters_vanish_and_lines_join() -> None:
    assert printable("one\ntwo\tthree\x00\x07") == "one two three"


def test_a_letter_and_its_accent_become_one() -> None:
    assert printable("w\u0302") == "ŵ"


@given(st.text())
def test_what_is_printable_stays_so(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(st.text())
def test_whatever_is_printable_can_be_measured_without_a_warning(text: str) -> None:
    assert text_width(printable(text)) >= 0


def test_bold_runs_wider_and_larger_stands_taller() -> None:
    assert text_width("Strategy", is_bold=True) > text_width("Strategy")
    assert text_width("Strategy", size=12) == pytest.approx(text_width("Strategy", size=9) * 12 / 9, rel=0.05)
    assert line_height(12) > line_height(9)


@given(st.text(max_size=200))
def test_no_line_is_wider_than_its_column(text: str) -> None:
    assert all(text_width(line) <= 1.5 for line in wrap(text, 1.5))


@given(st.text(max_size=200))
def test_nothing_is_lost_in_wrapping(text: str) -> None:
    kept = "".join(wrap(text, 1.5)).replace(" ", "")
    assert kept == printable(text).replace(" ", "")


def test_a_word_too_long_for_its_column_is_broken() -> None:
    assert len(wrap("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 1.0)) > 2


def test_nothing_gives_no_line() -> None:
    assert wrap("  ", 1.0) == ()
