"""The county's boards as a list to search."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from govscore.reporting.words import count_words
from govscore.services.boards import BoardView
from govscore.services.county_filters import Trait, traits_of


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One board in the list."""

    board_id: UUID
    name: str
    phase: str
    district: str
    type: str


@dataclass(frozen=True, kw_only=True)
class BoardList:
    """The boards found, and how many that is in words."""

    answer: str
    lines: tuple[BoardLine, ...]


def present_boards(boards: Sequence[BoardView], asked: str) -> BoardList:
    """List the boards whose name, or a school of whose, holds every word asked for."""
    words = asked.casefold().split()
    traits = traits_of(boards)
    lines = tuple(
        BoardLine(
            board_id=board.id,
            name=board.name,
            phase=traits[board.id][Trait.PHASE],
            district=traits[board.id][Trait.DISTRICT],
            type=traits[board.id][Trait.TYPE],
        )
        for board in boards
        if _holds(board, words)
    )
    found = count_words(len(lines), "board")
    if not words:
        return BoardList(answer=f"{found} in the county.", lines=lines)
    return BoardList(answer=f"{found if lines else 'No board'} found for “{asked}”.", lines=lines)


def _holds(board: BoardView, words: Sequence[str]) -> bool:
    named = " ".join((board.name, *(f"{school.name} {school.urn}" for school in board.schools))).casefold()
    return all(word in named for word in words)
