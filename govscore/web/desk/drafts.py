"""A draft as a whole: what it asks, what the check finds, publishing it, deleting it."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.loader import Library
from govscore.services import desk as service
from govscore.services.desk import Draft, PublishFault, before_draft, why_nothing_new
from govscore.web.access import account
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.days import day_typed, read_day, today
from govscore.web.desk.findings import present_findings
from govscore.web.desk.outline import present_changes, present_outline
from govscore.web.desk.pieces import PLACE
from govscore.web.desk.typed import Typed, typed_fields
from govscore.web.scope import installation, note_act, now, session


@desk.get("/drafts/<uuid:draft_id>")
@for_authors
def draft(draft_id: UUID) -> str:
    """Show what a draft asks, and what is left to do."""
    found = service.get_draft(session(), draft_id)
    examined = found.examine()
    return render_template(
        "desk/draft.html",
        title=f"{found.edition.manifest.title}, draft {found.stored.version}",
        draft=found,
        page=present_outline(found, library()),
        findings=present_findings(found, examined, library(), today=today()),
        place=request.args.get(PLACE, ""),
    )


@desk.get("/drafts/<uuid:draft_id>/changes")
@for_authors
def draft_changes(draft_id: UUID) -> str:
    """Compare a draft with the version before."""
    found = service.get_draft(session(), draft_id)
    before = before_draft(found, library())
    return render_template(
        "desk/changes.html",
        title="What changes",
        draft=found,
        before=before,
        page=present_changes(compare(before, found.questionnaire())) if before else None,
        back=url_for("desk.draft", draft_id=draft_id),
    )


@desk.get("/drafts/<uuid:draft_id>/publish")
@for_authors
def ask_publish(draft_id: UUID) -> str:
    """Say what publishing would do, and ask for the reason."""
    found = service.get_draft(session(), draft_id)
    return _publish_page(found, {"reason": "", **day_typed("in_force", today())}, ())


@desk.post("/drafts/<uuid:draft_id>/publish")
@for_authors
def publish(draft_id: UUID) -> str | Response:
    """Publish a draft, for good."""
    found, typed = service.get_draft(session(), draft_id, hold=True), typed_fields()
    faults = service.publish_draft(
        session(),
        draft_id,
        reason=typed.get("reason", ""),
        in_force=read_day(typed, "in_force"),
        library=library(),
        account=account(),
        now=now(),
    )
    if faults:
        return _publish_page(found, typed, faults)
    code, version = found.stored.code, found.stored.version
    note_act("published questionnaire", f"questionnaire {code} {version}", typed.get("reason", ""))
    flash(f"Version {version} is published. It will never change.", "success")
    return redirect(url_for("desk.version", code=code, version=version))


@desk.get("/drafts/<uuid:draft_id>/delete")
@for_authors
def ask_delete(draft_id: UUID) -> str:
    """Make sure that a draft is to go."""
    return render_template(
        "desk/delete.html", title="Delete this draft?", draft=service.get_draft(session(), draft_id)
    )


@desk.post("/drafts/<uuid:draft_id>/delete")
@for_authors
def delete_draft(draft_id: UUID) -> Response:
    """Delete a draft."""
    found = service.get_draft(session(), draft_id)
    service.delete_draft(session(), draft_id)
    note_act("deleted draft", f"questionnaire {found.stored.code} {found.stored.version}")
    flash(f"The draft of {found.edition.manifest.title} is deleted.", "success")
    return redirect(url_for("desk.shelf"))


def library() -> Library:
    """The questionnaires of this installation."""
    return installation().library


def _publish_page(found: Draft, typed: Typed, faults: tuple[PublishFault, ...]) -> str:
    before = before_draft(found, library())
    examined = found.examine()
    return render_template(
        "desk/publish.html",
        title=f"Publish version {found.stored.version}",
        draft=found,
        typed=typed,
        before=before,
        findings=present_findings(found, examined, library(), today=today()),
        page=present_changes(compare(before, found.questionnaire())) if before else None,
        nothing_new=why_nothing_new(found, library()),
        problems={fault.field: fault.message for fault in reversed(faults)},
        has_errors=bool(faults),
    )
