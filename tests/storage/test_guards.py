"""The database itself refuses to change or delete what was published, sent or scored."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from govscore.storage import migrate
from govscore.storage.base import make_engine

ID = "'" + f"{1:032x}" + "'"
DAY = "'2026-11-01 00:00:00'"
ROWS = (
    "INSERT INTO account (id, email, name, password_hash, session_epoch, failed_attempts, created_at)"
    f" VALUES ({ID}, 'o@example.org', 'Olive', '', 0, 0, {DAY})",
    f"INSERT INTO board (id, key, kind, name) VALUES ({ID}, 'school:1', 'school', 'Hillside')",
    "INSERT INTO round (id, title, opens_at, closes_at, is_simulated, created_at)"
    f" VALUES ({ID}, 'Autumn', {DAY}, '2026-12-01 00:00:00', false, {DAY})",
    "INSERT INTO evaluation (id, round_id, board_id, questionnaire_code, questionnaire_version,"
    " questionnaire_digest, closed, draft_key)"
    f" VALUES ({ID}, {ID}, {ID}, 'tiny', '1.0', '', false, 'key')",
    f"INSERT INTO scorecard (evaluation_id, summary, questions) VALUES ({ID}, '{{}}', '[]')",
    "INSERT INTO sent_report (round_id, board_id, sent_at, digest, document)"
    f" VALUES ({ID}, {ID}, {DAY}, 'd', '{{}}')",
    "INSERT INTO published_questionnaire (code, version, digest, contents, reason, published_by, published_at)"
    f" VALUES ('tiny', '1.0', 'd', '{{}}', 'New.', {ID}, {DAY})",
)
GUARDED = {
    "published_questionnaire": "a published version never changes",
    "sent_report": "a report that was sent never changes",
    "scorecard": "the scorecard of a closed evaluation never changes",
}
COLUMN = {"published_questionnaire": "digest", "sent_report": "digest", "scorecard": "evaluation_id"}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database of each kind with a row in each guarded table."""
    engine = make_engine(database_url)
    run(engine, *ROWS)
    yield engine
    engine.dispose()


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("table", GUARDED)
def test_no_row_is_changed_or_deleted(engine: Engine, table: str) -> None:
    column = COLUMN[table]
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match=GUARDED[table]):
            run(engine, statement)
    if engine.dialect.name == "postgresql":
        with pytest.raises(IntegrityError, match=GUARDED[table]):
            run(engine, f"TRUNCATE {table}")
    with engine.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1


def test_going_back_takes_the_guards_away_and_going_on_brings_them_back(
    engine: Engine, database_url: str
) -> None:
    migrate.downgrade(database_url, "0004")
    run(engine, "UPDATE sent_report SET digest = 'e'")
    migrate.upgrade(database_url)
    with pytest.raises(IntegrityError, match="never changes"):
        run(engine, "UPDATE sent_report SET digest = 'f'")
    migrate.check(database_url)
