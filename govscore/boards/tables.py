"""Bytes to rows: encodings, what is no CSV at all, columns by their header, and rows that do not line up."""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govscore.boards.fields import CellError
from govscore.boards.model import Refusal
from govscore.errors import RegisterError

UTF8_MARK = b"\xef\xbb\xbf"
MOST_BYTES = 400_000_000
MOST_LINES_IN_A_RECORD = 8

OTHER_FORMATS = {
    b"PK\x03\x04": "a zip file or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where each named column is, how wide a row may be, and whether values may overflow the last column."""

    columns: Mapping[str, int]
    named: int
    width: int
    spills: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One record: the line of the file it begins on, its cells, what spilled over, or why it is no record."""

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]
    spilled: tuple[str, ...] = ()
    fault: str | None = None

    def get(self, column: str) -> str:
        """Give the text under a column; empty where the file has no such column."""
        place = self.columns.get(column.casefold())
        return self.cells[place].strip(" \t\r\n\xa0") if place is not None else ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The records of one file, read by the names in its header."""

    name: str
    lines: tuple[str, ...]
    start: int
    layout: Layout

    def rows(self) -> Iterator[Row]:
        """Give the records one by one; blank lines are none."""
        return _rows(self.lines, self.start, self.layout)

    def has(self, *columns: str) -> bool:
        """Say whether the file has at least one of these columns."""
        return any(column.casefold() in self.layout.columns for column in columns)


def read_table(content: bytes, *, name: str, spill: str | None = None) -> Table:
    """Read a CSV file; `spill` names a last column whose further values may follow under no header."""
    lines = tuple(io.StringIO(decode(content, name=name), newline=""))
    header, used = _record(lines, 0)
    if header is None or not any(cell.strip() for cell in header):
        raise RegisterError(
            f"{name} has no header on its first line; give the CSV file as it was downloaded."
        )
    return Table(name=name, lines=lines, start=used, layout=_layout(header, name=name, spill=spill))


def require(table: Table, *wanted: tuple[str, ...], what: str) -> None:
    """Refuse a file that lacks a column, or every one of several columns that would do in its place."""
    for alternatives in wanted:
        if not table.has(*alternatives):
            named = " or ".join(f'"{column}"' for column in alternatives)
            raise RegisterError(f"{table.name} has no column {named} in its first line; give {what}.")


def sift(table: Table, keep: Callable[[Row], None]) -> tuple[int, tuple[Refusal, ...]]:
    """Hand every sound row on and count them all; refuse a row that has a fault or that cannot be kept."""
    rows = 0
    refused = []
    for row in table.rows():
        rows += 1
        try:
            if row.fault:
                raise CellError(row.fault)
            keep(row)
        except CellError as error:
            refused.append(Refusal(line=row.line, urn=row.get("URN") or None, reason=str(error)))
    return rows, tuple(refused)


def decode(content: bytes, *, name: str) -> str:
    """Turn bytes into text: UTF-8 where it is valid, otherwise Windows-1252, otherwise a clear refusal."""
    content = _unpacked(content, name=name)
    _refuse_other_formats(content, name=name)
    text = _text(content, name=name)
    if not text.strip():
        raise RegisterError(f"{name} is empty; download it again and check its size.")
    if text.lstrip()[0] == "<":
        raise RegisterError(f"{name} is a web page, not a CSV file; download it again and open it to check.")
    return text


def _unpacked(content: bytes, *, name: str) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            unpacked = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RegisterError(f"{name} is a damaged gzip file; download it again.") from error
    if len(unpacked) > MOST_BYTES:
        raise RegisterError(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB unpacked; give a smaller extract."
        )
    return unpacked


def _refuse_other_formats(content: bytes, *, name: str) -> None:
    for beginning, kind in OTHER_FORMATS.items():
        if content.startswith(beginning):
            raise RegisterError(f"{name} is {kind}, not a CSV file; unpack it or save it as CSV UTF-8.")
    if b"\x00" in content:
        raise RegisterError(f"{name} is not text; give the CSV file as it was downloaded.")


def _text(content: bytes, *, name: str) -> str:
    try:
        return content.removeprefix(UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        if content.startswith(UTF8_MARK):
            raise RegisterError(
                _undecodable(content, error.start + 3, name, "not UTF-8, as its mark says it is")
            ) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise RegisterError(
            _undecodable(content, error.start, name, "neither UTF-8 nor Windows-1252")
        ) from error


def _undecodable(content: bytes, place: int, name: str, encoding: str) -> str:
    line = content.count(b"\n", 0, place) + 1
    where = f"line {line} holds the byte 0x{content[place]:02X}"
    return f"{name} is {encoding}: {where}; save it again as CSV UTF-8."


def _layout(header: list[str], *, name: str, spill: str | None) -> Layout:
    names = [cell.strip().casefold() for cell in header]
    columns: dict[str, int] = {}
    for place, column in enumerate(names):
        if column in columns:
            raise RegisterError(f'{name} has the column "{header[place].strip()}" twice; keep the right one.')
        if column:
            columns[column] = place
    named = max(columns.values()) + 1
    spills = spill is not None and names[named - 1] == spill.casefold()
    return Layout(columns=columns, named=named, width=len(header), spills=spills)


def _rows(lines: Sequence[str], start: int, layout: Layout) -> Iterator[Row]:
    place = start
    while place < len(lines):
        cells, used = _record(lines, place)
        fault = _fault(cells, layout)
        if cells is None or any(cell.strip() for cell in cells):
            yield _row(cells or [], place + 1, layout, fault)
        # A stray quotation mark swallows the lines after it: go on with the very next, so that they are seen.
        place += 1 if fault else used


def _row(cells: list[str], line: int, layout: Layout, fault: str | None) -> Row:
    spilled = tuple(cells[layout.named :]) if layout.spills else ()
    kept = tuple(cells[: layout.named]) + ("",) * (layout.named - len(cells))
    return Row(line=line, cells=kept, columns=layout.columns, spilled=spilled, fault=fault)


def _fault(cells: list[str] | None, layout: Layout) -> str | None:
    if cells is None:
        return "its quotation marks do not close"
    if not cells or len(cells) == layout.named or (layout.spills and len(cells) > layout.named):
        return None
    # A header padded with unnamed columns may have padded rows; elsewhere an empty field too many is a shift.
    if len(cells) == layout.width and not any(cells[layout.named :]):
        return None
    return f"it has {len(cells)} fields where the header has {layout.named}, so its columns are shifted"


def _record(lines: Sequence[str], place: int) -> tuple[list[str] | None, int]:
    """Read the record that begins on a line, and count its lines; None if it never ends properly."""
    for used in range(1, min(MOST_LINES_IN_A_RECORD, len(lines) - place) + 1):
        try:
            return next(csv.reader(lines[place : place + used], strict=True)), used
        except csv.Error:
            continue
    return None, 1
