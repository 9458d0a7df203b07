"""The table of mail decided and not yet sent: which letter and for whom, never its text or its link.

A reminder has a row for every respondent; whether one is still needed is found out when it is sent, and not
recorded, so that no row tells who has answered.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.storage.base import Base
from govscore.storage.evaluations import InvitationRow

LETTERS = ("invitation", "reminder", "account", "paper")
MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=5)
LONGEST_FAILURE = 300


class OutboxRow(Base):
    """One letter; one about a paper response names the account that keyed it in."""

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    letter: Mapped[str]
    invitation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    keyed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    due_at: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(f"letter IN {LETTERS}", name="known_letter"),
        CheckConstraint("(invitation_id IS NULL) <> (account_id IS NULL)", name="one_addressee"),
        CheckConstraint("(keyed_by IS NOT NULL) = (letter = 'paper')", name="paper_by_somebody"),
    )


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A letter that has been decided: which, for whom, since when."""

    id: UUID
    letter: str
    invitation_id: UUID | None
    account_id: UUID | None
    due_at: datetime
    keyed_by: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """A letter that could not be handed over so far."""

    invitation_id: UUID
    letter: str
    failure: str
    is_given_up: bool


def insert_mail(
    session: Session,
    letter: str,
    invitation_ids: Collection[UUID],
    *,
    due_at: datetime,
    keyed_by: UUID | None = None,
) -> None:
    """Decide a letter to each of these invitations, in one statement."""
    decided = {"letter": letter, "due_at": due_at, "keyed_by": keyed_by}
    rows = [{"id": uuid4(), "invitation_id": each, **decided} for each in invitation_ids]
    if rows:
        session.execute(insert(OutboxRow), rows)


def list_due(session: Session, *, now: datetime, limit: int) -> tuple[UUID, ...]:
    """List the letters to send now, the longest due first: not sent, not given up, in nobody's hands."""
    due = select(OutboxRow.id).where(OutboxRow.due_at <= now, *_unsent(now))
    return tuple(session.scalars(due.order_by(OutboxRow.due_at, OutboxRow.id).limit(limit)))


def is_due(session: Session, mail_id: UUID, *, now: datetime) -> bool:
    """Say whether a letter is among those to send now."""
    due = select(OutboxRow.id).where(OutboxRow.id == mail_id, OutboxRow.due_at <= now, *_unsent(now))
    return session.scalar(due) is not None


def claim(session: Session, mail_id: UUID, *, now: datetime) -> Mail | None:
    """Take one letter in hand for a while; nothing where it is sent, given up, or in someone else's hands."""
    taken = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == mail_id, OutboxRow.due_at <= now, *_unsent(now))
        .values(claimed_until=now + LEASE)
        .returning(
            OutboxRow.letter,
            OutboxRow.invitation_id,
            OutboxRow.account_id,
            OutboxRow.due_at,
            OutboxRow.keyed_by,
        )
    ).one_or_none()
    if taken is None:
        return None
    letter, invitation_id, account_id, due_at, keyed_by = taken
    return Mail(
        id=mail_id,
        letter=letter,
        invitation_id=invitation_id,
        account_id=account_id,
        due_at=due_at,
        keyed_by=keyed_by,
    )


def record_sent(session: Session, mail_id: UUID, *, at: datetime) -> None:
    """Put down that a letter is done with.

    A reminder is dated when it was due, whether or not it had to go, so that its row tells nothing.
    """
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == mail_id, OutboxRow.sent_at.is_(None))
        .values(
            sent_at=case((OutboxRow.letter == "reminder", OutboxRow.due_at), else_=at), claimed_until=None
        )
    )


def record_failure(session: Session, mail_id: UUID, *, failure: str, retry_at: datetime) -> None:
    """Count a failed attempt, and let the letter rest."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == mail_id, OutboxRow.sent_at.is_(None))
        .values(attempts=OutboxRow.attempts + 1, failure=failure[:LONGEST_FAILURE], claimed_until=retry_at)
    )


def count_attempts(session: Session, mail_id: UUID) -> int:
    """Count the failed attempts at a letter."""
    return session.scalar(select(OutboxRow.attempts).where(OutboxRow.id == mail_id)) or 0


def is_reminder(session: Session, mail_id: UUID) -> bool:
    """Say whether a letter is a reminder."""
    return session.scalar(select(OutboxRow.letter).where(OutboxRow.id == mail_id)) == "reminder"


def find_last_reminder(session: Session, evaluation_ids: Collection[UUID]) -> datetime | None:
    """Find when reminders were last decided for any of these evaluations."""
    return session.scalar(
        select(func.max(OutboxRow.due_at))
        .join(InvitationRow, InvitationRow.id == OutboxRow.invitation_id)
        .where(OutboxRow.letter == "reminder", InvitationRow.evaluation_id.in_(evaluation_ids))
    )


def list_troubles(session: Session, evaluation_ids: Collection[UUID]) -> tuple[Trouble, ...]:
    """List the letters of these evaluations that have failed and are not sent."""
    found = session.execute(
        select(OutboxRow.invitation_id, OutboxRow.letter, OutboxRow.failure, OutboxRow.attempts)
        .join(InvitationRow, InvitationRow.id == OutboxRow.invitation_id)
        .where(
            InvitationRow.evaluation_id.in_(evaluation_ids),
            OutboxRow.sent_at.is_(None),
            OutboxRow.failure != "",
        )
        .order_by(OutboxRow.due_at, OutboxRow.id)
    )
    return tuple(
        Trouble(
            invitation_id=invitation_id,
            letter=letter,
            failure=failure,
            is_given_up=attempts >= MOST_ATTEMPTS,
        )
        for invitation_id, letter, failure, attempts in found
        if invitation_id is not None
    )


def delete_mail(session: Session, invitation_ids: Collection[UUID]) -> None:
    """Forget every letter to these invitations."""
    session.execute(delete(OutboxRow).where(OutboxRow.invitation_id.in_(invitation_ids)))


def _unsent(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OutboxRow.sent_at.is_(None),
        OutboxRow.attempts < MOST_ATTEMPTS,
        or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until <= now),
    )
