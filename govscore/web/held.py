"""What somebody typed and sent in vain, to be sent again.

Much of it is confidential. So it stays in the page that says so and nowhere else; while nobody is signed in it
is sealed there, and opens only for an account that may send it.
"""

import json
from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import SplitResult, urlsplit

from flask import current_app, request
from flask import session as cookie
from werkzeug.exceptions import HTTPException

from govscore.services.accounts import Account
from govscore.web.access import allows, rule_of
from govscore.web.scope import installation

TOKEN = "csrf_token"  # noqa: S105
MARK = "held"
PASSWORDS = frozenset({"password", "old", "new"})
# Marks of what a page showed beside its button: nobody typed them, and they mean nothing without that page.
SHOWN = frozenset({"seen", "mark"})


@dataclass(frozen=True, kw_only=True)
class Held:
    """A form's fields, and where they were to go."""

    address: str
    fields: tuple[tuple[str, str], ...]


def sent_in_vain(*, or_a_button: bool = False) -> Held | None:
    """Take what this request brought; nothing where no page of ours sent it, or where a file came with it.

    A form that nobody typed anything into, but for its button, is taken if that is asked for.

    A page of somebody else's must not put words into our reader's mouth, and a file can be chosen again.
    """
    if request.method != "POST" or not _comes_from_here() or _has_file():
        return None
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if _is_kept(name))
    is_typed = any(name not in SHOWN for name, _ in fields)
    return Held(address=request.full_path.rstrip("?"), fields=fields) if is_typed or or_a_button else None


def page_before() -> str | None:
    """The address of our own page from which this request came."""
    came_from = _parts(request.referrer)
    if came_from.netloc != request.host:
        return None
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def seal(held: Held) -> str:
    """Write it so that only this service can read it, and only where this browser brings it back."""
    mark = cookie.setdefault(MARK, token_urlsafe(16))
    return installation().keys.seal(json.dumps([mark, held.address, held.fields]))


def browser_mark() -> str | None:
    """What this browser was given when something was sealed for it."""
    return cookie.get(MARK)


def unseal(sealed: str, account: Account, *, browser: str | None) -> Held | None:
    """Read it again for an account that may send it; nothing for another account or browser, or where it is too old."""
    text = installation().keys.unseal(sealed)
    if text is None or browser is None:
        return None
    mark, address, fields = json.loads(text)
    if mark != browser or not _may_send(address, account):
        return None
    return Held(address=address, fields=tuple((name, value) for name, value in fields))


def _comes_from_here() -> bool:
    return _parts(request.origin).netloc == request.host


def _parts(address: str | None) -> SplitResult:
    """Take an address apart; what is none has no parts."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


def _has_file() -> bool:
    return any(upload.filename for upload in request.files.values())


def _is_kept(name: str) -> bool:
    return name != TOKEN and not (request.blueprint == "account" and name in PASSWORDS)


def _may_send(address: str, account: Account) -> bool:
    try:
        endpoint, values = current_app.url_map.bind("").match(urlsplit(address).path, method="POST")
    except HTTPException:
        return False
    access = rule_of(current_app, endpoint)
    return access is not None and allows(access, account, values.get("board_id"))
