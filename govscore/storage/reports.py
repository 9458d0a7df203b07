"""Tables of reports: those sent to the authority, frozen whole, and the bytes drawn from any report."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from govscore.storage.base import Base


class SentReportRow(Base):
    """The report a board sent, as it stood; never changed afterwards."""

    __tablename__ = "sent_report"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"), primary_key=True)
    sent_at: Mapped[datetime]
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    digest: Mapped[str]
    document: Mapped[dict[str, Any]]


class RenderingRow(Base):
    """A chart or a PDF, kept under the digest of what it was drawn from; may be emptied at any time."""

    __tablename__ = "rendering"

    digest: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

