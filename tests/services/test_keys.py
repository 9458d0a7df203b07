"""Personal links cannot be forged, and draft keys open only under the secret that sealed them."""

import string
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.errors import SettingsError
from govscore.services.keys import Keys

OURS = Keys("a secret of our own, long enough to be taken")
THEIRS = Keys("a secret of somebody else, also long enough")
ALPHABET = string.ascii_letters + string.digits + "-_+/=.~ é"
INVITATION = UUID("1b4e28ba-2fa1-41d2-883f-0016d3cca427")


@given(invitation=st.uuids(), version=st.integers(0, 65535))
def test_a_link_says_whose_it_is_and_which_version(invitation: UUID, version: int) -> None:
    assert OURS.read_link_token(OURS.link_token(invitation, version)) == (invitation, version)


def test_a_link_is_the_same_every_time_and_another_after_its_version_is_raised() -> None:
    assert OURS.link_token(INVITATION, 1) == OURS.link_token(INVITATION, 1)
    assert OURS.link_token(INVITATION, 1) != OURS.link_token(INVITATION, 2)


def test_a_link_is_plain_enough_for_an_address() -> None:
    token = OURS.link_token(INVITATION, 1)
    assert set(token) <= set(string.ascii_letters + string.digits + "-_")
    assert len(token) < 50


@given(place=st.integers(0, 45), other=st.sampled_from(ALPHABET))
def test_a_link_changed_in_any_character_is_no_link(place: int, other: str) -> None:
    token = OURS.link_token(INVITATION, 1)
    changed = token[:place] + other + token[place + 1 :]
    assert changed == token or OURS.read_link_token(changed) is None


@given(st.text(max_size=80))
def test_anything_else_is_no_link(text: str) -> None:
    assert OURS.read_link_token(text) is None


def test_a_link_of_another_installation_is_no_link_here() -> None:
    assert OURS.read_link_token(THEIRS.link_token(INVITATION, 1)) is None


def test_the_mark_of_one_invitation_does_not_serve_another() -> None:
    mine, yours = OURS.link_token(uuid4(), 1), OURS.link_token(uuid4(), 1)
    assert OURS.read_link_token(yours[:24] + mine[24:]) is None


def test_a_draft_key_opens_again_and_is_not_in_what_is_stored() -> None:
    sealed = OURS.new_draft_key()
    key = OURS.open_draft_key(sealed)
    assert len(key) == 32
    assert key not in sealed


def test_no_two_draft_keys_are_alike() -> None:
    assert len({OURS.open_draft_key(OURS.new_draft_key()) for _ in range(20)}) == 20


def test_a_draft_key_does_not_open_under_another_secret() -> None:
    with pytest.raises(SettingsError, match="another GOVSCORE_SECRET_KEY"):
        THEIRS.open_draft_key(OURS.new_draft_key())


def test_a_draft_key_that_was_tampered_with_does_not_open() -> None:
    sealed = bytearray(OURS.new_draft_key())
    sealed[20] ^= 1
    with pytest.raises(SettingsError):
        OURS.open_draft_key(bytes(sealed))


def test_what_waits_in_a_page_is_sealed_and_opens_here_alone() -> None:
    sealed = OURS.seal("Nobody reads the minutes. Łódź")
    assert "minutes" not in sealed
    assert OURS.unseal(sealed) == "Nobody reads the minutes. Łódź"
    assert THEIRS.unseal(sealed) is None
    assert [OURS.unseal(text) for text in ("", "x", sealed[:-4], "Łódź")] == [None] * 4


def test_what_waits_in_a_page_is_no_draft_key() -> None:
    with pytest.raises(SettingsError):
        OURS.open_draft_key(OURS.seal("text").encode())
