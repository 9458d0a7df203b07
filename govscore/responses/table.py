"""From pasted text, a CSV file or a workbook to lines of cells; what is no list is refused in a sentence."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from govscore.errors import ResponseError
from govscore.responses.lines import Table, checked_lines, empty
from govscore.responses.workbook import is_workbook, read_workbook

MAX_BYTES = 5_000_000
_DELIMITERS = ("\t", ";", ",")
_ADDRESS = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_MARKUP = re.compile(r"\s*<(!doctype|!--|html|head|body|table|\?xml|div|p|script|svg)\b", re.IGNORECASE)
_HARMLESS = "\t\r\n\x0b\x0c\x1a\x85"
_SAMPLE = 20
_SAVE_AS = "save the list as CSV or as an Excel workbook (.xlsx)"


def read_table(content: bytes | str, *, name: str) -> Table:
    """Read the lines of a list; its kind is known by the content, not by the name."""
    if len(content) > MAX_BYTES:
        raise ResponseError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB; a list of people is far smaller"
        )
    if isinstance(content, bytes) and is_workbook(content):
        return read_workbook(content, name=name)
    text = content if isinstance(content, str) else _decoded(content, name=name)
    text = text.removeprefix("\ufeff")
    _check_text(text, name=name)
    return Table(lines=checked_lines(_split(text, name=name), name=name))


def _decoded(content: bytes, *, name: str) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ResponseError(f"{name} is not text that can be read; {_SAVE_AS}")


def _check_text(text: str, *, name: str) -> None:
    if not text.strip(" \t\r\n,;"):
        raise empty(name)
    if _MARKUP.match(text):
        raise ResponseError(f"{name} is a web page, not a list; {_SAVE_AS}")
    if text.startswith("%PDF") or any(_is_binary(character) for character in text):
        raise ResponseError(f"{name} is neither a list nor a workbook; {_SAVE_AS}")


def _is_binary(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character not in _HARMLESS


def _split(text: str, *, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    lines = re.split(r"\r\n|\r|\n", text)
    first = next((line for line in lines if line.strip()), "")
    return _addresses(lines) if _ADDRESS.search(first) else _delimited(lines, name=name)


def _delimited(lines: Sequence[str], *, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    ended = (f"{line}\n" for line in lines)
    reader = csv.reader(ended, delimiter=_delimiter(lines), skipinitialspace=True, strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as fault:
        raise ResponseError(
            f"{name}, line {start}: the quotation marks do not pair up; mend that line"
        ) from fault


def _delimiter(lines: Iterable[str]) -> str:
    """The mark that most lines have; a tab goes before a semicolon, and that before a comma."""
    sample = list(islice((line for line in lines if line.strip()), _SAMPLE))
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in sample))


def _addresses(lines: Iterable[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Read “Name <address>” as mail programs write it: one or several a line, each perhaps with a role."""
    for number, line in enumerate(lines, 1):
        texts = _ADDRESS.split(line)
        if len(texts) == 1:
            yield number, [cell.strip() for cell in re.split(r"[\t;,]", line)]
            continue
        between = [_role_and_name(text) for text in texts[2:-1:2]]
        names = [texts[0], *(name for _, name in between)]
        roles = [*(role for role, _ in between), texts[-1]]
        for cells in zip(names, texts[1::2], roles, strict=True):
            yield number, [cell.strip(' \t,;"') for cell in cells]


def _role_and_name(text: str) -> tuple[str, str]:
    """Part what stands between two addresses: there is a role only where a semicolon ends it."""
    role, mark, name = text.partition(";")
    return (role, name) if mark else ("", text)
