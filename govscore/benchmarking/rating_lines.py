"""From the bytes of a CSV file to its rows, whoever wrote it: UTF-8 or Windows, comma, semicolon or tab."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from govscore.benchmarking.errors import UnreadableRatings

WORKBOOK, UTF16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = (",", ";", "\t")
QUOTED = re.compile(r'"[^"]*"')


def read_rows(content: bytes, *, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a CSV file one by one, the headings first, with the line each begins on.

    Parameters
    ----------
    content : bytes
        The file: UTF-8 with or without its mark, UTF-16 with it, or Windows-1252.
    name : str
        What to call it in a message.

    Returns
    -------
    iterator of tuple of int and list of str
        Lines count from 1. What stands between rows, lines without any cell, is left out.

    Raises
    ------
    UnreadableRatings
        If it is empty or no text, or its quotation marks do not pair up.

    Notes
    -----
    Cells are parted by what stands most often in the first line: comma, semicolon or tab. Text is decoded as
    it is read, so that a million rows do not stand in memory twice.

    References
    ----------
    .. [1] RFC 4180, for quotation marks.

    Examples
    --------
    >>> list(read_rows(b"board;q1\\r\\n7;3\\r\\n", name="answers.csv"))
    [(1, ['board', 'q1']), (2, ['7', '3'])]
    """
    encoding = _encoding(content, name=name)
    with io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="") as lines:
        first = next((line for line in lines if line.strip()), None)
        if first is None:
            raise UnreadableRatings(f"{name} is empty; save it again, with a row of headings.")
        lines.seek(0)
        yield from _rows(lines, _delimiter(first), name=name)


def _encoding(content: bytes, *, name: str) -> str:
    if content.startswith(WORKBOOK):
        raise UnreadableRatings(f"{name} is a workbook, not a CSV file; save it as CSV UTF-8.")
    is_utf16 = content.startswith(UTF16)
    if not is_utf16 and b"\x00" in content:
        raise UnreadableRatings(f"{name} is not text; save it as CSV UTF-8.")
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
        else:
            return encoding
    line = content.count(b"\n", 0, place) + 1
    raise UnreadableRatings(
        f"{name}, line {line}: the byte 0x{content[place]:02X} is in no encoding that is read here; "
        "save the file as CSV UTF-8."
    )


def _delimiter(first: str) -> str:
    bare = QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count)


def _rows(lines: Iterable[str], delimiter: str, *, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise UnreadableRatings(
            f"{name}, line {line}: the row that begins here cannot be read; see whether its quotation marks pair up."
        ) from fault
