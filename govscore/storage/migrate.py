"""Bringing a database to the present shape, from inside the package and without an ini file."""

from collections.abc import Callable
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, pool, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from govscore.errors import GovScoreError
from govscore.storage.base import make_engine, read_address

ONE_AT_A_TIME = 7_300_916


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations that are still missing."""
    _run(url, command.upgrade, revision)


def downgrade(url: str, revision: str) -> None:
    """Go back to an earlier shape."""
    _run(url, command.downgrade, revision)


def check(url: str) -> None:
    """Raise unless tables and migrations agree."""
    _run(url, lambda config, _: command.check(config), "head")


def current(connection: Connection) -> str | None:
    """The revision a database is at."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision that this version of the program expects."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    folder = str(files("govscore.storage") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run(url: str, what: Callable[[Config, str], object], revision: str) -> None:
    engine = _migration_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
            what(_config(connection), revision)
            _refuse_dangling(connection)
    finally:
        engine.dispose()


def _migration_engine(url: str) -> Engine:
    """Altering a parent table in batch mode with foreign keys on would delete its children."""
    if read_address(url).get_backend_name() != "sqlite":
        return make_engine(url)
    engine = create_engine(url, poolclass=pool.NullPool)
    event.listen(engine, "connect", _without_foreign_keys)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _without_foreign_keys(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Left to itself the driver begins no transaction for a CREATE or an ALTER, so none could be undone."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=OFF", "busy_timeout=10000"):
        cursor.execute("PRAGMA " + pragma)
    cursor.close()


def _refuse_dangling(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise GovScoreError("The migration would leave rows that point nowhere; nothing was changed.")
