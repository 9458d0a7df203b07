"""Queries on rounds and the evaluations in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from govscore.errors import NotFoundError
from govscore.responses.model import Evaluation, EvaluationId, QuestionnaireRef, Round, RoundId
from govscore.storage.evaluations import EvaluationRow, RoundQuestionnaireRow, RoundRow


@dataclass(frozen=True, kw_only=True)
class StoredEvaluation:
    """An evaluation with its sealed key while open; its counts, and the board as it was, once closed."""

    evaluation: Evaluation
    draft_key: bytes | None = field(repr=False, default=None)
    invited: int | None = None
    responses: int | None = None
    on_paper: int | None = None
    governance: str | None = None
    phases: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more answers, ever."""
        return self.evaluation.closed_at is not None


def insert_round(session: Session, round_: Round, *, created_at: datetime) -> None:
    """Write a round and the questionnaire versions asked in it."""
    session.execute(
        insert(RoundRow),
        {
            "id": round_.id,
            "title": round_.title,
            "opens_at": round_.opens_at,
            "closes_at": round_.closes_at,
            "is_simulated": round_.is_simulated,
            "created_at": created_at,
        },
    )
    session.execute(
        insert(RoundQuestionnaireRow),
        [
            {"round_id": round_.id, "code": ref.code, "version": ref.version, "digest": ref.digest}
            for ref in round_.questionnaires
        ],
    )


def insert_evaluations(session: Session, stored: Iterable[StoredEvaluation]) -> None:
    """Write open evaluations, all in one statement however many."""
    session.execute(
        insert(EvaluationRow),
        [
            {
                "id": each.evaluation.id,
                "round_id": each.evaluation.round_id,
                "board_id": each.evaluation.board_id,
                "questionnaire_code": each.evaluation.questionnaire.code,
                "questionnaire_version": each.evaluation.questionnaire.version,
                "questionnaire_digest": each.evaluation.questionnaire.digest,
                "draft_key": each.draft_key,
            }
            for each in stored
        ],
    )


def get_round(session: Session, round_id: UUID, *, lock: bool = False) -> Round:
    """Find a round; with `lock`, keep others from changing it until the transaction ends.

    Others may still write rows that point to it: they hold a board's evaluations, which we are about to want.
    """
    found = select(RoundRow).where(RoundRow.id == round_id)
    rounds = _rounds(session, found.with_for_update(key_share=True) if lock else found)
    if not rounds:
        raise NotFoundError("There is no such round.")
    return rounds[0]


def list_rounds(session: Session) -> tuple[Round, ...]:
    """List every round, the newest first."""
    return _rounds(session, select(RoundRow).order_by(RoundRow.opens_at.desc(), RoundRow.id))


def list_rounds_of(session: Session, board_ids: Sequence[UUID]) -> tuple[Round, ...]:
    """List the rounds in which any of these boards takes part, the newest first."""
    taking_part = select(EvaluationRow.round_id).where(EvaluationRow.board_id.in_(board_ids))
    chosen = select(RoundRow).where(RoundRow.id.in_(taking_part))
    return _rounds(session, chosen.order_by(RoundRow.opens_at.desc(), RoundRow.id))


def set_closing_date(session: Session, round_id: UUID, closes_at: datetime) -> None:
    """Move a round's closing."""
    session.execute(update(RoundRow).where(RoundRow.id == round_id).values(closes_at=closes_at))


def list_evaluations(
    session: Session, *, round_id: UUID | None = None, board_ids: Sequence[UUID] | None = None
) -> tuple[StoredEvaluation, ...]:
    """List evaluations of a round, of some boards, or both."""
    return _evaluations(session, _chosen(round_id, board_ids))


def lock_evaluations(session: Session, *, round_id: UUID, board_id: UUID) -> tuple[StoredEvaluation, ...]:
    """List one board's evaluations in a round, and keep answers out until the transaction ends."""
    return _evaluations(session, _chosen(round_id, [board_id]).with_for_update(of=EvaluationRow))


def list_overdue(session: Session, *, now: datetime) -> tuple[tuple[RoundId, UUID], ...]:
    """List round and board wherever a round has ended and the board's evaluations are still open."""
    overdue = (
        select(EvaluationRow.round_id, EvaluationRow.board_id)
        .join(RoundRow, RoundRow.id == EvaluationRow.round_id)
        .where(RoundRow.closes_at <= now, EvaluationRow.closed.is_(False))
        .distinct()
    )
    return tuple((RoundId(round_id), board_id) for round_id, board_id in session.execute(overdue))


def has_closed_since(session: Session, moment: datetime) -> bool:
    """Say whether any evaluation was closed after a moment."""
    return (
        session.scalar(select(EvaluationRow.id).where(EvaluationRow.closed_at > moment).limit(1)) is not None
    )


def mark_closed(
    session: Session,
    evaluation_id: UUID,
    *,
    at: datetime,
    invited: int,
    responses: int,
    on_paper: int | None,
    governance: str,
    phases: Sequence[str],
) -> None:
    """Close an evaluation for ever, keep what the board was, and destroy the key."""
    session.execute(
        update(EvaluationRow)
        .where(EvaluationRow.id == evaluation_id)
        .values(
            closed=True,
            closed_at=at,
            draft_key=None,
            invited=invited,
            responses=responses,
            on_paper=on_paper,
            governance=governance,
            phases=" ".join(phases),
        )
    )


def to_evaluation(row: EvaluationRow) -> StoredEvaluation:
    """Read an evaluation from its row."""
    return StoredEvaluation(
        evaluation=Evaluation(
            id=EvaluationId(row.id),
            round_id=RoundId(row.round_id),
            board_id=row.board_id,
            questionnaire=QuestionnaireRef(
                code=row.questionnaire_code,
                version=row.questionnaire_version,
                digest=row.questionnaire_digest,
            ),
            closed_at=row.closed_at,
            sent_at=row.sent_at,
        ),
        draft_key=row.draft_key,
        invited=row.invited,
        responses=row.responses,
        on_paper=row.on_paper,
        governance=row.governance,
        phases=tuple((row.phases or "").split()),
    )


def to_round(row: RoundRow, questionnaires: tuple[QuestionnaireRef, ...]) -> Round:
    """Read a round from its row."""
    return Round(
        id=RoundId(row.id),
        title=row.title,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        questionnaires=questionnaires,
        is_simulated=row.is_simulated,
    )


def _chosen(round_id: UUID | None, board_ids: Sequence[UUID] | None) -> Select[EvaluationRow]:
    chosen = select(EvaluationRow).order_by(EvaluationRow.questionnaire_code, EvaluationRow.id)
    if round_id is not None:
        chosen = chosen.where(EvaluationRow.round_id == round_id)
    if board_ids is not None:
        chosen = chosen.where(EvaluationRow.board_id.in_(board_ids))
    return chosen


def _evaluations(session: Session, chosen: Select[EvaluationRow]) -> tuple[StoredEvaluation, ...]:
    found = session.scalars(chosen.execution_options(populate_existing=True))
    return tuple(to_evaluation(row) for row in found)


def _rounds(session: Session, chosen: Select[RoundRow]) -> tuple[Round, ...]:
    rows = session.scalars(chosen.execution_options(populate_existing=True)).all()
    refs: dict[UUID, list[QuestionnaireRef]] = {row.id: [] for row in rows}
    asked = session.scalars(
        select(RoundQuestionnaireRow)
        .where(RoundQuestionnaireRow.round_id.in_(refs))
        .order_by(RoundQuestionnaireRow.code)
    )
    for ref in asked:
        refs[ref.round_id].append(QuestionnaireRef(code=ref.code, version=ref.version, digest=ref.digest))
    return tuple(to_round(row, tuple(refs[row.id])) for row in rows)
