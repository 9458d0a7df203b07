"""A board as the other services need it: who it governs for, and what decides which questions fit it."""

from dataclasses import dataclass
from uuid import UUID

from govscore.boards.characteristics import Characteristics, characteristics_of
from govscore.boards.model import Board, BoardKind, School, SchoolKind
from govscore.services.transaction import Session
from govscore.storage import board_queries as rows


@dataclass(frozen=True, kw_only=True)
class BoardView:
    """A board with its schools."""

    board: Board
    schools: tuple[School, ...]

    @property
    def id(self) -> UUID:
        """The board's own id."""
        return self.board.id

    @property
    def name(self) -> str:
        """What the board is called."""
        return self.board.name

    @property
    def governance(self) -> str:
        """How the board is constituted, in the questionnaires' words."""
        if self.board.kind is BoardKind.LOCAL_COMMITTEE:
            return "local-committee"
        if self.board.kind is BoardKind.FEDERATION:
            return "federation"
        if self.board.kind is BoardKind.TRUST:
            return "academy" if len(self.schools) <= 1 else "trust"
        return (
            "academy" if any(school.kind is SchoolKind.ACADEMY for school in self.schools) else "maintained"
        )

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases of its schools, each once."""
        return tuple(dict.fromkeys(str(school.phase) for school in self.schools if school.phase is not None))

    @property
    def characteristics(self) -> Characteristics:
        """What its schools are like, taken together."""
        return characteristics_of(self.schools)


def get_board(session: Session, board_id: UUID) -> BoardView:
    """Find one board and its schools."""
    board = rows.get_board(session, board_id)
    return BoardView(board=board, schools=rows.list_schools(session, board.schools))


def list_boards(session: Session, ids: tuple[UUID, ...] | None = None) -> tuple[BoardView, ...]:
    """List boards with their schools, all or those named, in a fixed number of statements."""
    boards = rows.list_boards(session, ids)
    urns = None if ids is None else {urn for board in boards for urn in board.schools}
    schools = {school.urn: school for school in rows.list_schools(session, urns)}
    return tuple(
        BoardView(board=board, schools=tuple(schools[urn] for urn in board.schools if urn in schools))
        for board in boards
    )
