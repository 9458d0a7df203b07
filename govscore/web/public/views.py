"""Pages for anyone: what this is, what boards are judged by, and the statements."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for
from flask_login import current_user

from govscore.services.health import examine
from govscore.web.access import COUNTY, anyone
from govscore.web.public.presenters import present_criteria
from govscore.web.scope import installation, now, session

public = Blueprint("public", __name__)

QUEUE_IS_WELL = "govscore.queue_is_well"


@public.get("/")
@anyone
def start() -> str:
    """Say what this is, and whom one can be in the demo."""
    return render_template(
        "public/start.html",
        title="How well does your board govern?",
        demo_accounts=installation().demo_accounts,
        demo_links=installation().demo_links(session(), now()),
        home=_home(),
    )


@public.get("/criteria")
@anyone
def criteria() -> str:
    """Publish everything boards are judged by."""
    return render_template(
        "public/criteria.html",
        title="How boards are judged",
        criteria=present_criteria(installation().library),
    )


@public.get("/accessibility")
@anyone
def accessibility() -> str:
    """State how accessible this is."""
    return render_template("public/accessibility.html", title="Accessibility statement")


@public.get("/privacy")
@anyone
def privacy() -> str:
    """State what is kept, why, and how long."""
    return render_template("public/privacy.html", title="Privacy notice")


@public.get("/healthz")
@anyone
def healthz() -> Response:
    """Say that the process lives."""
    return jsonify(status="ok")


@public.get("/readyz")
@anyone
def readyz() -> tuple[Response, int]:
    """Say whether database, its shape and the queue are well; a queue worked elsewhere is not known here."""
    health = examine(installation().database)
    is_well: Callable[[], bool] | None = current_app.extensions.get(QUEUE_IS_WELL)
    queue = is_well() if is_well else None
    ready = health.database and health.schema and queue is not False
    told = {"database": health.database, "schema": health.schema, "queue": queue}
    return jsonify(status="ok" if ready else "not ready", **told), 200 if ready else 503


def _home() -> str | None:
    if not current_user.is_authenticated:
        return None
    return url_for("county.home") if current_user.account.has_any(COUNTY) else url_for("manage.boards")
