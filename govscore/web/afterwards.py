"""What a request sets going once its transaction has been kept."""

import logging
from collections.abc import Callable

from flask import Blueprint, current_app, g

from govscore.web.scope import installation

log = logging.getLogger(__name__)

Work = Callable[[], object]
NUDGE = "govscore.nudge"


def afterwards(work: Work) -> None:
    """Do this once the request's transaction is committed; each piece of work is safe to lose."""
    g.setdefault("afterwards", []).append(work)


def nudge() -> None:
    """Let the queue look at once for what is due, where there is a queue."""
    work: Work | None = current_app.extensions.get(NUDGE)
    if work is not None:
        afterwards(work)


def forget_deleted() -> None:
    """Leave no trace of what the request deleted."""
    afterwards(installation().database.forget_deleted)


def init_blueprint(blueprint: Blueprint) -> None:
    """Run what a blueprint's views leave for afterwards."""
    blueprint.teardown_request(_run)


def _run(failure: BaseException | None) -> None:
    pending: list[Work] = g.pop("afterwards", [])
    if failure is None:
        for work in pending:
            _attempt(work)


def _attempt(work: Work) -> None:
    """What the request did is kept by now, so nothing that fails here may say otherwise: a later tick does it."""
    try:
        work()
    except Exception:
        log.exception("something that was to be done after a request was not done")
