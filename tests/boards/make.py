"""Makes schools, boards and register files: say only what the test is about."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from govscore.boards.kinds import TYPES_BY_CODE
from govscore.boards.model import (
    Board,
    BoardId,
    BoardKey,
    BoardPlan,
    Link,
    LinkKind,
    Phase,
    School,
    SchoolStatus,
    TrustKind,
    Urn,
)

DATA = Path(__file__).parent / "data"

REGISTER_135 = "gloucestershire916_rebuilt_edubasealldata_135cols_cp1252.csv"
REGISTER_140 = "gloucestershire916_rebuilt_edubasealldata_140cols_cp1252.csv"
SEARCH = "gias_search_download_850_936_20220420_redacted_200rows.csv"
LINKS = "links_edubasealldata20250422_touching_gloucestershire916.csv"
MEMBERSHIPS = "alllinksdata_20220329_gloucestershire916_restored_cp1252.csv"
GROUPS = "allgroupsdata_20220329_restored_cp1252_sample.csv"
CENSUS = "gloucestershire916_2022-23_benchmark_columns.csv"

ROW = {
    "URN": "100001",
    "LA (code)": "999",
    "LA (name)": "Anyshire",
    "EstablishmentNumber": "2000",
    "EstablishmentName": "Hillside Primary School",
    "TypeOfEstablishment (code)": "01",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (code)": "2",
    "PhaseOfEducation (name)": "Primary",
    "NumberOfPupils": "210",
    "PercentageFSM": "12.5",
    "CensusDate": "19-01-2023",
    "UrbanRural (code)": "C1",
    "UrbanRural (name)": "(England/Wales) Urban city and town",
    "TrustSchoolFlag (name)": "Not applicable",
    "Trusts (code)": "",
    "Trusts (name)": "",
    "Federations (code)": "",
    "Federations (name)": "",
}


def data(name: str) -> bytes:
    """Give the bytes of a file of the test data."""
    return (DATA / name).read_bytes()


def make_csv(
    rows: Iterable[Mapping[str, str]], *, header: Iterable[str] = tuple(ROW), encoding: str = "cp1252"
) -> bytes:
    """Write rows under a header as the register does, quoted and with CRLF."""
    columns = tuple(header)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return out.getvalue().encode(encoding)


def register(*changes: dict[str, str], encoding: str = "cp1252") -> bytes:
    """Write a register with one row for each set of changes to a sound row."""
    return make_csv([ROW | change for change in changes], encoding=encoding)


def make_school(urn: int = 100001, type_code: str = "01", **fields: Any) -> School:
    """Make an open primary community school, or what is said instead."""
    known = TYPES_BY_CODE[type_code]
    school = School(
        urn=Urn(urn),
        name=f"School {urn}",
        la_code="999",
        la_name="Anyshire",
        establishment_number="2000",
        type_code=type_code,
        type_name=known.name,
        kind=known.kind,
        phase=known.phase or Phase.PRIMARY,
        status=SchoolStatus.OPEN,
    )
    return replace(school, **fields)


def make_academy(urn: int, uid: str | None, kind: TrustKind | None = None, **fields: Any) -> School:
    """Make an academy in a trust."""
    name = f"Trust {uid}" if uid else None
    return make_school(urn, "34", trust_uid=uid, trust_name=name, trust_kind=kind, **fields)


def closed(urn: int, **fields: Any) -> School:
    """Make a school that has closed."""
    return make_school(urn, status=SchoolStatus.CLOSED, **fields)


def make_board(number: int, plan: BoardPlan) -> Board:
    """Make a stored board out of a plan, with an id of one's choice."""
    return Board(
        id=BoardId(UUID(int=number)),
        key=plan.key,
        kind=plan.kind,
        name=plan.name,
        group_uid=plan.group_uid,
        schools=plan.schools,
    )


def make_link(urn: int, successor: int, kind: LinkKind = LinkKind.SUCCESSOR) -> Link:
    """Make a link from an older school to a newer."""
    return Link(urn=Urn(urn), successor=Urn(successor), since=None, kind=kind)


def keys(plans: Iterable[BoardPlan]) -> list[BoardKey]:
    """List the keys of plans."""
    return [plan.key for plan in plans]
