"""An officer's own view of a board, domain by domain: what was looked at, and what follows."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.errors import NotFoundError
from govscore.reporting.model import DomainSection, Report
from govscore.services.boards import get_board
from govscore.services.oversight import Judgement, OversightFault, conversation, record_view
from govscore.services.reports import get_report_for
from govscore.services.respond import review_of_round
from govscore.web.access import account, of_county
from govscore.web.county.blueprint import county
from govscore.web.county.presenters import present_views
from govscore.web.scope import installation, note_act, now, session

FIELDS = ("level", "evidence", "reasons")


@county.get("/boards/<uuid:board_id>/rounds/<uuid:round_id>/view")
@of_county("officer")
def views(board_id: UUID, round_id: UUID) -> str:
    """List the domains with the board's own level and the authority's."""
    report = _report(board_id, round_id)
    said = conversation(session(), round_id=round_id, board_id=board_id)
    return render_template(
        "county/views.html",
        title="The authority’s view",
        board=get_board(session(), board_id),
        round_id=round_id,
        page=present_views(report, said),
    )


@county.get("/boards/<uuid:board_id>/rounds/<uuid:round_id>/view/<domain_id>")
@of_county("officer")
def view_form(board_id: UUID, round_id: UUID, domain_id: str) -> str:
    """Ask for a level, the evidence and the reasons."""
    return _form_page(board_id, round_id, domain_id, Judgement(domain=domain_id, level="", evidence="", reasons=""), ())


@county.post("/boards/<uuid:board_id>/rounds/<uuid:round_id>/view/<domain_id>")
@of_county("officer")
def take_view(board_id: UUID, round_id: UUID, domain_id: str) -> str | Response:
    """Record the view."""
    judgement = Judgement(domain=domain_id, **{field: request.form.get(field, "") for field in FIELDS})
    faults = record_view(
        session(),
        judgement,
        questionnaire=_questionnaire(round_id),
        round_id=round_id,
        board_id=board_id,
        account=account(),
        now=now(),
    )
    if faults:
        return _form_page(board_id, round_id, domain_id, judgement, faults)
    note_act("recorded view", f"board {board_id}", f"round {round_id}, {domain_id}")
    flash("The authority’s view is recorded. The board can see it and reply.", "success")
    return redirect(url_for("county.views", board_id=board_id, round_id=round_id))
