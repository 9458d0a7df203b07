"""The whole database as one file of lines, which SQLite and PostgreSQL can both read back."""

import base64
import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, insert, select, text

from govscore.errors import GovScoreError
from govscore.services.transaction import Session
from govscore.storage.migrate import current
from govscore.storage.tables import METADATA

FORMAT = "govscore backup 1"
AT_A_TIME = 500


def dump(session: Session) -> tuple[bytes, int]:
    """Write every row of every table; the count comes with it."""
    lines = [json.dumps({"format": FORMAT, "revision": current(session.connection())})]
    for table in METADATA.sorted_tables:
        lines.append(json.dumps({"table": table.name}))
        lines.extend(json.dumps(_plain(dict(row))) for row in session.execute(select(table)).mappings())
    rows = len(lines) - 1 - len(METADATA.sorted_tables)
    return gzip.compress("\n".join(lines).encode(), mtime=0), rows


def load(session: Session, content: bytes, *, name: str) -> int:
    """Read a backup into an empty database; the number of rows is returned."""
    lines = _lines(content, name=name)
    head = next(lines, {})
    if head.get("format") != FORMAT:
        raise GovScoreError(f"{name} is not a backup of this program; choose a file made by: govscore backup")
    _refuse_unless_ready(session, head.get("revision"))
    rows = sum(_load_table(session, table, batch) for table, batch in _batches(lines))
    _renumber(session)
    return rows


def _refuse_unless_ready(session: Session, revision: object) -> None:
    here = current(session.connection())
    if here != revision:
        raise GovScoreError(
            f"The backup has the shape {revision}, the database {here}. Restore it with the version that made it, "
            "then run: govscore migrate"
        )
    for table in METADATA.sorted_tables:
        if session.scalar(select(func.count()).select_from(table)):
            raise GovScoreError(
                f"The database is not empty ({table.name} has rows). Restore into an empty one."
            )


def _lines(content: bytes, *, name: str) -> Iterator[dict[str, Any]]:
    try:
        for line in gzip.decompress(content).decode().splitlines():
            yield json.loads(line)
    except (gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GovScoreError(f"{name} is damaged or not a backup ({error}); nothing was restored.") from error


def _batches(lines: Iterator[dict[str, Any]]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    table: Table | None = None
    batch: list[dict[str, Any]] = []
    for line in lines:
        if set(line) == {"table"} or len(batch) >= AT_A_TIME:
            if table is not None and batch:
                yield table, batch
            batch = []
        if set(line) == {"table"}:
            table = METADATA.tables[line["table"]]
        else:
            batch.append(line)
    if table is not None and batch:
        yield table, batch


def _load_table(session: Session, table: Table, batch: list[dict[str, Any]]) -> int:
    session.execute(insert(table), [_typed(row) for row in batch])
    return len(batch)


def _renumber(session: Session) -> None:
    """PostgreSQL's counter knows nothing of rows that came with their numbers."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('audit', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM audit), false)"
            )
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _mark(value) for name, value in row.items()}


def _mark(value: Any) -> Any:
    match value:
        case UUID():
            return {"uuid": str(value)}
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case bytes():
            return {"bytes": base64.b64encode(value).decode()}
        case dict() | list():
            return {"json": value}
        case _:
            return value


READERS = {
    "uuid": UUID,
    "time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": base64.b64decode,
    "json": lambda value: value,
}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _unmark(value) for name, value in row.items()}


def _unmark(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    return READERS[kind](inner)
