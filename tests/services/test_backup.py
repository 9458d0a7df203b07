"""A backup holds everything, goes from one kind of database to the other, and is refused if damaged."""

import base64
import gzip
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import delete, select

from govscore.demo.fill import Size, fill
from govscore.errors import GovScoreError
from govscore.questionnaire.loader import Library
from govscore.services.audit import Act, record_acts
from govscore.services.authority import set_authority
from govscore.services.backup import AT_A_TIME, dump, load
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.audit import AuditRow
from govscore.storage.authority import AuthorityRow
from govscore.storage.migrate import downgrade, newest, upgrade
from govscore.storage.tables import METADATA
from tests.conftest import SECRET

Lines = list[dict[str, Any]]


def fill_up(database: Database, installation: Installation, now: datetime) -> None:
    """Put a little into every table that the demo county fills, and more acts than are read at a time."""
    act = Act(account_id=None, action="looked", subject="é “quoted” \u2028")
    with database.transaction() as session:
        fill(session, installation, size=Size(boards=4, respondents=6), now=now)
        record_acts(session, (act,) * (AT_A_TIME + 1), at=now)


def saved(database: Database) -> bytes:
    with database.transaction(write=False) as session:
        return dump(session)[0]


def restored(database: Database, content: bytes) -> int:
    with database.transaction() as session:
        return load(session, content, name="a.backup")


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in no particular order."""
    with database.transaction(write=False) as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


def lines_of(content: bytes) -> Lines:
    return [json.loads(line) for line in gzip.decompress(content).splitlines()]


def packed(lines: Lines) -> bytes:
    return gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines))


@pytest.fixture
def other(request: pytest.FixtureRequest, database: Database, sqlite_url: str) -> Any:
    """An empty database of the other kind."""
    is_sqlite = database.engine.dialect.name == "sqlite"
    other = Database(request.getfixturevalue("postgres_url") if is_sqlite else sqlite_url)
    yield other
    other.dispose()


@pytest.fixture
def filled(database: Database, keys: Keys, library: Library, now: datetime, tmp_path: Any) -> Database:
    """A database with a small county in it."""
    here = Installation(database=database, keys=keys, library=library, base_url="", data_dir=tmp_path)
    fill_up(database, here, now)
    return database


def test_everything_comes_back_in_the_other_kind_of_database(filled: Database, other: Database) -> None:
    before = contents(filled)
    assert sum(map(len, before.values())) > AT_A_TIME
    assert restored(other, saved(filled)) == sum(map(len, before.values()))
    assert contents(other) == before


def test_there_and_back_again_changes_nothing(filled: Database, other: Database) -> None:
    before, content = contents(filled), saved(filled)
    restored(other, content)
    downgrade(filled.engine.url.render_as_string(hide_password=False), "base")
    upgrade(filled.engine.url.render_as_string(hide_password=False))
    restored(filled, saved(other))
    assert contents(filled) == before


def test_the_same_rows_make_the_same_file(filled: Database) -> None:
    assert saved(filled) == saved(filled)


def test_rows_are_written_by_their_keys_and_not_in_the_order_in_which_they_came(filled: Database) -> None:
    """On PostgreSQL the order of writing would tell which draft was begun first."""
    lines = lines_of(saved(filled))
    start = lines.index({"table": "draft_sheet"}) + 1
    handles = []
    for line in lines[start:]:
        if set(line) == {"table"}:
            break
        handles.append(line["handle"]["bytes"])
    assert len(handles) > 5
    assert handles == sorted(handles, key=base64.b64decode)


def test_counting_goes_on_after_a_restore(filled: Database, other: Database, now: datetime) -> None:
    restored(other, saved(filled))
    with other.transaction() as session:
        record_acts(session, (Act(account_id=None, action="came later", subject=""),), at=now)
    with other.transaction(write=False) as session:
        numbers = session.scalars(select(AuditRow.id).order_by(AuditRow.id)).all()
        newest = session.scalars(select(AuditRow.action).order_by(AuditRow.id.desc()).limit(1)).one()
    assert len(numbers) == AT_A_TIME + 2
    assert newest == "came later"


def test_an_empty_database_can_be_saved_and_restored(database: Database, other: Database) -> None:
    assert restored(other, saved(database)) == 0


def test_the_secret_is_not_in_it(filled: Database) -> None:
    assert SECRET.encode() not in gzip.decompress(saved(filled))


def test_a_database_that_is_not_empty_is_refused(filled: Database) -> None:
    content, before = saved(filled), contents(filled)
    with pytest.raises(GovScoreError, match="not empty"):
        restored(filled, content)
    assert contents(filled) == before


def test_a_backup_of_another_version_is_refused(filled: Database, other: Database) -> None:
    lines = lines_of(saved(filled))
    lines[0]["revision"] = "0000"
    with pytest.raises(GovScoreError, match=f"shape 0000, the database {newest()}"):
        restored(other, packed(lines))


def test_a_database_without_tables_is_refused(filled: Database, other: Database) -> None:
    content = saved(filled)
    downgrade(other.engine.url.render_as_string(hide_password=False), "base")
    with pytest.raises(GovScoreError, match="Run: govscore migrate"):
        restored(other, content)


def damaged_byte(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def without_a_row(content: bytes) -> bytes:
    lines = lines_of(content)
    at = lines.index({"table": "authority"}) + 1
    return packed(lines[:at] + lines[at + 1 :])


def other_columns(content: bytes) -> bytes:
    lines = lines_of(content)
    at = lines.index({"table": "authority"}) + 1
    return packed([*lines[:at], {"code": "1", "colour": "red"}, *lines[at + 1 :]])


def odd_value(content: bytes) -> bytes:
    lines = lines_of(content)
    at = lines.index({"table": "authority"}) + 1
    return packed([*lines[:at], {**lines[at], "name": {"spell": "x"}}, *lines[at + 1 :]])


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "half of it": lambda content: content[: len(content) // 2],
    "all but the end": lambda content: content[:-9],
    "one byte": damaged_byte,
    "no gzip": gzip.decompress,
    "text": lambda _: b"hello",
    "a zipped text": lambda _: gzip.compress(b"hello"),
    "a zipped list": lambda _: gzip.compress(b"[1]\n"),
    "half a character": lambda _: gzip.compress(b'{"format": "\xff"}'),
    "another file of lines": lambda _: packed([{"format": "another"}]),
    "no last line": lambda content: packed(lines_of(content)[:-1]),
    "a row missing": without_a_row,
    "a table nobody knows": lambda content: packed([lines_of(content)[0], {"table": "spells"}, {"rows": 0}]),
    "other columns": other_columns,
    "an odd value": odd_value,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_refused_and_nothing_is_restored(
    sqlite_url: str, damage: Callable[[bytes], bytes]
) -> None:
    database = Database(sqlite_url)
    with database.transaction() as session:
        set_authority(session, code="999", name="Anyshire")
    content = saved(database)
    with database.transaction() as session:
        session.execute(delete(AuthorityRow))
    with pytest.raises(GovScoreError, match=r"a\.backup is (damaged|no backup|not a backup)"):
        restored(database, damage(content))
    assert sum(map(len, contents(database).values())) == 0
    database.dispose()
