"""What the application's secret is for: sealing draft keys and what waits in a page, and links nobody can forge."""

import base64
import binascii
import hashlib
import hmac
import secrets
import zlib
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken

from govscore.errors import SettingsError

LINK = b"govscore personal link"
SEAL = b"govscore draft key"
PAGE = b"govscore what waits in a page"
PAGE_SECONDS = 24 * 60 * 60
MARK_BYTES = 16


class Keys:
    """Keys derived from the one secret, each for one use."""

    def __init__(self, secret: str) -> None:
        self._link = hashlib.sha256(LINK + b"\0" + secret.encode()).digest()
        self._fernet = _cipher(SEAL, secret)
        self._page = _cipher(PAGE, secret)

    def new_draft_key(self) -> bytes:
        """Make an evaluation's own random key, sealed, ready to be stored."""
        return self._fernet.encrypt(secrets.token_bytes(32))

    def open_draft_key(self, sealed: bytes) -> bytes:
        """Open an evaluation's sealed key."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise SettingsError(
                "The drafts of this evaluation were sealed with another GOVSCORE_SECRET_KEY than the present "
                "one. Start the service with the secret key that it had then."
            ) from error

    def seal(self, text: str) -> str:
        """Seal what is to wait in somebody's page, for a day."""
        return self._page.encrypt(zlib.compress(text.encode())).decode()

    def unseal(self, sealed: str) -> str | None:
        """Open what waited in a page; nothing where it was not sealed here, or more than a day ago."""
        try:
            return zlib.decompress(self._page.decrypt(sealed.encode(), ttl=PAGE_SECONDS)).decode()
        except InvalidToken:
            return None

    def link_token(self, invitation_id: UUID, version: int) -> str:
        """Make the personal link of an invitation; the same every time, until its version is raised."""
        return _text(invitation_id.bytes + version.to_bytes(2, "big") + self._mark(invitation_id, version))

    def read_link_token(self, token: str) -> tuple[UUID, int] | None:
        """Read whose link this is and which version of it; nothing where it was not made with our secret."""
        raw = _raw(token)
        if len(raw) != 18 + MARK_BYTES or _text(raw) != token:
            return None
        invitation_id, version = UUID(bytes=raw[:16]), int.from_bytes(raw[16:18], "big")
        if not hmac.compare_digest(raw[18:], self._mark(invitation_id, version)):
            return None
        return invitation_id, version

    def _mark(self, invitation_id: UUID, version: int) -> bytes:
        message = invitation_id.bytes + version.to_bytes(2, "big")
        return hmac.digest(self._link, message, "sha256")[:MARK_BYTES]


def _cipher(use: bytes, secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(use + b"\0" + secret.encode()).digest()))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(token: str) -> bytes:
    try:
        return base64.b64decode(token.encode() + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return b""
