"""Text and CSV to lines of cells."""

import pytest

from govscore.errors import ResponseError
from govscore.responses.table import read_table


def cells(content: bytes | str) -> list[tuple[str, ...]]:
    return [line.cells for line in read_table(content, name="list").lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    assert cells("Renée,r@example.org\r\n".encode(encoding)) == [("Renée", "r@example.org")]


def test_pasted_text_may_begin_with_a_byte_order_mark() -> None:
    assert cells("\ufeffA,a@example.org") == [("A", "a@example.org")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    assert cells(f"A,a@example.org{end}B,b@example.org{end}") == [
        ("A", "a@example.org"),
        ("B", "b@example.org"),
    ]


def test_blank_lines_and_blank_cells_at_the_end_are_dropped() -> None:
    table = read_table("A,a@example.org,,\n\n , \nB,b@example.org", name="list")
    assert [(line.number, len(line.cells)) for line in table.lines] == [(1, 2), (4, 2)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "list is empty"),
        (" \n\t\n", "list is empty"),
        (",,,\n , ,", "list is empty"),
        ('""', "list is empty"),
        ("  <!DOCTYPE html><html></html>", "is a web page"),
        (b"<html><body>Sign in</body></html>", "is a web page"),
        (b"%PDF-1.7 words", "is neither a list nor a workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is neither a list nor a workbook"),
        (b"\x81\x8d\x8f", "is not text that can be read"),
        (b"\xff\xfe\x00", "is not text that can be read"),
        ('A,"a@example.org\nB,b', "line 1: the quotation marks do not pair up"),
        ("a," * 51 + "a", "line 1: has 52 columns; at most 50 are read"),
        ("a@example.org\n" * 2_002, "has more than 2,000 rows"),
        ("a" * 5_000_001, "is larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes | str, told: str) -> None:
    with pytest.raises(ResponseError, match=told):
        read_table(content, name="list")


def test_two_thousand_people_and_a_heading_are_taken() -> None:
    assert len(cells("Name,Email\n" + "a,a@example.org\n" * 2_000)) == 2_001
