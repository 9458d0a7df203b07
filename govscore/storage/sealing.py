"""How a draft is locked up: its pseudonym is the key to it, and is itself stored nowhere.

Whoever holds the database, at one moment or at several, sees how many drafts there are and which of them
changed, and nothing of what is in them. No time is kept, and the length is that of the next larger box.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from govscore.errors import ResponseError
from govscore.responses.model import Answer

HANDLE = b"govscore draft handle\0"
KEY = b"govscore draft content\0"
SMALLEST_BOX = 4096
NONCE_LENGTH = 12


def handle_of(pseudonym: bytes) -> bytes:
    """Make the handle under which a draft lies; it does not lead back to the pseudonym."""
    return hashlib.sha256(HANDLE + pseudonym).digest()


def seal(pseudonym: bytes, answers: Mapping[str, Answer]) -> bytes:
    """Lock answers up with their pseudonym."""
    content = {question: [each.choice, each.note, each.checked] for question, each in sorted(answers.items())}
    nonce = secrets.token_bytes(NONCE_LENGTH)
    return nonce + _cipher(pseudonym).encrypt(nonce, _boxed(json.dumps(content).encode()), None)


def unseal(pseudonym: bytes, sealed: bytes) -> dict[str, Answer]:
    """Read back what `seal` locked up."""
    nonce, locked = sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:]
    try:
        content = json.loads(_cipher(pseudonym).decrypt(nonce, locked, None))
    except InvalidTag as fault:
        raise ResponseError(
            "A draft has been changed outside this program and cannot be read; restore the database from a "
            "backup."
        ) from fault
    return {
        question: Answer(choice=choice, note=note, checked=checked)
        for question, (choice, note, checked) in content.items()
    }


def _cipher(pseudonym: bytes) -> AESGCM:
    return AESGCM(hashlib.sha256(KEY + pseudonym).digest())


def _boxed(content: bytes) -> bytes:
    """Fill up with blanks: a length that is a draft's own would tie it to the response it becomes."""
    size = SMALLEST_BOX
    while size < len(content):
        size *= 2
    return content.ljust(size)
