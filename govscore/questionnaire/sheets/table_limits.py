"""How large tables may be: nothing is written that would not be read again."""

from collections.abc import Callable, Iterator

from govscore.questionnaire.faults import Fault, FaultyQuestionnaire, whole_file
from govscore.questionnaire.sheets.tables import Table, Tables

MAX_BYTES = 5_000_000
MAX_UNPACKED = (
    2_000_000  # of a workbook; openpyxl may need ten seconds and half a gigabyte for three of these
)
MAX_PARTS = 500
MAX_TAGS = 400_000
MAX_TAGS_BESIDE_CELLS = 20_000
MAX_ROWS = 5_000
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
MAX_FILLED = 60_000  # in one table; each takes a kilobyte until the files are written
MAX_CELL = 131_072
MAX_HEADING = 1_000

_INSTEAD = "shorten it, or export the YAML files instead"


def refuse_too_large(
    tables: Tables, *, most_in_a_cell: int = MAX_CELL, length: Callable[[str], int] = len
) -> None:
    """Raise what does not fit into a kind of file."""
    found = (
        Fault(file=tables.name, line=row, where=table.where(column), message=f"{message}: {_INSTEAD}")
        for table in tables.tables.values()
        for row, column, message in _too_large(table, most_in_a_cell, length)
    )
    if faults := tuple(found):
        raise FaultyQuestionnaire(faults)


def refuse_too_heavy(tables: Tables, size: int, most: int) -> None:
    """Raise that a whole file would be larger than what is read."""
    if size > most:
        message = (
            f"would be {size / 1_000_000:,.1f} MB large, and at most {most // 1_000_000} MB are read again"
        )
        raise whole_file(tables.name, f"{message}: {_INSTEAD}")


def _too_large(
    table: Table, most: int, length: Callable[[str], int]
) -> Iterator[tuple[int, str | None, str]]:
    if len(table.rows) >= MAX_ROWS:
        yield 1, None, f"has {len(table.rows):,} rows, and fewer than {MAX_ROWS:,} fit"
    if len(table.columns) >= MAX_COLUMNS:
        yield 1, None, f"has {len(table.columns):,} columns, and fewer than {MAX_COLUMNS} fit"
    if (filled := sum(len(row.cells) for row in table.rows)) > MAX_FILLED:
        yield 1, None, f"has {filled:,} cells that are not blank, and {MAX_FILLED:,} fit"
    for column in table.columns:
        if len(column) > MAX_HEADING:
            yield 1, column, f"is {len(column):,} characters long, and {MAX_HEADING:,} fit into a heading"
    for row in table.rows:
        for column, text in row.cells.items():
            if length(text) > most:
                yield row.number, column, f"is {length(text):,} characters long, and {most:,} fit into a cell"
