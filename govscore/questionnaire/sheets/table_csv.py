"""All the tables of a questionnaire in one CSV file, whose first column says what each row is about."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from govscore.questionnaire.faults import did_you_mean, quoted, whole_file
from govscore.questionnaire.sheets.grid import Cells, Faults, headings, row_of, within_measure
from govscore.questionnaire.sheets.row_shapes import Kind
from govscore.questionnaire.sheets.table_limits import (
    MAX_BYTES,
    MAX_CELL,
    refuse_too_heavy,
    refuse_too_large,
)
from govscore.questionnaire.sheets.tables import Row, Table, Tables

FIRST = "row"

_HEADING = re.compile(rf'"?{FIRST}"?([,;\t])', re.IGNORECASE)
_SAVE_AS = "in Excel, save it as “CSV UTF-8 (Comma delimited)”"


def to_csv(tables: Tables) -> bytes:
    """Write a questionnaire as one table, in UTF-8 with the mark by which a spreadsheet knows it."""
    refuse_too_large(tables)
    columns = tuple(dict.fromkeys(column for table in tables.tables.values() for column in table.columns))
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow((FIRST, *columns))
    for kind, table in tables.tables.items():
        writer.writerows((kind, *(row.cells.get(column, "") for column in columns)) for row in table.rows)
    written = lines.getvalue().encode("utf-8-sig")
    refuse_too_heavy(tables, len(written), MAX_BYTES)
    return written


def read_csv(raw: bytes, *, name: str) -> Tables:
    """Read the rows of each kind, or raise why there is no reading them."""
    text = _text(raw, name=name)
    heading = _HEADING.match(text)
    if heading is None:
        message = f'must begin with a row of headings, the first of which is "{FIRST}"'
        raise whole_file(name, message)
    faults = Faults(name)
    whole = Table(kind=Kind.QUESTIONNAIRE, title="", columns=(), rows=())
    rows = within_measure(whole, _cells(text, heading[1], whole, faults), faults)
    first, cells = next(rows)
    whole = replace(whole, columns=headings(whole, first, cells, faults))
    sorted_rows: dict[Kind, list[Row]] = {kind: [] for kind in Kind}
    for number, cells in rows:
        if kind := _kind(whole, number, cells, faults):
            row = row_of(whole, number, cells, faults)
            others = {column: cell for column, cell in row.cells.items() if column != whole.columns[0]}
            sorted_rows[kind].append(replace(row, cells=others))
    if faults.is_misread:
        faults.refuse()
    tables = {
        kind: replace(whole, kind=kind, columns=whole.columns[1:], rows=tuple(kept))
        for kind, kept in sorted_rows.items()
    }
    return Tables(name=name, tables=tables, faults=tuple(faults.told))


def _text(raw: bytes, *, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise whole_file(name, f"is larger than {MAX_BYTES // 1_000_000} MB: no questionnaire is as long")
    is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 text, so letters may have been lost: {_SAVE_AS}"
        raise whole_file(name, message, line=line, where="this line") from None
    return text


def _cells(text: str, delimiter: str, table: Table, faults: Faults) -> Iterator[tuple[int, Cells]]:
    """Number the rows as a spreadsheet does: a cell of several lines is still one row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error as fault:
        message = (
            f"a cell is longer than {MAX_CELL:,} characters"
            if "field limit" in str(fault)
            else "the quotation marks do not pair up"
        )
        faults.tell(table, f"{message}: mend the row that begins here", row=number + 1)
        faults.refuse()


def _kind(table: Table, number: int, cells: Cells, faults: Faults) -> Kind | None:
    name = cells[0].strip().casefold()
    if name in tuple(Kind):
        return Kind(name)
    near = did_you_mean(name, tuple(Kind))
    message = f"{quoted(name)} is no kind of row: {near}" if name else f"does not say what it is: {near}"
    faults.tell(table, message, row=number, column=FIRST)
    return None
