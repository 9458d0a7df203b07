import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govscore.reporting.csv_export import option_labels, safe_cell, to_csv
from govscore.reporting.model import QuestionRow, Report
from tests.reporting.full_report import make_full_report

REPORT = make_full_report()


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def with_first(report: Report, row: QuestionRow) -> Report:
    first = report.domains[0]
    changed = replace(first, questions=(row, *first.questions[1:]))
    return replace(report, domains=(changed, *report.domains[1:]))


def test_there_is_one_row_a_question_with_its_number_and_words() -> None:
    rows = read(to_csv(REPORT))
    assert [row["order"] for row in rows] == [row.order for row in REPORT.annex]
    first = rows[0]
    assert (first["board"], first["domain"], first["answers"]) == (
        "Inventon Primary School",
        "Strategic leadership",
        "9",
    )
    assert (first["mean"], first["level"], first["count: Secure"]) == ("2.889", "Secure", "6")


def test_a_spreadsheet_knows_its_letters() -> None:
    assert to_csv(REPORT).startswith(b"\xef\xbb\xbf")


def test_a_withheld_row_has_empty_cells_and_its_reason() -> None:
    withheld = [row for row in read(to_csv(REPORT)) if row["withheld"]]
    assert withheld
    numbers = ("mean", "level", "median", "average deviation", "count: Secure", "count: Don't know")
    assert {row[name] for row in withheld for name in numbers} == {""}
    assert {row["nearly all"] for row in withheld} == {"", "nearly all: secure"}


def test_nought_is_written_and_missing_is_not() -> None:
    row = read(to_csv(REPORT))[0]
    assert (row["count: Not yet"], row["don't know"], row["skipped"]) == ("0", "0", "0")


def test_where_all_is_withheld_there_are_no_columns_of_counts() -> None:
    report = make_full_report(people=3)
    assert option_labels(report) == ()
    assert {row["withheld"] for row in read(to_csv(report))} == {"withheld: fewer than 5 answers"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_nobodys_words_become_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_ordinary_words_stay_as_they_are() -> None:
    assert safe_cell("2.9") == "2.9"
    assert safe_cell("See item 3 = done") == "See item 3 = done"


@given(st.text(st.characters(codec="utf-8"), max_size=80))
@example("=cmd|' /C calc'!A0")
@example('a";"b\n=1')
def test_a_note_comes_back_in_its_cell_and_never_starts_a_formula(note: str) -> None:
    row = replace(REPORT.annex[0], notes=(note,))
    (first, *rest) = read(to_csv(with_first(REPORT, row)))
    assert len(rest) == len(REPORT.annex) - 1
    assert first["notes"].removeprefix("'") == " ".join(note.split()).removeprefix("'")
    assert not first["notes"].startswith(("=", "+", "-", "@", "\t", "\r"))
