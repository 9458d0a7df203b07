"""One request, one transaction: opened when first asked for, kept when the page was made, dropped when it failed."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask, Response, current_app, g, request

from govscore.services.audit import Act, record_acts
from govscore.services.installation import Installation
from govscore.services.transaction import Session

LONGEST_DETAIL = 200


def installation() -> Installation:
    """The installation this application serves; a request looks once at what is published."""
    if "installation" not in g:
        whole: Installation = current_app.extensions["govscore"]
        g.installation = replace(whole, library=whole.library.seen_once())
    found: Installation = g.installation
    return found


def now() -> datetime:
    """The moment of this request, the same throughout it."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def session() -> Session:
    """The request's transaction; it may write unless the request only asks to see something."""
    if "session" not in g:
        g.transaction = installation().database.transaction(write=request.method not in {"GET", "HEAD"})
        g.session = g.transaction.__enter__()
    found: Session = g.session
    return found


def note_act(action: str, subject: str, detail: str = "") -> None:
    """Put down who did or viewed what; written once the page has been made."""
    g.setdefault("acts", []).append(
        Act(account_id=g.get("account_id"), action=action, subject=subject, detail=detail[:LONGEST_DETAIL])
    )


def keep(response: Response) -> Response:
    """Commit what the request wrote, then the acts it noted."""
    _leave(None)
    acts = tuple(g.pop("acts", ()))
    if acts:
        with installation().database.transaction() as writing:
            record_acts(writing, acts, at=now())
    return response


def drop() -> None:
    """Roll back what the request wrote, because it failed."""
    g.pop("acts", None)
    _leave(RequestFailed())


class RequestFailed(Exception):
    """Tells a transaction that its request did not come to a good end."""


def _leave(failure: RequestFailed | None) -> None:
    transaction: AbstractContextManager[Session] | None = g.pop("transaction", None)
    g.pop("session", None)
    if transaction is None:
        return
    transaction.__exit__(type(failure) if failure else None, failure, None)


def init_app(app: Flask) -> None:
    """Bind the transaction to the request."""
    app.after_request(keep)
    app.teardown_request(lambda _error: drop())
