"""The whole database as one file of lines, which SQLite and PostgreSQL can both read back."""

import base64
import binascii
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
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
Line = dict[str, Any]


class _DamagedError(ValueError):
    """A line is not what stands there in a backup; caught in `load`, and never seen outside this file."""


def dump(session: Session) -> tuple[bytes, int]:
    """Write every row of every table, in the order of their keys; the count comes with it."""
    rows = 0
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as out:
        _write(out, {"format": FORMAT, "revision": current(session.connection())})
        for table in METADATA.sorted_tables:
            _write(out, {"table": table.name})
            for row in _rows(session, table):
                _write(out, _plain(row))
                rows += 1
        _write(out, {"rows": rows})
    return packed.getvalue(), rows


def load(session: Session, content: bytes, *, name: str) -> int:
    """Read a backup into an empty database; the number of rows is returned."""
    lines = _lines(content)
    try:
        head = next(lines, {})
        if head.get("format") != FORMAT:
            raise GovScoreError(
                f"{name} is not a backup of this program; choose one made by: govscore backup"
            )
        _refuse_unless_ready(session, head.get("revision"))
        rows = 0
        for table, batch in _batches(lines):
            session.execute(insert(table), [_typed(table, row) for row in batch])
            rows += len(batch)
    except (EOFError, OSError, zlib.error, ValueError, binascii.Error) as error:
        raise GovScoreError(f"{name} is damaged or no backup ({error}); nothing was restored.") from error
    _renumber(session)
    return rows


def _rows(session: Session, table: Table) -> Iterator[Mapping[str, Any]]:
    """The order of the keys, not that in which rows were written, which might tell who came first."""
    in_order = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_A_TIME)
    for row in session.execute(in_order).mappings():
        yield dict(row)


def _write(out: gzip.GzipFile, line: Line) -> None:
    out.write(json.dumps(line).encode() + b"\n")


def _refuse_unless_ready(session: Session, revision: object) -> None:
    here = current(session.connection())
    if here is None:
        raise GovScoreError("The database has no tables yet. Run: govscore migrate")
    if here != revision:
        raise GovScoreError(
            f"The backup has the shape {revision}, the database {here}. "
            "Restore it with the version that made it, then run: govscore migrate"
        )
    for table in METADATA.sorted_tables:
        if session.scalar(select(func.count()).select_from(table)):
            raise GovScoreError(
                f"The database is not empty ({table.name} has rows). Restore into an empty one."
            )


def _lines(content: bytes) -> Iterator[Line]:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as lines:
        for raw in lines:
            line = json.loads(raw)
            if not isinstance(line, dict):
                raise _DamagedError("a line is no row")
            yield line


def _batches(lines: Iterator[Line]) -> Iterator[tuple[Table, list[Line]]]:
    """Hand over rows, some at a time, and refuse a file whose last line does not count them all."""
    table: Table | None = None
    batch: list[Line] = []
    rows, counted = 0, None
    for line in lines:
        is_head = set(line) in ({"table"}, {"rows"})
        if table is not None and batch and (is_head or len(batch) >= AT_A_TIME):
            yield table, batch
            batch = []
        if not is_head:
            batch.append(line)
            rows += 1
        elif "rows" in line:
            counted = line["rows"]
        else:
            table = _named(line["table"])
    if counted != rows or batch:
        raise _DamagedError("it is not complete")


def _named(name: object) -> Table:
    table = METADATA.tables.get(str(name))
    if table is None:
        raise _DamagedError(f"there is no table {name!r}")
    return table


def _renumber(session: Session) -> None:
    """PostgreSQL's counters know nothing of rows that came with their numbers."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in METADATA.sorted_tables:
        counted = table.autoincrement_column
        if counted is not None:
            highest = f'SELECT COALESCE(MAX("{counted.name}"), 0) + 1 FROM "{table.name}"'  # noqa: S608
            sequence = f"pg_get_serial_sequence('\"{table.name}\"', '{counted.name}')"
            session.execute(text(f"SELECT setval({sequence}, ({highest}), false)"))


def _plain(row: Mapping[str, Any]) -> Line:
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


READERS: dict[str, Callable[[Any], Any]] = {
    "uuid": UUID,
    "time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": base64.b64decode,
    "json": lambda value: value,
}


def _typed(table: Table, row: Line) -> Line:
    if set(row) != set(table.columns.keys()):
        raise _DamagedError(f"a row of {table.name} has other columns than the table")
    return {name: _unmark(value) for name, value in row.items()}


def _unmark(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    reader = READERS.get(kind)
    if reader is None or not isinstance(inner, str | dict | list):
        raise _DamagedError(f"{kind!r} is no kind of value")
    return reader(inner)
