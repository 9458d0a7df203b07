"""The files of one version in a single YAML file, a document each, byte for byte; and in a zip archive.

A document begins with a line such as `--- # domains/people.yaml`. No sound file has such a line inside, since
a file holds one document only.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from govscore.questionnaire.faults import Fault, FaultyQuestionnaire
from govscore.questionnaire.files import MANIFEST, Contents
from govscore.questionnaire.yaml_reader import MAX_BYTES

MOST_FILES = 200
_LINE = re.compile(rb"^--- # (?P<name>[a-z0-9./-]+)(?P<open> \(no line end\))?\r?\n", re.MULTILINE)
_BEGINS = b"--- # "


def is_bundle(raw: bytes) -> bool:
    """Say whether a file looks like one made here."""
    return raw.removeprefix(b"\xef\xbb\xbf").startswith(_BEGINS)


def to_bundle(contents: Contents) -> bytes:
    """Write the files one after another, each below a line with its name."""
    return b"".join(_document(name, raw) for name, raw in contents.items())


def read_bundle(raw: bytes, *, name: str) -> dict[str, bytes]:
    """Take the files apart again, or say what is wrong with the lines between them."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    marks = list(_LINE.finditer(raw))
    if not marks or marks[0].start() != 0:
        raise _refused(name, 1, 'must begin with a line such as "--- # questionnaire.yaml"')
    ends = (*(mark.start() for mark in marks[1:]), len(raw))
    found: dict[str, bytes] = {}
    for mark, end in zip(marks, ends, strict=True):
        file = mark["name"].decode()
        line = raw.count(b"\n", 0, mark.start()) + 1
        if file in found:
            raise _refused(name, line, f"{file} is there twice: keep one of the two")
        body = raw[mark.end() : end]
        found[file] = body.removesuffix(b"\n") if mark["open"] else body
    return found


def read_archive(raw: bytes, *, name: str) -> dict[str, bytes]:
    """Take the files of one version out of a zip archive, from wherever in it they lie."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return dict(_members(archive, name=name))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        raise _refused(name, 1, "cannot be read as a zip archive, and may be damaged or locked") from None


def _members(archive: zipfile.ZipFile, *, name: str) -> Iterator[tuple[str, bytes]]:
    manifests = [
        part.filename for part in archive.infolist() if PurePosixPath(part.filename).name == MANIFEST
    ]
    if len(manifests) != 1:
        raise _refused(name, 1, f"must hold one {MANIFEST}, and holds {len(manifests)}")
    folder = PurePosixPath(manifests[0]).parent
    parts = [part for part in archive.infolist() if part.filename.endswith(".yaml")]
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > 4 * MAX_BYTES:
        raise _refused(name, 1, "holds more than any questionnaire: pack only the folder of one version")
    for part in parts:
        path = PurePosixPath(part.filename)
        if path.is_relative_to(folder):
            with archive.open(part) as file:
                yield path.relative_to(folder).as_posix(), file.read(MAX_BYTES + 1)


def _document(name: str, raw: bytes) -> bytes:
    is_open = not raw.endswith(b"\n")
    return (
        _BEGINS
        + name.encode()
        + (b" (no line end)\n" if is_open else b"\n")
        + raw
        + (b"\n" if is_open else b"")
    )


def _refused(name: str, line: int, message: str) -> FaultyQuestionnaire:
    return FaultyQuestionnaire((Fault(file=name, line=line, where="the whole file", message=message),))
