"""Opens zip archives from outside: unpacked piece by piece, for what one says of its size need not be true."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound at each step
_PIECE = 65_536
_OF_CELLS = ("xl/worksheets/", "xl/sharedStrings", "xl/calcChain")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class BadArchive(Exception):
    """An archive is not read; the message says why."""


class NoArchive(BadArchive):
    """A file is no zip archive at all, or a damaged or locked one."""


class TooMuch(BadArchive):
    """An archive holds more than is read."""


def unpack(
    raw: bytes, *, most_parts: int, most_bytes: int, wanted: Callable[[str], bool] = bool
) -> dict[str, bytes]:
    """Unpack the parts that are wanted, never more than so many or so much, or raise BadArchive."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = [part for part in archive.infolist() if wanted(part.filename)]
            if len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes:
                raise TooMuch(f"holds more than {most_parts} files, or {most_bytes / 1e6:g} MB of them")
            found: dict[str, bytes] = {}
            for part in parts:
                if part.filename in found:
                    raise BadArchive(f"holds {part.filename} twice: keep one of the two")
                left = most_bytes - sum(map(len, found.values()))
                found[part.filename] = _unpack(archive, part, left)
    except _DAMAGED:
        raise NoArchive("cannot be read as a zip archive, and may be damaged or locked") from None
    return found


def names_of_parts(raw: bytes) -> tuple[str, ...]:
    """List the files in an archive by name, unpacking none; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return tuple(dict.fromkeys(part.filename for part in archive.infolist() if not part.is_dir()))
    except _DAMAGED:
        return ()


def repack(parts: Mapping[str, bytes]) -> BytesIO:
    """Pack parts so that what the archive says of them is true."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    file.seek(0)
    return file


def check_xml(parts: Mapping[str, bytes], *, most_tags: int, most_beside_cells: int) -> None:
    """Refuse XML that declares anything, and more tags than a workbook needs; each becomes an object in memory."""
    tags = 0
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            here = content.count(b"<")
            tags += here
            if b"\x00" in content or b"<!DOCTYPE" in content:
                raise BadArchive(f"is not built as a workbook is (in {name})")
            if tags > most_tags or (here > most_beside_cells and not name.startswith(_OF_CELLS)):
                raise BadArchive(f"holds far more than a questionnaire (in {name})")


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    if part.compress_type not in _KNOWN:
        raise BadArchive(f"is packed in an unusual way (in {part.filename})")
    pieces, size = [], 0
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > most:
                raise TooMuch(f"holds far more than it says (in {part.filename})")
            pieces.append(piece)
    return b"".join(pieces)
