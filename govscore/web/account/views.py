"""Signing in and out, and one's own account."""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from govscore.services import accounts
from govscore.web.access import COUNTY, anyone, safe_next, signed_in
from govscore.web.access import account as current_account
from govscore.web.account.pages import sign_in_page
from govscore.web.held import browser_mark, unseal
from govscore.web.limits import limiter
from govscore.web.login import SignedIn
from govscore.web.scope import note_act, now, session

account = Blueprint("account", __name__)

LOST = (
    "What you had typed before you signed in could not be brought back: it was typed more than a day ago, or "
    "for a page that this account does not have."
)
MISSING = {"email": "Enter your email address", "password": "Enter your password"}
REFUSED = "The email address or the password is not right. After five wrong tries you have to wait a while."


@account.get("/sign-in")
@anyone
def sign_in() -> str:
    """Ask who it is."""
    return sign_in_page()


@account.post("/sign-in")
@limiter.limit("10 per minute; 60 per hour")
@anyone
def take_sign_in() -> str | Response:
    """Let in whoever knows the password."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    if missing := {field: words for field, words in MISSING.items() if not request.form.get(field)}:
        return sign_in_page(missing)
    found = accounts.sign_in(session(), email, password, now=now())
    if found is None:
        return sign_in_page({"email": REFUSED})
    browser = browser_mark()
    _let_in(found)
    if sealed := request.form.get("held"):
        return _bring_back(sealed, found, browser=browser)
    return redirect(safe_next(request.form.get("next")) or _home(found))


def _let_in(found: accounts.Account) -> None:
    cookie.clear()
    cookie.permanent = True
    login_user(SignedIn(found))
    g.account_id = found.id
    note_act("signed in", f"account {found.id}")


def _bring_back(sealed: str, found: accounts.Account, *, browser: str | None) -> str | Response:
    """Offer what was typed before its session ended, to be sent now."""
    held = unseal(sealed, found, browser=browser)
    if held is None:
        flash(LOST, "info")
        return redirect(_home(found))
    return render_template("account/signed_in_again.html", title="You are signed in again", held=held)


@account.get("/sign-out")
@anyone
def sign_out() -> str:
    """Ask before signing out, so that a link alone does nothing."""
    return render_template("account/sign_out.html", title="Sign out")


@account.post("/sign-out")
@anyone
def take_sign_out() -> Response:
    """Sign out on this device."""
    logout_user()
    cookie.clear()
    flash("You have signed out.", "success")
    return redirect(url_for("public.start"))


@account.get("/account")
@signed_in
def own() -> str:
    """Show one's own account."""
    return _own_page()


@account.post("/account/password")
@limiter.limit("10 per minute")
@signed_in
def change_password() -> str | Response:
    """Change one's own password."""
    account_id = current_account().id
    old, new = request.form.get("old", ""), request.form.get("new", "")
    fault = accounts.change_password(session(), account_id, old=old, new=new)
    if fault:
        return _own_page({fault.field: fault.message})
    note_act("changed password", f"account {account_id}")
    flash("Your password has changed. Sign in with the new one.", "success")
    return redirect(url_for("account.sign_in"))


@account.post("/account/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    """End every session of one's own."""
    account_id = current_account().id
    accounts.end_sessions(session(), account_id)
    note_act("signed out everywhere", f"account {account_id}")
    flash("You are signed out on every device.", "success")
    return redirect(url_for("account.sign_in"))


def _home(found: accounts.Account) -> str:
    return url_for("county.home") if found.has_any(COUNTY) else url_for("manage.boards")


def _own_page(faults: Mapping[str, str] | None = None) -> str:
    return render_template(
        "account/own.html",
        title="Your account",
        faults=faults or {},
        has_errors=bool(faults),
        who=current_account(),
    )
