"""Who sits on a board: the same people in every questionnaire and round, and at most one other the next school year."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from govscore.demo.county import people_on
from govscore.demo.names import address, people
from govscore.questionnaire.model import Answering, Questionnaire, Role
from govscore.services.boards import BoardView

CHANGES = 0.5
BESIDES = (Role.HEAD, Role.CLERK)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One of a board's people, in the role in which a questionnaire asks them."""

    name: str
    email: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class Roster:
    """A board's people by name: its head and its clerk, and those who sit on it, the chair first."""

    head: str
    clerk: str
    members: tuple[str, ...]
    number: int

    def asked(self, questionnaire: Questionnaire) -> tuple[Seat, ...]:
        """List those whom a questionnaire asks; head and clerk come after the board."""
        audience = questionnaire.manifest.audience
        if questionnaire.manifest.answering is Answering.ONCE:
            return (self._seat(self._holder(audience[0]), audience[0]),)
        member = Role.GOVERNOR if Role.GOVERNOR in audience else Role.TRUSTEE
        seats = (*self._on_the_board(member), *(self._seat(self._holder(role), role) for role in BESIDES))
        return tuple(seat for seat in seats if seat.role in audience)

    def _on_the_board(self, member: Role) -> Iterator[Seat]:
        for place, name in enumerate(self.members):
            yield self._seat(name, member if place else Role.CHAIR)

    def _holder(self, role: Role) -> str:
        return {Role.HEAD: self.head, Role.CLERK: self.clerk}.get(role, self.members[0])

    def _seat(self, name: str, role: Role) -> Seat:
        return Seat(name=name, email=address(name, self.number), role=role)


def roster_of(board: BoardView, *, size: int | None, is_next_school_year: bool) -> Roster:
    """Name a board's people; its own id decides, so that every round finds the same ones."""
    own = Random(board.id.int)  # noqa: S311
    size = size or people_on(own, len(board.schools), next(iter(board.phases), None))
    head, clerk, newcomer, *members = people(own, size + 3)
    if is_next_school_year and own.random() < CHANGES:
        members[-1] = newcomer
    return Roster(head=head, clerk=clerk, members=tuple(members), number=board.id.int % 1000)
