"""A board's report: live until it is sent, then for ever as it was sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from govscore.errors import LifecycleError, NoReportError
from govscore.questionnaire.loader import Library
from govscore.reporting.authority import london_day
from govscore.reporting.compose import compose_report
from govscore.reporting.model import Report
from govscore.responses.lifecycle import can_send
from govscore.responses.model import EvaluationState
from govscore.services.report_material import Gathered, gather, outside_material, own_material
from govscore.services.rounds import BoardRound, get_board_round
from govscore.services.transaction import Session
from govscore.storage import reports as rows
from govscore.storage.codec import Codec
from govscore.storage.reports import SentReport
from govscore.storage.rounds import lock_evaluations

_REPORT = Codec(Report)


class Copy(StrEnum):
    """The copies of a report: the board's own, and the one that leaves, without notes and small counts."""

    OWN = "own"
    SENT = "sent"


class Sending(StrEnum):
    """What came of sending: sent now, sent before, or changed since it was looked at and so not sent."""

    SENT = "sent"
    SENT_BEFORE = "sent-before"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class ReadableReport:
    """A report as one reader may see it: which copy, and when it was sent, if it was."""

    report: Report
    copy: Copy
    sent_at: datetime | None


def prepare_report(
    session: Session,
    *,
    round_id: UUID,
    board_id: UUID,
    library: Library,
    now: datetime,
    copy: Copy = Copy.OWN,
) -> Report:
    """Gather a closed evaluation and its comparators, and compose the report as it would be today."""
    gathered = gather(session, round_id=round_id, board_id=board_id, library=library)
    return _compose(gathered, copy, now=now)


def find_report(
    session: Session,
    *,
    round_id: UUID,
    board_id: UUID,
    library: Library,
    now: datetime,
    is_authority: bool,
    copy: Copy | None = None,
) -> ReadableReport | None:
    """Find the report that a reader may see; nothing while the evaluation is open.

    The board sees its own copy live until it sends, and then what it sent, or its own copy of that day. The
    authority sees what was sent, and that only.
    """
    sent = rows.find_sent_report(session, round_id=round_id, board_id=board_id)
    if sent is not None:
        chosen = Copy.SENT if is_authority else copy or Copy.SENT
        return ReadableReport(report=_read(sent, chosen), copy=chosen, sent_at=sent.sent_at)
    if is_authority:
        raise NoReportError("This board has not sent its report. You can read it once it has.")
    if not _is_closed(get_board_round(session, round_id=round_id, board_id=board_id), now=now):
        return None
    chosen = copy or Copy.OWN
    report = prepare_report(
        session, round_id=round_id, board_id=board_id, library=library, now=now, copy=chosen
    )
    return ReadableReport(report=report, copy=chosen, sent_at=None)


def get_report_for(
    session: Session,
    *,
    round_id: UUID,
    board_id: UUID,
    library: Library,
    now: datetime,
    is_authority: bool,
    copy: Copy | None = None,
) -> ReadableReport:
    """Find the report that a reader may see, or say why there is none."""
    found = find_report(
        session,
        round_id=round_id,
        board_id=board_id,
        library=library,
        now=now,
        is_authority=is_authority,
        copy=copy,
    )
    if found is None:
        raise NoReportError("The report is made when the evaluation closes.")
    return found


def send_report(
    session: Session,
    *,
    round_id: UUID,
    board_id: UUID,
    account_id: UUID | None,
    library: Library,
    now: datetime,
    seen: str | None = None,
) -> Sending:
    """Freeze the report and let the authority see it; a second time changes nothing.

    `seen` is the digest of the copy that was looked at: where the report has changed since, it is not sent.
    """
    lock_evaluations(session, round_id=round_id, board_id=board_id)
    if rows.has_sent_report(session, round_id=round_id, board_id=board_id):
        return Sending.SENT_BEFORE
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    if not all(can_send(each.evaluation, board_round.round, now=now) for each in board_round.evaluations):
        raise LifecycleError(
            "The report can be sent once every part of the evaluation is closed. Close it first."
        )
    gathered = gather(session, round_id=round_id, board_id=board_id, library=library)
    if seen is not None and seen != _compose(gathered, Copy.SENT, now=now).digest:
        return Sending.CHANGED
    is_new = freeze_report(session, gathered, account_id=account_id, now=now)
    return Sending.SENT if is_new else Sending.SENT_BEFORE


def freeze_report(session: Session, gathered: Gathered, *, account_id: UUID | None, now: datetime) -> bool:
    """Keep both copies of a report as they are now, for ever, unless they were kept before."""
    leaving = _compose(gathered, Copy.SENT, now=now)
    document = {
        Copy.SENT.value: _REPORT.dump(leaving),
        Copy.OWN.value: _REPORT.dump(_compose(gathered, Copy.OWN, now=now)),
    }
    sent = SentReport(sent_at=now, digest=leaving.digest, document=document)
    place = {"round_id": gathered.round.id, "board_id": gathered.board.id}
    is_new = rows.insert_sent_report(session, sent, **place, account_id=account_id)
    if is_new:
        rows.mark_sent(session, **place, at=now)
    return is_new


def _compose(gathered: Gathered, copy: Copy, *, now: datetime) -> Report:
    today = london_day(now)
    if copy is Copy.OWN:
        return compose_report(own_material(gathered), generated_on=today)
    return compose_report(replace(outside_material(gathered), sent_on=today), generated_on=today)


def _read(sent: SentReport, copy: Copy) -> Report:
    return _REPORT.load(sent.document[copy.value])


def _is_closed(board_round: BoardRound, *, now: datetime) -> bool:
    return board_round.state(now=now) in {EvaluationState.CLOSED, EvaluationState.SENT}
