"""Reads a workbook's sheets as tables, guarded against what only pretends to be a workbook."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from govscore.questionnaire.faults import did_you_mean, whole_file
from govscore.questionnaire.packed import BadArchive, NoArchive, TooMuch, check_xml, repack, unpack
from govscore.questionnaire.sheets.cell_text import BadCell
from govscore.questionnaire.sheets.columns import path_of, shape_at
from govscore.questionnaire.sheets.grid import Cells, Faults, headings, row_of, within_measure
from govscore.questionnaire.sheets.row_shapes import Kind, Shape
from govscore.questionnaire.sheets.sheet_text import from_sheet
from govscore.questionnaire.sheets.table_limits import (
    MAX_BYTES,
    MAX_PARTS,
    MAX_TAGS,
    MAX_TAGS_BESIDE_CELLS,
    MAX_UNPACKED,
)
from govscore.questionnaire.sheets.tables import SHEETS, Table, Tables

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "save it again as an Excel workbook (.xlsx)"
_DAMAGED = f"cannot be read as an Excel workbook, and may be damaged or cut short: {_SAVE_AS}"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    InvalidFileException,
    ArithmeticError,
    AssertionError,
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


def read_workbook(raw: bytes, *, name: str) -> Tables:
    """Read the sheet of each kind, or raise why there is no reading them."""
    if raw.startswith(_OLD_EXCEL):
        raise whole_file(name, f"is locked, or of the old Excel kind: {_SAVE_AS}")
    if len(raw) > MAX_BYTES:
        raise whole_file(name, f"is larger than {MAX_BYTES // 1_000_000} MB: no questionnaire is as long")
    file = _unpacked(raw, name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not know
            return _read(load_workbook(file, read_only=True, keep_links=False), name=name)
    except _UNREADABLE:
        raise whole_file(name, _DAMAGED) from None


def _unpacked(raw: bytes, *, name: str) -> BytesIO:
    """The workbook packed anew, so that no part of it is larger than it says, and none declares anything."""
    try:
        parts = unpack(raw, most_parts=MAX_PARTS, most_bytes=MAX_UNPACKED)
        check_xml(parts, most_tags=MAX_TAGS, most_beside_cells=MAX_TAGS_BESIDE_CELLS)
    except NoArchive:
        raise whole_file(name, _DAMAGED) from None
    except TooMuch:
        message = (
            f"would unpack to more than {MAX_UNPACKED // 1_000_000} MB or {MAX_PARTS} parts, which are not read: "
            "take out pictures and what else is no text"
        )
        raise whole_file(name, message) from None
    except BadArchive as reason:
        raise whole_file(name, f"{reason}: {_SAVE_AS}") from None
    return repack(parts)


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """One sheet whose cells become text, each as its column is to be understood once the headings are known."""

    table: Table
    source: ReadOnlyWorksheet
    faults: Faults
    names: list[str] = field(default_factory=list)

    def to_table(self) -> Table:
        """Read the headings and then the rows below."""
        rows = self.rows()
        number, cells = next(rows, (1, ()))
        columns = headings(self.table, number, cells, self.faults)
        self.names.extend(columns)
        table = replace(self.table, columns=columns)
        kept = tuple(row_of(table, number, cells, self.faults) for number, cells in rows)
        return replace(table, columns=tuple(name for name in columns if name), rows=kept)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Hand on the rows that are not blank."""
        self.source.reset_dimensions()
        found = enumerate(cast(Worksheet, self.source).iter_rows(), 1)
        texts = ((number, self._texts(number, row)) for number, row in found)
        return within_measure(self.table, texts, self.faults)

    def _texts(self, number: int, row: tuple[object, ...]) -> Cells:
        return [
            self._text(number, place, cell)
            if isinstance(cell, ReadOnlyCell) and cell.value is not None
            else ""
            for place, cell in enumerate(row)
        ]

    def _text(self, number: int, place: int, cell: ReadOnlyCell) -> str:
        name = self.names[place] if place < len(self.names) else ""
        try:
            shape = self._shape(name)
            return from_sheet(cell.value, shape, data_type=str(cell.data_type))
        except BadCell as bad:
            self.faults.tell(self.table, bad.message, row=number, column=name or cell.column_letter)
            return ""

    def _shape(self, name: str) -> Shape | None:
        steps = path_of(self.table.kind, name)
        return shape_at(self.table.kind, steps) if steps else None


def _read(book: Workbook, *, name: str) -> Tables:
    faults = Faults(name)
    tables = {kind: sheet.to_table() for kind, sheet in _by_kind(book, faults).items()}
    for kind in Kind:
        if kind not in tables:
            table = Table(kind=kind, title=SHEETS[kind], columns=(), rows=())
            faults.tell_of_shape(table, "there is no such sheet: add it, at least with its headings")
    if faults.is_misread:
        faults.refuse()
    return Tables(name=name, tables=tables, faults=tuple(faults.told))


def _by_kind(book: Workbook, faults: Faults) -> dict[Kind, _Sheet]:
    """A sheet is known by its title; one that is not known may only be empty."""
    kinds = {title: kind for kind, title in SHEETS.items()}
    sheets: dict[Kind, _Sheet] = {}
    for source in book.worksheets:
        kind = kinds.get(" ".join(source.title.casefold().split()))
        table = Table(kind=kind or Kind.QUESTIONNAIRE, title=source.title, columns=(), rows=())
        sheet = _Sheet(table=table, source=cast(ReadOnlyWorksheet, source), faults=faults)
        if kind in sheets:
            faults.tell_of_shape(table, "is there twice: keep one of the two sheets")
        elif kind:
            sheets[kind] = sheet
        elif any(sheet.rows()):
            near = did_you_mean(source.title, kinds)
            faults.tell_of_shape(table, f"nothing reads this sheet: rename it, or take it out; {near}")
    return sheets
