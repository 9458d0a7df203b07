"""A draft is opened by its own pseudonym and by nothing else."""

import pytest

from govscore.errors import ResponseError
from govscore.responses.model import Answer
from govscore.storage.sealing import SMALLEST_BOX, handle_of, seal, unseal

OURS, THEIRS = b"o" * 32, b"t" * 32
ANSWERS = {"vision": Answer(choice="strong", note="“Ça va”, said 私.", checked="2026-11-24")}


def test_what_was_sealed_comes_back_whole() -> None:
    assert unseal(OURS, seal(OURS, ANSWERS)) == ANSWERS
    assert unseal(OURS, seal(OURS, {})) == {}


def test_another_pseudonym_and_the_stored_handle_do_not_open_it() -> None:
    for key in (THEIRS, handle_of(OURS), b""):
        with pytest.raises(ResponseError, match="cannot be read"):
            unseal(key, seal(OURS, ANSWERS))


def test_a_draft_that_was_changed_from_outside_is_refused() -> None:
    sealed = bytearray(seal(OURS, ANSWERS))
    sealed[-1] ^= 1
    with pytest.raises(ResponseError, match="changed outside this program"):
        unseal(OURS, bytes(sealed))


def test_sealing_the_same_twice_does_not_look_the_same() -> None:
    assert seal(OURS, ANSWERS) != seal(OURS, ANSWERS)


def test_lengths_tell_no_more_than_the_next_larger_box() -> None:
    lengths = {
        length: len(seal(OURS, {"vision": Answer(choice="x" * length)})) for length in range(0, 9000, 100)
    }
    over = len(seal(OURS, {})) - SMALLEST_BOX
    assert {length - over for length in lengths.values()} == {
        SMALLEST_BOX,
        2 * SMALLEST_BOX,
        4 * SMALLEST_BOX,
    }


def test_a_handle_is_not_its_pseudonym() -> None:
    assert handle_of(OURS) != OURS
    assert handle_of(OURS) != handle_of(THEIRS)
