"""Whatever bytes a reader is given, it answers or says in one sentence why it cannot."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govscore.boards.areas import read_areas
from govscore.boards.census import read_census
from govscore.boards.gias import read_register
from govscore.boards.groups import read_groups
from govscore.boards.links import read_links
from govscore.errors import RegisterError
from tests.boards.make import CENSUS, LINKS, MEMBERSHIPS, REGISTER_135, ROW, SEARCH, data, register

Reader = Callable[..., object]
READERS: dict[str, tuple[Reader, bytes]] = {
    "register": (read_register, data(REGISTER_135)),
    "search": (read_register, data(SEARCH)),
    "links": (read_links, data(LINKS)),
    "groups": (read_groups, data(MEMBERSHIPS)),
    "census": (read_census, data(CENSUS)),
    "areas": (read_areas, b"URN,Area,Area code\n100001,North,N\n"),
}
readers = st.sampled_from(sorted(READERS))


def said(reader: Reader, content: bytes) -> str | None:
    """Give the sentence with which a file is refused, or None if it is read."""
    try:
        reader(content, name="x.csv")
    except RegisterError as error:
        return str(error)
    return None


def is_one_sentence(text: str | None) -> bool:
    return text is None or (text.startswith("x.csv ") and text.endswith("."))


@settings(deadline=None)
@given(readers, st.binary(max_size=300))
@example("register", b"\x1f\x8b\x08")
@example("register", b'"')
@example("register", b",,,\n")
def test_random_bytes_are_refused_in_one_sentence(kind: str, content: bytes) -> None:
    assert is_one_sentence(said(READERS[kind][0], content))


@settings(deadline=None)
@given(readers, st.binary(max_size=300))
def test_random_bytes_under_a_sound_header_are_refused_by_row(kind: str, content: bytes) -> None:
    reader, sound = READERS[kind]
    assert is_one_sentence(said(reader, sound.splitlines(keepends=True)[0] + content))


@settings(deadline=None)
@given(readers, st.integers(min_value=0, max_value=6000), st.binary(min_size=1, max_size=4))
def test_a_sound_file_with_a_few_bytes_changed_is_still_answered(
    kind: str, place: int, change: bytes
) -> None:
    reader, sound = READERS[kind]
    start = sound[:8000]
    assert is_one_sentence(said(reader, start[:place] + change + start[place + len(change) :]))


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(ROW)), texts), max_size=4))
def test_rows_of_any_text_are_kept_or_refused_and_all_counted(changes: list[dict[str, str]]) -> None:
    reading = read_register(register(*changes, encoding="utf-8-sig"), name="x.csv")
    assert reading.rows == len(reading.schools) + len(reading.refused)


@pytest.mark.parametrize("kind", sorted(READERS))
def test_a_web_page_in_place_of_the_file_is_said_to_be_one(kind: str) -> None:
    with pytest.raises(RegisterError, match=r"x\.csv is a web page, not a CSV file"):
        READERS[kind][0](b"<!doctype html><title>Sign in</title>", name="x.csv")


def test_a_national_register_is_read_in_seconds() -> None:
    header, *rows = data(REGISTER_135).splitlines()
    national = [str(200000 + number).encode() + rows[number % len(rows)][6:] for number in range(25_000)]
    began = time.perf_counter()
    reading = read_register(b"\r\n".join([header, *national]), name="x.csv")
    assert (reading.rows, reading.refused) == (25_000, ())
    assert time.perf_counter() - began < 10
