"""Taking the database's guards away, for a test of what happens when somebody has meddled all the same."""

from sqlalchemy import text
from sqlalchemy.orm import Session

ACTS = ("update", "delete")


def unguard(session: Session, table: str) -> None:
    """Let the rows of a table be changed until the transaction ends, or for good where it commits."""
    on = "" if session.connection().dialect.name == "sqlite" else f" ON {table}"
    for act in ACTS:
        session.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuses_{act}{on}"))
