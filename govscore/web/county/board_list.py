"""The county's boards as a list to search, some on each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from govscore.reporting.words import count_words
from govscore.services.boards import BoardView
from govscore.services.county_filters import NOT_KNOWN, Trait, Traits, traits_of

ON_A_PAGE = 30


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One board in the list, and what kind of board it is."""

    board_id: UUID
    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class BoardList:
    """The boards of one page, how many were found in words, and the pages to choose from; None is a gap."""

    answer: str
    which: str
    lines: tuple[BoardLine, ...]
    page: int
    last: int
    pages: tuple[int | None, ...]


def present_boards(boards: Sequence[BoardView], asked: str, *, page: int = 1) -> BoardList:
    """List the boards about which every word asked for is true: of a name, a school, or the kind of board."""
    words = asked.casefold().split()
    traits = traits_of(boards)
    found = [board for board in boards if _holds(board, traits[board.id], words)]
    last = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(1, page), last)
    first = (page - 1) * ON_A_PAGE
    on_page = found[first : first + ON_A_PAGE]
    return BoardList(
        answer=_answer(len(found), asked if words else ""),
        which=f"Boards {first + 1} to {first + len(on_page)} of {len(found)}, by name" if last > 1 else "",
        lines=tuple(
            BoardLine(board_id=board.id, name=board.name, kind=_kind(traits[board.id])) for board in on_page
        ),
        page=page,
        last=last,
        pages=_pages(page, last),
    )


def _answer(found: int, asked: str) -> str:
    boards = count_words(found, "board")
    if not asked:
        return f"{boards} in the county."
    return f"{boards if found else 'No board'} found for “{asked}”."


def _kind(traits: Traits) -> str:
    """Say a board's phase, district and type in a line, as far as they are known."""
    where = [traits[trait] for trait in (Trait.PHASE, Trait.DISTRICT) if traits[trait] != NOT_KNOWN]
    what = traits[Trait.TYPE]
    return ", ".join((*where, what[0].lower() + what[1:] if where else what))


def _holds(board: BoardView, traits: Traits, words: Sequence[str]) -> bool:
    schools = (f"{school.name} {school.urn}" for school in board.schools)
    told = " ".join((board.name, *schools, _kind(traits))).casefold()
    return all(word in told for word in words)


def _pages(page: int, last: int) -> tuple[int | None, ...]:
    """Offer the first, the last and those beside the present one."""
    offered = [number for number in range(1, last + 1) if number in {1, last} or abs(number - page) <= 1]
    found: list[int | None] = []
    for number in offered:
        if found and number - 1 not in found:
            found.append(None)
        found.append(number)
    return tuple(found)
