"""The tables of a questionnaire as an Excel workbook with a sheet for each; every cell is plain text."""

import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govscore.questionnaire.sheets.columns import path_of, shape_at
from govscore.questionnaire.sheets.row_shapes import Cell
from govscore.questionnaire.sheets.sheet_text import length_in_sheet, to_sheet
from govscore.questionnaire.sheets.table_limits import MAX_UNPACKED, refuse_too_heavy, refuse_too_large
from govscore.questionnaire.sheets.tables import Table, Tables

MAX_CELL = 32_767

_LONG, _MIDDLING, _SHORT = 48, 24, 14
_TEXT = "@"
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)


def to_workbook(tables: Tables) -> bytes:
    """Write a workbook, or raise what does not fit into a cell of Excel's."""
    refuse_too_large(tables, most_in_a_cell=MAX_CELL, length=length_in_sheet)
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for table in tables.tables.values():
        _fill(book.create_sheet(table.title), table)
    file = BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    refuse_too_heavy(tables, unpacked, MAX_UNPACKED)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for place, column in enumerate(table.columns, 1):
        _put(sheet, 1, place, column)
        sheet.cell(1, place).font = _BOLD
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = _width(table, column)
        dimension.number_format = _TEXT
        dimension.alignment = _WRAPPED
    for line, row in enumerate(table.rows, 2):
        for place, column in enumerate(table.columns, 1):
            if column in row.cells:
                _put(sheet, line, place, row.cells[column])
    named = table.columns.index("id") + 1 if "id" in table.columns else 0
    sheet.freeze_panes = sheet.cell(2, named + 1).coordinate


def _put(sheet: Worksheet, line: int, place: int, text: str) -> None:
    """Put text into a cell so that it stays text, also when somebody edits it."""
    cell = sheet.cell(line, place, to_sheet(text))
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.alignment = _WRAPPED


def _width(table: Table, column: str) -> int:
    steps = path_of(table.kind, column) or ()
    longest = max((len(row.cells.get(column, "")) for row in table.rows), default=0)
    if steps and shape_at(table.kind, steps) is Cell.TEXT and longest > _MIDDLING:
        return _LONG
    return max(_SHORT, min(_MIDDLING, max(longest, len(column)) + 2))
