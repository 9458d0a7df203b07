"""Passwords: how they are kept, and which are too easy to guess."""

import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

SHORTEST = 12
LONGEST = 128
STRONG_ENOUGH = 3
OUR_WORDS = ["governor", "governors", "governance", "govscore", "school", "board", "clerk", "chair"]

# OWASP's parameters: about 40 ms a guess.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODYS = _HASHER.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Turn a password into what is kept of it."""
    return _HASHER.hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Say whether a password is the right one, in the same time whether or not there is an account."""
    try:
        is_same = _HASHER.verify(kept or _NOBODYS, password[:LONGEST])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return is_same and kept is not None and len(password) <= LONGEST


def weakness(password: str, *, about: tuple[str, ...] = ()) -> str | None:
    """Say what is wrong with a new password, or nothing."""
    if len(password) < SHORTEST:
        return f"Use {SHORTEST} characters or more. Three random words make a good password."
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer."
    known = [*OUR_WORDS, *about, *(word for text in about for word in re.findall(r"\w{3,}", text))]
    if zxcvbn(password[:72], user_inputs=known)["score"] < STRONG_ENOUGH:
        return "This password is easy to guess. Three random words make a good password."
    return None


def new_password() -> str:
    """Make a password nobody has to think of."""
    return "-".join(secrets.token_hex(3) for _ in range(3))
