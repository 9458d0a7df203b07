"""Bringing in a questionnaire from a file of any kind that is known, told apart by what is in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from govscore.questionnaire.bundle import is_bundle, left_out, read_archive, read_bundle
from govscore.questionnaire.faults import FaultyQuestionnaire, shown, whole_file
from govscore.questionnaire.files import Contents, strange_files
from govscore.questionnaire.foreign.limesurvey import read_limesurvey, read_limesurvey_tsv
from govscore.questionnaire.foreign.losses import Carried, Loss
from govscore.questionnaire.foreign.xlsform import read_xlsform
from govscore.questionnaire.packed import BadArchive, unpack
from govscore.questionnaire.sheets.assembling import from_tables
from govscore.questionnaire.sheets.table_csv import FIRST, read_csv
from govscore.questionnaire.sheets.workbook_reading import read_workbook

LARGEST = 5_000_000
_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_SURVEY = "survey"
_BOOK = "xl/workbook.xml"
_MOST_OF_BOOK = 200_000
_SHEET = re.compile(rb"""<(?:\w{1,20}:)?sheet\s[^<>]{0,400}?\bname=["']([^"'<>]{1,200})["']""")
_LONGEST_NAME = 100
_MOST_TOLD = 50
_UNREAD = "no part of a questionnaire: left out"


def read_questionnaire(raw: bytes, *, name: str, on: date) -> Carried:
    """Read our own YAML, zip archive, workbook or CSV without loss; XLSForm and LimeSurvey with what is lost."""
    name = plain_name(name)
    if not raw.strip():
        raise whole_file(name, "is empty: choose the file again")
    if len(raw) > LARGEST:
        raise whole_file(name, f"is larger than {LARGEST // 1_000_000} MB: no questionnaire is as long")
    start = raw[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_bundle(raw):
        return _whole(read_bundle(raw, name=name), name)
    if raw.startswith((_ZIP, _OLD_EXCEL)):
        return _from_archive(raw, name=name, on=on)
    if start.startswith(b"<"):
        return read_limesurvey(raw, name=name, on=on)
    if b"\t" in re.split(rb"[\r\n]", raw, maxsplit=1)[0]:
        return read_limesurvey_tsv(raw, name=name, on=on)
    if start.lower().lstrip(b'"').startswith(FIRST.encode()):
        return _whole(from_tables(read_csv(raw, name=name)), name)
    raise whole_file(
        name,
        "is none of the files that can be read here: YAML, zip, XLSX or CSV taken away from this desk, "
        "an XLSForm workbook, a LimeSurvey .lss, or its tab-separated .txt",
    )


def plain_name(name: str) -> str:
    """The name of a file without its folders, as far as a message can hold it."""
    last = re.split(r"[/\\]", name)[-1].strip()
    return shown(last[-_LONGEST_NAME:]).strip() or "the file"


def _whole(contents: Mapping[str, bytes], name: str) -> Carried:
    if faults := strange_files(contents, folder=PurePath(name)):
        raise FaultyQuestionnaire(faults)
    return Carried(contents=contents, losses=())


def _from_archive(raw: bytes, *, name: str, on: date) -> Carried:
    sheets = _sheet_titles(raw)
    if sheets is None:
        contents = read_archive(raw, name=name)
        return replace(_whole(contents, name), losses=tuple(_left_out(raw, contents)))
    if _SURVEY in sheets:
        return read_xlsform(raw, name=name, on=on)
    return _whole(from_tables(read_workbook(raw, name=name)), name)


def _left_out(raw: bytes, contents: Contents) -> Iterator[Loss]:
    names = left_out(raw, contents)
    for name in names[:_MOST_TOLD]:
        yield Loss(line=None, where=shown(name[-_LONGEST_NAME:]), message=_UNREAD)
    if len(names) > _MOST_TOLD:
        yield Loss(line=None, where=f"{len(names) - _MOST_TOLD} more files", message=_UNREAD)


def _sheet_titles(raw: bytes) -> frozenset[str] | None:
    """The titles of a workbook's sheets, or nothing where an archive is no workbook."""
    if raw.startswith(_OLD_EXCEL):
        return frozenset()
    try:
        parts = unpack(raw, most_parts=1, most_bytes=_MOST_OF_BOOK, wanted=_BOOK.__eq__)
    except BadArchive:
        return frozenset()
    found = _SHEET.findall(parts[_BOOK]) if parts else ()
    return frozenset(title.decode("utf-8", "replace").lower() for title in found) if parts else None
