"""From the cells of a sheet to a table: its headings, and how much of it is taken."""

from collections.abc import Iterable, Iterator, Sequence

from govscore.questionnaire.faults import MOST_FAULTS, Fault, FaultyQuestionnaire, quoted
from govscore.questionnaire.sheets.cell_text import invisible
from govscore.questionnaire.sheets.table_limits import (
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FILLED,
    MAX_HEADING,
    MAX_ROWS,
)
from govscore.questionnaire.sheets.tables import Row, Table

Cells = Sequence[str]


class Faults:
    """What is wrong in one file, up to a number beyond which nobody reads on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.told: list[Fault] = []
        self.is_misread = False

    def tell(self, table: Table, message: str, *, row: int, column: str | None = None) -> None:
        """Note one fault, and refuse the file at once where there are many."""
        where = table.where(column)
        self.told.append(Fault(file=self.name, line=row, where=where, message=message))
        if len(self.told) >= MOST_FAULTS:
            self.refuse()

    def tell_of_shape(self, table: Table, message: str, *, row: int = 1) -> None:
        """Note a fault for which cells are misread, so that nothing further said of them would be true."""
        self.is_misread = True
        self.tell(table, message, row=row)

    def refuse(self) -> None:
        """Raise what was told, if anything was."""
        if self.told:
            raise FaultyQuestionnaire(tuple(self.told))


def within_measure(
    table: Table, rows: Iterable[tuple[int, Cells]], faults: Faults
) -> Iterator[tuple[int, Cells]]:
    """Hand on the rows that are not blank; what goes too far is refused before it is kept.

    Blank rows are counted too: a workbook of a few bytes may name its thousand millionth row.
    """
    cells_met = filled = 0
    for number, cells in rows:
        cells_met += len(cells)
        filled += sum(1 for cell in cells if cell)
        if number > MAX_ROWS or cells_met > MAX_CELLS:
            message = (
                f"the table goes too far; at most {MAX_ROWS:,} rows are read: delete what is blank in it"
            )
            faults.tell(table, message, row=number)
            faults.refuse()
        width = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
        if filled > MAX_FILLED:
            faults.tell(table, f"holds more than {MAX_FILLED:,} cells: split the questionnaire", row=number)
            faults.refuse()
        if width > MAX_COLUMNS:
            faults.tell(table, f"has {width} columns; at most {MAX_COLUMNS} are read", row=number)
            faults.refuse()
        if width:
            yield number, cells[:width]


def headings(table: Table, number: int, cells: Cells, faults: Faults) -> tuple[str, ...]:
    """Take the first row as headings, each of which may be there once."""
    names = tuple(cell.strip() for cell in cells)
    for place, name in enumerate(names):
        if name and name in names[:place]:
            faults.tell_of_shape(table, f"the heading {quoted(name)} is there twice: keep one", row=number)
        if message := invisible(name):
            faults.tell_of_shape(table, f"a heading {message}", row=number)
        if len(name) > MAX_HEADING:
            message = f"the heading {quoted(name)} is {len(name):,} characters long: shorten it"
            faults.tell_of_shape(table, message, row=number)
    return names


def row_of(table: Table, number: int, cells: Cells, faults: Faults) -> Row:
    """Put the cells of a row under their headings."""
    kept: dict[str, str] = {}
    for place, cell in enumerate(cells):
        if not cell.strip():
            continue
        name = table.columns[place] if place < len(table.columns) else ""
        if not name:
            message = f"{quoted(cell)} stands in column {place + 1}, which has no heading: give it one"
            faults.tell(table, message, row=number)
        elif len(cell) > MAX_CELL:
            message = f"is {len(cell):,} characters long; at most {MAX_CELL:,} are read"
            faults.tell(table, message, row=number, column=name)
        else:
            kept[name] = cell
    return Row(number=number, cells=kept)
