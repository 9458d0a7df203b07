"""Opens a workbook from outside: measured before it is opened, its cells as text, row by row."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import cast

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from govscore.questionnaire.faults import FaultyQuestionnaire, quoted, whole_file
from govscore.questionnaire.foreign.losses import Ledger, Spot
from govscore.questionnaire.packed import BadArchive, NoArchive, TooMuch, check_xml, repack, unpack

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_PARTS = 500
MOST_TAGS = 400_000
MOST_TAGS_BESIDE_CELLS = 20_000
MOST_ROWS = 5_000
MOST_BLANK = 20_000
LAST_ROW = 100_000
MOST_COLUMNS = 100
MOST_IN_CELL = 32_767
MOST_TEXT = 2_000_000
LONGEST_TITLE = 60

_FAR_OFF = re.compile(rb'<c r="(?:[A-Z]{3,}[0-9]+|[A-Z]+[0-9]{6,})"[^<>/]*>')


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its headings, and each row below them by heading; a blank row is there, and empty."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def read_sheets(
    raw: bytes, ledger: Ledger, *, name: str, wanted: frozenset[str]
) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Read the sheets that are wanted, or the only one; and name the others. Or say what is wrong."""
    file = _measured(raw, name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations, of which a form needs none
            book = load_workbook(file, read_only=True, data_only=True)
            try:
                found = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
                _refuse_titles(found, name=name)
                chosen = [sheet for sheet in found if len(found) == 1 or sheet.title.lower() in wanted]
                sheets = tuple(_sheet(sheet, ledger, name=name) for sheet in chosen)
            finally:
                book.close()
    except (FaultyQuestionnaire, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a broken workbook makes openpyxl raise anything at all
        message = f"cannot be read as a workbook ({type(error).__name__}): save it again as .xlsx"
        raise whole_file(name, message) from None
    if sum(len(text) for sheet in sheets for row in sheet.rows for text in row.values()) > MOST_TEXT:
        raise whole_file(name, "holds more text than a form can: split it first")
    return sheets, tuple(sheet.title for sheet in found if sheet not in chosen)


def _measured(raw: bytes, *, name: str) -> BytesIO:
    """Refuse what is too much to unpack, and what declares entities, before anything is read from it."""
    if len(raw) > MOST_BYTES:
        raise whole_file(name, f"is larger than {MOST_BYTES // 1_000_000} MB: split it first")
    try:
        parts = unpack(raw, most_parts=MOST_PARTS, most_bytes=MOST_UNPACKED)
        check_xml(parts, most_tags=MOST_TAGS, most_beside_cells=MOST_TAGS_BESIDE_CELLS)
    except NoArchive:
        raise whole_file(name, "is not a workbook, or a damaged one: save it as .xlsx") from None
    except TooMuch:
        raise whole_file(name, "holds far more than a form when it is unpacked: save it anew") from None
    except BadArchive as reason:
        raise whole_file(name, f"{reason}: save it anew") from None
    for part, content in parts.items():
        if _FAR_OFF.search(content):
            message = f"has a cell far from all others (in {part}): delete what is far below or right"
            raise whole_file(name, message)
    return repack(parts)


def _refuse_titles(sheets: Sequence[ReadOnlyWorksheet], *, name: str) -> None:
    """Spreadsheets allow 31 letters; longer ones take pyxform long to compare."""
    for sheet in sheets:
        if len(sheet.title) > LONGEST_TITLE:
            raise whole_file(name, f"the title of the sheet {quoted(sheet.title)} is too long: shorten it")


def _sheet(sheet: ReadOnlyWorksheet, ledger: Ledger, *, name: str) -> Sheet:
    cells = _cells(sheet)
    headings = [" ".join(text.split()) for text in _texts(next(cells, ()), 1, sheet.title, ledger)]
    for column, heading in enumerate(headings):
        if heading and heading in headings[:column]:
            message = f"two columns are headed {quoted(heading)}: rename one"
            raise whole_file(name, message, where=f"sheet {sheet.title}")
    rows, filled = [], 0
    for number, values in enumerate(cells, 2):
        texts = _texts(values, number, sheet.title, ledger)
        row = {heading: text for heading, text in zip(headings, texts, strict=False) if heading and text}
        filled += bool(row)
        if filled > MOST_ROWS or number > MOST_BLANK:
            message = f"has more than {MOST_ROWS:,} rows, or something far below the others: split it, or delete that"
            raise whole_file(name, message, line=number, where=f"sheet {sheet.title}")
        if len(row) < sum(1 for text in texts if text):
            ledger.tell(
                Spot(line=number, where=f"sheet {sheet.title}"), "cells without a heading were left out"
            )
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(title=sheet.title, headings=tuple(filter(None, headings)), rows=tuple(rows))


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[tuple[object, ...]]:
    """The rows as far as any of them is filled; blank rows below the last are not handed over."""
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    blank = 0
    for values in cast(Worksheet, sheet).iter_rows(max_row=LAST_ROW, values_only=True):
        if not any(value is not None for value in values):
            blank += 1
        else:
            for _ in range(blank):
                yield ()
            blank = 0
            yield tuple(values)


def _texts(values: tuple[object, ...], row: int, title: str, ledger: Ledger) -> list[str]:
    spot = Spot(line=row, where=f"sheet {title}")
    if any(value is not None for value in values[MOST_COLUMNS:]):
        ledger.tell(spot, f"cells beyond the {MOST_COLUMNS}. column were left out")
    texts = [_text(value) for value in islice(values, MOST_COLUMNS)]
    if any(len(text) > MOST_IN_CELL for text in texts):
        ledger.tell(spot, f"only the first {MOST_IN_CELL:,} characters of a cell were read")
    return [text[:MOST_IN_CELL] for text in texts]


def _text(value: object) -> str:
    """What a cell says, as XLSForm's own tools read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\xa0", " ").strip()
