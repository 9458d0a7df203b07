"""From a template and its data to an accessible PDF: the same data gives the same bytes."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

import typst

from govscore.reporting.lettering import FONT_FOLDER, printable
from govscore.reporting.palette import ALARM, AUTHORITY, BOARD, QUIET, RULE, SIMULATED, TEXT, WASH
from govscore.reporting.words import date_words

Data = Mapping[str, "Data"] | list["Data"] | str | float | bool | None

STANDARD: Final[Literal["ua-1"]] = "ua-1"
DIGITS = 12
INK = {
    "text": TEXT,
    "quiet": QUIET,
    "rule": RULE,
    "wash": WASH,
    "board": BOARD,
    "authority": AUTHORITY,
    "simulated": SIMULATED,
    "alarm": ALARM,
}


def typeset(name: str, data: Data) -> bytes:
    """Set a template on paper as tagged PDF/UA-1.

    Texts go to the typesetter as data, never as markup, and it finds no file but the template.
    """
    with TemporaryDirectory() as folder:
        template = Path(folder) / name
        template.write_bytes((files("govscore.reporting") / name).read_bytes())
        return typst.compile(
            str(template),
            root=folder,
            sys_inputs={"data": json.dumps(data)},
            font_paths=_fonts(),
            pdf_standards=[STANDARD],
        )


def printed(value: object) -> Data:
    """Dates in words, and every text in the letters that can be set."""
    match value:
        case str():
            return printable(value)
        case date():
            return date_words(value)
        case Mapping():
            return {str(key): printed(each) for key, each in value.items()}
        case list() | tuple():
            return [printed(each) for each in value]
        case bool() | int() | float():
            return value
    return None


def day_parts(day: date) -> Data:
    """A day as the typesetter wants it."""
    return {"year": day.year, "month": day.month, "day": day.day}


@cache
def _fonts() -> typst.Fonts:
    """Ours alone: a computer's own would change the pages."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONT_FOLDER)])
