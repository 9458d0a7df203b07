"""The table of scorecards: domains apart from questions, so that a county is read without every question."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govscore.storage.base import Base


class ScorecardRow(Base):
    """What one closed evaluation came to; written once, at closing."""

    __tablename__ = "scorecard"

    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    summary: Mapped[dict[str, Any]]
    questions: Mapped[list[Any]] = mapped_column(deferred=True)
