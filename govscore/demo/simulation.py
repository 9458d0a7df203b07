"""What happened in the simulated rounds: who was invited, who answered, and what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from govscore.demo.answers import Character, board_character, simulate_answers
from govscore.demo.rosters import Roster, Seat
from govscore.questionnaire.model import Answering, Purpose, Questionnaire, Role
from govscore.responses.model import Answer, InvitationId, Response, ResponseId
from govscore.responses.pseudonym import kept_role
from govscore.responses.routing import shown
from govscore.services.boards import BoardView

TURNOUT = 0.86
CONSENT = 0.7
SILENT = 0.05
THIN = 0.05


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody invited to one questionnaire, and what they answered if they did."""

    id: InvitationId
    name: str
    email: str
    role: Role
    answers: Mapping[str, Answer] | None
    shares_view: bool = False


def new_id(random: Random) -> UUID:
    """An id that looks random and comes out the same for the same seed."""
    return UUID(int=random.getrandbits(128), version=4)


def guests_of(
    random: Random, questionnaire: Questionnaire, board: BoardView, *, roster: Roster, turnout: float
) -> tuple[Guest, ...]:
    """Invite a board's people to one questionnaire and let some of them answer."""
    character = board_character(random, questionnaire, board.id)
    return tuple(
        _guest(random, questionnaire, board, character, seat=seat, turnout=turnout)
        for seat in roster.asked(questionnaire)
    )


def turnout_of(random: Random) -> float:
    """Draw how many of a board's people answer: most boards most of them, a few boards few or nobody."""
    fate = random.random()
    if fate < SILENT:
        return 0.0
    if fate < SILENT + THIN:
        return 0.3
    return min(1.0, max(0.6, random.gauss(TURNOUT, 0.1)))


def responses_of(
    random: Random, questionnaire: Questionnaire, guests: tuple[Guest, ...]
) -> tuple[Response, ...]:
    """Cut the answers from the people, as closing does."""
    return tuple(
        Response(
            id=ResponseId(new_id(random)),
            role=kept_role(guest.role, questionnaire),
            answers=guest.answers,
            shares_view=guest.shares_view,
        )
        for guest in guests
        if guest.answers is not None
    )


def partly(random: Random, guest: Guest) -> Guest:
    """Leave a draft half done, as people do when the phone rings."""
    kept = dict(list((guest.answers or {}).items())[: random.randint(3, 15)])
    return replace(guest, answers=kept)


def _guest(
    random: Random,
    questionnaire: Questionnaire,
    board: BoardView,
    character: Character,
    *,
    seat: Seat,
    turnout: float,
) -> Guest:
    answers = None
    if random.random() < turnout:
        questions = shown(
            questionnaire, governance=board.governance, phases=board.phases, role=seat.role, answers={}
        )
        answers = simulate_answers(random, questionnaire, questions, character)
    is_once = questionnaire.manifest.answering is Answering.ONCE
    return Guest(
        id=InvitationId(new_id(random)),
        name=seat.name,
        email=seat.email,
        role=seat.role,
        answers=answers,
        shares_view=is_once
        and (questionnaire.manifest.purpose is Purpose.COMPLIANCE or random.random() < CONSENT),
    )
