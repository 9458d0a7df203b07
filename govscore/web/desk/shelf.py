"""The shelf: every questionnaire with its versions, and the drafts that are being written."""

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.blank import blank_questionnaire
from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.model import Purpose, Role
from govscore.services import desk as service
from govscore.web.access import account
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.days import today
from govscore.web.desk.fields import missing, plain
from govscore.web.desk.ids import new_id
from govscore.web.desk.outline import present_changes
from govscore.web.desk.shelving import present_shelf, present_version
from govscore.web.desk.typed import Typed, typed_fields
from govscore.web.desk.words import AUDIENCE, PURPOSES
from govscore.web.scope import installation, note_act, now, session

LONGEST_TITLE = 100


@desk.get("")
@for_authors
def shelf() -> str:
    """List every questionnaire, its versions and its draft."""
    return render_template(
        "desk/shelf.html",
        title="Questionnaires",
        page=present_shelf(installation().library, service.list_drafts(session())),
    )


@desk.get("/<code>/<version>")
@for_authors
def version(code: str, version: str) -> str:
    """Show one published version, whole."""
    library = installation().library
    questionnaire = library.get(code, version)
    drafts = [draft for draft in service.list_drafts(session()) if draft.stored.code == code]
    return render_template(
        "desk/version.html",
        title=f"{questionnaire.manifest.title}, version {version}",
        page=present_version(questionnaire, library.versions(code), service.list_publications(session())),
        draft=drafts[0] if drafts else None,
    )


@desk.get("/<code>/<version>/changes")
@for_authors
def version_changes(code: str, version: str) -> str:
    """Compare a published version with the one before."""
    library = installation().library
    new, versions = library.get(code, version), library.versions(code)
    earlier = versions[: versions.index(version)]
    if not earlier:
        raise NotFoundError("This is the first version, so there is nothing to compare it with.")
    before = library.get(code, request.args.get("with") or earlier[-1])
    return render_template(
        "desk/changes.html",
        title=f"What version {version} changed",
        draft=None,
        before=before,
        page=present_changes(compare(before, new)),
        back=url_for("desk.version", code=code, version=version),
    )


@desk.post("/<code>/<version>/draft")
@for_authors
def begin(code: str, version: str) -> Response:
    """Begin a draft of the next version."""
    try:
        draft_id = service.begin_draft(
            session(), code, version, library=installation().library, account=account(), now=now()
        )
    except LifecycleError as refusal:
        flash(str(refusal))
        return redirect(url_for("desk.version", code=code, version=version))
    return _begun(draft_id, f"questionnaire {code}", f"from {version}")


@desk.get("/new")
@for_authors
def new() -> str:
    """Ask what a new questionnaire is to be."""
    return _new_page({"title": "", "purpose": Purpose.QUALITY.value, "audience": ""}, {})


@desk.post("/new")
@for_authors
def begin_new() -> str | Response:
    """Begin a new questionnaire."""
    typed = typed_fields()
    audience = tuple(role for role in Role if role.value in typed.get("audience", "").split())
    if problems := _problems(typed, audience):
        return _new_page(typed, problems)
    library = installation().library
    taken = {code for code, _ in library.listed()} | {
        each.stored.code for each in service.list_drafts(session())
    }
    title = plain(typed, "title")
    blank = partial(
        blank_questionnaire, title=title, purpose=Purpose(typed["purpose"]), audience=audience, on=today()
    )
    for draft in service.list_drafts(session()):
        if draft.stored.contents == blank(draft.stored.code):
            return _begun(draft.id, f"questionnaire {draft.stored.code}", "sent twice")
    code = new_id(title, taken, otherwise="questionnaire")
    contents = blank(code)
    draft_id = service.add_draft(session(), contents, library=library, account=account(), now=now())
    return _begun(draft_id, f"questionnaire {code}", "new")


def _problems(typed: Typed, audience: tuple[Role, ...]) -> dict[str, str]:
    problems = missing(typed, {"title": "Enter a title"})
    if len(plain(typed, "title")) > LONGEST_TITLE:
        problems["title"] = f"Choose a title of {LONGEST_TITLE} characters or fewer"
    if typed.get("purpose") not in {value for value, _ in PURPOSES}:
        problems["purpose"] = "Choose what it is for"
    if not audience:
        problems["audience"] = "Choose who answers it"
    return problems


def _begun(draft_id: UUID, subject: str, how: str) -> Response:
    note_act("began draft", subject, how)
    flash("The draft is yours to change. Nobody is asked anything until you publish it.", "success")
    return redirect(url_for("desk.draft", draft_id=draft_id))


def _new_page(typed: Typed, problems: dict[str, str]) -> str:
    return render_template(
        "desk/new.html",
        title="Begin a new questionnaire",
        typed=typed,
        problems=problems,
        has_errors=bool(problems),
        purposes=PURPOSES,
        audience=AUDIENCE,
    )
