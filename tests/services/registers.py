"""Reads registers into a database: the present one, and an older one from before five schools closed."""

import csv
import io
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from govscore.services.boards import BoardView, list_boards
from govscore.services.schools import File, ImportReport, SchoolFiles, import_schools, read_school_files
from govscore.services.transaction import Database
from govscore.storage.boards import (
    AreaSchoolRow,
    BoardRow,
    BoardSchoolRow,
    GroupRow,
    MembershipRow,
    SchoolLinkRow,
    SchoolRow,
)
from govscore.storage.evaluations import EvaluationRow, RoundRow
from tests.boards.make import LINKS, REGISTER_135, data

TODAY = date(2026, 11, 24)
TABLES = (SchoolRow, BoardRow, BoardSchoolRow, SchoolLinkRow, GroupRow, MembershipRow, AreaSchoolRow)


def files(register_name: str = REGISTER_135, content: bytes | None = None, **others: str) -> SchoolFiles:
    companions = {kind: File(name=name, content=data(name)) for kind, name in others.items()}
    register_file = File(name=register_name, content=data(register_name) if content is None else content)
    return SchoolFiles(register=register_file, **companions)


def read(
    database: Database, given: SchoolFiles, *, la_code: str | None = None, is_dry_run: bool = False
) -> ImportReport:
    readings = read_school_files(given, la_code=la_code)
    with database.transaction(write=not is_dry_run) as session:
        return import_schools(session, readings, today=TODAY)


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row that reading the register writes; areas by school, as their ids are made anew."""
    with database.transaction(write=False) as session:
        return {
            table.__tablename__: sorted(map(tuple, session.execute(select(table.__table__))), key=repr)
            for table in TABLES
        }


def boards_of(database: Database) -> dict[str, BoardView]:
    with database.transaction(write=False) as session:
        return {view.board.key: view for view in list_boards(session)}


def older_register() -> bytes:
    """The register as it was before five of its schools closed."""
    text = data(REGISTER_135).decode("cp1252")
    table = list(csv.DictReader(io.StringIO(text)))
    for row in table:
        if row["EstablishmentStatus (name)"] == "Closed":
            row["EstablishmentStatus (name)"], row["EstablishmentStatus (code)"] = "Open", "1"
            row["CloseDate"] = ""
    successors = successors_in_register()
    kept = [row for row in table if row["URN"] not in successors]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(table[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(kept)
    return out.getvalue().encode("cp1252")


def closed_schools() -> set[str]:
    table = csv.DictReader(io.StringIO(data(REGISTER_135).decode("cp1252")))
    return {row["URN"] for row in table if row["EstablishmentStatus (name)"] == "Closed"}


def successors_in_register() -> set[str]:
    """The schools that came after the five closed ones."""
    links = csv.DictReader(io.StringIO(data(LINKS).decode("cp1252")))
    gone = closed_schools()
    return {row["LinkURN"] for row in links if row["URN"] in gone and row["LinkType"].startswith("Successor")}


def evaluate(database: Database, board_id: UUID, now: datetime) -> UUID:
    """Give a board an evaluation that has closed."""
    round_id, evaluation_id = uuid4(), uuid4()
    with database.transaction() as session:
        session.execute(
            insert(RoundRow),
            {
                "id": round_id,
                "title": "Spring",
                "opens_at": now.replace(year=2025),
                "closes_at": now,
                "is_simulated": False,
                "created_at": now,
            },
        )
        session.execute(
            insert(EvaluationRow),
            {
                "id": evaluation_id,
                "round_id": round_id,
                "board_id": board_id,
                "questionnaire_code": "board-self-review",
                "questionnaire_version": "1.0",
                "questionnaire_digest": "0" * 64,
                "closed": True,
                "closed_at": now,
            },
        )
    return evaluation_id
