"""A CSV file as anybody's program writes it is the same rows."""

import pytest

from govscore.benchmarking.errors import UnreadableRatings
from govscore.benchmarking.rating_lines import read_rows

ROWS = [(1, ["board", "who is it"]), (2, ["1", "Zoë – “x”"])]
TEXT = "board,who is it\n1,Zoë – “x”\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.rstrip().encode(),
        b'"board","who is it"\n"1","' + "Zoë – “x”".encode() + b'"\n',
    ],
    ids=["plain", "mark", "utf-16", "windows", "semicolon", "tab", "crlf", "cr", "no end", "quoted"],
)
def test_whoever_wrote_it_the_rows_are_the_same(content: bytes) -> None:
    assert list(read_rows(content, name="a.csv")) == ROWS


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    content = b'board,q\n\n1,"two\nlines"\n2,3\n'
    assert [line for line, _ in read_rows(content, name="a.csv")] == [1, 3, 5]


def test_a_comma_within_quotation_marks_parts_nothing() -> None:
    content = b'board;"one, two, three";q\n1;2;3\n'
    assert next(read_rows(content, name="a.csv"))[1] == ["board", "one, two, three", "q"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.csv is empty"),
        (b"\xef\xbb\xbf\r\n", "a.csv is empty"),
        (b"PK\x03\x04", "is a workbook"),
        (b"a\x00b", "is not text"),
        (b"board\n1\n\x9d\n", "line 3: the byte 0x9D"),
        (b'board\n"1\n2\n', "line 2: the row that begins here"),
        (b'board\n"1"2\n', "line 2: the row that begins here"),
        (b"\xff\xfea", "line 1: the byte 0x61"),
    ],
)
def test_what_cannot_be_read_is_said_so(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableRatings, match=said):
        list(read_rows(content, name="a.csv"))
