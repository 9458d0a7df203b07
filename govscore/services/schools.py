"""Reading the register and its companions: new schools, changed ones, and what becomes of boards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from govscore.boards.areas import list_areas
from govscore.boards.census import CensusReading, read_census, with_figures
from govscore.boards.changes import apply_register
from govscore.boards.constitute import constitute_boards
from govscore.boards.gias import RegisterReading, read_register
from govscore.boards.groups import GroupReading, read_groups, with_memberships
from govscore.boards.links import LinkReading, read_links
from govscore.boards.model import AreaKind, Link, Refusal, RowWarning, School, SchoolStatus, Urn
from govscore.boards.settlement import Settlement, settle_boards
from govscore.errors import RegisterError
from govscore.services.authority import NOBODY, get_authority, set_authority
from govscore.services.transaction import Session
from govscore.storage import board_queries as rows


@dataclass(frozen=True, kw_only=True)
class File:
    """A file somebody handed over."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class SchoolFiles:
    """The register, and any of its companions."""

    register: File
    links: File | None = None
    groups: File | None = None
    census: File | None = None


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What reading the files did.

    Every row of the register is imported, updated, unchanged, refused or elsewhere.
    `successors` counts the register's schools that went on as another; `moved` the boards that went along.
    """

    rows: int
    imported: int
    updated: int
    unchanged: int
    elsewhere: int
    closed: int
    successors: int
    boards: int
    founded: int
    moved: int
    refused: tuple[Refusal, ...]
    warnings: tuple[RowWarning, ...]


@dataclass(frozen=True, kw_only=True)
class SchoolReadings:
    """What the files say. `ours` are the register's schools of the authority named, or all of them."""

    register: RegisterReading
    ours: tuple[School, ...]
    la_code: str | None
    links: LinkReading | None
    groups: GroupReading | None
    census: CensusReading | None

    def companions(self) -> tuple[tuple[str, LinkReading | GroupReading | CensusReading], ...]:
        named = (("links", self.links), ("groups", self.groups), ("census", self.census))
        return tuple((name, reading) for name, reading in named if reading is not None)


def read_school_files(files: SchoolFiles, *, la_code: str | None) -> SchoolReadings:
    """Read the files; a national one takes seconds, so nobody is kept waiting in a transaction meanwhile."""
    register = read_register(files.register.content, name=files.register.name)
    return SchoolReadings(
        register=register,
        ours=_within(register, la_code),
        la_code=la_code,
        links=read_links(files.links.content, name=files.links.name) if files.links else None,
        groups=read_groups(files.groups.content, name=files.groups.name) if files.groups else None,
        census=read_census(files.census.content, name=files.census.name) if files.census else None,
    )


def import_schools(session: Session, readings: SchoolReadings, *, today: date) -> ImportReport:
    """Record what the files change; recording the same files again changes nothing."""
    stored = {school.urn: school for school in rows.list_schools(session)}
    schools = _merged(stored, readings)
    new = [school for urn, school in schools.items() if urn not in stored]
    changed = [school for urn, school in schools.items() if urn in stored and school != stored[urn]]
    rows.add_schools(session, new)
    rows.update_schools(session, changed)
    _record_companions(session, readings, tuple(schools.values()))
    settlement = record_boards(session, tuple(schools.values()), today=today)
    _record_authority(session, tuple(schools.values()), readings.la_code)
    in_file = {school.urn for school in readings.ours}
    changed_in_file = sum(school.urn in in_file for school in changed)
    links = rows.list_links(session)
    return ImportReport(
        rows=readings.register.rows,
        imported=len(new),
        updated=changed_in_file,
        unchanged=len(in_file) - len(new) - changed_in_file,
        elsewhere=len(readings.register.schools) - len(readings.ours),
        closed=sum(school.status is SchoolStatus.CLOSED for school in readings.ours),
        successors=len({link.urn for link in links} & in_file),
        boards=len(rows.list_boards(session)),
        founded=len(settlement.founded),
        moved=len(settlement.moved),
        refused=_refused(readings),
        warnings=_warnings(readings, settlement, _not_held(links, schools, in_file)),
    )


def record_invented_schools(
    session: Session, schools: tuple[School, ...], *, today: date, new_id: Callable[[], UUID]
) -> None:
    """Keep schools that no register holds, with their boards and areas."""
    rows.add_schools(session, schools)
    _record_areas(session, schools)
    record_boards(session, schools, today=today, new_id=new_id)


def record_boards(
    session: Session, schools: Iterable[School], *, today: date, new_id: Callable[[], UUID] = uuid4
) -> Settlement:
    """Make, move and end boards so that they are those the schools ought to have, with their history."""
    everyone = tuple(schools)
    settlement = settle_boards(
        rows.list_boards(session, with_ended=True),
        constitute_boards(everyone).plans,
        schools=everyone,
        links=rows.list_links(session),
        unused=rows.list_unused(session),
    )
    in_place_of = {move.after.key: move.after.id for move in settlement.moved}
    for board in settlement.gave_way:
        rows.replace_board(session, board.id, by=in_place_of[board.key])
    for move in settlement.moved:
        rows.update_board(session, move.after, today=today)
    for board in settlement.updated:
        rows.update_board(session, board, today=today)
    rows.revive_boards(session, [board.id for board in settlement.unchanged])
    rows.found_boards(session, settlement.founded, new_id=new_id)
    ended = [ending for ending in settlement.ended if rows.end_board(session, ending.board.id, today=today)]
    return replace(settlement, ended=tuple(ended))


def _within(register: RegisterReading, la_code: str | None) -> tuple[School, ...]:
    if la_code is None:
        return register.schools
    schools = tuple(school for school in register.schools if school.la_code == la_code)
    if not schools:
        raise RegisterError(
            f"The file has no school of the authority {la_code}; check the code and the file."
        )
    return schools


def _merged(stored: dict[Urn, School], readings: SchoolReadings) -> dict[Urn, School]:
    changes = apply_register(stored.values(), replace(readings.register, schools=readings.ours))
    known: dict[Urn, School] = dict(stored)
    known.update((school.urn, school) for school in (*changes.imported, *changes.updated))
    schools = tuple(known.values())
    if readings.groups:
        schools = with_memberships(schools, readings.groups)
    if readings.census:
        schools = with_figures(schools, readings.census.figures)
    return {school.urn: school for school in schools}


def _record_companions(session: Session, readings: SchoolReadings, schools: tuple[School, ...]) -> None:
    rows.put_links(session, (*readings.register.links, *(readings.links.links if readings.links else ())))
    if readings.groups:
        rows.put_groups(session, readings.groups.groups, readings.groups.memberships)
    _record_areas(session, schools)


def _record_areas(session: Session, schools: tuple[School, ...]) -> None:
    for kind in (AreaKind.LOCAL_AUTHORITY, AreaKind.DISTRICT):
        rows.redraw_areas(session, kind, list_areas(schools, kind))


def _record_authority(session: Session, schools: tuple[School, ...], la_code: str | None) -> None:
    """The first register read says whose installation this is, if it is one authority's."""
    names = {(school.la_code, school.la_name) for school in schools if la_code in (None, school.la_code)}
    if get_authority(session) == NOBODY and len(names) == 1:
        code, name = names.pop()
        set_authority(session, code=code, name=name or code)


def _not_held(links: tuple[Link, ...], schools: dict[Urn, School], in_file: set[Urn]) -> list[str]:
    return [
        f"{schools[link.urn].name} ({link.urn}) went on, or will go on, as {link.successor}, "
        "which the register does not hold yet; its board stays until a newer register has it"
        for link in links
        if link.urn in in_file and link.successor not in schools
    ]


def _refused(readings: SchoolReadings) -> tuple[Refusal, ...]:
    others = (
        replace(refusal, reason=f"{name} file: {refusal.reason}")
        for name, reading in readings.companions()
        for refusal in reading.refused
    )
    return (*readings.register.refused, *others)


def _warnings(
    readings: SchoolReadings, settlement: Settlement, not_held: list[str]
) -> tuple[RowWarning, ...]:
    others = (
        replace(warning, message=f"{name} file: {warning.message}")
        for name, reading in readings.companions()
        if not isinstance(reading, LinkReading)
        for warning in reading.warnings
    )
    said = (RowWarning(line=0, message=message) for message in (*not_held, *settlement.warnings))
    return (*readings.register.warnings, *others, *said)
