"""Charts and PDFs, drawn once for each content and style and then kept."""

from collections.abc import Callable

from govscore.services.transaction import Database, Session
from govscore.storage.reports import find_rendering, keep_rendering


def get_or_make(
    session: Session, database: Database, *, digest: str, kind: str, make: Callable[[], bytes]
) -> bytes:
    """Hand over what was drawn from this content, or draw it now.

    It is kept in a transaction of its own, as that of a request that only looks may not write.
    """
    found = find_rendering(session, digest=digest, kind=kind)
    if found is not None:
        return found
    made = make()
    with database.transaction() as writing:
        keep_rendering(writing, digest=digest, kind=kind, content=made)
    return made


def find_drawn(session: Session, *, digest: str, kind: str) -> bytes | None:
    """Find what was drawn from this content before."""
    return find_rendering(session, digest=digest, kind=kind)
