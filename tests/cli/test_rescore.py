"""`govscore rescore` proves that every stored scorecard comes out the same, or names those that do not."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from govscore.services.transaction import Database
from govscore.storage.evaluations import EvaluationRow, RoundRow
from govscore.storage.scorecards import ScorecardRow
from tests.cli.conftest import Run
from tests.unguarded import unguard


@pytest.fixture
def database(county: Path) -> Database:
    return Database(f"sqlite:///{county / 'govscore.db'}")


def past(database: Database) -> str:
    with database.transaction(write=False) as session:
        return str(session.scalars(select(RoundRow.id).order_by(RoundRow.opens_at)).first())


def test_the_demo_countys_scorecards_come_out_the_same(govscore: Run, database: Database) -> None:
    ran = govscore("rescore", "--round", past(database))
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "24 scorecards recomputed, 0 differ\n"


def test_one_that_was_changed_is_named(govscore: Run, database: Database) -> None:
    with database.transaction() as session:
        card = session.scalars(
            select(ScorecardRow)
            .join(EvaluationRow, EvaluationRow.id == ScorecardRow.evaluation_id)
            .where(EvaluationRow.questionnaire_code == "board-self-review")
            .limit(1)
        ).one()
        unguard(session, "scorecard")
        evaluation_id = card.evaluation_id
        changed = {**card.summary, "invited": card.summary["invited"] + 1}
        session.execute(
            update(ScorecardRow).where(ScorecardRow.evaluation_id == evaluation_id).values(summary=changed)
        )
    ran = govscore("rescore", "--round", past(database))
    assert ran.status == 1
    assert ran.out == f"evaluation {evaluation_id}: stored and recomputed differ in invited\n"
    assert ran.err == "24 scorecards recomputed, 1 differ\n"


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("round_id", "said"),
    [("x", "'x' is not an id"), ("1b4e28ba-2fa1-41d2-883f-0016d3cca427", "There is no such round.")],
)
def test_a_round_that_is_not_there_is_said_so(govscore: Run, round_id: str, said: str) -> None:
    ran = govscore("rescore", "--round", round_id)
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
