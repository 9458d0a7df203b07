"""An officer's own view of a board, domain by domain: what was looked at, and what follows."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.errors import NotFoundError
from govscore.oversight.moderation import sheet_of
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.authority import london_day
from govscore.services.boards import get_board
from govscore.services.moderation import find_support, moderation_in_force
from govscore.services.oversight import (
    Conversation,
    Judgement,
    OversightFault,
    conversation,
    record_view,
)
from govscore.services.reports import ReadableReport, get_report_for
from govscore.web.access import account, of_county
from govscore.web.county.blueprint import county
from govscore.web.county.judging import present_form, present_views
from govscore.web.scope import installation, note_act, now, session


@county.get("/boards/<uuid:board_id>/rounds/<uuid:round_id>/view")
@of_county("officer")
def views(board_id: UUID, round_id: UUID) -> str:
    """List the domains with the board's own level and the authority's."""
    said = _said(board_id, round_id)
    support = find_support(said.latest, installation().library)
    return render_template(
        "county/views.html",
        title="The authority’s view",
        board=get_board(session(), board_id),
        round_id=round_id,
        page=present_views(_sent(board_id, round_id).report, said, support),
    )


@county.get("/boards/<uuid:board_id>/rounds/<uuid:round_id>/view/<domain_id>")
@of_county("officer")
def ask_view(board_id: UUID, round_id: UUID, domain_id: str) -> str:
    """Ask for a level, the evidence and the reasons."""
    blank = Judgement(domain=domain_id, level="", evidence="", reasons="")
    return _form_page(board_id, round_id, blank, ())


@county.post("/boards/<uuid:board_id>/rounds/<uuid:round_id>/view/<domain_id>")
@of_county("officer")
def take_view(board_id: UUID, round_id: UUID, domain_id: str) -> str | Response:
    """Record the view beside the board's own."""
    typed = {name: request.form.get(name, "") for name in ("level", "quality", "evidence", "reasons")}
    judgement = Judgement(domain=domain_id, **typed)
    faults = record_view(
        session(),
        judgement,
        library=installation().library,
        round_id=round_id,
        board_id=board_id,
        account=account(),
        now=now(),
        moderation=_moderation(),
    )
    if faults:
        return _form_page(board_id, round_id, judgement, faults)
    note_act("recorded view", f"board {board_id}", f"round {round_id}, {domain_id}")
    flash("The authority’s view is recorded. The board can read it and reply.", "success")
    return redirect(url_for("county.views", board_id=board_id, round_id=round_id))


def _form_page(
    board_id: UUID, round_id: UUID, judgement: Judgement, faults: tuple[OversightFault, ...]
) -> str:
    report = _sent(board_id, round_id).report
    section = report.domain(judgement.domain)
    if section is None:
        raise NotFoundError("There is no such domain. Go back to the list of domains.")
    moderation = _moderation()
    sheet = None if moderation is None else sheet_of(moderation, section.id)
    return render_template(
        "county/view_form.html",
        title=f"The authority’s view: {section.title}",
        board=get_board(session(), board_id),
        round_id=round_id,
        page=present_form(report, section, _said(board_id, round_id), sheet, judgement),
        judgement=judgement,
        problems={fault.field: fault.message for fault in faults},
        has_errors=bool(faults),
    )


def _moderation() -> Questionnaire | None:
    return moderation_in_force(installation().library, london_day(now()))


def _said(board_id: UUID, round_id: UUID) -> Conversation:
    return conversation(session(), round_id=round_id, board_id=board_id, library=installation().library)


def _sent(board_id: UUID, round_id: UUID) -> ReadableReport:
    return get_report_for(
        session(),
        round_id=round_id,
        board_id=board_id,
        library=installation().library,
        now=now(),
        is_authority=True,
    )
