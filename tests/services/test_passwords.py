"""Passwords are kept so that they cannot be read, and easy ones are refused in words that help."""

import pytest

from govscore.services.passwords import LONGEST, hash_password, is_password, new_password, weakness

GOOD = "violet-harbour-sundial"


def test_the_right_password_is_right_and_no_other() -> None:
    kept = hash_password(GOOD)
    assert is_password(kept, GOOD)
    assert not is_password(kept, GOOD + "s")
    assert not is_password(kept, GOOD.upper())
    assert not is_password(kept, "")


def test_what_is_kept_tells_nothing_and_is_different_each_time() -> None:
    first, second = hash_password(GOOD), hash_password(GOOD)
    assert GOOD not in first
    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_nobodys_password_is_never_right() -> None:
    assert not is_password(None, GOOD)


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not is_password("not a hash", GOOD)


def test_a_longer_password_with_the_same_beginning_is_not_the_same() -> None:
    long = "wisteria " * 14 + "at"
    assert len(long) == LONGEST
    kept = hash_password(long)
    assert is_password(kept, long)
    assert not is_password(kept, long + "x")


def test_half_a_character_is_no_password_and_no_error() -> None:
    assert not is_password(hash_password(GOOD), "violet\ud800")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "12 characters or more"),
        ("elevenchars", "12 characters or more"),
        ("password1234", "easy to guess"),
        ("governorgovernor", "easy to guess"),
        ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ("x" * 129, "128 characters or fewer"),
    ],
)
def test_an_easy_password_is_refused_in_words_that_help(password: str, said: str) -> None:
    assert said in (weakness(password) or "")


def test_ones_own_name_and_address_make_no_good_password() -> None:
    about = ("Thelonius Zwickenburg", "thelonius.zwickenburg@example.org")
    assert weakness("zwickenburg2026") is None
    assert "easy to guess" in (weakness("zwickenburg2026", about=about) or "")


@pytest.mark.parametrize("password", [GOOD, "otter-lantern-quince", "Teekesselchen über 9 Ufer"])
def test_three_words_are_taken(password: str) -> None:
    assert weakness(password) is None


def test_a_password_we_make_is_strong_and_never_the_same() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert {weakness(password) for password in made} == {None}
