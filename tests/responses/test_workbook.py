"""Workbooks, and what pretends to be one."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from govscore.errors import ResponseError
from govscore.responses.roster import read_roster
from govscore.responses.workbook import read_workbook

PEOPLE = (("Full name", "E-mail address", "Role"), ("Dana Field", "dana@example.org", "Chair"))


def workbook(*rows: tuple[object, ...], others: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    for title in others:
        book.create_sheet(title)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def altered(content: bytes, entry: str, new: bytes | None) -> bytes:
    """The workbook with one of its parts replaced, or left out."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name != entry:
                made.writestr(name, old.read(name))
            elif new is not None:
                made.writestr(name, new)
    return file.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(ResponseError) as caught:
        read_workbook(content, name="people.xlsx")
    return str(caught.value)


def test_a_workbook_is_read_as_a_list() -> None:
    (row,) = read_roster(workbook(*PEOPLE), name="people.xlsx").rows
    assert (row.line, row.name, row.email, row.role) == (2, "Dana Field", "dana@example.org", "chair")


def test_numbers_are_read_as_they_look_and_empty_cells_as_blank() -> None:
    (line,) = read_workbook(workbook((12.0, None, 1.5, True)), name="people.xlsx").lines
    assert line.cells == ("12", "", "1.5", "True")


@pytest.mark.parametrize("formula", ["=A1", ArrayFormula("A3:A3", "=A1")])
def test_a_formula_is_an_error_of_its_row(formula: object) -> None:
    roster = read_roster(workbook(*PEOPLE, (formula, "bo@example.org", "")), name="people.xlsx")
    assert [(error.line, "is a formula" in error.message) for error in roster.errors] == [(3, True)]


def test_sheets_that_are_not_read_are_named() -> None:
    table = read_workbook(workbook(*PEOPLE, others=("Old", "Older")), name="people.xlsx")
    assert table.left_out == (
        "Only the first sheet, “Sheet”, was read: “Old” was not",
        "Only the first sheet, “Sheet”, was read: “Older” was not",
    )


def test_the_first_sheet_is_the_first_that_can_be_seen() -> None:
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("People").append(["Dana", "dana@example.org"])
    file = BytesIO()
    book.save(file)
    assert read_workbook(file.getvalue(), name="people.xlsx").lines[0].cells == ("Dana", "dana@example.org")


def test_a_sheet_that_understates_its_size_is_read_whole() -> None:
    content = workbook(*PEOPLE)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:C2"', b'ref="A1"')
    shrunk = altered(content, "xl/worksheets/sheet1.xml", sheet)
    assert len(read_workbook(shrunk, name="people.xlsx").lines) == 2


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_cut_short_is_refused(share: float) -> None:
    content = workbook(*PEOPLE)
    assert "may be damaged or cut short" in refusal(content[: int(len(content) * share)])


@pytest.mark.parametrize("entry", ["xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("new", [None, b"", b"<broken", b"<x/>"])
def test_a_workbook_with_a_broken_part_is_refused(entry: str, new: bytes | None) -> None:
    assert refusal(altered(workbook(*PEOPLE), entry, new))


def test_a_file_that_only_is_packed_like_a_workbook_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "cannot be read as an Excel workbook" in refusal(file.getvalue())


def test_an_old_or_locked_workbook_is_refused() -> None:
    assert "save it as an Excel workbook (.xlsx)" in refusal(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = altered(workbook(*PEOPLE), "xl/worksheets/sheet1.xml", b"\x00" * 12_000_000)
    assert len(bomb) < 100_000
    assert "would unpack to 12 MB; at most 2 MB are read" in refusal(bomb)


def test_entities_that_would_swell_are_refused() -> None:
    swelling = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusal(altered(workbook(*PEOPLE), "xl/worksheets/sheet1.xml", swelling))


def test_a_workbook_too_long_or_too_wide_is_refused_with_its_measure() -> None:
    assert "line 1: has 51 columns" in refusal(workbook(("a",) * 51))
    assert "more than 2,000 rows" in refusal(workbook(*[("a",)] * 2_002))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
        "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 20_000)),
    ],
)
def test_a_few_bytes_that_stand_for_endless_blank_lines_are_refused_at_once(rows: str) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    endless = altered(workbook(*PEOPLE), "xl/worksheets/sheet1.xml", sheet.encode())
    assert "goes on beyond line 10,000" in refusal(endless)


def test_a_workbook_with_nothing_in_it_is_empty() -> None:
    assert "people.xlsx is empty" in refusal(workbook())
