"""Tables of accounts and of what each may do, for which board."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.storage.base import Base

COUNTY_ROLES = ("officer", "analyst", "administrator")
BOARD_ROLES = ("chair", "clerk", "head", "vice-chair")


class AccountRow(Base):
    """Somebody who signs in. A higher epoch than a session's own ends that session."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    session_epoch: Mapped[int] = mapped_column(default=0)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class GrantRow(Base):
    """One role of one account: for the whole county, or for one board."""

    __tablename__ = "grant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str]
    board_id: Mapped[UUID | None] = mapped_column(ForeignKey("board.id"))

    __table_args__ = (
        UniqueConstraint("account_id", "role", "board_id"),
        CheckConstraint(f"board_id IS NOT NULL OR role IN {COUNTY_ROLES}", name="county_role"),
        CheckConstraint(f"board_id IS NULL OR role IN {BOARD_ROLES}", name="board_role"),
    )


def find_account(session: Session, email: str, *, lock: bool = False) -> AccountRow | None:
    """Find an account by its address, however that was typed; with `lock`, one caller at a time has it."""
    found = select(AccountRow).where(AccountRow.email == email.strip().lower())
    return session.scalar(found.with_for_update() if lock else found)


def count_accounts(session: Session) -> int:
    """Count the accounts there are."""
    return session.scalar(select(func.count()).select_from(AccountRow)) or 0


def list_grants(session: Session, account_id: UUID) -> tuple[GrantRow, ...]:
    """List what an account may do."""
    return tuple(
        session.scalars(select(GrantRow).where(GrantRow.account_id == account_id).order_by(GrantRow.id))
    )


def delete_grants(session: Session, account_id: UUID) -> None:
    """Take away everything an account may do."""
    session.execute(delete(GrantRow).where(GrantRow.account_id == account_id))


def has_grant(session: Session, account_id: UUID, *, role: str, board_id: UUID | None) -> bool:
    """Say whether an account has a role already."""
    same_board = GrantRow.board_id.is_(None) if board_id is None else GrantRow.board_id == board_id
    found = select(GrantRow.id).where(GrantRow.account_id == account_id, GrantRow.role == role, same_board)
    return session.scalar(found) is not None
