"""A board's rounds, for those who run them: what needs somebody, who is outstanding, reminding them."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govscore.services.accounts import Account
from govscore.services.boards import get_board, list_boards
from govscore.services.dates import moment_words
from govscore.services.reminders import TooSoon, remind
from govscore.services.rounds import rounds_of_boards
from govscore.services.turnout import list_respondents, turnout_of_boards
from govscore.web.access import BOARD, COUNTY, VICE_CHAIR, account, of_board, signed_in
from govscore.web.afterwards import nudge
from govscore.web.manage import closing, paper, people
from govscore.web.manage.blueprint import KEYING, RUNNING, manage
from govscore.web.manage.lines import RoundLine, in_order, present_lines
from govscore.web.manage.presenters import present_round
from govscore.web.manage.rights import Rights
from govscore.web.scope import installation, note_act, now, session

__all__ = ["closing", "manage", "paper", "people"]


@manage.get("")
@signed_in
def boards() -> str:
    """List my boards, and what needs me today."""
    lines = _lines(account(), account().board_ids)
    return render_template(
        "manage/boards.html",
        title="My boards",
        boards=list_boards(session(), account().board_ids),
        today=in_order([line for line in lines if line.needs_me]),
    )


@manage.get("/<uuid:board_id>")
@of_board(*BOARD, *VICE_CHAIR, county=COUNTY)
def board_home(board_id: UUID) -> str:
    """Show one board's rounds, the newest first."""
    board = get_board(session(), board_id)
    lines = _lines(account(), (board_id,))
    note_act("viewed board", f"board {board_id}")
    return render_template(
        "manage/board.html",
        title=board.name,
        board=board,
        lines=lines,
        next=next((line for line in lines if line.needs_me), None),
        is_ours=account().has_any(BOARD + VICE_CHAIR, board_id=board_id),
        sees_people=account().has_any(BOARD, board_id=board_id),
    )


@manage.get("/<uuid:board_id>/rounds/<uuid:round_id>")
@of_board()
def round_page(board_id: UUID, round_id: UUID) -> str:
    """Say who is outstanding, never what anybody answered."""
    found = list_respondents(
        session(),
        round_id=round_id,
        board_id=board_id,
        keys=installation().keys,
        library=installation().library,
    )
    rights = Rights.of(account(), board_id)
    note_act("viewed respondents", f"board {board_id}", f"round {round_id}")
    return render_template(
        "manage/round.html",
        title=found.board_round.round.title,
        board=get_board(session(), board_id),
        page=present_round(found, rights, now=now()),
        round_id=round_id,
        may_key_in=account().has_any(KEYING, board_id=board_id),
    )


@manage.post("/<uuid:board_id>/rounds/<uuid:round_id>/remind")
@of_board(*RUNNING)
def send_reminders(board_id: UUID, round_id: UUID) -> Response:
    """Remind whoever has not handed in their answers."""
    refused = remind(session(), round_id=round_id, board_id=board_id, now=now())
    if isinstance(refused, TooSoon):
        flash(
            f"Reminders went out at {moment_words(refused.reminded_at)}. "
            f"You can remind again from {moment_words(refused.again_at)}.",
            "info",
        )
    else:
        note_act("sent reminders", f"board {board_id}", f"round {round_id}")
        nudge()
        flash("A reminder is on its way to everybody who has not handed in their answers.", "success")
    return redirect(url_for("manage.round_page", board_id=board_id, round_id=round_id))


def _lines(reader: Account, board_ids: tuple[UUID, ...]) -> tuple[RoundLine, ...]:
    board_rounds = rounds_of_boards(session(), board_ids)
    return present_lines(
        list_boards(session(), board_ids),
        board_rounds,
        turnout_of_boards(session(), board_rounds, keys=installation().keys),
        rights={board_id: Rights.of(reader, board_id) for board_id in board_ids},
        library=installation().library,
        now=now(),
    )
