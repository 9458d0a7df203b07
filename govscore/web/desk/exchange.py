"""Taking questionnaires away as files or on paper, and bringing them in."""

from contextlib import closing
from uuid import UUID

from flask import Response, render_template, request, url_for

from govscore.errors import GovScoreError, NotFoundError
from govscore.questionnaire.exporting import SUFFIXES, FileForm, write_questionnaire
from govscore.questionnaire.files import Contents
from govscore.questionnaire.foreign.losses import Carried, Exported
from govscore.questionnaire.importing import plain_name, read_questionnaire
from govscore.questionnaire.model import Questionnaire, Role
from govscore.reporting.paper_form import paper_form
from govscore.services import desk as service
from govscore.services.desk import DraftThere
from govscore.web.access import account
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.days import today
from govscore.web.desk.words import FILE_FORMS
from govscore.web.scope import installation, note_act, now, session

KINDS = {
    FileForm.YAML: "application/yaml",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.CSV: "text/csv",
    FileForm.XLSFORM: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.SURVEYJS: "application/json",
}


@desk.get("/import")
@for_authors
def ask_import() -> str:
    """Ask for a file."""
    return _import_page(())


@desk.post("/import")
@for_authors
def bring_in() -> str:
    """Read a file as a draft, and show everything that could not be carried over."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _import_page(("Choose a file",))
    name = plain_name(file.filename)
    with closing(file):
        raw = file.read()
    try:
        carried = read_questionnaire(raw, name=name, on=today())
        return _brought_in(carried, name)
    except NotFoundError:
        raise
    except DraftThere as refusal:
        return _import_page((str(refusal),), draft_id=refusal.draft_id)
    except GovScoreError as refusal:
        return _import_page(tuple(str(refusal).splitlines()))


@desk.get("/<code>/<version>/export")
@for_authors
def ask_export(code: str, version: str) -> str:
    """Show in which forms a published version can be taken away."""
    found = installation().library.get(code, version)
    address = url_for("desk.version", code=code, version=version)
    return _export_page(
        found, installation().library.contents(code, version), back=address, here=f"{address}/export"
    )


@desk.get("/<code>/<version>/export/<form>")
@for_authors
def export(code: str, version: str, form: str) -> Response:
    """Hand over a published version as a file."""
    library = installation().library
    return _file(library.get(code, version), library.contents(code, version), form)


@desk.get("/drafts/<uuid:draft_id>/export")
@for_authors
def ask_export_draft(draft_id: UUID) -> str:
    """Show in which forms a draft can be taken away."""
    draft = service.get_draft(session(), draft_id)
    address = url_for("desk.draft", draft_id=draft_id)
    return _export_page(draft.questionnaire(), draft.stored.contents, back=address, here=f"{address}/export")


@desk.get("/drafts/<uuid:draft_id>/export/<form>")
@for_authors
def export_draft(draft_id: UUID, form: str) -> Response:
    """Hand over a draft as a file."""
    draft = service.get_draft(session(), draft_id)
    return _file(draft.questionnaire(), draft.stored.contents, form)


def _brought_in(carried: Carried, name: str) -> str:
    if carried.contents is None:
        return _import_page(("The file holds nothing that could be asked here.", *map(str, carried.losses)))
    brought = service.bring_in(
        session(), carried.contents, library=installation().library, account=account(), now=now()
    )
    draft = service.get_draft(session(), brought.draft_id)
    note_act("brought in draft", f"questionnaire {draft.stored.code} {draft.stored.version}", name)
    return render_template(
        "desk/brought_in.html",
        title=f"{draft.edition.manifest.title} is a draft now",
        draft=draft,
        losses=carried.losses,
        brought=brought,
        file=name,
    )


def _import_page(faults: tuple[str, ...], *, draft_id: UUID | None = None) -> str:
    """Say what is wrong with a file; where a draft is in its way, a link leads there."""
    return render_template(
        "desk/import.html",
        title="Bring in a questionnaire from a file",
        faults=faults,
        in_the_way=url_for("desk.draft", draft_id=draft_id) if draft_id else "",
        has_errors=bool(faults),
    )


def _export_page(questionnaire: Questionnaire, contents: Contents, *, back: str, here: str) -> str:
    forms = [
        (here + "/" + form.value, words, hint, _written(questionnaire, contents, form).losses)
        for form, words, hint in FILE_FORMS
    ]
    return render_template(
        "desk/export.html",
        title="Take it away",
        questionnaire=questionnaire,
        forms=forms,
        here=here,
        back=back,
        roles=questionnaire.manifest.audience,
    )


def _file(questionnaire: Questionnaire, contents: Contents, form: str) -> Response:
    name = f"{questionnaire.code}-{questionnaire.version}"
    if form == "pdf":
        return _paper(questionnaire, name)
    if form not in set(FileForm):
        raise NotFoundError("There is no such kind of file here.")
    chosen = FileForm(form)
    exported = _written(questionnaire, contents, chosen)
    response = Response(exported.raw, mimetype=KINDS[chosen])
    response.headers.set("Content-Disposition", "attachment", filename=name + SUFFIXES[chosen])
    return response


def _paper(questionnaire: Questionnaire, name: str) -> Response:
    asked = request.args.get("role", "")
    role = Role(asked) if asked in set(Role) else questionnaire.manifest.audience[0]
    is_large = request.args.get("print") == "large"
    response = Response(
        paper_form(questionnaire, role=role, large_print=is_large), mimetype="application/pdf"
    )
    filename = f"{name}-{role.value}{'-large-print' if is_large else ''}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response


def _written(questionnaire: Questionnaire, contents: Contents, form: FileForm) -> Exported:
    return write_questionnaire(questionnaire, contents, form)
