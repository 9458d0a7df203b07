"""What every page shows besides itself: the authority's name, who is signed in, and whether this is simulated."""

from flask import Flask, request, url_for
from flask_login import current_user
from markupsafe import Markup, escape

from govscore.services.accounts import Account
from govscore.services.authority import get_authority
from govscore.web.access import AUTHORS, COUNTY
from govscore.web.scope import session

Entry = dict[str, str | bool]


def _entry(text: str, address: str) -> Entry:
    return {"text": text, "href": address, "current": request.path == address, "active": False}


def _nearest_is_active(links: list[Entry]) -> list[Entry]:
    """The desk lies below the county's pages, and only one of the two is where somebody is."""
    above = [link for link in links if request.path.startswith(f"{link['href']}/")]
    if above and not any(link["current"] for link in links):
        max(above, key=lambda link: len(str(link["href"])))["active"] = True
    return links


def entries(account: Account | None) -> list[Entry]:
    """The links at the top: only what this account may open."""
    if account is None:
        return [_entry("Sign in", url_for("account.sign_in"))]
    links = []
    if account.has_any(COUNTY):
        links.append(_entry("County", url_for("county.home")))
    if account.has_any(AUTHORS):
        links.append(_entry("Questionnaires", url_for("desk.shelf")))
    if account.board_ids:
        links.append(_entry("My boards", url_for("manage.boards")))
    links.append(_entry("Your account", url_for("account.own")))
    links.append(_entry("Sign out", url_for("account.sign_out")))
    return _nearest_is_active(links)


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
