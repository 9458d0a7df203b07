"""The register of schools: any generation of the full extract, and the search download with its links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govscore.boards.fields import (
    NOTHING,
    CellError,
    find_damage,
    read_code,
    read_day,
    read_percent,
    read_text,
    read_urn,
    read_whole,
)
from govscore.boards.kinds import SchoolType, phase_of, rural_of, status_of, trust_kind_of, type_of
from govscore.boards.links import link_between
from govscore.boards.model import Link, Refusal, RowWarning, School, Urn
from govscore.boards.tables import Row, Table, read_table, require, sift

LINKED = "Linked establishments"
LINKED_SCHOOL = re.compile(r"(\d{5,7}) (\D.*)", re.ASCII)
NO_LINKS = frozenset(("", "does not have links"))
WHAT = 'the establishments file of Get Information about Schools ("edubasealldata…" or the search download)'

NEEDED = (
    ("URN",),
    ("EstablishmentName",),
    ("LA (code)",),
    ("EstablishmentStatus (code)", "EstablishmentStatus (name)"),
    ("TypeOfEstablishment (code)", "TypeOfEstablishment (name)"),
    ("PhaseOfEducation (code)", "PhaseOfEducation (name)"),
)

# Which columns fill which field, so that a file without them is not taken to say that the field is empty.
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "la_name": ("LA (name)",),
    "establishment_number": ("EstablishmentNumber",),
    "opened": ("OpenDate",),
    "closed": ("CloseDate",),
    "low_age": ("StatutoryLowAge",),
    "high_age": ("StatutoryHighAge",),
    "pupils": ("NumberOfPupils",),
    "capacity": ("SchoolCapacity",),
    "fsm_percent": ("PercentageFSM",),
    "figures_from": ("CensusDate",),
    "is_rural": ("UrbanRural (code)", "UrbanRural (name)"),
    "district_code": ("DistrictAdministrative (code)",),
    "district_name": ("DistrictAdministrative (name)",),
    "ward_code": ("AdministrativeWard (code)",),
    "ward_name": ("AdministrativeWard (name)",),
    "postcode": ("Postcode",),
    "religious_character": ("ReligiousCharacter (name)",),
    "trust_uid": ("Trusts (code)",),
    "trust_name": ("Trusts (name)",),
    "trust_kind": ("TrustSchoolFlag (code)", "TrustSchoolFlag (name)"),
    "federation_uid": ("Federations (code)",),
    "federation_name": ("Federations (name)",),
}
DESCRIPTIVE = ("name", "la_name", "district_name", "ward_name", "trust_name", "federation_name")


@dataclass(frozen=True, kw_only=True)
class RegisterReading:
    """What a register file holds: its schools, its links if it has any, and every row that is refused or odd.

    `not_carried` names the fields of `School` for which the file has no column: their None says nothing.
    """

    rows: int
    schools: tuple[School, ...]
    links: tuple[Link, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[RowWarning, ...]
    not_carried: frozenset[str]


def read_register(content: bytes, *, name: str) -> RegisterReading:
    """Read schools by the names in the header; a row that cannot be trusted is refused whole."""
    table = read_table(content, name=name, spill=LINKED)
    require(table, *NEEDED, what=WHAT)
    seen = _Seen()
    rows, refused = sift(table, seen.keep)
    return RegisterReading(
        rows=rows,
        schools=tuple(seen.schools.values()),
        links=tuple(seen.links.values()),
        refused=refused,
        warnings=tuple(seen.warnings),
        not_carried=_not_carried(table),
    )


class _Seen:
    """What has been read so far: schools, their lines, and links that came with them."""

    def __init__(self) -> None:
        self.schools: dict[Urn, School] = {}
        self.lines: dict[Urn, int] = {}
        self.links: dict[tuple[Urn, Urn], Link] = {}
        self.warnings: list[RowWarning] = []

    def keep(self, row: Row) -> None:
        urn = Urn(read_urn(row.get("URN")))
        if urn in self.lines:
            raise CellError(f"URN {urn} is on line {self.lines[urn]} already, which was kept")
        school_type = _school_type(row)
        school = _school(row, urn, school_type)
        links = _links(row, urn)
        self.lines[urn], self.schools[urn] = row.line, school
        self.links.update({(link.urn, link.successor): link for link in links})
        self.warnings += [
            RowWarning(line=row.line, message=said) for said in _oddities(row, school, school_type)
        ]


def _not_carried(table: Table) -> frozenset[str]:
    absent = {field for field, columns in OPTIONAL.items() if not table.has(*columns)}
    return frozenset(absent | {"eal_percent", "sen_percent"})


def _school_type(row: Row) -> SchoolType:
    return type_of(
        read_code(row.get("TypeOfEstablishment (code)"), width=2),
        read_text(row.get("TypeOfEstablishment (name)")),
        group=read_code(row.get("EstablishmentTypeGroup (code)")) or row.get("EstablishmentTypeGroup (name)"),
    )


def _school(row: Row, urn: Urn, school_type: SchoolType) -> School:
    get = row.get
    phase = phase_of(get("PhaseOfEducation (code)"), get("PhaseOfEducation (name)"), school_type)
    texts = {field: read_text(get(OPTIONAL[field][0])) for field in DESCRIPTIVE if field != "name"}
    name = _name(row)
    return School(
        urn=urn,
        name=name,
        la_code=_la_code(row),
        la_name=texts["la_name"],
        establishment_number=read_code(get("EstablishmentNumber"), width=4),
        type_code=school_type.code,
        type_name=school_type.name,
        kind=school_type.kind,
        phase=phase,
        status=status_of(get("EstablishmentStatus (code)"), get("EstablishmentStatus (name)")),
        opened=_day(row, "OpenDate"),
        closed=_day(row, "CloseDate"),
        low_age=_whole(row, "StatutoryLowAge"),
        high_age=_whole(row, "StatutoryHighAge"),
        pupils=_whole(row, "NumberOfPupils"),
        capacity=_whole(row, "SchoolCapacity"),
        fsm_percent=read_percent(get("PercentageFSM"), "PercentageFSM"),
        figures_from=_day(row, "CensusDate"),
        is_rural=rural_of(get("UrbanRural (code)").upper(), get("UrbanRural (name)")),
        district_code=read_text(get("DistrictAdministrative (code)")),
        district_name=texts["district_name"],
        ward_code=read_text(get("AdministrativeWard (code)")),
        ward_name=texts["ward_name"],
        postcode=read_text(get("Postcode")),
        religious_character=read_text(get("ReligiousCharacter (name)")),
        trust_uid=read_code(get("Trusts (code)")),
        trust_name=texts["trust_name"],
        trust_kind=trust_kind_of(get("TrustSchoolFlag (code)"), get("TrustSchoolFlag (name)")),
        federation_uid=read_code(get("Federations (code)")),
        federation_name=texts["federation_name"],
        damaged=tuple(field for field, text in ({"name": name} | texts).items() if find_damage(text)),
    )


def _name(row: Row) -> str:
    name = read_text(row.get("EstablishmentName"))
    if name is None:
        raise CellError("it has no EstablishmentName")
    return name


def _la_code(row: Row) -> str:
    code = read_code(row.get("LA (code)"), width=3)
    if code is None or not code.isdecimal() or len(code) > 3:
        raise CellError(f'LA (code) "{row.get("LA (code)")}" is not a number of three digits')
    return code


def _day(row: Row, column: str) -> date | None:
    return read_day(row.get(column), column)


def _whole(row: Row, column: str) -> int | None:
    return read_whole(row.get(column), column)


def _links(row: Row, urn: Urn) -> tuple[Link, ...]:
    """Read the links of a search download; anything else in their place means that the row has slipped."""
    found = []
    for cell in (row.get(LINKED), *row.spilled):
        text = " ".join(cell.split())
        linked = LINKED_SCHOOL.fullmatch(text)
        if linked:
            found.append(link_between(urn, Urn(int(linked[1])), linked[2], since=None))
        elif text.casefold() not in NO_LINKS:
            raise CellError(f'{LINKED} "{text}" is not a linked school, so its columns are shifted')
    return tuple(link for link in found if link)


def _oddities(row: Row, school: School, school_type: SchoolType) -> list[str]:
    columns = [OPTIONAL[field][0] if field in OPTIONAL else "EstablishmentName" for field in school.damaged]
    cells = [(column, row.get(column)) for column in columns]
    said = [
        f'{column} "{cell}": {find_damage(cell)}; a good one already stored is kept' for column, cell in cells
    ]
    if not school_type.is_known:
        said.append(
            f'TypeOfEstablishment "{school_type.name}" is not known; its group makes it {school.kind.value}'
        )
    unread = row.get("UrbanRural (name)") or row.get("UrbanRural (code)")
    if school.is_rural is None and unread.casefold() not in NOTHING:
        said.append(f'UrbanRural "{unread}" is not known, so it counts as neither urban nor rural')
    return said
