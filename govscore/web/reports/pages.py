"""Finding the report that a reader may see, and making its page."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request, url_for

from govscore.services.boards import BoardView, get_board
from govscore.services.explanations import explain_report
from govscore.services.oversight import Conversation, conversation
from govscore.services.reports import Copy, ReadableReport, find_report
from govscore.services.rounds import get_round
from govscore.web.access import BOARD, account
from govscore.web.reports.blueprint import JUDGES, SENDERS
from govscore.web.reports.presenters import ReportPage, present_report
from govscore.web.scope import installation, note_act, now, session


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What whoever reads may do besides reading."""

    is_board: bool
    may_send: bool
    may_judge: bool

    @classmethod
    def of(cls, board_id: UUID) -> "Reader":
        """Say what the account that is signed in may do."""
        return cls(
            is_board=account().has_any(BOARD, board_id=board_id),
            may_send=account().has_any(SENDERS, board_id=board_id),
            may_judge=account().has_any(JUDGES),
        )


def find_readable(board_id: UUID, round_id: UUID, *, copy: Copy | None = None) -> ReadableReport | None:
    """Find the report as this reader may see it, in the copy that the address asks for."""
    asked = request.args.get("copy")
    return find_report(
        session(),
        round_id=round_id,
        board_id=board_id,
        library=installation().library,
        now=now(),
        is_authority=not account().has_any(BOARD, board_id=board_id),
        copy=copy or (Copy(asked) if asked in set(Copy) else None),
    )


def report_page(board_id: UUID, round_id: UUID, *, reply: str = "", problem: str | None = None) -> str:
    """Make the page of the report, with a reply as far as it has been written."""
    found = find_readable(board_id, round_id)
    board = get_board(session(), board_id)
    if found is None:
        return render_template(
            "reports/none.html",
            title="There is no report yet",
            board=board,
            round=get_round(session(), round_id),
            reader=Reader.of(board_id),
        )
    note_act("viewed report", f"board {board_id}", f"round {round_id}, {found.copy} copy")
    said = _said(board_id, round_id) if found.sent_at else None
    return render_template(
        "reports/report.html",
        title=f"{board.name}: report",
        board=board,
        round_id=round_id,
        found=found,
        page=present(board, round_id, found, said),
        reader=Reader.of(board_id),
        reply=reply,
        problem=problem,
        has_errors=problem is not None,
    )


def _said(board_id: UUID, round_id: UUID) -> Conversation:
    return conversation(session(), round_id=round_id, board_id=board_id, library=installation().library)


def present(board: BoardView, round_id: UUID, found: ReadableReport, said: Conversation | None) -> ReportPage:
    """Lay out a report with the addresses of its charts."""
    workings = explain_report(
        session(),
        round_id=round_id,
        board_id=board.id,
        library=installation().library,
        copy=found.copy,
    )
    return present_report(
        found.report,
        workings=workings,
        said=said,
        address=lambda name: url_for(
            "reports.chart", board_id=board.id, round_id=round_id, name=name, copy=found.copy.value
        ),
    )
