"""The one place that commits: a request, a task or a command is one transaction, kept whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from sqlalchemy.orm import Session, sessionmaker

from govscore.storage.base import forget_deleted, make_engine
from govscore.storage.questionnaires import DatabaseShelf

__all__ = ["UNREACHABLE", "Database", "Session"]

# What a database raises when it cannot be reached, is busy for too long, or goes away in the middle.
UNREACHABLE = (OperationalError, InterfaceError, TimeoutError)


class Database:
    """A database and the transactions on it."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self, *, write: bool = True) -> Iterator[Session]:
        """Open a transaction; leaving it commits once, an exception rolls everything back."""
        with self._sessions() as session:
            session.connection(execution_options={"write": write})
            yield session
            if write:
                session.commit()

    def shelf(self) -> DatabaseShelf:
        """The versions of questionnaires published at the desk."""
        return DatabaseShelf(self.engine)

    def forget_deleted(self) -> None:
        """Leave no trace of deleted rows in the files; called after an evaluation has closed."""
        forget_deleted(self.engine)

    def dispose(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
