"""Reminding a board's respondents, politely: one letter each, and never two within a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from govscore.errors import LifecycleError
from govscore.responses.lifecycle import can_answer
from govscore.services.rounds import get_board_round
from govscore.services.transaction import Session
from govscore.storage import outbox
from govscore.storage.respondents import list_invitations
from govscore.storage.rounds import lock_evaluations

SHORTEST_PAUSE = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class TooSoon:
    """A reminder went out less than a day ago; the next may go at `again_at`."""

    reminded_at: datetime
    again_at: datetime


def remind(session: Session, *, round_id: UUID, board_id: UUID, now: datetime) -> TooSoon | None:
    """Decide a reminder for every respondent of a board's open evaluations.

    Everybody gets a row, so that no row tells who has answered; who still needs the letter is found out when
    it is sent.
    """
    lock_evaluations(session, round_id=round_id, board_id=board_id)
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    open_ids = [
        each.evaluation.id
        for each in board_round.evaluations
        if can_answer(each.evaluation, board_round.round, now=now)
    ]
    if not open_ids:
        raise LifecycleError("This round is not open for your board, so nobody can be reminded.")
    reminded_at = outbox.find_last_reminder(session, open_ids)
    if reminded_at is not None and now < reminded_at + SHORTEST_PAUSE:
        return TooSoon(reminded_at=reminded_at, again_at=reminded_at + SHORTEST_PAUSE)
    invitations = list_invitations(session, open_ids)
    if not invitations:
        raise LifecycleError("Nobody is invited yet; add the people you want to ask.")
    outbox.insert_mail(session, "reminder", [each.id for each in invitations], due_at=now)
    return None
