"""Closing a board's evaluations: a look at what it would leave out, and then the cut."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govscore.services.boards import get_board
from govscore.services.closing import close_board, outlook
from govscore.services.turnout import list_respondents
from govscore.web.access import of_board
from govscore.web.afterwards import forget_deleted
from govscore.web.manage.blueprint import RUNNING, manage
from govscore.web.manage.presenters import present_closing
from govscore.web.manage.rights import refuse_whom_it_is_about
from govscore.web.scope import installation, note_act, now, session

CLOSE = "/<uuid:board_id>/rounds/<uuid:round_id>/close"


@manage.get(CLOSE)
@of_board(*RUNNING)
def ask_to_close(board_id: UUID, round_id: UUID) -> str:
    """Say what closing now would mean."""
    refuse_whom_it_is_about(board_id, round_id)
    here = installation()
    found = list_respondents(
        session(), round_id=round_id, board_id=board_id, keys=here.keys, library=here.library
    )
    return render_template(
        "manage/close.html",
        title="Close the evaluation?",
        board=get_board(session(), board_id),
        round_id=round_id,
        page=present_closing(found, outlook(found)),
    )


@manage.post(CLOSE)
@of_board(*RUNNING)
def close(board_id: UUID, round_id: UUID) -> Response:
    """Close, once; a second time changes nothing."""
    refuse_whom_it_is_about(board_id, round_id)
    here = installation()
    closed = close_board(
        session(), round_id=round_id, board_id=board_id, keys=here.keys, library=here.library, now=now()
    )
    if closed:
        note_act("closed evaluation", f"board {board_id}", f"round {round_id}")
        forget_deleted()
        flash("The evaluation is closed. Nobody can tell any more whose an answer was.", "success")
    else:
        flash("The evaluation was closed already.", "info")
    return redirect(url_for("manage.round_page", board_id=board_id, round_id=round_id))
