"""A scorecard comes back from the database as it went in, to the last digit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from govscore.errors import NotFoundError
from govscore.questionnaire.model import Duty, OptionKind
from govscore.scoring.model import DutyFinding, NoScore, OptionCount, Scorecard, Withheld
from govscore.services.keys import Keys
from govscore.services.rounds import open_round
from govscore.services.transaction import Database, Session
from govscore.storage.rounds import list_evaluations
from govscore.storage.scorecards import get_scorecard, insert_scorecard, list_scorecards
from tests.make import make_domain_score, make_question_score, make_questionnaire, make_scorecard
from tests.services.world import make_board

NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)
TINY = make_questionnaire()


def evaluation_id(session: Session) -> UUID:
    """An evaluation to hang a scorecard on."""
    round_id = open_round(
        session,
        title="Autumn",
        opens_at=NOW,
        closes_at=NOW + timedelta(days=9),
        questionnaires=[TINY],
        board_ids=[make_board(session)],
        keys=Keys("a secret"),
        now=NOW,
    )
    return list_evaluations(session, round_id=round_id)[0].evaluation.id


def full_scorecard() -> Scorecard:
    """A scorecard with something of everything in it."""
    counts = (OptionCount(option="strong", kind=OptionKind.SCORED, count=8),)
    return make_scorecard(
        questionnaire=TINY,
        overall=0.1 + 0.2,
        domains=(
            make_domain_score(mean=1 / 3),
            make_domain_score("people", mean=None, withheld=Withheld.SUBTRACTION),
            make_domain_score("money", n=0, mean=None, no_score=NoScore.NOBODY),
        ),
        questions=(
            make_question_score(counts=counts, notes=("The “minutes”, 5 < 6.", "Ŵrth gwrs.")),
            make_question_score("plan", mean=None, withheld=Withheld.TOO_FEW),
        ),
        duties=(
            DutyFinding(
                question="instrument",
                domain="duties",
                duty=Duty.MUST,
                answer="no",
                note="On order",
                checked="2026-09-03",
            ),
        ),
    )


def test_a_scorecard_comes_back_as_it_went_in(database: Database) -> None:
    with database.transaction() as session:
        card = replace(full_scorecard(), evaluation_id=evaluation_id(session))
        insert_scorecard(session, card)
    with database.transaction(write=False) as session:
        assert get_scorecard(session, card.evaluation_id) == card


def test_a_rounds_scorecards_come_without_their_questions(database: Database) -> None:
    with database.transaction() as session:
        card = replace(full_scorecard(), evaluation_id=evaluation_id(session))
        insert_scorecard(session, card)
        (stored,) = list_evaluations(session)
        found = list_scorecards(session, round_id=stored.evaluation.round_id, code=TINY.code)
    assert found == ((stored.evaluation.board_id, replace(card, questions=())),)


def test_an_evaluation_that_is_open_has_no_scorecard(database: Database) -> None:
    with database.transaction() as session, pytest.raises(NotFoundError, match="no scorecard yet"):
        get_scorecard(session, evaluation_id(session))
