"""Zip archives that would burst, that lie about themselves, and that hide things."""

import io
import struct
import warnings
import zipfile
from random import Random

from bench.fuzzing.hostile import safe_text
from bench.fuzzing.material import File, contents, exported
from govscore.questionnaire.exporting import FileForm

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_WRONG = (b"\0\0", b"\1\0", b"\xff\xff", b"\x0c\0", b"\x0e\0", b"\x63\0", b"\x08\x08")
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def pack(parts: list[tuple[str, bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts, also such as have the same name."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, raw in parts:
            archive.writestr(zipfile.ZipInfo(name), raw, method)
    return file.getvalue()


def _parts(chance: Random) -> list[tuple[str, bytes]]:
    return list(contents(chance).items())


def folders(chance: Random) -> File:
    """The files lie in odd places, or under odd names, or twice."""
    parts = _parts(chance)
    prefix = chance.choice(("", "board/1.0/", "../", "/", "C:\\", "__MACOSX/", "./", "a/" * 200, "\x01/"))
    parts = [(prefix + name, raw) for name, raw in parts]
    extra = chance.choice(
        ("notes.txt", "domains/.hidden.yaml", "../evil.yaml", "domains/", safe_text(chance))
    )
    parts.insert(chance.randrange(len(parts)), (prefix + (extra or "x"), b"hello: world\n"))
    if chance.random() < 0.3:
        parts.append(chance.choice(parts))
    if chance.random() < 0.2:
        del parts[chance.randrange(len(parts))]
    return File(name="board.zip", raw=pack(parts, method=chance.choice(METHODS)))


def headers(chance: Random) -> File:
    """Its headers say what is not so: sizes, methods, flags, places."""
    raw = bytearray(_any(chance))
    for _ in range(chance.choice((1, 1, 3))):
        mark = chance.choice((_LOCAL, _CENTRAL, _CENTRAL, b"PK\x05\x06"))
        found = [at for at in range(len(raw)) if raw.startswith(mark, at)]
        if found:
            at = chance.choice(found) + 4 + 2 * chance.randrange(20)
            raw[at : at + 2] = chance.choice(_WRONG)
    return File(name="board.zip", raw=bytes(raw))


def _any(chance: Random) -> bytes:
    return exported(chance, FileForm.XLSX).raw if chance.random() < 0.5 else pack(_parts(chance))


def nested(chance: Random) -> File:
    """An archive lies in an archive."""
    raw, name = (
        _any(chance),
        chance.choice(("questionnaire.yaml", "inner.zip", "xl/workbook.xml", "rubric.yaml")),
    )
    for _ in range(chance.choice((1, 3, 30))):
        raw = pack([(name, raw)])
    return File(name="nested.zip", raw=raw)


def crowd(chance: Random) -> File:
    """There are very many files in it."""
    count = chance.choice((201, 2_000, 30_000))
    pattern = chance.choice(("domains/d{}.yaml", "{}/questionnaire.yaml", "{}", "xl/worksheets/sheet{}.xml"))
    parts = [(pattern.format(number), b"") for number in range(count)]
    return File(name="crowd.zip", raw=pack(_parts(chance) + parts if chance.random() < 0.5 else parts))


def bomb(chance: Random) -> File:
    """It holds one part that unpacks to very much, whatever it says of itself."""
    unpacked = chance.choice((3, 60, 900)) * 1_000_000
    name = chance.choice(BOMBED)
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    others = _unpacked(
        exported(chance, FileForm.XLSX if "/" in name or "[" in name else FileForm.YAML), chance
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for other, raw in others:
            if other != name:
                archive.writestr(other, raw)
        with archive.open(name, "w", force_zip64=False) as part:
            for _ in range(unpacked // 1_000_000):
                part.write(_MEGABYTE)
    raw = file.getvalue()
    if chance.random() < 0.6:
        raw = lying(raw, name, chance.choice((100, 1_000_000)))
    return File(name="bomb.zip", raw=raw)


_MEGABYTE = b" " * 1_000_000
BOMBED = (
    "questionnaire.yaml",
    "rubric.yaml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/media/image1.png",
)


def _unpacked(file: File, chance: Random) -> list[tuple[str, bytes]]:
    if not file.raw.startswith(b"PK"):
        return _parts(chance)
    with zipfile.ZipFile(io.BytesIO(file.raw)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def lying(raw: bytes, name: str, size: int) -> bytes:
    """Let a part say that it unpacks to less, everywhere it says so."""
    changed, sought = bytearray(raw), name.encode()
    for mark, size_at, name_at in ((_LOCAL, 22, 30), (_CENTRAL, 24, 46)):
        at = changed.find(mark)
        while at >= 0:
            if changed[at + name_at : at + name_at + len(sought)] == sought:
                struct.pack_into("<L", changed, at + size_at, size)
            at = changed.find(mark, at + 4)
    return bytes(changed)
