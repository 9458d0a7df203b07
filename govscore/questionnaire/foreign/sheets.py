"""Opens a workbook from outside: measured before it is opened, its cells as text, row by row."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import cast

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from govscore.errors import QuestionnaireError
from govscore.questionnaire.foreign.losses import Ledger, Spot

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_PARTS = 500
MOST_TAGS = 400_000
MOST_ROWS = 5_000
MOST_BLANK = 20_000
LAST_ROW = 100_000
MOST_COLUMNS = 100
MOST_IN_CELL = 32_767
MOST_TEXT = 2_000_000

_FAR_OFF = re.compile(rb'<c r="(?:[A-Z]{3,}[0-9]+|[A-Z]+[0-9]{6,})"[^>/]*>')


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
    _measure(raw, name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations, of which a form needs none
            book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
            try:
                found = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
                chosen = [sheet for sheet in found if len(found) == 1 or sheet.title.lower() in wanted]
                sheets = tuple(_sheet(sheet, ledger, name=name) for sheet in chosen)
            finally:
                book.close()
    except QuestionnaireError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken workbook makes openpyxl raise anything at all
        raise QuestionnaireError(
            f"{name} cannot be read as a workbook ({type(error).__name__}): save it again as .xlsx."
        ) from None
    if sum(len(text) for sheet in sheets for row in sheet.rows for text in row.values()) > MOST_TEXT:
        raise QuestionnaireError(f"{name} holds more text than a form can: split it first.")
    return sheets, tuple(sheet.title for sheet in found if sheet not in chosen)


def _measure(raw: bytes, *, name: str) -> None:
    """Refuse what is too much to unpack, and what declares entities, before anything is read from it."""
    if len(raw) > MOST_BYTES:
        raise QuestionnaireError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB: split it first.")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise QuestionnaireError(
                    f"{name} holds far more than a form when it is unpacked: save it anew."
                )
            _count_tags(archive, name=name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise QuestionnaireError(f"{name} is not a workbook: save it as .xlsx.") from None


def _count_tags(archive: zipfile.ZipFile, *, name: str) -> None:
    tags = 0
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        content = archive.read(part)
        tags += content.count(b"<")
        if b"\x00" in content or b"<!DOCTYPE" in content or tags > MOST_TAGS:
            raise QuestionnaireError(f"{name} is not built as a form is (in {part.filename}): save it anew.")
        if _FAR_OFF.search(content):
            raise QuestionnaireError(
                f"{name} has a cell far from all others (in {part.filename}): delete what is far below or right."
            )


def _sheet(sheet: ReadOnlyWorksheet, ledger: Ledger, *, name: str) -> Sheet:
    cells = _cells(sheet)
    headings = [" ".join(text.split()) for text in _texts(next(cells, ()), 1, sheet.title, ledger)]
    for column, heading in enumerate(headings):
        if heading and heading in headings[:column]:
            raise QuestionnaireError(
                f"{name}, sheet {sheet.title}, row 1: two columns are headed “{heading[:60]}”: rename one."
            )
    rows, filled = [], 0
    for number, values in enumerate(cells, 2):
        texts = _texts(values, number, sheet.title, ledger)
        row = {heading: text for heading, text in zip(headings, texts, strict=False) if heading and text}
        filled += bool(row)
        if filled > MOST_ROWS or number > MOST_BLANK:
            raise QuestionnaireError(
                f"{name}, sheet {sheet.title}, row {number}: has more than {MOST_ROWS:,} rows, "
                "or something far below the others: split it, or delete that."
            )
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
