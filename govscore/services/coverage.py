"""Who is in a round, how far each board has come, and whom the authority owes an answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from govscore.responses.model import Round
from govscore.services.boards import BoardView, list_boards
from govscore.services.transaction import Session
from govscore.storage.coverage import Standing, list_boards_not_in, list_standings
from govscore.storage.oversight import Exchange, list_exchanges
from govscore.storage.rounds import get_round

NOTHING_SAID = Exchange()


class BoardStatus(StrEnum):
    """How far a board has come in a round."""

    NOT_INVITED = "not-invited"
    INVITED = "invited"
    IN_PROGRESS = "in-progress"
    CLOSED = "closed"
    SENT = "sent"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class BoardCoverage:
    """One board in a round; the authority's turn is where it has sent, and has no answer to the last word."""

    board: BoardView
    status: BoardStatus
    sent_at: datetime | None
    exchange: Exchange

    @property
    def has_sent(self) -> bool:
        """Whether the authority may see what the board came to."""
        return self.sent_at is not None

    @property
    def awaits_authority(self) -> bool:
        """Whether the board has had no answer to what it sent or last wrote."""
        return self.has_sent and self.exchange.awaits_authority


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A round, every board in it by name, and the names of the boards that are not asked."""

    round: Round
    boards: tuple[BoardCoverage, ...]
    not_in_round: tuple[str, ...]

    @property
    def counts(self) -> Mapping[BoardStatus, int]:
        """How many boards stand where; every status has a count."""
        counted = Counter(each.status for each in self.boards)
        return {status: counted[status] for status in BoardStatus}

    @property
    def sent(self) -> tuple[BoardCoverage, ...]:
        """The boards that have sent their report."""
        return tuple(each for each in self.boards if each.has_sent)

    @property
    def awaiting(self) -> tuple[BoardCoverage, ...]:
        """The boards to which the authority owes an answer, the longest waiting first."""
        owed = (each for each in self.boards if each.awaits_authority)
        return tuple(sorted(owed, key=_waiting_since))


def coverage(session: Session, round_id: UUID) -> Coverage:
    """Say how far every board of a round has come, in a fixed number of statements."""
    return coverage_of(session, get_round(session, round_id))


def coverage_of(session: Session, round_: Round) -> Coverage:
    """Say the same of a round already found."""
    standings: dict[UUID, list[Standing]] = {}
    for standing in list_standings(session, round_id=round_.id):
        standings.setdefault(standing.board_id, []).append(standing)
    exchanges = list_exchanges(session, round_id=round_.id)
    boards = sorted(
        list_boards(session, tuple(standings)), key=lambda board: (board.name.casefold(), board.id)
    )
    return Coverage(
        round=round_,
        boards=tuple(
            _coverage(board, standings[board.id], exchanges.get(board.id, NOTHING_SAID)) for board in boards
        ),
        not_in_round=list_boards_not_in(session, round_id=round_.id),
    )


def _coverage(board: BoardView, standings: Sequence[Standing], exchange: Exchange) -> BoardCoverage:
    sent = [standing.sent_at for standing in standings if standing.sent_at is not None]
    return BoardCoverage(
        board=board,
        status=_status(standings, exchange),
        sent_at=min(sent, default=None),
        exchange=exchange,
    )


def _status(standings: Sequence[Standing], exchange: Exchange) -> BoardStatus:
    if any(standing.sent_at is not None for standing in standings):
        return BoardStatus.ANSWERED if exchange.viewed_at is not None else BoardStatus.SENT
    if all(standing.closed_at is not None for standing in standings):
        return BoardStatus.CLOSED
    if any(standing.has_begun or standing.closed_at is not None for standing in standings):
        return BoardStatus.IN_PROGRESS
    return BoardStatus.INVITED if any(standing.invited for standing in standings) else BoardStatus.NOT_INVITED


def _waiting_since(each: BoardCoverage) -> tuple[datetime, str]:
    since = each.exchange.replied_at or each.sent_at
    if since is None:
        raise ValueError("a board that has not sent awaits nothing")
    return since, each.board.name
