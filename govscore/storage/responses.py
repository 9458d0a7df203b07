"""Tables of answers: sealed drafts while an evaluation is open, responses once it is closed.

No column here leads to an invitation. The database itself refuses a draft of a closed evaluation, a response
of an open one, closing while a draft is left, and reopening once there are responses.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.storage.base import Base
from govscore.storage.evaluations import EvaluationRow

OF_EVALUATION = (["evaluation_id", "evaluation_closed"], ["evaluation.id", "evaluation.closed"])


class DraftSheetRow(Base):
    """One respondent's draft, found and opened only by the keyed pseudonym of their invitation.

    `handle` is made from the pseudonym and does not lead back to it; `sealed` holds the answers.
    """

    __tablename__ = "draft_sheet"

    handle: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    role: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    has_answers: Mapped[bool]
    has_submitted: Mapped[bool] = mapped_column(default=False)
    shares_view: Mapped[bool] = mapped_column(default=False)
    evaluation_id: Mapped[UUID]
    evaluation_closed: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        ForeignKeyConstraint(*OF_EVALUATION),
        CheckConstraint("NOT evaluation_closed", name="open_only"),
        Index("ix_draft_sheet_evaluation", "evaluation_id"),
        {"sqlite_with_rowid": False},
    )


class ResponseRow(Base):
    """What somebody in a role answered, and no telling who or when.

    `codes` has one character a question, in the questionnaire's order, so that a whole round is read in
    seconds; the rows lie by evaluation and random id, so that their order tells nothing.
    """

    __tablename__ = "response"

    evaluation_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    evaluation_closed: Mapped[bool] = mapped_column(default=True)
    role: Mapped[str]
    shares_view: Mapped[bool] = mapped_column(default=False)
    codes: Mapped[str]
    notes: Mapped[dict[str, Any]]

    __table_args__ = (
        ForeignKeyConstraint(*OF_EVALUATION),
        CheckConstraint("evaluation_closed", name="closed_only"),
        {"sqlite_with_rowid": False},
    )


@dataclass(frozen=True, kw_only=True)
class StoredResponse:
    """A response as it is kept: its choices in codes, its notes apart."""

    id: UUID
    evaluation_id: UUID
    role: str
    shares_view: bool
    codes: str
    notes: Mapping[str, Mapping[str, str]]


def insert_responses(session: Session, responses: Iterable[StoredResponse]) -> None:
    """Write the responses of an evaluation that has closed, in the order of their random ids."""
    rows = [
        {
            "evaluation_id": each.evaluation_id,
            "id": each.id,
            "evaluation_closed": True,
            "role": each.role,
            "shares_view": each.shares_view,
            "codes": each.codes,
            "notes": {question: dict(note) for question, note in each.notes.items()},
        }
        for each in sorted(responses, key=lambda each: each.id)
    ]
    if rows:
        session.execute(insert(ResponseRow), rows)


def list_responses(session: Session, evaluation_ids: Collection[UUID]) -> tuple[StoredResponse, ...]:
    """List the responses of these evaluations, each evaluation's together."""
    columns = (
        ResponseRow.id,
        ResponseRow.evaluation_id,
        ResponseRow.role,
        ResponseRow.shares_view,
        ResponseRow.codes,
        ResponseRow.notes,
    )
    found = session.execute(
        select(*columns)
        .where(ResponseRow.evaluation_id.in_(evaluation_ids))
        .order_by(ResponseRow.evaluation_id, ResponseRow.id)
    )
    return tuple(
        StoredResponse(
            id=id_, evaluation_id=evaluation_id, role=role, shares_view=shares_view, codes=codes, notes=notes
        )
        for id_, evaluation_id, role, shares_view, codes, notes in found
    )


def list_codes(session: Session, *, round_id: UUID, code: str) -> tuple[tuple[UUID, str], ...]:
    """List board and codes of every response to one questionnaire of a round, in one statement."""
    found = session.execute(
        select(EvaluationRow.board_id, ResponseRow.codes)
        .join(EvaluationRow, EvaluationRow.id == ResponseRow.evaluation_id)
        .where(EvaluationRow.round_id == round_id, EvaluationRow.questionnaire_code == code)
    )
    return tuple(found.tuples())
