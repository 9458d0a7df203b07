"""Pages of a respondent, who comes by a personal link, needs no account and leaves nothing but a draft."""

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from govscore.services import respond as service
from govscore.services.respond import SavedPage, Unready
from govscore.web.access import by_link
from govscore.web.respond import doors
from govscore.web.respond.doors import place_of
from govscore.web.respond.presenters import (
    next_page,
    present_check,
    present_hub,
    present_invitation,
    saved_at,
    saved_words,
)
from govscore.web.respond.statements import present_domain
from govscore.web.scope import now, session

respond = Blueprint("respond", __name__, url_prefix="/r/<token>")
doors.init_blueprint(respond)

UNREADY = {
    Unready.NOTHING_ANSWERED: "Answer at least one statement before you hand in your answers",
    Unready.NO_WORD_ABOUT_SHARING: "Choose whether your board may see your view",
}


@respond.get("")
@by_link
def invitation(token: str) -> str:
    """Say what is asked, how long it takes and who sees what; looking uses nothing up."""
    page = present_invitation(place_of(token))
    return render_template("respond/invitation.html", title=page.questionnaire, page=page, token=token)


@respond.get("/hub")
@by_link
def hub(token: str) -> str:
    """List the pages, and what is left."""
    place = place_of(token)
    page = present_hub(place)
    return render_template(
        "respond/hub.html", title=place.questionnaire.manifest.title, page=page, token=token, place=place
    )


@respond.get("/<domain_id>")
@by_link
def domain(token: str, domain_id: str) -> str:
    """Ask the statements of one domain."""
    page = present_domain(place_of(token), domain_id)
    return render_template("respond/domain.html", title=page.title, page=page, token=token, has_errors=False)


@respond.post("/<domain_id>")
@by_link
def save(token: str, domain_id: str) -> str | Answer:
    """Save the answers of one domain: by the button, or in passing."""
    raw = request.form.to_dict()
    saved = service.save_page(session(), place_of(token, hold=True), domain_id, raw)
    if request.accept_mimetypes.best == "application/json":
        return _in_passing(saved)
    if saved.errors:
        page = present_domain(saved.place, domain_id, errors=saved.errors, typed=raw)
        return render_template(
            "respond/domain.html", title=page.title, page=page, token=token, has_errors=True
        )
    flash(saved_words(saved, now()), "success")
    return redirect(_next(token, domain_id, saved))


@respond.get("/check")
@by_link
def check(token: str) -> str:
    """Show everything answered, to be looked over."""
    return _check_page(token)


@respond.post("/submit")
@by_link
def submit(token: str) -> str | Answer:
    """Hand the answers in."""
    said = {"yes": True, "no": False}.get(request.form.get("shares_view", ""))
    fault = service.submit(session(), place_of(token, hold=True), shares_view=said)
    if fault is not None:
        return _check_page(token, fault=fault)
    return redirect(url_for("respond.done", token=token))


@respond.get("/done")
@by_link
def done(token: str) -> str | Answer:
    """Say what happens now."""
    place = place_of(token)
    if not place.draft.has_submitted:
        return redirect(url_for("respond.check", token=token))
    return render_template("respond/done.html", title="Your answers are handed in", place=place, token=token)


@respond.get("/withdraw")
@by_link
def withdraw(token: str) -> str:
    """Ask before everything is deleted."""
    return render_template(
        "respond/withdraw.html",
        title="Delete everything you have answered?",
        place=place_of(token),
        token=token,
    )


@respond.post("/withdraw")
@by_link
def take_back(token: str) -> Answer:
    """Delete everything a respondent has answered."""
    service.withdraw(session(), place_of(token, hold=True))
    flash("Everything you had answered is deleted.", "success")
    return redirect(url_for("respond.invitation", token=token))


def _in_passing(saved: SavedPage) -> Response:
    return jsonify(saved=saved_at(now()), problems=[error.message for error in saved.errors])


def _next(token: str, domain_id: str, saved: SavedPage) -> str:
    """Stay on a page to which an answer added statements; else go on to the next one, and then to check."""
    if saved.appeared:
        return url_for("respond.domain", token=token, domain_id=domain_id, _anchor=saved.appeared[0].id)
    following = next_page(saved.place, domain_id)
    if following is None:
        return url_for("respond.check", token=token)
    return url_for("respond.domain", token=token, domain_id=following)


def _check_page(token: str, *, fault: Unready | None = None) -> str:
    return render_template(
        "respond/check.html",
        title="Check your answers",
        page=present_check(place_of(token)),
        token=token,
        problem=UNREADY[fault] if fault else None,
        problem_is_consent=fault is Unready.NO_WORD_ABOUT_SHARING,
        has_errors=fault is not None,
    )
