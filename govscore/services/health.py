"""Whether the database and its shape are as this version of the program expects them."""

from sqlalchemy import text

from govscore.services.transaction import Database, Session
from govscore.storage.migrate import current, newest, upgrade


def is_ready(session: Session) -> bool:
    """Say whether the database answers and has the newest shape."""
    session.execute(text("SELECT 1"))
    return current(session.connection()) == newest()


def migrate(database: Database) -> None:
    """Bring the database to the newest shape."""
    upgrade(database.engine.url.render_as_string(hide_password=False))
