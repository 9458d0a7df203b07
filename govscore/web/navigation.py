"""What every page shows besides itself: the authority's name, who is signed in, and whether this is simulated."""

from flask import Flask, request, url_for
from flask_login import current_user
from markupsafe import Markup, escape

from govscore.services.accounts import Account
from govscore.services.authority import get_authority
from govscore.web.access import COUNTY
from govscore.web.scope import session

Entry = dict[str, str | bool]


def _entry(text: str, address: str) -> Entry:
    is_below = request.path.startswith(f"{address}/")
    return {"text": text, "href": address, "current": request.path == address, "active": is_below}


def entries(account: Account | None) -> list[Entry]:
    """The links at the top: only what this account may open."""
    if account is None:
        return [_entry("Sign in", url_for("account.sign_in"))]
    links = []
    if account.has_any(COUNTY):
        links.append(_entry("County", url_for("county.home")))
    if account.board_ids:
        links.append(_entry("My boards", url_for("manage.boards")))
    links.append(_entry("Your account", url_for("account.own")))
    links.append(_entry("Sign out", url_for("account.sign_out")))
    return links


def _common() -> dict[str, object]:
    account = current_user.account if current_user.is_authenticated else None
    authority = get_authority(session())
    return {
        "authority": authority.name,
        "logo": Markup('<span class="house-logo">{}</span>').format(escape(authority.name)),
        "navigation": entries(account),
        "account": account,
        "is_simulated": authority.is_simulated,
    }


def init_app(app: Flask) -> None:
    """Give every template these values."""
    app.context_processor(_common)
