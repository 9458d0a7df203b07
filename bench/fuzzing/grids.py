"""Tables spoilt as people and spreadsheets spoil them, then written as CSV, tab-separated text or a workbook."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from bench.fuzzing.hostile import safe_text
from bench.fuzzing.material import File, example, exported
from govscore.questionnaire.exporting import FileForm

Grid = list[list[object]]
Sheets = dict[str, Grid]
Spoiling = Callable[[Grid, Random], None]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

OF_EXCEL: tuple[object, ...] = (
    1,
    -7,
    2.1,
    1e308,
    10**15,
    True,
    False,
    date(2026, 11, 24),
    datetime(2026, 11, 24, 9, 30),  # noqa: DTZ001 - a spreadsheet knows no zones
    time(9, 30),
    timedelta(days=3),
    "=1+1",
    "=A1",
    '=HYPERLINK("http://203.0.113.9","x")',
    "#REF!",
    "#N/A",
)


def _cell(grid: Grid, chance: Random) -> tuple[list[object], int]:
    row = chance.choice([row for row in grid if row])
    return row, chance.randrange(len(row))


def change_cells(grid: Grid, chance: Random) -> None:
    """Put hostile texts into cells."""
    for _ in range(chance.choice((1, 2, 10))):
        row, place = _cell(grid, chance)
        row[place] = safe_text(chance)


def swap_cells(grid: Grid, chance: Random) -> None:
    """Let two cells change their places."""
    (one, here), (other, there) = _cell(grid, chance), _cell(grid, chance)
    one[here], other[there] = other[there], one[here]


def empty_cells(grid: Grid, chance: Random) -> None:
    """Delete what stands in cells."""
    for _ in range(chance.choice((1, 5))):
        row, place = _cell(grid, chance)
        row[place] = ""


def double_rows(grid: Grid, chance: Random) -> None:
    """Put rows in twice, or very often."""
    at = chance.randrange(len(grid))
    grid[at:at] = [list(grid[at])] * chance.choice((1, 1, 30))


def drop_rows(grid: Grid, chance: Random) -> None:
    """Take rows out, perhaps the headings."""
    at = chance.choice((0, chance.randrange(len(grid))))
    del grid[at : at + chance.choice((1, 1, 5))]


def shuffle_rows(grid: Grid, chance: Random) -> None:
    """Sort the rows by chance, perhaps the headings too."""
    rows = grid[1:] if chance.random() < 0.8 else grid[:]
    chance.shuffle(rows)
    grid[len(grid) - len(rows) :] = rows


def drop_columns(grid: Grid, chance: Random) -> None:
    """Take a column out."""
    at = chance.randrange(len(grid[0]))
    for row in grid:
        del row[at : at + 1]


def double_columns(grid: Grid, chance: Random) -> None:
    """Put a column in twice, or write one of its headings in another way."""
    at = chance.randrange(len(grid[0]))
    for row in grid:
        row[at:at] = row[at : at + 1]
    if grid and grid[0] and chance.random() < 0.5:
        grid[0][at] = f" {str(grid[0][at]).upper()} "


def rename_headings(grid: Grid, chance: Random) -> None:
    """Write something else over a column."""
    at = chance.randrange(len(grid[0]))
    name = str(grid[0][at])
    grid[0][at] = chance.choice(
        (safe_text(chance), name[:-1], name + "@cy", name + ".x", name + "::Welsh (cy)")
    )


def add_columns(grid: Grid, chance: Random) -> None:
    """Put columns beside the others, with a heading or without."""
    for number, row in enumerate(grid):
        heading = chance.choice(("", "note", safe_text(chance))) if number == 0 else safe_text(chance)
        row.extend([heading] * chance.choice((1, 1, 3)))


def type_like_excel(grid: Grid, chance: Random) -> None:
    """Let a spreadsheet make numbers, dates and formulas of cells."""
    for _ in range(chance.choice((1, 3, 10))):
        row, place = _cell(grid, chance)
        row[place] = chance.choice(OF_EXCEL)


def shorten(grid: Grid, chance: Random) -> None:
    """Break rows off, and leave some blank."""
    for _ in range(3):
        row = chance.choice(grid)
        del row[chance.randrange(len(row) + 1) :]


SPOILING: tuple[Spoiling, ...] = (
    change_cells,
    swap_cells,
    empty_cells,
    double_rows,
    drop_rows,
    shuffle_rows,
    drop_columns,
    double_columns,
    rename_headings,
    add_columns,
    type_like_excel,
    shorten,
)


def spoil(grid: Grid, chance: Random, ways: tuple[Spoiling, ...] = SPOILING) -> None:
    """Spoil a table in one way, or in a few, as long as anything is left of it."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        if grid and grid[0] and any(grid):
            chance.choice(ways)(grid, chance)


def read_text(raw: bytes, delimiter: str) -> Grid:
    """The cells of a text file."""
    return [
        list[object](row) for row in csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=delimiter)
    ]


def write_text(grid: Grid, delimiter: str, *, end: str = "\r\n") -> bytes:
    """Write cells as a text file."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(grid)
    return file.getvalue().encode("utf-8-sig")


def read_sheets(raw: bytes) -> Sheets:
    """The cells of a workbook."""
    return {title: [list(row) for row in grid] for title, grid in _read_sheets(raw).items()}


@cache
def _read_sheets(raw: bytes) -> Sheets:
    book = load_workbook(io.BytesIO(raw))
    return {
        sheet.title: [
            ["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def write_sheets(sheets: Sheets) -> bytes:
    """Write cells as a workbook, a text that begins with "=" as a formula."""
    book = Workbook(write_only=True)
    for title, grid in sheets.items():
        sheet = book.create_sheet(title)
        for row in grid:
            sheet.append([_storable(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _storable(value: object) -> object:
    return _NO_XML.sub("", value)[:32_767] if isinstance(value, str) else value


def csv_cells(chance: Random) -> File:
    """Our CSV."""
    grid = read_text(exported(chance, FileForm.CSV).raw, ",")
    spoil(grid, chance)
    raw = write_text(
        grid, chance.choice((",", ",", ",", ";", "\t", "|")), end=chance.choice(("\r\n", "\n", "\r"))
    )
    if chance.random() < 0.1:
        raw = raw.decode("utf-8-sig").encode("utf-16")
    return File(name="board.csv", raw=raw)


def tsv_cells(chance: Random) -> File:
    """LimeSurvey's tab-separated structure."""
    grid = read_text(example(chance, ".txt").raw, "\t")
    spoil(grid, chance)
    return File(name="board.txt", raw=write_text(grid, "\t"))


def workbook_cells(chance: Random) -> File:
    """Our workbook."""
    return _spoilt_book(exported(chance, FileForm.XLSX), chance)


def form_cells(chance: Random) -> File:
    """An XLSForm."""
    is_ours = chance.random() < 0.5
    return _spoilt_book(exported(chance, FileForm.XLSFORM) if is_ours else example(chance, ".xlsx"), chance)


def _spoilt_book(file: File, chance: Random) -> File:
    sheets = read_sheets(file.raw)
    spoil(sheets[chance.choice(list(sheets))], chance)
    if chance.random() < 0.2:
        _spoil_sheets(sheets, chance)
    if chance.random() < 0.1:
        sheets[chance.choice(list(sheets))].append([ArrayFormula("A1:A3", "=B1:B3")])
    return File(name=file.name, raw=write_sheets(sheets))


def _spoil_sheets(sheets: Sheets, chance: Random) -> None:
    title = chance.choice(list(sheets))
    grid = sheets.pop(title)
    new = chance.choice((title.upper(), title[:-1], "Sheet1", "notes", f"{title} (2)", ""))
    if new:
        sheets[new] = grid
    if not sheets:
        sheets["empty"] = []
