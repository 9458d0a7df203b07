"""Pages of a respondent, who comes by a personal link, needs no account and leaves nothing but a draft."""

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from govscore.responses.model import Progress
from govscore.services import respond as service
from govscore.services.respond import Place, SavedPage, Unready
from govscore.web.access import by_link
from govscore.web.respond import doors, languages
from govscore.web.respond.doors import place_of
from govscore.web.respond.languages import in_chosen_language
from govscore.web.respond.presenters import (
    next_page,
    noun,
    present_check,
    present_hub,
    present_invitation,
    saved_at,
    saved_words,
    sharing_words,
    what_follows,
    what_is_deleted,
)
from govscore.web.respond.statements import DomainPage, present_domain
from govscore.web.scope import now, session

respond = Blueprint("respond", __name__, url_prefix="/r/<token>")
doors.init_blueprint(respond)
languages.init_blueprint(respond)

CHECK = "check"
NO_WORD = "Choose whether your board may see your view"


@respond.get("")
@by_link
def invitation(token: str) -> str:
    """Say what is asked, how long it takes and who sees what; looking uses nothing up."""
    place, said = in_chosen_language(place_of(token))
    page = present_invitation(place, service.list_asked(session(), place), said=said)
    return render_template("respond/invitation.html", title=page.title, page=page, token=token)


@respond.get("/hub")
@by_link
def hub(token: str) -> str:
    """List the pages, and what is left."""
    place, said = in_chosen_language(place_of(token))
    title = place.questionnaire.manifest.title
    return render_template(
        "respond/hub.html",
        title=title,
        heading=said(title),
        page=present_hub(place, said=said),
        token=token,
        place=place,
    )


@respond.get("/<domain_id>")
@by_link
def domain(token: str, domain_id: str) -> str:
    """Ask the statements of one domain."""
    place, said = in_chosen_language(place_of(token))
    return _domain_page(token, present_domain(place, domain_id, said=said), back=request.args.get("back", ""))


@respond.post("/<domain_id>")
@by_link
def save(token: str, domain_id: str) -> str | Answer:
    """Save the answers of one domain: by the button, or in passing."""
    raw = request.form.to_dict()
    saved = service.save_page(session(), place_of(token, hold=True), domain_id, raw)
    if request.accept_mimetypes.best == "application/json":
        return _in_passing(saved)
    if saved.errors:
        place, said = in_chosen_language(saved.place)
        page = present_domain(place, domain_id, errors=saved.errors, typed=raw, said=said)
        return _domain_page(token, page, back=raw.get("back", ""))
    flash(saved_words(saved, now()), "saved")
    return redirect(_next(token, domain_id, saved, back=raw.get("back", "")))


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
    place, said = in_chosen_language(place_of(token))
    if not place.draft.has_submitted:
        return redirect(url_for("respond.check", token=token))
    return render_template(
        "respond/done.html",
        title="Your answers are handed in",
        place=place,
        questionnaire=said(place.questionnaire.manifest.title),
        sharing=sharing_words(place),
        what_follows=what_follows(place),
        token=token,
    )


@respond.get("/withdraw")
@by_link
def withdraw(token: str) -> str:
    """Ask before everything is deleted."""
    place, said = in_chosen_language(place_of(token))
    return render_template(
        "respond/withdraw.html",
        title="Delete everything you have answered?",
        place=place,
        questionnaire=said(place.questionnaire.manifest.title),
        what=what_is_deleted(place),
        has_begun=place.progress is not Progress.NOT_STARTED,
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


def _next(token: str, domain_id: str, saved: SavedPage, *, back: str) -> str:
    """Stay where an answer added statements; go back to whence somebody came; else on, and then to check."""
    if saved.appeared:
        anchor = f"statement-{saved.appeared[0].id}"
        return url_for("respond.domain", token=token, domain_id=domain_id, back=back or None, _anchor=anchor)
    following = None if back == CHECK else next_page(saved.place, domain_id)
    if following is None:
        return url_for("respond.check", token=token)
    return url_for("respond.domain", token=token, domain_id=following)


def _domain_page(token: str, page: DomainPage, *, back: str) -> str:
    return render_template(
        "respond/domain.html",
        title=page.title,
        page=page,
        token=token,
        back=CHECK if back == CHECK else "",
        has_errors=bool(page.errors),
    )


def _check_page(token: str, *, fault: Unready | None = None) -> str:
    place, said = in_chosen_language(place_of(token))
    return render_template(
        "respond/check.html",
        title="Check your answers",
        page=present_check(place, said=said),
        token=token,
        problem=_problem(token, place, fault) if fault else None,
        has_errors=fault is not None,
    )


def _problem(token: str, place: Place, fault: Unready) -> dict[str, str | bool]:
    """Say why answers cannot be handed in, and lead to where that is mended."""
    if fault is Unready.NO_WORD_ABOUT_SHARING:
        return {"text": NO_WORD, "href": "#shares_view", "is_consent": True}
    first = url_for("respond.domain", token=token, domain_id=place.completeness.domains[0].domain)
    text = f"Answer at least one {noun(place)} before you hand in your answers"
    return {"text": text, "href": first, "is_consent": False}
