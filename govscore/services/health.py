"""Whether the database and its shape are as this version of the program expects them."""

from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from govscore.errors import GovScoreError
from govscore.services.transaction import Database
from govscore.storage.migrate import current, newest, upgrade


@dataclass(frozen=True, kw_only=True)
class Health:
    """Whether the database answers, and whether it has the newest shape."""

    database: bool
    schema: bool


def examine(database: Database) -> Health:
    """Look at the database in a transaction of its own; one that does not answer is said so, not raised."""
    try:
        with database.transaction(write=False) as session:
            return Health(database=True, schema=current(session.connection()) == newest())
    except DBAPIError:
        return Health(database=False, schema=False)


def prepare(database: Database) -> None:
    """Give a new database its tables; one of an older version is left for its keeper to bring up to date."""
    if _shape(database) is None:
        migrate(database)
    refuse_old(database)


def refuse_old(database: Database) -> None:
    """Refuse a database that has another shape than this version of the program needs."""
    shape = _shape(database)
    if shape != newest():
        raise GovScoreError(
            f"The database has the shape {shape}, and this version needs {newest()}. Run: govscore migrate"
        )


def migrate(database: Database) -> None:
    """Bring the database to the newest shape."""
    upgrade(database.engine.url.render_as_string(hide_password=False))


def _shape(database: Database) -> str | None:
    with database.transaction(write=False) as session:
        return current(session.connection())
