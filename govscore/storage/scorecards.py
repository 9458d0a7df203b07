"""The table of scorecards: domains apart from questions, so that a county is read without every question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.errors import NotFoundError
from govscore.scoring.model import Scorecard
from govscore.storage.base import Base
from govscore.storage.evaluations import EvaluationRow, RoundRow
from govscore.storage.rounds import StoredEvaluation, to_evaluation

_SCORECARD = TypeAdapter(Scorecard)


class ScorecardRow(Base):
    """What one closed evaluation came to; written once, at closing."""

    __tablename__ = "scorecard"

    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    summary: Mapped[dict[str, Any]]
    questions: Mapped[list[Any]] = mapped_column(deferred=True)


@dataclass(frozen=True, kw_only=True)
class ScoredEvaluation:
    """A closed evaluation, the title of its round, and its scorecard without questions."""

    stored: StoredEvaluation
    closed_at: datetime
    round_title: str
    scorecard: Scorecard


def insert_scorecard(session: Session, scorecard: Scorecard) -> None:
    """Write the scorecard of an evaluation that has closed."""
    insert_scorecards(session, [scorecard])


def insert_scorecards(session: Session, scorecards: Sequence[Scorecard]) -> None:
    """Write the scorecards of many evaluations that have closed, in one statement."""
    rows = []
    for scorecard in scorecards:
        whole: dict[str, Any] = _SCORECARD.dump_python(scorecard, mode="json")
        questions = whole.pop("questions")
        rows.append({"evaluation_id": scorecard.evaluation_id, "summary": whole, "questions": questions})
    if rows:
        session.execute(insert(ScorecardRow), rows)


def get_scorecard(session: Session, evaluation_id: UUID) -> Scorecard:
    """Find an evaluation's scorecard, question by question."""
    columns = select(ScorecardRow.summary, ScorecardRow.questions)
    row = session.execute(columns.where(ScorecardRow.evaluation_id == evaluation_id)).one_or_none()
    if row is None:
        raise NotFoundError("This evaluation has no scorecard yet; it gets one when it is closed.")
    return _read(row[0], row[1])


def list_scorecards(session: Session, *, round_id: UUID, code: str) -> tuple[tuple[UUID, Scorecard], ...]:
    """List board and scorecard for one questionnaire of a round, in one statement and without questions."""
    found = session.execute(
        select(EvaluationRow.board_id, ScorecardRow.summary)
        .join(EvaluationRow, EvaluationRow.id == ScorecardRow.evaluation_id)
        .where(EvaluationRow.round_id == round_id, EvaluationRow.questionnaire_code == code)
        .order_by(EvaluationRow.board_id)
    )
    return tuple((board_id, _read(summary, [])) for board_id, summary in found)


def list_earlier(
    session: Session, *, board_id: UUID, code: str, before: datetime, is_simulated: bool
) -> tuple[ScoredEvaluation, ...]:
    """List a board's evaluations by one questionnaire that closed before a moment, the last first.

    Invented answers and real ones are never listed together. One statement, without questions.
    """
    found = session.execute(
        select(EvaluationRow, EvaluationRow.closed_at, RoundRow.title, ScorecardRow.summary)
        .join(RoundRow, RoundRow.id == EvaluationRow.round_id)
        .join(ScorecardRow, ScorecardRow.evaluation_id == EvaluationRow.id)
        .where(
            EvaluationRow.board_id == board_id,
            EvaluationRow.questionnaire_code == code,
            EvaluationRow.closed_at < before,
            RoundRow.is_simulated == is_simulated,
        )
        .order_by(EvaluationRow.closed_at.desc(), EvaluationRow.id)
        .execution_options(populate_existing=True)
    )
    return tuple(
        ScoredEvaluation(
            stored=to_evaluation(row), closed_at=closed_at, round_title=title, scorecard=_read(summary, [])
        )
        for row, closed_at, title, summary in found
        if closed_at is not None
    )


def list_scorecards_of(session: Session, evaluation_ids: Sequence[UUID]) -> tuple[Scorecard, ...]:
    """List the whole scorecards of these evaluations that have one, in one statement."""
    found = session.execute(
        select(ScorecardRow.summary, ScorecardRow.questions)
        .where(ScorecardRow.evaluation_id.in_(evaluation_ids))
        .order_by(ScorecardRow.evaluation_id)
    )
    return tuple(_read(summary, questions) for summary, questions in found)


def _read(summary: dict[str, Any], questions: list[Any]) -> Scorecard:
    return _SCORECARD.validate_python({**summary, "questions": questions}, strict=False)
