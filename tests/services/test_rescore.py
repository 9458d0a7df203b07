"""Every stored scorecard comes out the same when it is worked out again, and one that does not is named."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update

from govscore.boards.model import Phase, SchoolKind
from govscore.errors import NotFoundError
from govscore.questionnaire.loader import Library
from govscore.responses.model import EvaluationId
from govscore.services.keys import Keys
from govscore.services.rescore import AT_A_TIME, Rescoring, rescore_round
from govscore.services.transaction import Database
from govscore.storage.boards import SchoolRow
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.responses import ResponseRow
from govscore.storage.scorecards import ScorecardRow, get_scorecard
from tests.county_factory import County, make_county
from tests.statements import counted
from tests.unguarded import unguard


@pytest.fixture
def county(database: Database, library: Library, keys: Keys, now: datetime) -> County:
    """Six boards, of which five have closed all three questionnaires."""
    with database.transaction() as session:
        return make_county(session, library=library, keys=keys, now=now, boards=6, closed=5)


def rescored(database: Database, county: County, library: Library) -> Rescoring:
    with database.transaction(write=False) as session:
        return rescore_round(session, county.round_id, library=library)


def test_every_scorecard_comes_out_the_same(database: Database, county: County, library: Library) -> None:
    result = rescored(database, county, library)
    assert (result.scorecards, result.differences) == (15, ())


def changed(database: Database, evaluation_id: EvaluationId) -> None:
    """Raise the stored overall score by a hundredth, as a bug or a meddler might."""
    with database.transaction() as session:
        unguard(session, "scorecard")
        summary = session.scalars(
            select(ScorecardRow.summary).where(ScorecardRow.evaluation_id == evaluation_id)
        ).one()
        session.execute(
            update(ScorecardRow)
            .where(ScorecardRow.evaluation_id == evaluation_id)
            .values(summary={**summary, "overall": summary["overall"] + 0.01})
        )


def test_a_scorecard_that_was_changed_is_named_with_what_differs(
    database: Database, county: County, library: Library
) -> None:
    evaluation_id = county.evaluations[county.ids[2], "board-self-review"]
    changed(database, evaluation_id)
    (difference,) = rescored(database, county, library).differences
    assert difference.evaluation_id == evaluation_id
    assert difference.what == "stored and recomputed differ in overall"


def test_a_response_that_was_lost_is_noticed(database: Database, county: County, library: Library) -> None:
    evaluation_id = county.evaluations[county.ids[0], "board-self-review"]
    with database.transaction() as session:
        lost = session.scalars(
            select(ResponseRow.id).where(ResponseRow.evaluation_id == evaluation_id).limit(1)
        ).one()
        session.execute(delete(ResponseRow).where(ResponseRow.id == lost))
    (difference,) = rescored(database, county, library).differences
    assert "responses" in difference.what


def test_a_scorecard_that_is_not_there_is_named(database: Database, county: County, library: Library) -> None:
    evaluation_id = county.evaluations[county.ids[0], "compliance"]
    with database.transaction() as session:
        unguard(session, "scorecard")
        session.execute(delete(ScorecardRow).where(ScorecardRow.evaluation_id == evaluation_id))
    (difference,) = rescored(database, county, library).differences
    assert difference.what == "it is closed and has no stored scorecard"


@pytest.mark.parametrize("codes", ["1", "Z" * 31])
def test_a_response_that_cannot_be_read_is_named_and_the_rest_are_done(
    database: Database, county: County, library: Library, codes: str
) -> None:
    evaluation_id = county.evaluations[county.ids[0], "board-self-review"]
    with database.transaction() as session:
        session.execute(
            update(ResponseRow).where(ResponseRow.evaluation_id == evaluation_id).values(codes=codes)
        )
    result = rescored(database, county, library)
    assert result.scorecards == 15
    assert [difference.evaluation_id for difference in result.differences] == [evaluation_id]
    assert result.differences[0].what.startswith("its responses cannot be scored: ")


def test_another_questionnaire_under_the_same_version_is_named(
    database: Database, county: County, library: Library
) -> None:
    evaluation_id = county.evaluations[county.ids[0], "heads-view"]
    with database.transaction() as session:
        session.execute(
            update(EvaluationRow)
            .where(EvaluationRow.id == evaluation_id)
            .values(questionnaire_digest="0" * 64)
        )
    (difference,) = rescored(database, county, library).differences
    assert "heads-view 1.0 is no longer what it was" in difference.what


def test_a_board_whose_school_became_an_academy_since_comes_out_the_same(
    database: Database, county: County, library: Library
) -> None:
    """What was asked depends on what the board was, and duties of maintained schools are not an academy's."""
    with database.transaction() as session:
        session.execute(update(SchoolRow).values(kind=SchoolKind.ACADEMY, phase=Phase.SPECIAL))
    assert rescored(database, county, library).differences == ()


def test_the_board_as_it_was_matters(database: Database, county: County, library: Library) -> None:
    with database.transaction() as session:
        session.execute(update(EvaluationRow).values(governance="trust"))
    assert len(rescored(database, county, library).differences) >= 5


def test_what_is_stored_is_not_touched(database: Database, county: County, library: Library) -> None:
    evaluation_id = county.evaluations[county.ids[2], "board-self-review"]
    changed(database, evaluation_id)
    with database.transaction(write=False) as session:
        before = get_scorecard(session, evaluation_id)
    rescored(database, county, library)
    with database.transaction(write=False) as session:
        assert get_scorecard(session, evaluation_id) == before


def test_a_round_that_is_not_there_is_said_so(database: Database, library: Library) -> None:
    with database.transaction(write=False) as session, pytest.raises(NotFoundError, match="no such round"):
        rescore_round(session, uuid4(), library=library)


def test_as_many_statements_are_sent_for_six_boards_as_for_twenty(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    assert statements(database, library, keys, now, boards=20) == statements(
        database, library, keys, now, boards=6, first=100
    )
    assert AT_A_TIME >= 60


def statements(
    database: Database, library: Library, keys: Keys, now: datetime, *, boards: int, first: int = 0
) -> int:
    with database.transaction() as session:
        county = make_county(session, library=library, keys=keys, now=now, boards=boards, first=first)
    with counted(database) as sent:
        rescored(database, county, library)
    return len(sent)


def test_every_evaluation_keeps_what_the_board_was_when_it_closed(database: Database, county: County) -> None:
    with database.transaction(write=False) as session:
        closed = select(EvaluationRow.id, EvaluationRow.governance).where(EvaluationRow.closed.is_(True))
        kept = {row.id: row.governance for row in session.execute(closed)}
    views = {view.id: view.governance for view in county.boards[:5]}
    expected: dict[UUID, str] = {
        evaluation_id: views[board_id]
        for (board_id, _), evaluation_id in county.evaluations.items()
        if board_id in views
    }
    assert kept == expected
