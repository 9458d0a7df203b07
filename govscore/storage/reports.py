"""Tables of reports: those sent to the authority, frozen whole, and the bytes drawn from any report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.errors import NotFoundError
from govscore.storage.base import Base
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.upsert import insert_into


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


@dataclass(frozen=True, kw_only=True)
class SentReport:
    """A report as it was sent: the whole of it, its digest, and when."""

    sent_at: datetime
    digest: str
    document: Mapping[str, Any]


def find_sent_report(session: Session, *, round_id: UUID, board_id: UUID) -> SentReport | None:
    """Find what a board sent in a round."""
    found = session.execute(
        select(SentReportRow.sent_at, SentReportRow.digest, SentReportRow.document).where(
            SentReportRow.round_id == round_id, SentReportRow.board_id == board_id
        )
    ).one_or_none()
    return SentReport(sent_at=found[0], digest=found[1], document=found[2]) if found else None


def insert_sent_report(
    session: Session, sent: SentReport, *, round_id: UUID, board_id: UUID, account_id: UUID | None
) -> bool:
    """Write what a board sends, once; say whether it was written now."""
    written = (
        insert_into(session, SentReportRow)
        .values(
            round_id=round_id,
            board_id=board_id,
            sent_at=sent.sent_at,
            sent_by=account_id,
            digest=sent.digest,
            document=dict(sent.document),
        )
        .on_conflict_do_nothing()
        .returning(SentReportRow.digest)
    )
    return session.scalar(written) is not None


def mark_sent(session: Session, *, round_id: UUID, board_id: UUID, at: datetime) -> None:
    """Put down on all of a board's evaluations in a round that its report has gone to the authority."""
    session.execute(
        update(EvaluationRow)
        .where(
            EvaluationRow.round_id == round_id,
            EvaluationRow.board_id == board_id,
            EvaluationRow.sent_at.is_(None),
        )
        .values(sent_at=at)
    )


def find_rendering(session: Session, *, digest: str, kind: str) -> bytes | None:
    """Find what was drawn before."""
    return session.scalar(
        select(RenderingRow.content).where(RenderingRow.digest == digest, RenderingRow.kind == kind)
    )


def keep_rendering(session: Session, *, digest: str, kind: str, content: bytes) -> None:
    """Keep what was drawn; where someone else was quicker, theirs stays."""
    session.execute(
        insert_into(session, RenderingRow)
        .values(digest=digest, kind=kind, content=content)
        .on_conflict_do_nothing()
    )


def has_sent_report(session: Session, *, round_id: UUID, board_id: UUID) -> bool:
    """Say whether a board has sent its report of a round."""
    found = select(SentReportRow.digest).where(
        SentReportRow.round_id == round_id, SentReportRow.board_id == board_id
    )
    return session.scalar(found) is not None


def get_place(session: Session, evaluation_id: UUID) -> tuple[UUID, UUID]:
    """Find the round and the board of an evaluation."""
    found = session.execute(
        select(EvaluationRow.round_id, EvaluationRow.board_id).where(EvaluationRow.id == evaluation_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError("There is no such evaluation.")
    return found[0], found[1]
