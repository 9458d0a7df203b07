"""Letters as charts and paper can show them: which there are, how wide they run, where lines break."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import TextToPath

from govscore.reporting.palette import FONT, SMALL_SIZE

FONT_FOLDER = Path(get_data_path()) / "fonts" / "ttf"
POINTS_PER_INCH = 72
LEADING = 1.3
SLACK = 0.96
UNKNOWN = "\ufffd"
JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u00ad")


def printable(text: str) -> str:
    """Write a text on one line in the letters of our typeface; a picture is named, any other replaced."""
    shown = "".join(map(_letter, unicodedata.normalize("NFC", text)))
    return " ".join(shown.split())


def text_width(text: str, *, size: float = SMALL_SIZE, is_bold: bool = False) -> float:
    """Measure a line in inches."""
    width, _, _ = TextToPath().get_text_width_height_descent(text, _properties(size, is_bold), False)
    return float(width) / POINTS_PER_INCH


def line_height(size: float) -> float:
    """Say how far one line stands below the one before it, in inches."""
    return size * LEADING / POINTS_PER_INCH


def wrap(text: str, width: float, *, size: float = SMALL_SIZE, is_bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than given, between words or, where one is too long, within it."""
    width *= SLACK  # another reader's typeface may run a little wider than ours
    lines = [""]
    for word in _pieces(printable(text), width, size, is_bold):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size=size, is_bold=is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line)


def _pieces(text: str, width: float, size: float, is_bold: bool) -> Iterator[str]:
    for word in text.split():
        if text_width(word, size=size, is_bold=is_bold) <= width:
            yield word
        else:
            yield from _broken(word, width, size, is_bold)


def _broken(word: str, width: float, size: float, is_bold: bool) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, size=size, is_bold=is_bold) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _letter(character: str) -> str:
    if character in JOINERS or unicodedata.category(character) == "Sk":
        return character if ord(character) < 0x300 else ""
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Co"}:
        return ""
    if ord(character) in _drawn():
        return character
    return _named(character) if unicodedata.category(character) == "So" else UNKNOWN


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f" [{name.lower()}] " if name else UNKNOWN


@cache
def _drawn() -> frozenset[int]:
    """Only what upright and bold letters both have: a name stands in either."""
    upright, bold = (
        frozenset(get_font(FONT_FOLDER / name).get_charmap())
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    )
    return upright & bold


@cache
def _properties(size: float, is_bold: bool) -> FontProperties:
    return FontProperties(family=FONT, size=size, weight="bold" if is_bold else "normal")
