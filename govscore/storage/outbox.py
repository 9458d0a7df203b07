"""The table of mail decided and not yet sent. It names the letter and whom it is for, never its text or its link.

A reminder has a row for every respondent; whether one is still needed is found out when it is sent, and not recorded,
so that no row tells who has answered.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govscore.storage.base import Base

LETTERS = ("invitation", "reminder", "account")


class OutboxRow(Base):
    """One letter."""

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    letter: Mapped[str]
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    due_at: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(f"letter IN {LETTERS}", name="known_letter"),
        CheckConstraint("(invitation_id IS NULL) <> (account_id IS NULL)", name="one_addressee"),
    )
