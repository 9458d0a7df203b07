"""Files spoilt without a thought for what is in them: bytes, ends, encodings, names."""

from random import Random

from bench.fuzzing.hostile import text
from bench.fuzzing.material import File, anything

ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp037", "utf-7", "cp932", "koi8-r")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xef\xbb\xbf\xef\xbb\xbf", b"\x00")
SUFFIXES = ("yaml", "yml", "json", "csv", "tsv", "txt", "lss", "xml", "xls", "xlsx", "zip", "pdf", "exe", "")
STARTS = (
    b"PK\x03\x04",
    b"PK\x05\x06" + b"\0" * 18,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-1.7\n",
    b"\x7fELF",
    b"\x89PNG\r\n\x1a\n",
    b"<",
    b"<?xml version='1.0'?>",
    b"<!DOCTYPE html><html>",
    b"--- # ",
    b"--- # questionnaire.yaml\n",
    b"row,",
    b'"row"\t',
    b"row;",
    b"class\ttype/scale\tname\ttext\n",
    b"{",
    b"\n",
    b"\t\n",
)


def flipped(chance: Random) -> File:
    """Some bits are turned over."""
    file = anything(chance)
    raw = bytearray(file.raw)
    for _ in range(chance.choice((1, 3, 20, 200))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return File(name=file.name, raw=bytes(raw))


def cut(chance: Random) -> File:
    """It breaks off, or begins too late."""
    file = anything(chance)
    at = chance.randrange(len(file.raw))
    return File(name=file.name, raw=file.raw[:at] if chance.random() < 0.8 else file.raw[at:])


def spliced(chance: Random) -> File:
    """A piece of another file stands in it."""
    file, other = anything(chance), anything(chance)
    at, begins = chance.randrange(len(file.raw)), chance.randrange(len(other.raw))
    piece = other.raw[begins : begins + chance.choice((10, 500, 5_000))]
    return File(name=file.name, raw=file.raw[:at] + piece + file.raw[at + chance.choice((0, len(piece))) :])


def repeated(chance: Random) -> File:
    """It is there twice, or a piece of it many times."""
    file = anything(chance)
    if chance.random() < 0.3:
        return File(name=file.name, raw=file.raw * 2)
    at, length = chance.randrange(len(file.raw)), chance.choice((1, 8, 100))
    many = file.raw[at : at + length] * chance.choice((2, 50, 500))
    return File(name=file.name, raw=file.raw[:at] + many + file.raw[at:])


def recoded(chance: Random) -> File:
    """It is in another encoding, perhaps under a false flag."""
    file = anything(chance)
    raw = file.raw.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")
    return File(name=file.name, raw=chance.choice((b"", b"", *BOMS)) + raw)


def marked(chance: Random) -> File:
    """A byte order mark stands before it, or several."""
    file = anything(chance)
    return File(name=file.name, raw=chance.choice(BOMS) + file.raw)


def ended(chance: Random) -> File:
    """Its lines end otherwise."""
    file = anything(chance)
    end = chance.choice((b"\r\n", b"\r", b"\r\r\n", b"\n\n", b"\x0b", b"\xe2\x80\xa8", b"\x00\n"))
    return File(name=file.name, raw=file.raw.replace(b"\r\n", b"\n").replace(b"\n", end))


def renamed(chance: Random) -> File:
    """Its name says that it is something else, or is none."""
    file = anything(chance)
    stem = chance.choice(("board", text(chance)[:300], "../" * 20 + "board", "a" * 5_000, "a\nb", "\x00"))
    return File(name=f"{stem}.{chance.choice(SUFFIXES)}", raw=file.raw)


def noise(chance: Random) -> File:
    """It begins like something and goes on like nothing."""
    drawn = chance.randbytes(chance.choice((0, 1, 30, 3_000)))
    if chance.random() < 0.5:
        drawn = "".join(text(chance) for _ in range(5)).encode("utf-8", "surrogatepass")
    suffix = chance.choice(SUFFIXES)
    return File(name=f"noise.{suffix}", raw=chance.choice(STARTS) + drawn)
