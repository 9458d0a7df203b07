"""Some of what `make fuzz` sends: every kind of spoilt file meets its reader, and none breaks its word."""

import faulthandler
from collections.abc import Iterator

import pytest

from bench.fuzzing.cases import HEAVY, KINDS, LIGHT, make_case, make_of_kind
from bench.fuzzing.verdict import BREACH, judge

SEED = 1
CASES = {**dict.fromkeys(LIGHT, 15), **dict.fromkeys(HEAVY, 1)}
HANGS_AFTER = 300


@pytest.fixture(autouse=True)
def no_hanging() -> Iterator[None]:
    """Nothing is timed here; what never ends is ended."""
    faulthandler.dump_traceback_later(HANGS_AFTER, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def test_there_are_enough() -> None:
    assert sum(CASES.values()) >= 500
    assert CASES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_becomes_a_draft_or_a_sentence_with_a_place(kind: str) -> None:
    for number in range(CASES[kind]):
        verdict = judge(make_of_kind(kind, number, seed=SEED).file)
        assert verdict.outcome != BREACH, f"number {number}: {verdict.said}"


def test_the_same_number_makes_the_same_file_again() -> None:
    assert make_case(7, seed=SEED) == make_case(7, seed=SEED)
    assert make_case(7, seed=SEED).file != make_case(7, seed=SEED + 1).file
