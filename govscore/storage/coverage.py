"""How far each evaluation of a round has come, by counting: nothing here ties an answer to a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from govscore.storage.boards import BoardRow
from govscore.storage.evaluations import EvaluationRow, InvitationRow
from govscore.storage.responses import DraftSheetRow


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One evaluation: how many are invited, whether anybody has begun, and when it was closed and sent."""

    board_id: UUID
    code: str
    invited: int
    responses: int | None
    has_begun: bool
    closed_at: datetime | None
    sent_at: datetime | None


def list_standings(session: Session, *, round_id: UUID) -> tuple[Standing, ...]:
    """List every evaluation of a round with its counts, in one statement."""
    invited = (
        select(func.count())
        .where(InvitationRow.evaluation_id == EvaluationRow.id)
        .correlate(EvaluationRow)
        .scalar_subquery()
    )
    has_begun = (
        exists()
        .where(
            DraftSheetRow.evaluation_id == EvaluationRow.id,
            or_(DraftSheetRow.has_answers, DraftSheetRow.has_submitted),
        )
        .correlate(EvaluationRow)
    )
    found = session.execute(
        select(
            EvaluationRow.board_id,
            EvaluationRow.questionnaire_code,
            func.coalesce(EvaluationRow.invited, invited),
            EvaluationRow.responses,
            has_begun,
            EvaluationRow.closed_at,
            EvaluationRow.sent_at,
        )
        .where(EvaluationRow.round_id == round_id)
        .order_by(EvaluationRow.board_id, EvaluationRow.questionnaire_code)
    )
    return tuple(
        Standing(
            board_id=board_id,
            code=code,
            invited=count,
            responses=responses,
            has_begun=begun,
            closed_at=closed_at,
            sent_at=sent_at,
        )
        for board_id, code, count, responses, begun, closed_at, sent_at in found
    )


def list_boards_not_in(session: Session, *, round_id: UUID) -> tuple[str, ...]:
    """List the names of the boards that a round does not ask, of those that have not ended."""
    asked = select(EvaluationRow.board_id).where(EvaluationRow.round_id == round_id)
    others = select(BoardRow.name).where(BoardRow.ended.is_(None), BoardRow.id.not_in(asked))
    return tuple(session.scalars(others.order_by(BoardRow.name)))
