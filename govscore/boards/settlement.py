"""Which stored board carries on as which: kept, moved to a successor, founded, waiting, or ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from govscore.boards.model import (
    Board,
    BoardId,
    BoardKey,
    BoardKind,
    BoardPlan,
    Link,
    School,
    SchoolStatus,
    Urn,
)
from govscore.boards.succession import follow, successors


@dataclass(frozen=True, kw_only=True)
class Move:
    """A board that goes on under another key, with its id and so with its whole history."""

    before: Board
    after: Board


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A board that governs nothing any more, and the boards its schools have come to."""

    board: Board
    went_to: tuple[BoardKey, ...]


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """What becomes of every stored board and of every plan: each is in exactly one of these.

    A board among `unchanged`, `updated` (as it is now) or `moved` is alive, even if it had ended before; one
    in `waiting` stays as it is. One in `gave_way` was never used, and another with a history took its place.
    """

    unchanged: tuple[Board, ...]
    updated: tuple[Board, ...]
    moved: tuple[Move, ...]
    founded: tuple[BoardPlan, ...]
    waiting: tuple[Board, ...]
    ended: tuple[Ending, ...]
    gave_way: tuple[Board, ...]
    warnings: tuple[str, ...]


def settle_boards(
    boards: Iterable[Board],
    plans: Iterable[BoardPlan],
    *,
    schools: Iterable[School],
    links: Iterable[Link],
    unused: frozenset[BoardId] = frozenset(),
) -> Settlement:
    """Match stored boards to those there ought to be, so that none is doubled and none loses its history.

    A board keeps its key where that is still planned. Otherwise it moves where all its schools went, if they
    went together, by plain succession, and no other board comes with them. `unused` are boards without any
    evaluation: they make way for one that has a history. All stored boards are given, ended ones too.
    """
    stored = tuple(sorted(boards, key=lambda board: board.key))
    wanted = {plan.key: plan for plan in plans}
    ways = _Ways(stored, wanted, {school.urn: school for school in schools}, successors(links))
    leaving = {board.key: ways.of(board) for board in stored if board.key not in wanted}
    moves = _moves(stored, leaving, unused)
    return _settled(stored, wanted, leaving, moves)


@dataclass(frozen=True, kw_only=True)
class _Way:
    """Where a board's schools have come to, whether it may go with them, and what is still awaited."""

    keys: frozenset[BoardKey]
    may_move: bool
    awaited: tuple[Urn, ...]


class _Ways:
    """Finds the boards that the schools of a stored board have come to."""

    def __init__(
        self,
        stored: tuple[Board, ...],
        wanted: Mapping[BoardKey, BoardPlan],
        known: Mapping[Urn, School],
        links: Mapping[Urn, tuple[Link, ...]],
    ) -> None:
        self.known = known
        self.links = links
        self.home = _homes(wanted)
        self.in_committees = {
            urn for board in stored if board.kind is BoardKind.LOCAL_COMMITTEE for urn in board.schools
        }

    def of(self, board: Board) -> _Way:
        """Follow each of the board's schools, closed ones along their links."""
        keys: set[BoardKey] = set()
        carried: set[BoardKey] = set()
        awaited: set[Urn] = set()
        for urn in board.schools:
            ends, plain, missing = self._ends(urn)
            keys |= {self.home[end] for end in ends if end in self.home}
            carried |= {self.home[end] for end in plain if end in self.home}
            awaited |= missing
        return _Way(
            keys=frozenset(keys),
            may_move=len(keys) == 1 and keys == carried and not self._is_above_committees(board),
            awaited=tuple(sorted(awaited)),
        )

    def _ends(self, urn: Urn) -> tuple[set[Urn], set[Urn], set[Urn]]:
        if urn in self.known and self.known[urn].is_open:
            return {urn}, {urn}, set()
        walk = follow(urn, self.links, self.known)
        if urn not in self.known and not walk.held:
            return set(), set(), {urn}
        proposed = {end for end in walk.held if self.known[end].status is SchoolStatus.PROPOSED}
        return set(walk.held), set(walk.carried), set(walk.not_held) | proposed

    def _is_above_committees(self, board: Board) -> bool:
        """Say whether others stand between this trust and its schools: then it is not their nearest board."""
        return board.kind is BoardKind.TRUST and any(urn in self.in_committees for urn in board.schools)


def _homes(wanted: Mapping[BoardKey, BoardPlan]) -> dict[Urn, BoardKey]:
    """Give each school the board nearest to it: its local committee before its trust."""
    nearest_last = sorted(wanted.values(), key=lambda plan: plan.kind is not BoardKind.TRUST)
    return {urn: plan.key for plan in nearest_last for urn in plan.schools}


def _moves(
    stored: tuple[Board, ...], leaving: Mapping[BoardKey, _Way], unused: frozenset[BoardId]
) -> Mapping[BoardKey, Board]:
    """Decide which board goes where: one that comes alone, to a place that nobody with a history holds."""
    holders = {board.key: board for board in stored if board.key not in leaving}
    claims: dict[BoardKey, list[Board]] = {}
    for board in stored:
        way = leaving.get(board.key)
        if way and way.may_move and not way.awaited:
            claims.setdefault(min(way.keys), []).append(board)
    moves = {}
    for key, claimants in claims.items():
        with_history = [board for board in claimants if board.id not in unused]
        holder = holders.get(key)
        if holder is None and len(with_history or claimants) == 1:
            moves[key] = (with_history or claimants)[0]
        elif holder is not None and holder.id in unused and len(with_history) == 1:
            moves[key] = with_history[0]
    return moves


def _settled(
    stored: tuple[Board, ...],
    wanted: Mapping[BoardKey, BoardPlan],
    leaving: Mapping[BoardKey, _Way],
    moves: Mapping[BoardKey, Board],
) -> Settlement:
    moving = {board.id for board in moves.values()}
    kept = [board for board in stored if board.key in wanted and board.key not in moves]
    stranded = [board for board in stored if board.key in leaving and board.id not in moving]
    waiting = tuple(board for board in stranded if leaving[board.key].awaited)
    ended = tuple(
        Ending(board=board, went_to=tuple(sorted(leaving[board.key].keys)))
        for board in stranded
        if not leaving[board.key].awaited
    )
    taken = {board.key for board in kept} | set(moves)
    return Settlement(
        unchanged=tuple(board for board in kept if _as_planned(board, wanted[board.key]) == board),
        updated=tuple(after for board in kept if (after := _as_planned(board, wanted[board.key])) != board),
        moved=tuple(
            Move(before=moves[key], after=_as_planned(moves[key], wanted[key])) for key in sorted(moves)
        ),
        founded=tuple(wanted[key] for key in sorted(wanted) if key not in taken),
        waiting=waiting,
        ended=ended,
        gave_way=tuple(board for board in stored if board.key in moves),
        warnings=(*(_awaits(board, leaving[board.key]) for board in waiting), *map(_ends, ended)),
    )


def _as_planned(board: Board, plan: BoardPlan) -> Board:
    return replace(
        board, key=plan.key, kind=plan.kind, name=plan.name, group_uid=plan.group_uid, schools=plan.schools
    )


def _awaits(board: Board, way: _Way) -> str:
    urns = ", ".join(str(urn) for urn in way.awaited)
    return (
        f"{board.name} ({board.key}): its school has gone on as {urns}, not yet open in the register; "
        "the board stays as it is until a newer register has it"
    )


def _ends(ending: Ending) -> str:
    who = f"{ending.board.name} ({ending.board.key})"
    if not ending.went_to:
        return (
            f"{who} ends: its schools have closed, and no link says that they went on; its evaluations stay"
        )
    return f"{who} ends: its schools are now with {', '.join(ending.went_to)}; its evaluations stay its own"
