"""Bytes become rows under their columns, or one clear sentence says why not."""

import gzip

import pytest

from govscore.boards.tables import Row, decode, read_table, sift
from govscore.errors import RegisterError


def rows(content: bytes, *, spill: str | None = None) -> list[Row]:
    return list(read_table(content, name="x.csv", spill=spill).rows())


def test_valid_utf8_beyond_ascii_is_read_as_utf8() -> None:
    assert decode("a,É\n".encode(), name="x.csv") == "a,É\n"


def test_what_is_no_valid_utf8_is_read_as_windows_1252() -> None:
    assert decode("Schools’ à\xa0".encode("cp1252"), name="x.csv") == "Schools’ à\xa0"


def test_a_utf8_mark_is_no_part_of_the_first_column() -> None:
    assert [row.get("URN") for row in rows(b'\xef\xbb\xbf"URN"\r\n1\r\n')] == ["1"]


@pytest.mark.parametrize("byte", [b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"])
def test_a_byte_of_neither_encoding_is_named_with_its_line(byte: bytes) -> None:
    said = f"x.csv is neither UTF-8 nor Windows-1252: line 3 holds the byte 0x{byte.hex().upper()}; save"
    with pytest.raises(RegisterError, match=said):
        decode(b"URN\n1\n" + byte, name="x.csv")


def test_a_file_marked_as_utf8_is_not_read_as_anything_else() -> None:
    with pytest.raises(RegisterError, match="not UTF-8, as its mark says it is: line 2 holds the byte 0x92"):
        decode(b"\xef\xbb\xbfURN\n\x92", name="x.csv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n \r\n", "is empty"),
        (b"\n <!DOCTYPE html><html>", "is a web page"),
        (b"PK\x03\x04rest", "is a zip file or an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "is an old Excel workbook"),
        (b"%PDF-1.7", "is a PDF"),
        ("URN\n1".encode("utf-16"), "is UTF-16 text"),
        ("URN\n1".encode("utf-16-le"), "is not text"),
        (b"\x1f\x8bnonsense", "is a damaged gzip file"),
        (gzip.compress(b"URN\n1\n", mtime=0)[:-6], "is a damaged gzip file"),
        (b"\nURN\n1\n", "has no header on its first line"),
        (b'"URN,LA\n1,2\n', "has no header on its first line"),
        (b"URN,urn\n1,2\n", 'has the column "urn" twice'),
    ],
)
def test_what_is_no_csv_file_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(RegisterError, match=f"^x.csv {said}.*\\.$"):
        read_table(content, name="x.csv")


def test_a_gzipped_file_is_unpacked() -> None:
    assert [row.get("URN") for row in rows(gzip.compress(b"URN\n1\n"))] == ["1"]


def test_a_gzipped_file_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govscore.boards.tables.MOST_BYTES", 10)
    with pytest.raises(RegisterError, match="larger than 0 MB unpacked"):
        decode(gzip.compress(b"x" * 11), name="x.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    assert [(row.line, row.get("b")) for row in rows(f"a,b{end}1,2{end}3,4".encode())] == [(2, "2"), (3, "4")]


def test_a_column_is_found_whatever_its_place_and_case_and_one_that_is_not_there_is_empty() -> None:
    (row,) = rows(b"b, URN \n2,1\n")
    assert (row.get("urn"), row.get("B"), row.get("c")) == ("1", "2", "")


def test_no_break_spaces_at_the_end_of_a_name_are_no_part_of_it() -> None:
    (row,) = rows("URN,Name\n1,Hillside\xa0\n".encode("cp1252"))
    assert row.get("Name") == "Hillside"


def test_lines_are_those_of_the_file_where_a_field_holds_line_ends() -> None:
    found = rows(b'URN,Name\n1,"Hill\nside\n"\n\n2,Dale\n')
    assert [(row.line, row.get("URN")) for row in found] == [(2, "1"), (6, "2")]


def test_blank_lines_and_rows_of_commas_are_no_rows() -> None:
    assert [row.line for row in rows(b"URN,Name\n\n,\n1,a\n,,,,\n")] == [4]


@pytest.mark.parametrize("line", [b"1", b"1,2,3", b"1,2,"])
def test_a_row_with_too_few_or_too_many_fields_has_a_fault(line: bytes) -> None:
    (row,) = rows(b"URN,Name\n" + line)
    assert (
        row.fault
        == f"it has {line.count(b',') + 1} fields where the header has 2, so its columns are shifted"
    )


@pytest.mark.parametrize(
    ("line", "is_sound"),
    [(b"1,a", True), (b"1,a,,", True), (b"1,a,", False), (b"1,a,,,", False), (b"1,a,x,", False)],
)
def test_only_a_header_padded_with_empty_columns_allows_rows_padded_like_it(
    line: bytes, is_sound: bool
) -> None:
    (row,) = rows(b"URN,Name,,\n" + line)
    assert (row.fault is None) is is_sound


def test_values_after_a_last_column_that_overflows_are_kept() -> None:
    (row,) = rows(b"URN,Links\n1,a,b,c\n", spill="Links")
    assert (row.get("Links"), row.spilled, row.fault) == ("a", ("b", "c"), None)


def test_only_the_last_column_overflows() -> None:
    (row,) = rows(b"Links,URN\n1,a,b\n", spill="Links")
    assert row.fault


def test_a_quotation_mark_that_never_closes_costs_its_own_row_only() -> None:
    lines = [b"URN,Name", b'1,"Hill', *(b"%d,a" % number for number in range(2, 30))]
    found = rows(b"\n".join(lines))
    assert [row.line for row in found if row.fault] == [2]
    assert len(found) == 29


def test_text_after_a_closing_quotation_mark_is_a_fault_of_its_row_only() -> None:
    found = rows(b'URN,Name\n1,"Hill" side\n2,Dale\n')
    assert [(row.line, row.fault) for row in found] == [(2, "its quotation marks do not close"), (3, None)]


def test_sifting_counts_every_row_and_says_which_were_refused() -> None:
    kept: list[str] = []
    table = read_table(b"URN,Name\n1,a\n2\n3,c\n", name="x.csv")
    count, refused = sift(table, lambda row: kept.append(row.get("URN")))
    assert (count, kept) == (3, ["1", "3"])
    assert [(refusal.line, refusal.urn) for refusal in refused] == [(3, "2")]
