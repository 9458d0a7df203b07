"""The steps lead to the tables that the program knows, up, down and up again, on both databases."""

from pathlib import Path
from threading import Thread

import pytest
from alembic.util.exc import CommandError
from sqlalchemy import create_engine, inspect, text

from govscore.errors import GovScoreError
from govscore.storage import migrate
from govscore.storage.base import make_engine
from govscore.storage.tables import METADATA


def tables(url: str) -> set[str]:
    engine = make_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def shape(url: str) -> str | None:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = migrate.current(connection)
    engine.dispose()
    return found


def run(url: str, *statements: str) -> None:
    engine = create_engine(make_engine(url).url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_every_table_the_program_knows_is_there(database_url: str) -> None:
    assert tables(database_url) == {*METADATA.tables, "alembic_version"}
    assert shape(database_url) == migrate.newest()


def test_tables_and_steps_agree(database_url: str) -> None:
    """Where this fails, the tables were changed and no step was written."""
    migrate.check(database_url)


def test_a_column_that_no_step_makes_is_noticed(database_url: str) -> None:
    run(database_url, "ALTER TABLE area ADD COLUMN colour VARCHAR")
    with pytest.raises(CommandError, match="New upgrade operations detected"):
        migrate.check(database_url)


def test_down_and_up_again_ends_where_it_began(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    assert tables(database_url) == {"alembic_version"}
    assert shape(database_url) is None
    migrate.upgrade(database_url)
    assert shape(database_url) == migrate.newest()
    migrate.check(database_url)


def test_letters_about_paper_do_not_stop_the_way_back(database_url: str) -> None:
    account, board, round_, evaluation, invitation = ("'" + f"{number:032x}" + "'" for number in range(1, 6))
    moments = "'2026-11-01 00:00:00', '2026-12-01 00:00:00'"
    run(
        database_url,
        f"INSERT INTO account (id, email, name, password_hash, session_epoch, failed_attempts, created_at)"
        f" VALUES ({account}, 'c@example.org', 'Clare', '', 0, 0, '2026-11-01 00:00:00')",
        f"INSERT INTO board (id, key, kind, name) VALUES ({board}, 'school:1', 'school', 'Hillside')",
        "INSERT INTO round (id, title, opens_at, closes_at, is_simulated, created_at)"
        f" VALUES ({round_}, 'Autumn', {moments}, false, '2026-11-01 00:00:00')",
        "INSERT INTO evaluation (id, round_id, board_id, questionnaire_code, questionnaire_version,"
        " questionnaire_digest, closed, draft_key, on_paper)"
        f" VALUES ({evaluation}, {round_}, {board}, 'tiny', '1.0', '', false, 'key', NULL)",
        "INSERT INTO invitation (id, evaluation_id, name, email, role, link_version, on_paper)"
        f" VALUES ({invitation}, {evaluation}, 'Ann', 'ann@example.org', 'governor', 2, true)",
        "INSERT INTO outbox (id, letter, invitation_id, keyed_by, due_at, attempts, failure)"
        f" VALUES ({account}, 'paper', {invitation}, {account}, '2026-11-02 00:00:00', 0, '')",
    )
    migrate.downgrade(database_url, "0001")
    migrate.upgrade(database_url)
    engine = make_engine(database_url)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT link_version, on_paper FROM invitation")).one()
        assert (kept.link_version, bool(kept.on_paper)) == (2, False)
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM evaluation")).scalar() == 1
    engine.dispose()
    migrate.check(database_url)


def test_a_vice_chairs_account_does_not_stop_the_way_back(database_url: str) -> None:
    account, board = ("'" + f"{number:032x}" + "'" for number in (1, 2))
    run(
        database_url,
        "INSERT INTO account (id, email, name, password_hash, session_epoch, failed_attempts, created_at)"
        f" VALUES ({account}, 'v@example.org', 'Vera', '', 0, 0, '2026-11-01 00:00:00')",
        f"INSERT INTO board (id, key, kind, name) VALUES ({board}, 'school:1', 'school', 'Hillside')",
        *(
            f"""INSERT INTO "grant" (id, account_id, role, board_id) VALUES ({id_}, {account}, '{role}', {board})"""
            for id_, role in ((account, "vice-chair"), (board, "clerk"))
        ),
    )
    migrate.downgrade(database_url, "0003")
    engine = make_engine(database_url)
    with engine.connect() as connection:
        assert list(connection.execute(text('SELECT role FROM "grant"')).scalars()) == ["clerk"]
    engine.dispose()
    migrate.upgrade(database_url)
    migrate.check(database_url)


def test_a_second_upgrade_changes_nothing(database_url: str) -> None:
    run(database_url, "INSERT INTO authority (code, name, is_simulated) VALUES ('999', 'Anyshire', false)")
    migrate.upgrade(database_url)
    engine = make_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM authority")).scalar() == "Anyshire"
    engine.dispose()


def test_two_that_start_at_once_do_not_trip_over_each_other(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    failures: list[BaseException] = []

    def start() -> None:
        try:
            migrate.upgrade(database_url)
        except BaseException as failure:  # noqa: BLE001
            failures.append(failure)

    starting = [Thread(target=start) for _ in range(3)]
    for each in starting:
        each.start()
    for each in starting:
        each.join(30)
    assert failures == []
    assert shape(database_url) == migrate.newest()


def test_a_database_without_tables_has_no_shape(tmp_path: Path) -> None:
    assert shape(f"sqlite:///{tmp_path / 'new.db'}") is None


def test_rows_that_would_point_nowhere_stop_the_upgrade_and_nothing_changes(sqlite_url: str) -> None:
    migrate.downgrade(sqlite_url, "base")
    run(
        sqlite_url,
        "CREATE TABLE mother (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (mother INTEGER REFERENCES mother (id))",
        "INSERT INTO child VALUES (1)",
    )
    with pytest.raises(GovScoreError, match="point nowhere; nothing was changed"):
        migrate.upgrade(sqlite_url)
    assert tables(sqlite_url) == {"alembic_version", "mother", "child"}
    assert shape(sqlite_url) is None


def test_a_step_that_fails_leaves_nothing_behind(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    run(database_url, "CREATE TABLE scorecard (id INTEGER)")
    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(database_url)
    assert tables(database_url) == {"alembic_version", "scorecard"}


def test_the_queues_own_tables_are_left_alone(database_url: str) -> None:
    run(database_url, "CREATE TABLE huey_task (id INTEGER)")
    migrate.check(database_url)


def test_every_constraint_has_a_name_to_be_dropped_by() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in METADATA.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]
    assert nameless == []


def test_altering_a_parent_on_sqlite_keeps_its_children(sqlite_url: str) -> None:
    """With foreign keys on, a table made anew in batch mode would take the rows that point to it along."""
    engine = migrate._migration_engine(sqlite_url)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    engine.dispose()
