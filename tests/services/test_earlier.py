"""A report looks back at the board's own evaluations: as they were scored, in one statement, and by leave."""

from datetime import datetime, timedelta

import pytest

from govscore.questionnaire.model import Questionnaire
from govscore.reporting.model import Report
from govscore.reporting.trend import NOT_AT_HAND, NOT_COMPARABLE, OTHER_KIND
from govscore.reporting.trend_model import TrendPart
from govscore.services.keys import Keys
from govscore.services.reports import Copy, prepare_report, send_report
from govscore.services.transaction import Database
from govscore.storage.evaluations import EvaluationRow, RoundRow
from tests.make import make_domain, make_question, make_questionnaire
from tests.services.world import Shelf, World
from tests.statements import counted

CODE = "board-self-review"
STRATEGY = ("vision", "plan")
FIRST = make_questionnaire((make_domain("strategy", questions=STRATEGY),), code=CODE)
ADDED = make_questionnaire(
    (make_domain("strategy", questions=(*STRATEGY, "aims")),), code=CODE, version="1.1"
)
CHANGED = make_questionnaire(
    (make_domain("strategy", questions=("vision", "aims", "goals")),), code=CODE, version="1.2"
)


@pytest.fixture
def world(database: Database, keys: Keys, now: datetime) -> World:
    """One board, and three versions on the shelf."""
    world = World(database=database, keys=keys, now=now, library=Shelf((FIRST, ADDED, CHANGED)))
    world.has_a_board()
    return world


def evaluates(world: World, questionnaire: Questionnaire, choice: str = "secure", *, people: int = 5) -> None:
    """Run a whole round, a year after the last."""
    world.now += timedelta(days=365)
    world.opens_a_round_of(questionnaire)
    for email in world.invites_governors(people):
        world.answers_and_submits(email, **dict.fromkeys(questionnaire.by_id, choice))
    world.closes()


def report(world: World, copy: Copy = Copy.OWN) -> Report:
    with world.database.transaction(write=False) as session:
        return prepare_report(
            session,
            round_id=world.round_id,
            board_id=world.board_id,
            library=world.library,
            now=world.now,
            copy=copy,
        )


def trend(world: World, copy: Copy = Copy.OWN) -> TrendPart:
    found = report(world, copy).trend
    assert found is not None
    return found


def sends(world: World) -> None:
    with world.database.transaction() as session:
        send_report(
            session,
            round_id=world.round_id,
            board_id=world.board_id,
            account_id=None,
            library=world.library,
            now=world.now,
        )


def test_the_first_evaluation_has_nothing_behind_it(world: World) -> None:
    evaluates(world, FIRST)
    assert report(world).trend is None


def test_the_board_sees_what_it_came_to_before(world: World) -> None:
    evaluates(world, FIRST, "developing")
    evaluates(world, FIRST, "secure")
    (line,) = trend(world).domains
    assert (line.last.mean.words, line.now.words, line.last.words) == ("2.0 of 4", "3.0 of 4", "1.0 higher")
    assert (line.last.trend, line.last.reasons) == ("drawn", ())


def test_another_version_is_compared_as_far_as_its_questions_allow(world: World) -> None:
    evaluates(world, FIRST, "developing")
    evaluates(world, ADDED)
    last = trend(world).domains[0].last
    assert (last.trend, last.reasons, last.words) == ("with-note", ("1 question is new.",), "1.0 higher")
    evaluates(world, CHANGED)
    found = trend(world)
    assert [each.words for each in found.domains[0].then] == ["about the same", NOT_COMPARABLE]
    assert [each.version for each in found.earlier] == ["1.1", "1.0"]


def test_what_was_withheld_then_is_withheld_now(world: World) -> None:
    evaluates(world, FIRST, people=4)
    evaluates(world, FIRST)
    last = trend(world).domains[0].last
    assert (last.mean.value, last.drawn_at, last.n_words) == (None, None, "")
    assert last.words == "then withheld: fewer than 5 answers"


def test_the_copy_that_leaves_tells_only_of_reports_that_left(world: World) -> None:
    evaluates(world, FIRST, "developing")
    evaluates(world, FIRST, "secure")
    assert report(world, Copy.SENT).trend is None
    sends(world)
    evaluates(world, FIRST, "strong")
    assert len(trend(world).earlier) == 2
    (only,) = trend(world, Copy.SENT).earlier
    assert trend(world, Copy.SENT).domains[0].last.mean.words == "3.0 of 4"
    assert only == trend(world).earlier[0]


def test_what_came_after_is_not_looked_at(world: World) -> None:
    evaluates(world, FIRST, "developing")
    first = world.round_id
    evaluates(world, FIRST)
    world.round_id = first
    assert report(world).trend is None


def test_a_version_that_is_gone_leaves_its_scores(world: World) -> None:
    evaluates(world, FIRST, "developing")
    evaluates(world, ADDED)
    world.library = Shelf((ADDED,))
    last = trend(world).domains[0].last
    assert (last.mean.words, last.words, last.reasons) == ("2.0", NOT_COMPARABLE, (NOT_AT_HAND,))


def test_invented_answers_are_never_beside_real_ones(world: World) -> None:
    evaluates(world, FIRST)
    with world.database.transaction() as session:
        row = session.get(RoundRow, world.round_id)
        assert row is not None
        row.is_simulated = True
    evaluates(world, FIRST)
    assert report(world).trend is None


def test_a_board_that_was_of_another_kind_was_asked_other_questions(world: World) -> None:
    questions = ("vision", make_question("aims", governance=("maintained",)))
    asked = make_questionnaire((make_domain("strategy", questions=questions),), code=CODE)
    world.library = Shelf((asked,))
    evaluates(world, asked)
    with world.database.transaction() as session:
        row = session.query(EvaluationRow).filter_by(round_id=world.round_id).one()
        row.governance = "academy"
    evaluates(world, asked)
    last = trend(world).domains[0].last
    assert last.words == NOT_COMPARABLE
    assert last.reasons[0] == OTHER_KIND


def test_a_question_that_other_boards_are_asked_too_is_no_other_question(world: World) -> None:
    wider = make_question("plan", phases=("primary", "special"))
    narrow = make_question("plan", phases=("primary",))
    old, new = (
        make_questionnaire((make_domain("strategy", questions=("vision", plan)),), code=CODE, version=version)
        for plan, version in ((narrow, "1.0"), (wider, "1.1"))
    )
    world.library = Shelf((old, new))
    evaluates(world, old)
    evaluates(world, new)
    assert trend(world).domains[0].last.trend == "drawn"


def test_looking_back_takes_one_statement_however_far(world: World) -> None:
    evaluates(world, FIRST)
    evaluates(world, FIRST)
    with counted(world.database) as short:
        report(world)
    for _ in range(3):
        evaluates(world, FIRST)
    with counted(world.database) as long:
        report(world)
    assert len(trend(world).earlier) == 4
    assert len(long) == len(short)


def test_the_copy_that_leaves_says_nothing_of_chance(world: World) -> None:
    """It rests on how people of all boards differ, and they need not have sent anything."""
    evaluates(world, FIRST)
    sends(world)
    evaluates(world, FIRST, "strong")
    assert all(line.chance is None for line in trend(world, Copy.SENT).domains)
