"""Workbooks as Excel and people leave them, and what only pretends to be one."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.loader import load_questionnaire
from govscore.questionnaire.sheets.assembling import from_tables
from govscore.questionnaire.sheets.tables import to_tables
from govscore.questionnaire.sheets.workbook import to_workbook
from govscore.questionnaire.sheets.workbook_reading import read_workbook
from tests.questionnaire.folders import SOUND

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.fixture(scope="module")
def raw():
    whole = load_questionnaire(SOUND)
    return to_workbook(to_tables(whole.manifest, whole.domains, whole.rubric, whole.advice))


def edited(raw, change):
    """The workbook after somebody changed something in it."""
    book = load_workbook(BytesIO(raw))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def put(raw, sheet, heading, value, *, row=2, number_format="General"):
    """The workbook after somebody typed something below a heading."""

    def change(book):
        headings = [cell.value for cell in book[sheet][1]]
        cell = book[sheet].cell(row, headings.index(heading) + 1, value)
        if not isinstance(value, date):
            cell.number_format = number_format

    return edited(raw, change)


def altered(raw, entry, new):
    """The workbook with one of its parts replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, new if name == entry else old.read(name))
    return file.getvalue()


def faults_in(raw):
    try:
        from_tables(read_workbook(raw, name="board.xlsx"))
    except FaultyQuestionnaire as refused:
        return refused.faults
    return ()


def refusal(raw):
    told = [str(fault) for fault in faults_in(raw)]
    assert told
    return told


def test_what_excel_stores_anew_is_read_as_it_was(raw):
    as_it_was = from_tables(read_workbook(raw, name="a.xlsx"))
    assert from_tables(read_workbook(edited(raw, lambda book: None), name="a.xlsx")) == as_it_was


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "file", "line"),
    [
        ("questions", "weight", 2, "rubric.yaml", "weight: 2"),
        ("questions", "weight", 2.0, "rubric.yaml", "weight: 2"),
        ("questions", "weight", 0.5, "rubric.yaml", "weight: 0.5"),
        ("questions", "theme", 12, "domains/", 'theme: "12"'),
        (
            "questions",
            "source.checked",
            datetime.fromisoformat("2026-11-03"),
            "domains/",
            'checked: "2026-11-03"',
        ),
        ("questionnaire", "in_force", date(2026, 11, 3), "questionnaire.yaml", 'in_force: "2026-11-03"'),
        ("questionnaire", "confidential", True, "questionnaire.yaml", "confidential: true"),
    ],
)
def test_what_excel_made_of_a_word_is_understood_where_it_can_mean_one_thing(
    raw, sheet, heading, value, file, line
):
    contents = from_tables(read_workbook(put(raw, sheet, heading, value), name="a.xlsx"))
    assert any(line in text.decode() for name, text in contents.items() if name.startswith(file))


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "message"),
    [
        (
            "questionnaire",
            "version",
            1.1,
            "Excel made the number 1.1 of what was typed: format the cell as text",
        ),
        ("questionnaire", "version", 1, '"1" is no version: write two whole numbers with a dot'),
        ("questionnaire", "in_force", 46000, "46000 is no date: type it as text, such as 2026-11-24"),
        (
            "questionnaire",
            "in_force",
            datetime.fromisoformat("2026-11-03T09:30"),
            "is no day: type it as text",
        ),
        (
            "questions",
            "theme",
            datetime.fromisoformat("2026-11-03"),
            "Excel made a date or a time of what was typed",
        ),
        ("questions", "text", True, "Excel made TRUE of what was typed"),
        ("questions", "text", "=A1", "is a formula: type in what it comes to, or format the cell as text"),
        ("questions", "weight", "=1+1", "is a formula"),
        ("questions", "text", ArrayFormula("C2", "=A1"), "is a formula"),
        ("questions", "text", "#REF!", "holds Excel's error #REF!: type in what is meant"),
    ],
    ids=range(10),
)
def test_what_could_mean_more_than_one_thing_is_told_of_its_cell(raw, sheet, heading, value, message):
    told = refusal(put(raw, sheet, heading, value))
    assert told[0].startswith(f'board.xlsx:2: sheet "{sheet}", column "{heading}": ')
    assert message in told[0]


def test_text_that_looks_like_a_formula_but_is_text_is_read_as_text(raw):
    def change(book):
        cell = book["questions"]["C2"]
        cell.value, cell.data_type = "=1+1", "s"

    assert any(
        b"text: =1+1\n" in text for text in from_tables(read_workbook(edited(raw, change), name="a")).values()
    )


def test_sheets_are_known_by_their_titles(raw):
    def rename(book):
        book["levels"].title = "Levels "

    read_workbook(edited(raw, rename), name="a.xlsx")
    assert refusal(edited(raw, lambda book: book.remove(book["levels"]))) == [
        'board.xlsx:1: sheet "levels": there is no such sheet: add it, at least with its headings'
    ]
    read_workbook(edited(raw, lambda book: book.create_sheet("Sheet1")), name="a.xlsx")
    assert refusal(edited(raw, lambda book: book.create_sheet("Level").append(["a note"]))) == [
        'board.xlsx:1: sheet "Level": nothing reads this sheet: rename it, or take it out; did you mean "levels"?'
    ]


def test_a_hidden_sheet_and_a_hidden_row_are_read_as_well(raw):
    def hide(book):
        book["questions"].sheet_state = "hidden"
        book["questions"].row_dimensions[2].hidden = True

    assert from_tables(read_workbook(edited(raw, hide), name="a")) == from_tables(
        read_workbook(raw, name="a")
    )


def test_rows_may_stand_further_down(raw):
    moved = edited(raw, lambda book: book["questions"].insert_rows(2, 3))
    assert from_tables(read_workbook(moved, name="a.xlsx")) == from_tables(read_workbook(raw, name="a.xlsx"))
    assert refusal(put(moved, "questions", "duty", "shall", row=5))[0].startswith("board.xlsx:5: ")


def test_headings_are_there_once(raw):
    def repeat(book):
        book["levels"]["B1"] = "id"

    assert refusal(edited(raw, repeat)) == [
        'board.xlsx:1: sheet "levels": the heading "id" is there twice: keep one'
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="2000000000"/>',
            "goes too far",
        ),
        (
            '<row r="1"><c r="SZZ1" t="inlineStr"><is><t>id</t></is></c></row>',
            "columns; at most 500 are read",
        ),
        ("<row/>" * 6_000, "goes too far"),
        ("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 900)), "goes too far"),
        (f"<row><c t='inlineStr'><is><t>{'x' * 1_500_000}</t></is></c></row>", "1,500,000 characters long"),
        ('<row r="1"><c r="A1" t="s"><v>999</v></c></row>', "may be damaged"),
        ('<row r="1"><c r="A1" t="d"><v>soon</v></c></row>', "may be damaged"),
        ('<row r="x"><c r="A1"/></row>', "may be damaged"),
    ],
    ids=range(8),
)
def test_a_sheet_beyond_measure_is_refused(raw, cells, message):
    told = refusal(altered(raw, "xl/worksheets/sheet3.xml", SHEET.format(cells)))
    assert any(message in each for each in told)


def test_a_long_cell_is_told_of_its_place(raw):
    cells = (
        "<row><c t='inlineStr'><is><t>id</t></is></c></row>"
        f"<row><c t='inlineStr'><is><t>{'x' * 1_500_000}</t></is></c></row>"
    )
    assert refusal(altered(raw, "xl/worksheets/sheet3.xml", SHEET.format(cells)))[0] == (
        'board.xlsx:2: sheet "levels", column "id": is 1,500,000 characters long; at most 131,072 are read'
    )


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda raw: b"", "may be damaged or cut short"),
        (lambda raw: b"row,id\r\n", "may be damaged or cut short"),
        (lambda raw: raw[: len(raw) // 2], "may be damaged or cut short"),
        (lambda raw: b"\xd0\xcf\x11\xe0" + raw, "is locked, or of the old Excel kind"),
        (lambda raw: raw + b" " * 5_000_000, "is larger than 5 MB"),
        (
            lambda raw: altered(raw, "xl/worksheets/sheet3.xml", b" " * 50_000_000),
            "would unpack to more than 2 MB",
        ),
        (
            lambda raw: altered(raw, "xl/worksheets/sheet3.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "is not built as a workbook is (in xl/worksheets/sheet3.xml)",
        ),
        (
            lambda raw: altered(
                raw,
                "xl/worksheets/sheet3.xml",
                b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            ),
            "is not built as a workbook is (in xl/worksheets/sheet3.xml)",
        ),
    ],
    ids=range(8),
)
def test_what_is_no_workbook_is_refused(raw, damage, message):
    (told,) = refusal(damage(raw))
    assert told.startswith("board.xlsx:1: the whole file: ")
    assert message in told


def test_a_part_that_understates_its_size_is_not_unpacked_further(raw):
    """The size in a zip's list is also the most that is unpacked; what does not fit to its sum is refused."""
    bomb = altered(raw, "xl/worksheets/sheet3.xml", b" " * 1_000_000)
    place = bomb.rindex(b"xl/worksheets/sheet3.xml") - 46 + 24
    understated = bomb[:place] + (100).to_bytes(4, "little") + bomb[place + 4 :]
    assert zipfile.ZipFile(BytesIO(understated)).getinfo("xl/worksheets/sheet3.xml").file_size == 100
    assert "may be damaged or cut short" in refusal(understated)[0]


@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_damage_ends_in_tables_or_in_faults(raw, damages):
    damaged = bytearray(raw)
    for place, new in damages:
        start = place % len(damaged)
        damaged[start : start + len(new)] = new
    faults = faults_in(bytes(damaged))
    assert all(fault.line >= 1 and fault.where and "\n" not in str(fault) for fault in faults)


def test_what_is_wrong_with_cells_and_what_is_wrong_with_rows_is_told_at_once(raw):
    def spoil(book):
        book["domains"]["Z3"] = "below no heading"

    spoilt = put(edited(raw, spoil), "questions", "domain", "nowhere")
    told = refusal(spoilt)
    assert any("which has no heading: give it one" in line for line in told)
    assert any('there is no domain "nowhere"' in line for line in told)


def test_a_cell_without_sense_is_not_told_to_be_empty_too(raw):
    spoilt = put(raw, "questionnaire", "version", date(2026, 1, 1))
    assert len([line for line in refusal(spoilt) if '"version"' in line]) == 1
