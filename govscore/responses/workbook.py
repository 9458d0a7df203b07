"""Reading the first sheet of an Excel workbook, guarded against what only pretends to be one."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import cast

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from govscore.errors import ResponseError
from govscore.responses.lines import Table, checked_lines

MAX_UNPACKED = 2_000_000
LAST_COLUMN = 256
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def is_workbook(content: bytes) -> bool:
    """Say whether a file is packed as a workbook is, or is one of the old kind."""
    return content.startswith((_ZIP, _OLD_EXCEL))


def read_workbook(content: bytes, *, name: str) -> Table:
    """Read the first sheet as lines of text; a formula comes as it is written, with its equals sign."""
    if content.startswith(_OLD_EXCEL):
        raise ResponseError(
            f"{name} is locked, or of the old Excel kind; save it as an Excel workbook (.xlsx)"
        )
    try:
        _check_unpacked_size(content, name=name)
        return _read(content, name=name)
    except _UNREADABLE as fault:
        raise ResponseError(
            f"{name} cannot be read as an Excel workbook; it may be damaged or cut short: save it again as "
            "an Excel workbook (.xlsx)"
        ) from fault


def _check_unpacked_size(content: bytes, *, name: str) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise ResponseError(
            f"{name} would unpack to {unpacked // 1_000_000} MB; "
            f"at most {MAX_UNPACKED // 1_000_000} MB are read"
        )


def _read(content: bytes, *, name: str) -> Table:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations it does not know; a list needs none
        book = load_workbook(BytesIO(content), read_only=True)
        sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        first, *others = sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible")
        first.reset_dimensions()
        lines = checked_lines(_rows(first), name=name)
    left_out = tuple(
        f"Only the first sheet, “{first.title}”, was read: “{sheet.title}” was not" for sheet in others
    )
    return Table(lines=lines, left_out=left_out)


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[str]]]:
    rows = cast(Worksheet, sheet).iter_rows(max_col=LAST_COLUMN, values_only=True)
    for number, row in enumerate(rows, 1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, ArrayFormula | DataTableFormula):
        return "="
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
