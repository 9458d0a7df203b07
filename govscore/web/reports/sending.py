"""Sending a report to the authority, and replying to what the authority says."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.services.authority import get_authority
from govscore.services.boards import get_board
from govscore.services.oversight import write_reply
from govscore.services.reports import Copy, Sending, send_report
from govscore.web.access import account, of_board
from govscore.web.reports.blueprint import SENDERS, reports
from govscore.web.reports.pages import find_readable, present, report_page
from govscore.web.scope import installation, note_act, now, session

CHANGED = (
    "Not sent: the page you looked at is no longer what would be sent. Look again at what stands here now."
)


@reports.get("/report/send")
@of_board(*SENDERS)
def ask_to_send(board_id: UUID, round_id: UUID) -> str | Response:
    """Show exactly what would be sent, and ask."""
    found = find_readable(board_id, round_id, copy=Copy.SENT)
    if found is None or found.sent_at is not None:
        return redirect(_address(board_id, round_id))
    board = get_board(session(), board_id)
    return render_template(
        "reports/send.html",
        title=f"Send this report to {get_authority(session()).name}?",
        board=board,
        round_id=round_id,
        page=present(board, round_id, found, None),
    )


@reports.post("/report/send")
@of_board(*SENDERS)
def send(board_id: UUID, round_id: UUID) -> Response:
    """Send it, once."""
    outcome = send_report(
        session(),
        round_id=round_id,
        board_id=board_id,
        account_id=account().id,
        library=installation().library,
        now=now(),
        seen=request.form.get("seen", ""),
    )
    if outcome is Sending.CHANGED:
        flash(CHANGED, "info")
        return redirect(url_for("reports.ask_to_send", board_id=board_id, round_id=round_id))
    if outcome is Sending.SENT:
        note_act("sent report", f"board {board_id}", f"round {round_id}")
        flash(f"Your report is sent. {get_authority(session()).name} can read it now.", "success")
    return redirect(_address(board_id, round_id))


@reports.post("/report/reply")
@of_board()
def reply(board_id: UUID, round_id: UUID) -> str | Response:
    """Reply to the authority's view."""
    text = request.form.get("reply", "")
    fault = write_reply(session(), text, round_id=round_id, board_id=board_id, account=account(), now=now())
    if fault is not None:
        return report_page(board_id, round_id, reply=text, problem=fault.message)
    note_act("replied", f"board {board_id}", f"round {round_id}")
    flash("Your reply is with the authority.", "success")
    return redirect(_address(board_id, round_id))


def _address(board_id: UUID, round_id: UUID) -> str:
    return url_for("reports.report", board_id=board_id, round_id=round_id)
