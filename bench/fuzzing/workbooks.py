"""Workbooks changed behind the back of whatever wrote them: their XML, and how much there is of it."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from bench.fuzzing.archives import pack
from bench.fuzzing.hostile import LONELY, xml_text
from bench.fuzzing.material import File, example, exported
from bench.fuzzing.surveys import ENCODINGS, ENTITIES
from govscore.questionnaire.exporting import FileForm

Parts = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'


def _any(chance: Random) -> tuple[str, Parts]:
    match chance.randrange(4):
        case 0:
            file = exported(chance, FileForm.XLSFORM)
        case 1:
            file = example(chance, ".xlsx")
        case _:
            file = exported(chance, FileForm.XLSX)
    with zipfile.ZipFile(io.BytesIO(file.raw)) as archive:
        return file.name, {name: archive.read(name) for name in archive.namelist()}


def _packed(name: str, parts: Parts) -> File:
    return File(name=name, raw=pack(list(parts.items())))


def _part(parts: Parts, chance: Random) -> str:
    sheets = [name for name in parts if "worksheets/" in name or "sharedStrings" in name]
    return chance.choice((*parts, *sheets))


def spoilt_part(chance: Random) -> File:
    """One part of it has other bytes, breaks off, or is missing."""
    name, parts = _any(chance)
    part = _part(parts, chance)
    raw = bytearray(parts[part])
    match chance.randrange(4):
        case 0:
            del parts[part]
            return _packed(name, parts)
        case 1:
            del raw[chance.randrange(len(raw)) :]
        case 2:
            for _ in range(chance.choice((1, 5, 50))):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        case _:
            at = chance.randrange(len(raw))
            raw[at:at] = chance.choice((b"<", b">", b'"', b"&", b"\0", b"<x/>", xml_text(chance).encode()))
    parts[part] = bytes(raw)
    return _packed(name, parts)


def values(chance: Random) -> File:
    """What stands between tags, or in attributes, is something else."""
    name, parts = _any(chance)
    part = _part(parts, chance)
    text = parts[part].decode()
    found = list(re.finditer(r'(?<=>)[^<>]+(?=<)|(?<==")[^"]*(?=")', text))
    for match in sorted(
        chance.sample(found, min(len(found), chance.choice((1, 1, 4)))), key=lambda m: -m.start()
    ):
        text = (
            text[: match.start()] + chance.choice((_escaped(xml_text(chance)), *_ODD)) + text[match.end() :]
        )
    parts[part] = text.encode()
    return _packed(name, parts)


_ODD = (
    "",
    "0",
    "-1",
    "999999999",
    "1e400",
    "nan",
    "A0",
    "XFD1048576",
    "ZZZZZZ99999999999",
    "A1:XFD1048576",
    "../../evil.xml",
    "/xl/workbook.xml",
    "http://203.0.113.9/x",
    "s",
    "inlineStr",
    "d",
    "e",
    "b",
    "_xD800_",
    "_x0000_",
    "survey",
    "yyyy-mm-dd",
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def entities(chance: Random) -> File:
    """A part of it declares things, to be blown up or to be fetched."""
    name, parts = _any(chance)
    part = _part(parts, chance)
    body = re.sub(rb"<\?xml[^>]*\?>", b"", parts[part], count=1)
    used = re.sub(rb"(?<=>)[^<>]+(?=<)", b"&e;", body, count=chance.choice((0, 1, 1, 0)) or 1)
    said = chance.choice(("", f"<?xml version='1.0' encoding='{chance.choice(ENCODINGS)}'?>"))
    parts[part] = (said + chance.choice(ENTITIES)).encode() + used
    return _packed(name, parts)


def surrogates(chance: Random) -> File:
    """Its cells hold half characters, written as Excel writes what XML cannot hold."""
    name, parts = _any(chance)
    texts = [each for each in parts if "worksheets/" in each or "sharedStrings" in each]
    written = "".join(f"_x{ord(sign):04X}_" if not sign.isprintable() else sign for sign in LONELY)
    for part in texts:
        raw = parts[part].decode()
        found = list(re.finditer(r"(?<=<t>)[^<]+(?=</t>)", raw))
        if found:
            match = chance.choice(found)
            odd = chance.choice((written, "_x0000_", "_x001B_[31m", "_x202E_", match[0] + "_xDFFF_"))
            parts[part] = (raw[: match.start()] + odd + raw[match.end() :]).encode()
    return _packed(name, parts)


def _cells(many: int, cell: str) -> str:
    return _SHEET.format("<row>" + cell * many + "</row>")


def _book(tag: str, content: str) -> str:
    return f'<workbook xmlns="{MAIN}"><{tag}>{content}</{tag}></workbook>'


HUGE: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("sheet1", lambda n: _cells(n, "<c/>")),
    ("sheet1", lambda n: _cells(n, "<c><v>1</v></c>")),
    ("sheet1", lambda n: _cells(n, '<c t="inlineStr"><is><t>x</t></is></c>')),
    ("sheet1", lambda n: _SHEET.format("<row/>" * n)),
    ("sheet1", lambda n: _SHEET.format("<row><c><v>1</v></c></row>" * n)),
    ("sheet1", lambda n: _SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    ("sheet1", lambda n: _SHEET.format('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')),
    ("sheet1", lambda n: _SHEET.format('<row><c r="ZZZ1"><v>1</v></c></row>' * (n // 10))),
    ("sheet1", lambda n: _SHEET.format('<c r="AAA1"' * n)),
    ("sheet1", lambda n: _SHEET.format(f'<row><c t="inlineStr"><is><t>{"x" * 5 * n}</t></is></c></row>')),
    ("sheet1", lambda n: _SHEET.format("<a>" * n)),
    ("sheet1", lambda n: f'<worksheet xmlns="{MAIN}"><mergeCells>' + '<mergeCell ref="A1:XFD1048576"/>' * n),
    ("sheet1", lambda n: _SHEET.format(f"<row><c><f>{'(' * n}</f></c></row>")),
    ("styles", lambda n: f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * n}</cellXfs></styleSheet>'),
    ("styles", lambda n: f'<styleSheet xmlns="{MAIN}"><fonts>{"<font/>" * n}</fonts></styleSheet>'),
    (
        "styles",
        lambda n: (
            f'<styleSheet xmlns="{MAIN}"><numFmts>'
            + "".join(f'<numFmt numFmtId="{i}" formatCode="{"y" * 5}"/>' for i in range(n // 6))
            + "</numFmts></styleSheet>"
        ),
    ),
    ("sharedStrings", lambda n: f'<sst xmlns="{MAIN}">{"<si/>" * n}</sst>'),
    ("sharedStrings", lambda n: f'<sst xmlns="{MAIN}"><si>{"<r><t>x</t></r>" * (n // 2)}</si></sst>'),
    ("workbook", lambda n: "<sheet" * n),
    ("workbook", lambda n: '<sheet name="survey"' * n),
    ("workbook", lambda n: _book("sheets", '<sheet name="x"/>' * (n // 3))),
    ("workbook", lambda n: _book("definedNames", '<definedName name="x">1</definedName>' * (n // 5))),
    (
        "Content_Types",
        lambda n: "<Types>" + '<Default Extension="a" ContentType="b"/>' * (n // 5) + "</Types>",
    ),
    (
        "_rels/workbook",
        lambda n: "<Relationships>" + '<Relationship Id="a"/>' * (n // 3) + "</Relationships>",
    ),
    ("docProps/core", lambda n: "<a>" * n),
    ("docProps/app", lambda n: "<a/>" * n),
)


def huge(chance: Random) -> File:
    """There is far too much of something in it, though it is packed small."""
    name, parts = _any(chance)
    sought, make = chance.choice(HUGE)
    part = next((each for each in parts if sought in each), "xl/sharedStrings.xml")
    parts[part] = make(chance.choice((3_000, 60_000, 390_000))).encode()
    return _packed(name, parts)
