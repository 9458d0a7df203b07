"""The insert statement that knows what to do about a row that is there already, on either database."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from govscore.storage.base import Base


def insert_into(session: Session, row: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Begin an insert that can be given `on_conflict_do_update` or `on_conflict_do_nothing`."""
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{row.__name__} is not a plain table")
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
