import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.foreign.losses import Ledger
from govscore.questionnaire.foreign.tsv import MOST_BYTES, read_tsv

HEAD = "class\ttype/scale\tname\ttext\n"


def read(text, encoding="utf-8"):
    return read_tsv(text.encode(encoding), Ledger(), name="survey.txt")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "survey.txt:1: this line: is not LimeSurvey’s tab-separated structure"),
        (b"a,b,c\n1,2,3\n", "survey.txt:1: this line: is not LimeSurvey’s tab-separated structure"),
        (bytes(range(256)), "is not text"),
        (HEAD.encode() + b'Q\t5\tq\t"' + b"x" * 200_000, "survey.txt:2: this line: cannot be read"),
        (HEAD.encode() + b"Q\t5\tq\t" + b"x" * 9_000_000, "survey.txt:2: this line: cannot be read"),
        (HEAD.encode() + b"\n" * 30_000, "has more than 20,000 rows"),
        (b" " * (MOST_BYTES + 1), "is larger than 10 MB"),
        (("\t" * 600).join(HEAD.split("\t")).encode(), "survey.txt:1: this line"),
    ],
)
def test_what_is_no_structure_is_refused_in_a_sentence(raw, said):
    with pytest.raises(QuestionnaireError, match=said) as caught:
        read_tsv(raw, Ledger(), name="survey.txt")
    assert str(caught.value).startswith("survey.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_as_spreadsheets_save_it(encoding):
    (row,) = read(HEAD + "G\t\tRôl\tx\n", encoding).of("groups")
    assert row.get("group_name") == "Rôl"


def test_windows_text_is_read_and_told():
    ledger = Ledger()
    tables = read_tsv((HEAD + "G\t\tRôl\tx\n").encode("cp1252"), ledger, name="survey.txt")
    assert tables.of("groups")[0].get("group_name") == "Rôl"
    assert "read as Windows text" in ledger.close()[0].message


def test_a_line_belongs_to_what_stands_above_it():
    tables = read(HEAD + 'G\t\tOne\t\nQ\tL\tq\t"Two\nlines"\nSQ\t\ts\tRow\nA\t0\ta\tYes\n')
    question, row, answer = (tables.of(name)[0] for name in ("questions", "subquestions", "answers"))
    assert question.get("gid") == tables.of("groups")[0].get("gid")
    assert row.get("parent_qid") == answer.get("qid") == question.get("qid")
    assert (question.line, row.line, answer.line) == (3, 5, 6)


def test_a_masked_formula_is_unmasked():
    assert read(HEAD + "G\t\tA\t'=1+1\n").of("groups")[0].get("description") == "=1+1"


def test_a_class_that_is_not_known_is_kept_apart():
    assert len(read(HEAD + "ZZ\t\tA\tx\n").of("class ZZ")) == 1


def test_cells_that_are_blank_take_no_room():
    (row,) = read(HEAD + "G\t\tName\t\n").of("groups")
    assert "" not in [value for name, value in row.fields.items() if name == "group_name"]
    heads = HEAD.strip() + "".join(f"\tmore{number}" for number in range(400)) + "\n"
    rows = read_tsv((heads + ("G" + "\t" * 400 + "\n") * 5_000).encode(), Ledger(), name="x").of("groups")
    assert len(rows) == 5_000


def test_very_many_cells_are_refused_before_they_are_all_kept():
    heads = HEAD.strip() + "".join(f"\tmore{number}" for number in range(400)) + "\n"
    raw = heads.encode() + (b"Q" + b"\tx" * 400 + b"\n") * 2_000
    with pytest.raises(
        QuestionnaireError, match=r"survey.txt:[0-9]+: this line: has more than 20,000 rows or 400,000"
    ):
        read_tsv(raw, Ledger(), name="survey.txt")
