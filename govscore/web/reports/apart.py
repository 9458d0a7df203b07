"""What is read apart from the report: on the chair by the vice-chair alone, on skills and newcomers by two."""

from uuid import UUID

from flask import render_template

from govscore.services.asked import Part
from govscore.services.own_results import READERS, find_own_results
from govscore.web.access import account, of_board
from govscore.web.reports.apart_presenters import present_apart
from govscore.web.reports.blueprint import reports
from govscore.web.scope import installation, note_act, session


@reports.get("/chair")
@of_board(*READERS[Part.CHAIR])
def chair(board_id: UUID, round_id: UUID) -> str:
    """Show what the board says about its chair."""
    return _page(Part.CHAIR, board_id, round_id)


@reports.get("/skills")
@of_board(*READERS[Part.SKILLS])
def skills(board_id: UUID, round_id: UUID) -> str:
    """Show how many are confident in what, and who would like to do more."""
    return _page(Part.SKILLS, board_id, round_id)


@reports.get("/induction")
@of_board(*READERS[Part.INDUCTION])
def induction(board_id: UUID, round_id: UUID) -> str:
    """Show how newcomers fare."""
    return _page(Part.INDUCTION, board_id, round_id)


def _page(part: Part, board_id: UUID, round_id: UUID) -> str:
    found = find_own_results(
        session(),
        part,
        round_id=round_id,
        board_id=board_id,
        reader=account(),
        library=installation().library,
    )
    note_act(f"viewed results on {part}", f"board {board_id}", f"round {round_id}")
    return render_template(
        "reports/apart.html",
        title=found.questionnaire.manifest.title,
        board=found.board,
        round=found.round,
        page=present_apart(part, found),
    )
