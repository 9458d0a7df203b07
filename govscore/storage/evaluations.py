"""Tables of rounds, the evaluations in them, and who is invited."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from govscore.questionnaire.model import Role
from govscore.storage.base import Base

ROLES = ", ".join(f"'{role}'" for role in Role)


class RoundRow(Base):
    """A window opened to many boards."""

    __tablename__ = "round"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    is_simulated: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),)


class RoundQuestionnaireRow(Base):
    """A questionnaire version asked in a round."""

    __tablename__ = "round_questionnaire"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    digest: Mapped[str]


class EvaluationRow(Base):
    """One board's run of one questionnaire version in a round.

    `draft_key` is sealed with the application's secret, and gone once the evaluation is closed. `governance` and
    `phases` are the board's as it was then: they decide what was asked, so that rescoring comes out the same.
    `on_paper` counts the responses that were keyed in from paper, where enough people answered to keep it.
    """

    __tablename__ = "evaluation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"), index=True)
    questionnaire_code: Mapped[str]
    questionnaire_version: Mapped[str]
    questionnaire_digest: Mapped[str]
    closed: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    draft_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    invited: Mapped[int | None]
    responses: Mapped[int | None]
    on_paper: Mapped[int | None]
    governance: Mapped[str | None]
    phases: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("id", "closed"),
        UniqueConstraint("round_id", "board_id", "questionnaire_code"),
        CheckConstraint("closed = (closed_at IS NOT NULL)", name="closed_when_dated"),
        CheckConstraint("closed = (draft_key IS NULL)", name="closed_without_key"),
        CheckConstraint("sent_at IS NULL OR closed", name="sent_after_closing"),
    )


class InvitationRow(Base):
    """One respondent's place in one evaluation.

    Nothing here changes when its holder answers: whether they have is worked out from the keyed pseudonym while the
    evaluation is open, and written for everybody at once when it closes. `on_paper` is put down by whoever keys a
    paper response in, and is gone for everybody when it closes.
    """

    __tablename__ = "invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"))
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[str]
    link_version: Mapped[int] = mapped_column(default=1)
    has_answered: Mapped[bool | None]
    on_paper: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (
        UniqueConstraint("evaluation_id", "email"),
        CheckConstraint(f"role IN ({ROLES})", name="known_role"),
    )


Index("ix_evaluation_round", EvaluationRow.round_id, EvaluationRow.questionnaire_code)
