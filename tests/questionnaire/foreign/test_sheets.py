import zipfile
from io import BytesIO

import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.foreign.losses import Ledger
from govscore.questionnaire.foreign.sheets import MOST_BYTES, MOST_UNPACKED, read_sheets
from govscore.questionnaire.foreign.steady import steady
from tests.questionnaire.foreign.forms import change, form, workbook

ASK = ("select_one yes_no", "a", "A?")
SHEET = "xl/worksheets/sheet1.xml"
WANTED = frozenset({"survey", "choices"})


def packed(content):
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", content)
    return written.getvalue()


def with_row(row):
    return change(form(ASK), SHEET, lambda raw: raw.replace(b"</sheetData>", row + b"</sheetData>"))


def read(raw):
    ledger = Ledger()
    sheets, others = read_sheets(raw, ledger, name="form.xlsx", wanted=WANTED)
    return sheets, others, [loss.message for loss in ledger.close()]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is not a workbook"),
        (b"PK\x03\x04" + b"x" * 100, "is not a workbook"),
        (form(ASK)[:-200], "is not a workbook"),
        (b" " * (MOST_BYTES + 1), "is larger than 5 MB"),
        (packed(b"0" * (MOST_UNPACKED + 1)), "far more than a form when it is unpacked"),
        (packed(b"<a/>" * 500_000), "holds far more than a questionnaire"),
        (packed(b"<a/>"), "cannot be read as a workbook"),
        (
            change(form(ASK), SHEET, lambda raw: b'<!DOCTYPE a [<!ENTITY b "x">]>' + raw),
            "is not built as a workbook",
        ),
        (change(form(ASK), SHEET, lambda raw: raw.decode().encode("utf-16")), "is not built as a workbook"),
        (change(form(ASK), SHEET, lambda _: b"<worksheet>"), "cannot be read as a workbook|not a"),
        (with_row(b'<row r="900000"><c r="A900000"><v>1</v></c></row>'), "far from all others"),
        (with_row(b'<row r="9"><c r="XFD9"><v>1</v></c></row>'), "far from all others"),
        (with_row(b'<row r="90000"><c r="A90000"><v>1</v></c></row>'), "has more than 5,000 rows"),
        (workbook({"survey": [("type",), *(("x",) for _ in range(5_001))]}), "has more than 5,000 rows"),
        (workbook({"survey": [("type",), *(("x" * 32_000,) for _ in range(70))]}), "more text than a form"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(raw, said):
    with pytest.raises(QuestionnaireError, match=said) as caught:
        read(raw)
    assert str(caught.value).startswith("form.xlsx")


def test_rows_are_read_with_blank_ones_in_their_place():
    sheets, others, told = read(
        workbook({"survey": [("type", "name"), (), ("x", 1.0), (True,)], "more": [("a",)]})
    )
    assert sheets[0].rows == ({}, {"type": "x", "name": "1"}, {"type": "TRUE"})
    assert (others, told) == (("more",), [])


def test_a_row_of_decorations_far_below_does_no_harm():
    sheets, _, told = read(with_row(b'<row r="1048576"/>'))
    assert len(sheets[0].rows) == 1
    assert told == []


def test_what_a_sheet_says_of_its_size_is_not_believed():
    raw = change(form(ASK), SHEET, lambda raw: raw.replace(b'ref="A1:D2"', b'ref="A1:A1"'))
    assert read(raw)[0][0].rows[0]["label"] == "A?"


def test_cells_without_a_heading_and_cells_too_long_are_told():
    _, _, told = read(workbook({"survey": [("type",), ("x", "stray")]}))
    assert told == ["cells without a heading were left out"]
    longer = form(ASK)
    raw = change(longer, SHEET, lambda raw: raw.replace(b"A?", b"y" * 1_000_000))
    sheets, _, told = read(raw)
    assert told == ["only the first 32,767 characters of a cell were read"]
    assert len(sheets[0].rows[0]["label"]) == 32_767


def test_a_workbook_without_its_hour_is_always_the_same():
    assert steady(form(ASK)) == steady(form(ASK))


def test_a_sheet_with_a_very_long_title_is_refused():
    def alter(raw):
        return raw.replace(b'name="survey"', b'name="' + b"s" * 100_000 + b'"')

    with pytest.raises(QuestionnaireError, match=r"the title of the sheet .* is too long: shorten it"):
        read(change(form(ASK), "xl/workbook.xml", alter))


def test_cells_that_never_close_are_looked_at_once():
    """Each was once searched to the end of the file for its bracket."""
    with pytest.raises(QuestionnaireError, match="cannot be read as a workbook"):
        read(change(form(ASK), SHEET, lambda _: b'<c r="AAA1"' * 390_000))
