"""What people see when something cannot be done: one clear sentence, and a way on."""

import logging

from flask import Flask, current_app, flash, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException
from werkzeug.wrappers import Response

from govscore.errors import AccessError, GovScoreError, NoReportError, NotFoundError, SettingsError
from govscore.services.transaction import UNREACHABLE
from govscore.web.access import SignInNeeded, must_sign_in
from govscore.web.account.pages import sign_in_page
from govscore.web.held import Held, page_before, seal, sent_in_vain
from govscore.web.scope import drop

log = logging.getLogger(__name__)

TITLES = {
    400: "We could not take that",
    403: "You cannot open this page",
    404: "Page not found",
    405: "That cannot be done here",
    410: "This link no longer works",
    413: "That file is too large",
    429: "Too many tries",
    500: "Something went wrong",
    503: "The service is unavailable",
}
TEXTS = {
    404: "Check the address. If you followed a link from an email, copy the whole link into your browser.",
    405: "Go back to the page you came from and use the buttons there.",
    413: "A file may be up to 5 MB. Take out what is not needed, such as pictures, and try again.",
    429: "Wait a minute, then try again.",
    500: "Nothing you had saved is lost. Try again in a few minutes. If it happens again, tell the governance team.",
    503: (
        "Its database cannot be reached just now. Nothing you had saved is lost. Try again in a few minutes. If it "
        "happens again, tell the governance team."
    ),
}
STALE = "This page was open too long, or in two places. Go back, reload the page and send it again."
STALE_HELD = "This page was open too long, or in two places. Nothing you typed is lost: send it again."
ENDED = "Your session had ended, so nothing was sent. Sign in, and you come back to the page."
STALE_SIGN_IN = {
    "password": "This page was open too long, or your browser keeps no cookies. Enter your password again"
}
STATUS: dict[type[GovScoreError], int] = {NotFoundError: 404, AccessError: 403}


def _page(status: int, text: str, *, title: str | None = None, held: Held | None = None) -> tuple[str, int]:
    drop()
    title = title or TITLES.get(status, TITLES[400])
    return render_template("error.html", title=title, text=text, held=held), status


def _broken_page(status: int = 500) -> tuple[str, int]:
    """A page that asks the database for nothing, since that may be what is broken."""
    drop()
    template = current_app.jinja_env.get_template("broken.html")
    return template.render(title=TITLES[status], text=TEXTS[status], held=sent_in_vain()), status


def _no_report(error: NoReportError) -> tuple[str, int]:
    return _page(404, str(error), title="No report yet")


def _ours(error: GovScoreError) -> tuple[str, int]:
    return _page(next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400), str(error))


def _sign_in_first(_error: SignInNeeded | CSRFError) -> tuple[str, int] | Response:
    """Ask who it is; what was typed goes with the question, and nothing of it into an address."""
    held = sent_in_vain()
    here = request.full_path.rstrip("?")
    goes_on_to = here if request.method in {"GET", "HEAD"} else page_before() or here
    if held is None:
        if request.method == "POST":
            flash(ENDED, "info")
        return redirect(url_for("account.sign_in", next=goes_on_to))
    drop()
    return sign_in_page(goes_on_to=goes_on_to, sealed=seal(held)), 403


def _forged(error: CSRFError) -> tuple[str, int] | Response:
    if request.endpoint == "account.take_sign_in":
        drop()
        return sign_in_page(STALE_SIGN_IN), 400
    if must_sign_in():
        return _sign_in_first(error)
    held = sent_in_vain(or_a_button=True)
    if held:
        return _page(400, STALE_HELD, title="Not sent yet", held=held)
    return _page(400, STALE)


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    status = error.code or 500
    if status < 400 or isinstance(error, BadHost):
        return error
    if status >= 500:
        return _unexpected(getattr(error, "original_exception", None) or error)
    held = sent_in_vain() if status == 429 else None
    return _page(status, TEXTS.get(status) or error.description or TEXTS[500], held=held)


def _misconfigured(error: SettingsError) -> tuple[str, int]:
    """What is wrong with a setting is told to whoever runs the service, and to nobody else."""
    log.error("a setting is wrong: %s", error)
    return _broken_page()


def _unreachable(error: Exception) -> tuple[str, int]:
    log.error("the database cannot be reached", exc_info=error)
    return _broken_page(503)


def _unexpected(error: Exception) -> tuple[str, int]:
    if isinstance(error, UNREACHABLE):
        return _unreachable(error)
    log.error("a request failed", exc_info=error)
    return _broken_page()


def init_app(app: Flask) -> None:
    """Register a page for each kind of failure."""
    app.register_error_handler(GovScoreError, _ours)
    app.register_error_handler(NoReportError, _no_report)
    app.register_error_handler(SettingsError, _misconfigured)
    app.register_error_handler(SignInNeeded, _sign_in_first)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    for kind in UNREACHABLE:
        app.register_error_handler(kind, _unreachable)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
