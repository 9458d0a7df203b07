"""CSV files as spreadsheets and people leave them, and what only pretends to be one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.loader import load_questionnaire
from govscore.questionnaire.sheets.assembling import from_tables
from govscore.questionnaire.sheets.row_shapes import Kind
from govscore.questionnaire.sheets.table_csv import read_csv, to_csv
from govscore.questionnaire.sheets.tables import to_tables
from tests.make import make_advice, make_questionnaire
from tests.questionnaire.folders import SOUND


def tables():
    whole = load_questionnaire(SOUND)
    return to_tables(whole.manifest, whole.domains, whole.rubric, whole.advice)


def faults_in(raw):
    try:
        from_tables(read_csv(raw, name="board.csv"))
    except FaultyQuestionnaire as refused:
        return refused.faults
    return ()


def refusal(raw):
    told = [str(fault) for fault in faults_in(raw)]
    assert told
    return told


def test_the_file_says_its_encoding_and_what_each_row_is_about():
    raw = to_csv(tables())
    assert raw.startswith("\ufeffrow,code,version,title,".encode())
    assert {
        line.split(",")[0] for line in raw.decode("utf-8-sig").splitlines() if line[:5] in ("level", "domai")
    } == {
        "level",
        "domain",
    }


def test_semicolons_tabs_and_utf_16_are_read_as_well():
    contents = from_tables(tables())
    text = to_csv(tables()).decode("utf-8-sig")
    lines = text.splitlines()
    head = lines[0].replace(",", ";")
    simple = [line for line in lines[1:] if '"' not in line]
    semicolons = "\n".join([head, *(line.replace(",", ";") for line in simple)])
    found = read_csv(semicolons.encode(), name="a.csv").tables
    assert found[Kind.LEVEL].rows[0].cells == tables().tables[Kind.LEVEL].rows[0].cells
    assert from_tables(read_csv(text.encode("utf-16"), name="a.csv")) == contents


def test_blank_rows_and_columns_that_are_empty_do_no_harm():
    text = to_csv(tables()).decode("utf-8-sig").replace("\r\nlevel,", "\r\n,,,\r\n\r\nlevel,", 1)
    text = "\r\n".join(line + "," for line in text.split("\r\n"))
    assert from_tables(read_csv(text.encode(), name="a.csv")) == from_tables(tables())


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", 'board.csv:1: the whole file: must begin with a row of headings, the first of which is "row"'),
        (
            b"id,text\r\n",
            'board.csv:1: the whole file: must begin with a row of headings, the first of which is "row"',
        ),
        (
            b"row,id\r\nlevel,\xe9\r\n",
            "board.csv:2: this line: is not UTF-8 text, so letters may have been lost",
        ),
        (b"row,id,id\r\n", 'board.csv:1: the whole row: the heading "id" is there twice: keep one'),
        (
            b"row,id\r\nlevle,a\r\n",
            'board.csv:2: column "row": "levle" is no kind of row: did you mean "level"?',
        ),
        (b"row,id\r\n,a\r\n", 'board.csv:2: column "row": does not say what it is'),
        (
            b"row,id\r\nlevel,a,b\r\n",
            'board.csv:2: the whole row: "b" stands in column 3, which has no heading',
        ),
        (b'row,id\r\nlevel,"a\r\n', "board.csv:2: the whole row: the quotation marks do not pair up"),
        (b'row,id\r\nlevel,"a"b\r\n', "board.csv:2: the whole row: the quotation marks do not pair up"),
        (b"row,id\r\nlevel," + b"a" * 200_000, "board.csv:2: the whole row: a cell is longer than 131,072"),
        (b"row,id" + b"\r\n" * 6_000, "board.csv:5001: the whole row: the table goes too far"),
        (b"row,id\r\n" + b"," * 600 + b"a\r\n", "board.csv:2: the whole row: has 601 columns; at most 500"),
        (b"row," + b"a" * 2_000 + b"\r\n", "is 2,000 characters long: shorten it"),
        (b"row,a\x07\r\n", "board.csv:1: the whole row: a heading holds the invisible character U+0007"),
        (b"row\r\n" + b"x" * 5_000_000, "board.csv:1: the whole file: is larger than 5 MB"),
        (b"\xff\xfe\x00\xd8", "board.csv:1: this line: is not UTF-8 text"),
    ],
    ids=range(16),
)
def test_what_is_no_table_is_refused_with_its_place(raw, message):
    assert message in refusal(raw)[0]


def test_after_a_hundred_faults_nobody_reads_on():
    assert len(refusal(b"row,id\r\n" + b"odd,a\r\n" * 4_000)) == 100


def test_a_fault_in_a_cell_is_told_by_row_and_column():
    text = to_csv(tables()).decode("utf-8-sig")
    raw = text.replace("\r\nlevel,", "\r\nlevel,code", 1).encode()
    with pytest.raises(
        FaultyQuestionnaire, match=r'a\.csv:\d+: column "code": nothing reads this column of a level'
    ):
        from_tables(read_csv(raw, name="a.csv"))


def test_what_does_not_fit_into_a_cell_is_refused_when_it_is_written():
    whole = make_questionnaire(advice=(make_advice().model_copy(update={"what": "a" * 140_000}),))
    with pytest.raises(
        FaultyQuestionnaire, match=r'sheet "recommendations", column "what": is 140,000 characters'
    ):
        to_csv(to_tables(whole.manifest, whole.domains, whole.rubric, whole.advice))


@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(alphabet='row,;\t"\r\nleveldomain=null{}[]:\x00é', max_size=80).map(
            lambda text: f"row,{text}".encode()
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_end_in_tables_or_in_faults(raw):
    assert all(fault.line >= 1 and fault.where and "\n" not in str(fault) for fault in faults_in(raw))
