"""What an archive says of itself is not believed."""

import io
import struct
import zipfile
import zlib

import pytest

from govscore.questionnaire.packed import BadArchive, NoArchive, TooMuch, check_xml, repack, unpack

MOST = {"most_parts": 3, "most_bytes": 1_000}
LOCAL, CENTRAL = (b"PK\x03\x04", 14), (b"PK\x01\x02", 16)


def packed(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, raw in parts:
            archive.writestr(zipfile.ZipInfo(name), raw, method)
    return file.getvalue()


def claiming(raw: bytes, size: int, checked: bytes) -> bytes:
    """The archive of one part, which says that the part is smaller, with the checksum of what it says it is."""
    changed = bytearray(raw)
    for mark, checksum_at in (LOCAL, CENTRAL):
        at = changed.index(mark)
        struct.pack_into("<L", changed, at + checksum_at, zlib.crc32(checked))
        struct.pack_into("<L", changed, at + checksum_at + 8, size)
    return bytes(changed)


def test_what_is_wanted_is_unpacked() -> None:
    raw = packed(("a", b"1"), ("b", b"2"))
    assert unpack(raw, **MOST) == {"a": b"1", "b": b"2"}
    assert unpack(raw, **MOST, wanted="b".__eq__) == {"b": b"2"}


@pytest.mark.parametrize(
    ("raw", "kind", "told"),
    [
        (b"", NoArchive, "cannot be read as a zip archive"),
        (b"PK\x03\x04" + b"x" * 90, NoArchive, "cannot be read as a zip archive"),
        (packed(("a", b"1"))[:-5], NoArchive, "cannot be read as a zip archive"),
        (packed(*((name, b"") for name in "abcd")), TooMuch, "holds more than 3 files"),
        (packed(("a", b"x" * 1_001)), TooMuch, "holds more than 3 files, or 0.001 MB"),
        (packed(("a", b"x" * 600), ("b", b"x" * 600)), TooMuch, "holds more than"),
        (packed(("a", b"x"), method=zipfile.ZIP_BZIP2), BadArchive, "packed in an unusual way"),
        (packed(("a", b"x"), method=zipfile.ZIP_LZMA), BadArchive, "packed in an unusual way"),
    ],
    ids=["nothing", "rubbish", "cut short", "many", "large", "large together", "bzip2", "lzma"],
)
def test_what_is_no_archive_or_too_much_is_refused(raw: bytes, kind: type[BadArchive], told: str) -> None:
    with pytest.raises(kind, match=told):
        unpack(raw, **MOST)


def test_a_part_that_lies_about_its_size_and_its_checksum_is_not_unpacked_further() -> None:
    """Whoever read such a part whole would unpack all of it before looking at its size."""
    lying = claiming(packed(("a", b" " * 50_000_000)), 100, b" " * 100)
    assert unpack(lying, **MOST) == {"a": b" " * 100}


def test_what_is_packed_anew_is_as_it_was_and_tells_the_truth() -> None:
    with zipfile.ZipFile(repack({"a": b"1", "b/c": b"23"})) as archive:
        assert {part.filename: part.file_size for part in archive.infolist()} == {"a": 1, "b/c": 2}
        assert archive.read("b/c") == b"23"


def test_a_part_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        raw = packed(("a", b"1"), ("a", b"2"))
    with pytest.raises(BadArchive, match="holds a twice"):
        unpack(raw, **MOST)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("xl/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "is not built as a workbook is"),
        ("xl/styles.xml", "<a/>".encode("utf-16"), "is not built as a workbook is"),
        ("xl/styles.xml", b"<xf/>" * 11, "holds far more than a questionnaire"),
        ("xl/worksheets/sheet1.xml", b"<c/>" * 101, "holds far more than a questionnaire"),
    ],
)
def test_xml_that_would_grow_is_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(BadArchive, match=told):
        check_xml({name: content}, most_tags=100, most_beside_cells=10)


def test_cells_may_be_many() -> None:
    check_xml({"xl/worksheets/sheet1.xml": b"<c/>" * 100}, most_tags=100, most_beside_cells=10)
