"""Who may open which page. Every view names its rule, and the application will not start with one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, current_app, g, request
from flask_login import current_user

from govscore.errors import AccessError
from govscore.services.accounts import Account

View = TypeVar("View", bound=Callable[..., object])

COUNTY = ("officer", "analyst", "administrator")
AUTHORS = ("officer", "administrator")
READERS = ("officer", "analyst")
BOARD = ("chair", "clerk", "head")
VICE_CHAIR = ("vice-chair",)


class SignInNeeded(AccessError):
    """Nobody is signed in, and this page is not for anyone."""


class Door(StrEnum):
    """What lets somebody in."""

    ANYONE = "anyone"
    LINK = "link"
    SIGNED_IN = "signed-in"
    COUNTY = "county"
    BOARD = "board"


@dataclass(frozen=True, kw_only=True)
class Access:
    """One view's rule: the door, the roles at it, and county roles that may look in at any board."""

    door: Door
    roles: tuple[str, ...] = ()
    county: tuple[str, ...] = ()


def _rule(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


anyone = _rule(Access(door=Door.ANYONE))
by_link = _rule(Access(door=Door.LINK))
signed_in = _rule(Access(door=Door.SIGNED_IN))


def of_county(*roles: str) -> Callable[[View], View]:
    """Let in accounts with one of these roles in the authority."""
    return _rule(Access(door=Door.COUNTY, roles=roles or COUNTY))


def of_board(*roles: str, county: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Let in accounts with one of these roles on the board in the address, and these county roles on every board."""
    return _rule(Access(door=Door.BOARD, roles=roles or BOARD, county=county))


def allows(access: Access, account: Account | None, board_id: UUID | None) -> bool:
    """Say whether an account may pass."""
    match access.door:
        case Door.ANYONE | Door.LINK:
            return True
        case Door.SIGNED_IN:
            return account is not None
        case Door.COUNTY:
            return account is not None and account.has_any(access.roles)
        case Door.BOARD:
            return account is not None and (
                account.has_any(access.roles, board_id=board_id) or account.has_any(access.county)
            )


def rule_of(app: Flask, endpoint: str) -> Access | None:
    """The rule of a view, or nothing where it has none."""
    found: Access | None = getattr(app.view_functions[endpoint], "access", None)
    return found


def account() -> Account:
    """Whoever is signed in on this request; only for views behind a door."""
    if not current_user.is_authenticated:
        raise AccessError("Sign in to see this page.")
    found: Account = current_user.account
    return found


def must_sign_in() -> bool:
    """Say whether nobody is signed in, and only somebody who is may have this page."""
    access = rule_of(current_app, request.endpoint) if request.endpoint else None
    return access is not None and not current_user.is_authenticated and not allows(access, None, None)


def _guard() -> None:
    if request.endpoint is None or request.endpoint == "static":
        return
    access = rule_of(current_app, request.endpoint)
    if access is None:
        raise AccessError("This page has no access rule.")
    signed_in_as = current_user.account if current_user.is_authenticated else None
    g.account_id = signed_in_as.id if signed_in_as else None
    if allows(access, signed_in_as, (request.view_args or {}).get("board_id")):
        return
    if signed_in_as is None:
        raise SignInNeeded("Sign in to see this page.")
    raise AccessError(
        "Your account does not give you this page. If you need it, ask your clerk or the authority."
    )


def safe_next(address: str | None) -> str | None:
    """Keep an address to go on to only where it stays on this site."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if not address.isprintable():
        return None
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else None


def init_app(app: Flask) -> None:
    """Guard every request, and refuse to start with an unguarded view."""
    app.before_request(_guard)
    unguarded = [e for e in app.view_functions if e != "static" and rule_of(app, e) is None]
    if unguarded:
        raise RuntimeError(f"views without an access rule: {', '.join(sorted(unguarded))}")
