"""A transaction is kept whole or not at all, and writers on SQLite wait their turn."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from govscore.errors import SettingsError
from govscore.services.audit import Act, record_acts
from govscore.services.authority import NOBODY, get_authority, set_authority
from govscore.services.transaction import Database
from govscore.storage.audit import AuditRow
from govscore.storage.authority import AuthorityRow


class Failed(Exception):
    """What goes wrong in these tests."""


def stored(database: Database) -> str:
    with database.transaction(write=False) as session:
        return get_authority(session).name


def write_and_fail(database: Database) -> None:
    with database.transaction() as session:
        set_authority(session, code="999", name="Anyshire")
        raise Failed


def test_leaving_keeps_what_was_written(database: Database) -> None:
    with database.transaction() as session:
        set_authority(session, code="999", name="Anyshire")
    assert stored(database) == "Anyshire"


def test_a_failure_drops_everything(database: Database) -> None:
    with pytest.raises(Failed):
        write_and_fail(database)
    assert stored(database) == NOBODY.name


def test_nothing_is_kept_before_leaving(database: Database) -> None:
    with database.transaction() as session:
        set_authority(session, code="999", name="Anyshire")
        assert stored(database) == NOBODY.name


def test_a_transaction_that_only_reads_keeps_nothing(database: Database) -> None:
    with database.transaction(write=False) as session:
        set_authority(session, code="999", name="Anyshire")
    assert stored(database) == NOBODY.name


def test_there_is_one_commit_for_each_transaction(database: Database) -> None:
    commits: list[Any] = []
    event.listen(database.engine, "commit", commits.append)
    with database.transaction() as session:
        set_authority(session, code="999", name="Anyshire")
        session.flush()
        set_authority(session, code="999", name="Othershire")
    assert len(commits) == 1
    with database.transaction(write=False) as session:
        get_authority(session)
    assert len(commits) == 1


def add_one(database: Database) -> None:
    """Read, wait a little, and write what was read plus one."""
    with database.transaction() as session:
        number = int(session.scalar(select(AuthorityRow.name).with_for_update()) or 0)
        time.sleep(0.002)
        session.execute(update(AuthorityRow).values(name=str(number + 1)))


def in_threads(count: int, work: Callable[[], None]) -> list[BaseException]:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001
            failures.append(failure)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return failures


def test_writers_who_read_first_do_not_lose_each_others_work(database: Database) -> None:
    with database.transaction() as session:
        set_authority(session, code="999", name="0")
    assert in_threads(4, lambda: [add_one(database) for _ in range(10)] and None) == []
    assert stored(database) == "40"


def test_a_writer_on_sqlite_takes_the_lock_before_it_reads(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    begun: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _cur, sql, *_: begun.append(sql))
    with database.transaction() as session:
        get_authority(session)
    with database.transaction(write=False) as session:
        get_authority(session)
    assert [sql for sql in begun if sql.startswith("BEGIN")] == ["BEGIN IMMEDIATE", "BEGIN"]
    database.dispose()


def test_readers_on_sqlite_are_not_held_up_by_a_writer(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.transaction() as session:
        set_authority(session, code="999", name="Anyshire")
        started = time.monotonic()
        assert stored(database) == NOBODY.name
        assert time.monotonic() - started < 1
    database.dispose()


def test_sqlite_refuses_a_row_that_points_nowhere_and_forgets_what_is_deleted(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        for pragma, value in (("foreign_keys", 1), ("secure_delete", 1), ("journal_mode", "wal")):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    database.dispose()


@pytest.mark.parametrize(
    "address",
    ["mysql://clerk:hunter2@db/x", "govscore.db", "", "postgresql://clerk:hunter2@db:port/x", "sqlite+x://"],
)
def test_an_address_of_no_database_is_refused_without_repeating_its_password(address: str) -> None:
    with pytest.raises(SettingsError, match="GOVSCORE_DATABASE") as refusal:
        Database(address)
    assert "hunter2" not in str(refusal.value)


def test_acts_are_only_added_and_keep_their_order(database: Database, now: datetime) -> None:
    acts = tuple(Act(account_id=None, action=f"looked {n}", subject="board") for n in range(3))
    with database.transaction() as session:
        record_acts(session, acts, at=now)
        record_acts(session, (), at=now)
    with database.transaction(write=False) as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        assert [row.action for row in rows] == ["looked 0", "looked 1", "looked 2"]
        assert {row.at for row in rows} == {now}
        assert session.scalar(select(func.count()).select_from(AuditRow)) == 3
