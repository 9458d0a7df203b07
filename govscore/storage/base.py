"""What every table shares: names of constraints, times in UTC, and an engine with its safety switches on."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL, DateTime, Dialect, Engine, MetaData, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import JSON, TypeDecorator

from govscore.errors import SettingsError

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "secure_delete=ON",
)

DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; left to itself SQLite would hand it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored datetime must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The ancestor of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UTCDateTime, dict[str, Any]: JSON, dict[str, str]: JSON, list[Any]: JSON}  # noqa: RUF012


def make_engine(url: str) -> Engine:
    """Open a database; on SQLite we begin transactions ourselves, so that no writer loses a race."""
    address = read_address(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    try:
        engine = create_engine(address, pool_pre_ping=not is_sqlite, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"The driver {error.name} for the database is not installed. "
            "For PostgreSQL run: pip install 'govscore[postgres]'"
        ) from error
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def read_address(url: str) -> URL:
    """Read the address of a database; the message about a wrong one does not repeat its password."""
    scheme, _, rest = url.partition("://")
    try:
        if scheme in DRIVERS:
            return make_url(f"{DRIVERS[scheme]}://{rest}")
    except (ArgumentError, ValueError):
        pass
    raise SettingsError(
        "GOVSCORE_DATABASE is no address of a database that can be used here. "
        "Write sqlite:////folder/file.db or postgresql://user:password@host:5432/name."
    )


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute("PRAGMA " + pragma)
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def forget_deleted(engine: Engine) -> None:
    """Overwrite what was deleted: SQLite's log still holds old pages, PostgreSQL its dead rows."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            connection.execute(text("VACUUM draft_sheet, evaluation, invitation"))
