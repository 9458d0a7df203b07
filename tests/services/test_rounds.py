"""Rounds open whole or not at all, and are only ever given more time."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from govscore.boards.model import BoardKind
from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.model import Answering, Purpose, Questionnaire, Role
from govscore.responses.model import EvaluationState, RoundId
from govscore.services.keys import Keys
from govscore.services.rounds import (
    get_board_round,
    get_round,
    list_rounds,
    move_closing_date,
    open_round,
    rounds_of_board,
)
from govscore.services.transaction import Database, Session
from govscore.storage.boards import BoardRow
from govscore.storage.rounds import list_evaluations
from tests.make import make_questionnaire
from tests.services.world import COMPLIANCE, SELF_REVIEW, World, make_board
from tests.statements import counted

SECOND = make_questionnaire(code="second")
MODERATION = make_questionnaire(
    code="moderation", purpose=Purpose.MODERATION, answering=Answering.ONCE, audience=(Role.OFFICER,)
)
NEWCOMERS = make_questionnaire(code="newcomers", purpose=Purpose.INDUCTION)
FOR_TRUSTS = make_questionnaire(code="for-trusts", governance=("trust", "academy"))


def opened(
    session: Session,
    now: datetime,
    *,
    boards: tuple[UUID, ...],
    title: str = "Autumn 2026",
    questionnaires: tuple[Questionnaire, ...] = (SELF_REVIEW, COMPLIANCE),
    days: int = 14,
) -> RoundId:
    """Open a round, with whatever is wrong with it."""
    return open_round(
        session,
        title=title,
        opens_at=now,
        closes_at=now + timedelta(days=days),
        questionnaires=questionnaires,
        board_ids=boards,
        keys=Keys("a secret"),
        now=now,
    )


def test_a_round_gives_each_board_an_evaluation_for_each_questionnaire(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        boards = (make_board(session), make_board(session, urn=900002, name="Valley"))
        round_id = opened(session, now, boards=boards)
        found = [stored.evaluation for stored in list_evaluations(session, round_id=round_id)]
    assert {(each.board_id, each.questionnaire.code) for each in found} == {
        (board, questionnaire.code) for board in boards for questionnaire in (SELF_REVIEW, COMPLIANCE)
    }


def test_every_evaluation_has_a_key_of_its_own(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        round_id = opened(session, now, boards=(make_board(session), make_board(session, urn=900002)))
        keys = [stored.draft_key for stored in list_evaluations(session, round_id=round_id)]
    assert None not in keys
    assert len(set(keys)) == len(keys) == 4


def test_a_round_remembers_the_published_digest_of_what_it_asks(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        round_id = opened(session, now, boards=(make_board(session),))
        refs = {ref.code: ref.digest for ref in get_round(session, round_id).questionnaires}
    assert refs == {SELF_REVIEW.code: SELF_REVIEW.digest, COMPLIANCE.code: COMPLIANCE.digest}


def test_opening_a_round_to_the_county_takes_a_fixed_number_of_statements(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        boards = tuple(make_board(session, urn=900000 + number) for number in range(40))
        with counted(database) as few:
            opened(session, now, boards=boards[:1])
        with counted(database) as many:
            opened(session, now, boards=boards)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": "  "}, "Enter a title"),
        ({"title": "x" * 101}, "101 characters"),
        ({"days": 0}, "must be after the opening date"),
        ({"days": 400}, "within a year"),
        ({"questionnaires": ()}, "at least one questionnaire"),
        ({"questionnaires": (SELF_REVIEW, SELF_REVIEW)}, "one version only of board-self-review"),
        ({"boards": ()}, "at least one board"),
        (
            {"questionnaires": (SELF_REVIEW, SECOND)},
            "one review by the board only, of “Board self review” and “Sec",
        ),
        ({"questionnaires": (SELF_REVIEW, MODERATION)}, "Leave out “Moderation”: the authority’s officer"),
        ({"questionnaires": (SELF_REVIEW, NEWCOMERS)}, "a round of its own for “Newcomers”"),
        ({"questionnaires": (COMPLIANCE,)}, "Choose a review by the board as well"),
        ({"questionnaires": (FOR_TRUSTS,)}, "meant for other kinds of board"),
    ],
)
def test_a_round_that_cannot_run_is_refused_in_one_sentence(
    database: Database, now: datetime, change: dict[str, object], message: str
) -> None:
    with database.transaction() as session:
        sound: dict[str, object] = {"boards": (make_board(session),)}
        with pytest.raises(LifecycleError, match=message):
            opened(session, now, **(sound | change))  # type: ignore[arg-type]
        assert list_rounds(session) == ()


def test_a_round_that_has_ended_before_it_is_opened_is_refused(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(LifecycleError, match="in the future"):
        open_round(
            session,
            title="Last year",
            opens_at=now - timedelta(days=20),
            closes_at=now - timedelta(days=1),
            questionnaires=[SELF_REVIEW],
            board_ids=[make_board(session)],
            keys=Keys("a secret"),
            now=now,
        )


def test_a_board_for_which_nothing_is_meant_gets_no_evaluation(database: Database, now: datetime) -> None:
    mixed = (
        FOR_TRUSTS,
        make_questionnaire(code="skills", purpose=Purpose.SKILLS, governance=("maintained",)),
    )
    with database.transaction() as session:
        school, trust = make_board(session), make_board(session, urn=900002)
        session.execute(update(BoardRow).where(BoardRow.id == trust).values(kind=BoardKind.TRUST))
        round_id = opened(session, now, boards=(school, trust), questionnaires=mixed)
        only = opened(session, now, boards=(school, trust), questionnaires=mixed[:1])
        asked = [each.evaluation for each in list_evaluations(session, round_id=round_id)]
        assert [each.evaluation.board_id for each in list_evaluations(session, round_id=only)] == [trust]
    assert {(each.board_id, each.questionnaire.code) for each in asked} == {
        (school, "skills"),
        (trust, "for-trusts"),
    }


def test_a_board_that_is_not_there_is_refused(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotFoundError, match="not there any more"):
        opened(session, now, boards=(make_board(session), uuid4()))


def test_a_board_named_twice_is_asked_once(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        board = make_board(session)
        round_id = opened(session, now, boards=(board, board), questionnaires=(SELF_REVIEW,))
        assert len(list_evaluations(session, round_id=round_id)) == 1


def test_a_boards_rounds_come_newest_first(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        board = make_board(session)
        older = opened(session, now, boards=(board,))
        newer = opened(session, now + timedelta(days=300), boards=(board,))
        assert [each.round.id for each in rounds_of_board(session, board)] == [newer, older]
        assert [each.id for each in list_rounds(session)] == [newer, older]


def test_a_board_outside_a_round_has_no_part_in_it(world: World) -> None:
    with world.database.transaction() as session, pytest.raises(NotFoundError, match="does not take part"):
        get_board_round(session, round_id=world.round_id, board_id=uuid4())


def test_a_round_waits_until_it_opens(world: World) -> None:
    with world.database.transaction() as session:
        found = get_board_round(session, round_id=world.round_id, board_id=world.board_id)
    assert found.state(now=world.now - timedelta(days=1)) is EvaluationState.WAITING
    assert found.state(now=world.now) is EvaluationState.OPEN


def test_a_running_round_can_be_given_more_time(world: World) -> None:
    later = world.now + timedelta(days=21)
    with world.database.transaction() as session:
        moved = move_closing_date(session, round_id=world.round_id, closes_at=later, now=world.now)
        assert moved.closes_at == later
        assert get_round(session, world.round_id) == moved


@pytest.mark.parametrize(
    ("after_days", "to_days", "message"),
    [(0, 13, "earlier than the one boards were told"), (14, 21, "has ended"), (0, 500, "within a year")],
)
def test_a_promised_closing_date_stays(world: World, after_days: int, to_days: int, message: str) -> None:
    now, closes_at = world.now + timedelta(days=after_days), world.now + timedelta(days=to_days)
    with world.database.transaction() as session:
        before = get_round(session, world.round_id)
        with pytest.raises(LifecycleError, match=message):
            move_closing_date(session, round_id=world.round_id, closes_at=closes_at, now=now)
        assert get_round(session, world.round_id) == before
