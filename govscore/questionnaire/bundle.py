"""The files of one version in a single YAML file, a document each, byte for byte; and in a zip archive.

A document begins with a line such as `--- # domains/people.yaml`. No sound file has such a line inside, since
a file holds one document only.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from govscore.questionnaire.faults import whole_file
from govscore.questionnaire.files import MANIFEST, Contents
from govscore.questionnaire.packed import BadArchive, TooMuch, names_of_parts, unpack

MOST_FILES = 200
MOST_BYTES = 2_000_000
_LINE = re.compile(rb"^--- # (?P<name>[a-z0-9./-]+)(?P<open> \(no line end\))?\r?\n", re.MULTILINE)
_BEGINS = b"--- # "
_TOO_MUCH = "holds more than any questionnaire: pack only the folder of one version"


def is_bundle(raw: bytes) -> bool:
    """Say whether a file looks like one made here."""
    return raw.removeprefix(b"\xef\xbb\xbf").startswith(_BEGINS)


def to_bundle(contents: Contents) -> bytes:
    """Write the files one after another, each below a line with its name."""
    return b"".join(_document(name, raw) for name, raw in contents.items())


def read_bundle(raw: bytes, *, name: str) -> dict[str, bytes]:
    """Take the files apart again, or say what is wrong with the lines between them."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    marks = list(islice(_LINE.finditer(raw), MOST_FILES + 1))
    if not marks or marks[0].start() != 0:
        raise whole_file(name, 'must begin with a line such as "--- # questionnaire.yaml"')
    if len(marks) > MOST_FILES or len(raw) > MOST_BYTES:
        raise whole_file(name, _TOO_MUCH)
    ends = (*(mark.start() for mark in marks[1:]), len(raw))
    found: dict[str, bytes] = {}
    for mark, end in zip(marks, ends, strict=True):
        file = mark["name"].decode()
        if file in found:
            line = raw.count(b"\n", 0, mark.start()) + 1
            raise whole_file(name, f"{file} is there twice: keep one of the two", line=line)
        body = raw[mark.end() : end]
        found[file] = body.removesuffix(b"\n") if mark["open"] else body
    return found


def read_archive(raw: bytes, *, name: str) -> dict[str, bytes]:
    """Take the files of one version out of a zip archive, from wherever in it they lie."""
    try:
        parts = unpack(raw, most_parts=MOST_FILES, most_bytes=MOST_BYTES, wanted=_is_yaml)
    except TooMuch:
        raise whole_file(name, _TOO_MUCH) from None
    except BadArchive as reason:
        raise whole_file(name, str(reason)) from None
    return dict(_below_manifest(parts, name=name))


def left_out(raw: bytes, contents: Contents) -> tuple[str, ...]:
    """List the files in an archive that are none of those taken from it."""
    names = names_of_parts(raw)
    manifest = next((name for name in names if PurePosixPath(name).name == MANIFEST), MANIFEST)
    folder = PurePosixPath(manifest).parent
    taken = {(folder / name).as_posix() for name in contents}
    return tuple(name for name in names if PurePosixPath(name).as_posix() not in taken)


def _is_yaml(name: str) -> bool:
    """A hidden file is made by a computer, and nobody would see it here."""
    return name.endswith(".yaml") and not PurePosixPath(name).name.startswith(".")


def _below_manifest(parts: Contents, *, name: str) -> Iterator[tuple[str, bytes]]:
    manifests = [part for part in parts if PurePosixPath(part).name == MANIFEST]
    if len(manifests) != 1:
        raise whole_file(name, f"must hold one {MANIFEST}, and holds {len(manifests)}")
    folder = PurePosixPath(manifests[0]).parent
    for part, raw in parts.items():
        path = PurePosixPath(part)
        if path.is_relative_to(folder):
            yield path.relative_to(folder).as_posix(), raw


def _document(name: str, raw: bytes) -> bytes:
    is_open = not raw.endswith(b"\n")
    return (
        _BEGINS
        + name.encode()
        + (b" (no line end)\n" if is_open else b"\n")
        + raw
        + (b"\n" if is_open else b"")
    )
