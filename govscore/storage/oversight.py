"""Tables of the authority's views and the boards' replies; rows are added, never changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, func, insert, literal, select, union_all
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.oversight.model import AuthorityView, BoardReply
from govscore.storage.accounts import AccountRow
from govscore.storage.base import Base


class AuthorityViewRow(Base):
    """An officer's level for one domain of one board, with evidence and reasons; older ones lack the rest."""

    __tablename__ = "authority_view"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"))
    domain: Mapped[str]
    level: Mapped[str]
    evidence: Mapped[str]
    reasons: Mapped[str]
    quality: Mapped[str | None]
    made_with: Mapped[str | None]
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


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """When the authority last recorded a view of a board, and when the board last replied."""

    viewed_at: datetime | None = None
    replied_at: datetime | None = None

    @property
    def awaits_authority(self) -> bool:
        """Whether the board has the last word, or there has been none: the authority's turn."""
        return self.viewed_at is None or (self.replied_at is not None and self.replied_at > self.viewed_at)


def insert_view(session: Session, view: AuthorityView, *, account_id: UUID) -> None:
    """Add a view; earlier ones of the same domain stay as they are."""
    session.execute(
        insert(AuthorityViewRow),
        {
            "id": view.id,
            "round_id": view.round_id,
            "board_id": view.board_id,
            "domain": view.domain,
            "level": view.level,
            "evidence": view.evidence,
            "reasons": view.reasons,
            "quality": view.quality,
            "made_with": view.made_with,
            "recorded_by": account_id,
            "recorded_at": view.recorded_at,
        },
    )


def insert_reply(session: Session, reply: BoardReply, *, account_id: UUID) -> None:
    """Add a reply."""
    session.execute(
        insert(BoardReplyRow),
        {
            "id": reply.id,
            "round_id": reply.round_id,
            "board_id": reply.board_id,
            "text": reply.text,
            "written_by": account_id,
            "written_at": reply.written_at,
        },
    )


def list_views(session: Session, *, round_id: UUID, board_id: UUID) -> tuple[AuthorityView, ...]:
    """List the authority's views of a board in a round, the latest first."""
    found = session.execute(
        select(AuthorityViewRow, AccountRow.name)
        .join(AccountRow, AccountRow.id == AuthorityViewRow.recorded_by)
        .where(AuthorityViewRow.round_id == round_id, AuthorityViewRow.board_id == board_id)
        .order_by(AuthorityViewRow.recorded_at.desc(), AuthorityViewRow.id)
    )
    return tuple(
        AuthorityView(
            id=row.id,
            round_id=row.round_id,
            board_id=row.board_id,
            domain=row.domain,
            level=row.level,
            evidence=row.evidence,
            reasons=row.reasons,
            quality=row.quality,
            made_with=row.made_with,
            recorded_by=name,
            recorded_at=row.recorded_at,
        )
        for row, name in found
    )


@dataclass(frozen=True, kw_only=True)
class LatestView:
    """The level an officer gave last, and which officer that was."""

    level: str
    officer: UUID


def list_latest_views(session: Session, *, round_id: UUID) -> dict[tuple[UUID, str], LatestView]:
    """Find the latest view of every board and domain of a round, in one statement."""
    found = session.execute(
        select(
            AuthorityViewRow.board_id,
            AuthorityViewRow.domain,
            AuthorityViewRow.level,
            AuthorityViewRow.recorded_by,
        )
        .where(AuthorityViewRow.round_id == round_id)
        .order_by(AuthorityViewRow.recorded_at, AuthorityViewRow.id.desc())
    )
    return {(board, domain): LatestView(level=level, officer=by) for board, domain, level, by in found}


def list_replies(session: Session, *, round_id: UUID, board_id: UUID) -> tuple[BoardReply, ...]:
    """List what a board replied in a round, the latest first."""
    found = session.execute(
        select(BoardReplyRow, AccountRow.name)
        .join(AccountRow, AccountRow.id == BoardReplyRow.written_by)
        .where(BoardReplyRow.round_id == round_id, BoardReplyRow.board_id == board_id)
        .order_by(BoardReplyRow.written_at.desc(), BoardReplyRow.id)
    )
    return tuple(
        BoardReply(
            id=row.id,
            round_id=row.round_id,
            board_id=row.board_id,
            text=row.text,
            written_by=name,
            written_at=row.written_at,
        )
        for row, name in found
    )


def list_exchanges(session: Session, *, round_id: UUID) -> dict[UUID, Exchange]:
    """Find the latest view and the latest reply of every board of a round, in one statement."""
    views = (
        select(
            literal("view").label("kind"),
            AuthorityViewRow.board_id,
            func.max(AuthorityViewRow.recorded_at, type_=AuthorityViewRow.recorded_at.type).label("at"),
        )
        .where(AuthorityViewRow.round_id == round_id)
        .group_by(AuthorityViewRow.board_id)
    )
    replies = (
        select(
            literal("reply").label("kind"),
            BoardReplyRow.board_id,
            func.max(BoardReplyRow.written_at, type_=BoardReplyRow.written_at.type).label("at"),
        )
        .where(BoardReplyRow.round_id == round_id)
        .group_by(BoardReplyRow.board_id)
    )
    latest: dict[UUID, dict[str, datetime]] = {}
    for kind, board_id, at in session.execute(union_all(views, replies)):
        latest.setdefault(board_id, {})[kind] = at
    return {
        board_id: Exchange(viewed_at=found.get("view"), replied_at=found.get("reply"))
        for board_id, found in latest.items()
    }
