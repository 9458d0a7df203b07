"""The workbook that people open in Excel."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.loader import load_questionnaire
from govscore.questionnaire.sheets.assembling import from_tables
from govscore.questionnaire.sheets.tables import to_tables
from govscore.questionnaire.sheets.workbook import to_workbook
from govscore.questionnaire.sheets.workbook_reading import read_workbook
from govscore.questionnaire.writing.writer import write_contents
from tests.make import make_advice, make_questionnaire
from tests.questionnaire.folders import SOUND


def parts(**advice):
    whole = make_questionnaire(advice=(make_advice().model_copy(update=advice),))
    return whole.manifest, whole.domains, whole.rubric, whole.advice


def test_there_is_a_sheet_for_each_kind_with_its_headings_in_sight():
    whole = load_questionnaire(SOUND)
    raw = to_workbook(to_tables(whole.manifest, whole.domains, whole.rubric, whole.advice))
    book = load_workbook(BytesIO(raw))
    assert book.sheetnames == [
        "questionnaire",
        "scale options",
        "levels",
        "domains",
        "questions",
        "recommendations",
    ]
    sheet = book["questions"]
    assert (sheet.freeze_panes, sheet["A1"].value, sheet["A1"].font.bold) == ("C2", "domain", True)
    assert (sheet["C2"].alignment.wrap_text, sheet["C2"].number_format) == (True, "@")
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1 a", "-a", "@a", "'=1", "a\rb", "_x000D_", "a\tb\nc", " ŵ "]
)
def test_no_cell_is_a_formula_and_each_is_read_again(text):
    tables = to_tables(*parts(title=text.strip()))
    raw = to_workbook(tables)
    cells = [cell for row in load_workbook(BytesIO(raw))["recommendations"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(BytesIO(raw)).read("xl/worksheets/sheet6.xml")
    assert from_tables(read_workbook(raw, name="a.xlsx")) == write_contents(*parts(title=text.strip()))


@pytest.mark.parametrize("text", ["a" * 32_768, "\U0001f989" * 16_384, "\r" * 5_000 + "a"])
def test_a_text_that_excel_would_cut_is_refused(text):
    with pytest.raises(
        FaultyQuestionnaire, match=r'column "what": is [0-9,]+ characters long, and 32,767 fit'
    ):
        to_workbook(to_tables(*parts(what=text)))


def test_the_longest_text_that_fits_is_kept():
    tables = to_tables(*parts(what="a" * 32_767))
    assert from_tables(read_workbook(to_workbook(tables), name="a.xlsx")) == from_tables(tables)


def test_a_workbook_that_would_not_be_read_again_is_refused():
    advice = tuple(make_advice(f"a-{n}").model_copy(update={"what": "a" * 30_000}) for n in range(70))
    whole = make_questionnaire(advice=advice)
    with pytest.raises(
        FaultyQuestionnaire, match=r"would be 2\.\d MB large, and at most 2 MB are read again"
    ):
        to_workbook(to_tables(whole.manifest, whole.domains, whole.rubric, whole.advice))
