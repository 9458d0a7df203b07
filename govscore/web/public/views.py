"""Pages for anyone: what this is, what boards are judged by, and the statements."""

from flask import Blueprint, Response, jsonify, render_template, url_for
from flask_login import current_user

from govscore.services.health import is_ready
from govscore.web.access import COUNTY, anyone
from govscore.web.public.presenters import present_criteria
from govscore.web.scope import installation, session

public = Blueprint("public", __name__)


@public.get("/")
@anyone
def start() -> str:
    """Say what this is, and whom one can be in the demo."""
    return render_template(
        "public/start.html",
        title="How well does your board govern?",
        demo_accounts=installation().demo_accounts,
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
    """Say whether the database is as this version expects it."""
    ready = is_ready(session())
    return jsonify(status="ok" if ready else "not ready", database=ready), 200 if ready else 503


def _home() -> str | None:
    if not current_user.is_authenticated:
        return None
    return url_for("county.home") if current_user.account.has_any(COUNTY) else url_for("manage.boards")
