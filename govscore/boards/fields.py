"""One cell's text to one value: codes, numbers, days, names, and the many ways of saying nothing."""

import re
from datetime import date

NOTHING = frozenset(
    (
        "",
        "-",
        "not applicable",
        "not recorded",
        "does not apply",
        "none",
        "no religious character",
        "unknown",
        "null",
        "nan",
        "na",
        "n/a",
        "x999999",
    )
)
NO_FIGURE = NOTHING | {
    "z",
    "c",
    "x",
    ".",
    "..",
    "...",
    ":",
    "~",
    "low",
    "supp",
    "suppressed",
    "not available",
}

URN = re.compile(r"\d{5,7}", re.ASCII)
WHOLE = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+)?", re.ASCII)
DECIMAL = re.compile(r"-?\d{1,9}(?:\.\d{1,20})?%?", re.ASCII)
BRITISH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: 00:00(?::00)?)?", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00(?:\.0+)?)?", re.ASCII)
CODE_AS_NUMBER = re.compile(r"(\d+)\.0+", re.ASCII)
MISREAD = re.compile(r"[\xc2-\xf4][^\x00-\x7f]")

UNKNOWN_DAY = date(1900, 1, 1)


class CellError(ValueError):
    """A cell that does not hold what its column promises; its row is refused with these words."""


def read_text(cell: str) -> str | None:
    """Give the text of a cell, or None where the register only says that there is nothing to say."""
    text = " ".join(cell.split())
    return None if text.casefold() in NOTHING else text


def read_code(cell: str, *, width: int = 0) -> str | None:
    """Give a code, with the leading zeros and without the decimal point that spreadsheets take and add."""
    text = read_text(cell)
    if text is None:
        return None
    as_number = CODE_AS_NUMBER.fullmatch(text)
    return (as_number[1] if as_number else text).zfill(width)


def read_urn(cell: str, column: str = "URN") -> int:
    """Give a URN: digits and nothing else, for 1e+05 may have been any of a hundred thousand schools."""
    if not cell:
        raise CellError(f"it has no {column}")
    if not URN.fullmatch(cell):
        raise CellError(f'{column} "{cell}" is not a number of five to seven digits')
    return int(cell)


def read_whole(cell: str, column: str) -> int | None:
    """Give a count; 0 is a count, and empty is not."""
    if cell.casefold() in NO_FIGURE:
        return None
    number = WHOLE.fullmatch(cell)
    if number is None:
        raise CellError(f'{column} "{cell}" is not a whole number')
    return int(number[1].replace(",", ""))


def read_percent(cell: str, column: str) -> float | None:
    """Give a percentage; one outside 0 to 100 means that the row has slipped."""
    if cell.casefold() in NO_FIGURE:
        return None
    if not DECIMAL.fullmatch(cell):
        raise CellError(f'{column} "{cell}" is not a percentage')
    percent = float(cell.rstrip("%"))
    if not 0 <= percent <= 100:
        raise CellError(f"{column} is {cell}, which is not between 0 and 100")
    return percent


def read_day(cell: str, column: str) -> date | None:
    """Give a date; the register writes 1 January 1900 for a day it does not know."""
    if cell.casefold() in NOTHING:
        return None
    british, iso = BRITISH_DAY.fullmatch(cell), ISO_DAY.fullmatch(cell)
    if british:
        year, month, day = british[3], british[2], british[1]
    elif iso:
        year, month, day = iso[1], iso[2], iso[3]
    else:
        raise CellError(f'{column} "{cell}" is not a date')
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise CellError(f'{column} "{cell}" is not a date of the calendar') from error
    return None if found == UNKNOWN_DAY else found


def find_damage(text: str | None) -> str | None:
    """Say how a text was corrupted before it reached us, if it was."""
    if text is None or text.isascii():
        return None
    if "\ufffd" in text:
        return "a letter was lost (�) before the file reached us"
    if any("\x80" <= letter <= "\x9f" for letter in text):
        return "it holds control characters, as text does that was once read in the wrong encoding"
    if MISREAD.search(text) and _reads_as_utf8(text):
        return "it was once read in the wrong encoding (UTF-8 taken for Windows-1252)"
    return None


def _reads_as_utf8(text: str) -> bool:
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True
