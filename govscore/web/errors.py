"""What people see when something cannot be done: one clear sentence, and a way on."""

import logging

from flask import Flask, current_app, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException

from govscore.errors import AccessError, GovScoreError, NoReportError, NotFoundError, SettingsError
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
}
TEXTS = {
    404: "Check the address. If you followed a link from an email, copy the whole link into your browser.",
    405: "Go back to the page you came from and use the buttons there.",
    413: "A file may be up to 5 MB. Take out what is not needed, such as pictures, and try again.",
    429: "Wait a minute, then try again.",
    500: "Nothing you had saved is lost. Try again in a few minutes. If it happens again, tell the governance team.",
}
STATUS: dict[type[GovScoreError], int] = {NotFoundError: 404, AccessError: 403}


def _page(status: int, text: str, *, title: str | None = None) -> tuple[str, int]:
    drop()
    title = title or TITLES.get(status, TITLES[400])
    return render_template("error.html", title=title, text=text), status


def _broken_page() -> tuple[str, int]:
    """A page that asks the database for nothing, since that may be what is broken."""
    drop()
    return current_app.jinja_env.get_template("broken.html").render(title=TITLES[500], text=TEXTS[500]), 500


def _no_report(error: NoReportError) -> tuple[str, int]:
    return _page(404, str(error), title="No report yet")


def _ours(error: GovScoreError) -> tuple[str, int]:
    return _page(next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400), str(error))


def _forged(_error: CSRFError) -> tuple[str, int]:
    return _page(
        400, "This page was open too long, or in two places. Go back, reload the page and send it again."
    )


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    status = error.code or 500
    if status < 400 or isinstance(error, BadHost):
        return error
    return _page(status, TEXTS.get(status) or error.description or TEXTS[500])


def _misconfigured(error: SettingsError) -> tuple[str, int]:
    """What is wrong with a setting is told to whoever runs the service, and to nobody else."""
    log.error("a setting is wrong: %s", error)
    return _broken_page()


def _unexpected(error: Exception) -> tuple[str, int]:
    log.error("a request failed", exc_info=error)
    return _broken_page()


def init_app(app: Flask) -> None:
    """Register a page for each kind of failure."""
    app.register_error_handler(GovScoreError, _ours)
    app.register_error_handler(NoReportError, _no_report)
    app.register_error_handler(SettingsError, _misconfigured)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
