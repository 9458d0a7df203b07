"""Tables of the authority's views and the boards' replies; rows are added, never changed."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govscore.storage.base import Base


class AuthorityViewRow(Base):
    """An officer's level for one domain of one board, with evidence and reasons."""

    __tablename__ = "authority_view"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"))
    domain: Mapped[str]
    level: Mapped[str]
    evidence: Mapped[str]
    reasons: Mapped[str]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]

    __table_args__ = (Index("ix_authority_view_board", "round_id", "board_id"),)


class BoardReplyRow(Base):
    """What a board answered to the authority's views."""

    __tablename__ = "board_reply"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"))
    text: Mapped[str]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime]

    __table_args__ = (Index("ix_board_reply_board", "round_id", "board_id"),)
