"""Text in a workbook's cells: how a carriage return is kept, and what a value typed into Excel means as text."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from govscore.questionnaire.sheets.cell_text import BadCell
from govscore.questionnaire.sheets.row_shapes import Cell, Shape

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AS_TEXT = "format the cell as text and type it again"


def to_sheet(text: str) -> str:
    """Write a carriage return as Excel does: XML would make a line feed of it."""
    return _LIKE_ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")


def length_in_sheet(text: str) -> int:
    """Count as Excel counts, by the sixteen bits."""
    return len(to_sheet(text).encode("utf-16-le", "surrogatepass")) // 2


def from_sheet(value: object, shape: Shape | None, *, data_type: str) -> str:
    """Make text of what a cell holds, or raise why it could mean more than one thing."""
    if data_type == "f" or isinstance(value, ArrayFormula | DataTableFormula):
        raise BadCell("is a formula: type in what it comes to, or format the cell as text")
    if data_type == "e":
        raise BadCell(f"holds Excel's error {value}: type in what is meant")
    match value:
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case bool():
            return _truth(value, shape)
        case int() | float():
            return _number(value, shape)
        case datetime() | date() | time() | timedelta():
            return _day(value, shape)
    return ""


def _truth(value: bool, shape: Shape | None) -> str:
    if shape is Cell.TREE:
        return str(value).lower()
    raise BadCell(f"Excel made {str(value).upper()} of what was typed: {_AS_TEXT}")


def _number(value: float, shape: Shape | None) -> str:
    """A number where text is meant may have lost a nought at its end, unless it is whole."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if shape in (Cell.TREE, None) or (isinstance(value, int) and shape in (Cell.TEXT, Cell.LIST)):
        return str(value)
    if shape is Cell.DATE:
        raise BadCell(f"{value} is no date: type it as text, such as 2026-11-24")
    raise BadCell(f"Excel made the number {value} of what was typed: {_AS_TEXT}, or 2.10 becomes 2.1")


def _day(value: date | time | timedelta, shape: Shape | None) -> str:
    if shape is Cell.DATE and isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if shape is Cell.DATE:
        raise BadCell("is no day: type it as text, such as 2026-11-24")
    raise BadCell(f"Excel made a date or a time of what was typed: {_AS_TEXT}")
