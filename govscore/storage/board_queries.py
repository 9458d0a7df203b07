"""Finding and keeping schools, boards and areas: rows to river objects and back."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlalchemy import Insert, RowMapping, delete, func, insert, select, update
from sqlalchemy.orm import Session

from govscore.boards.model import Area, Board, BoardId, BoardPlan, Group, Link, Membership, School
from govscore.errors import NotFoundError
from govscore.storage.accounts import GrantRow
from govscore.storage.base import Base
from govscore.storage.boards import (
    AreaRow,
    AreaSchoolRow,
    BoardRow,
    BoardSchoolRow,
    GroupRow,
    MembershipRow,
    SchoolLinkRow,
    SchoolRow,
)
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.upsert import insert_into

_SCHOOL = TypeAdapter(School)
_BOARD = TypeAdapter(Board)
_LINK = TypeAdapter(Link)
_AREA = TypeAdapter(Area)


def list_schools(session: Session, urns: Iterable[int] | None = None) -> tuple[School, ...]:
    """List schools, all or those named, by URN."""
    query = select(SchoolRow.__table__).order_by(SchoolRow.urn)
    if urns is not None:
        query = query.where(SchoolRow.urn.in_(tuple(urns)))
    return tuple(_SCHOOL.validate_python(dict(row)) for row in session.execute(query).mappings())


def add_schools(session: Session, schools: Sequence[School]) -> None:
    """Keep schools that are new."""
    if schools:
        session.execute(_insert_all(SchoolRow), [_SCHOOL.dump_python(school) for school in schools])


def update_schools(session: Session, schools: Sequence[School]) -> None:
    """Bring known schools up to date."""
    if schools:
        session.execute(update(SchoolRow), [_SCHOOL.dump_python(school) for school in schools])


def list_boards(
    session: Session, ids: Collection[UUID] | None = None, *, with_ended: bool = False
) -> tuple[Board, ...]:
    """List boards, those named or all that have not ended, each with the schools it governs."""
    query = select(BoardRow.__table__).order_by(BoardRow.name, BoardRow.id)
    governed = select(BoardSchoolRow.board_id, BoardSchoolRow.urn).where(BoardSchoolRow.until.is_(None))
    if ids is not None:
        query, governed = query.where(BoardRow.id.in_(ids)), governed.where(BoardSchoolRow.board_id.in_(ids))
    elif not with_ended:
        query = query.where(BoardRow.ended.is_(None))
    schools: dict[UUID, list[int]] = {}
    for board_id, urn in session.execute(governed.order_by(BoardSchoolRow.urn)):
        schools.setdefault(board_id, []).append(urn)
    return tuple(
        _BOARD.validate_python(_fields(row) | {"schools": schools.get(row["id"], [])})
        for row in session.execute(query).mappings()
    )


def get_board(session: Session, board_id: UUID) -> Board:
    """Find one board."""
    found = list_boards(session, (board_id,))
    if not found:
        raise NotFoundError(
            "There is no such board. It may have been replaced when a school converted or merged."
        )
    return found[0]


def found_boards(session: Session, plans: Sequence[BoardPlan], *, new_id: Callable[[], UUID] = uuid4) -> None:
    """Make the boards that are new."""
    if not plans:
        return
    rows = [(new_id(), plan) for plan in plans]
    session.execute(
        _insert_all(BoardRow),
        [
            {"id": id_, "key": plan.key, "kind": plan.kind, "name": plan.name, "group_uid": plan.group_uid}
            for id_, plan in rows
        ],
    )
    governed = [{"board_id": id_, "urn": urn} for id_, plan in rows for urn in plan.schools]
    if governed:
        session.execute(insert(BoardSchoolRow), governed)


def update_board(session: Session, board: Board, *, today: date) -> None:
    """Bring a board up to date; a school it no longer governs keeps its row, with the day."""
    session.execute(
        update(BoardRow)
        .where(BoardRow.id == board.id)
        .values(key=board.key, kind=board.kind, name=board.name, group_uid=board.group_uid, ended=None)
    )
    held = {
        row.urn: row
        for row in session.scalars(select(BoardSchoolRow).where(BoardSchoolRow.board_id == board.id))
    }
    for urn, row in held.items():
        row.until = None if urn in board.schools else row.until or today
    session.add_all(BoardSchoolRow(board_id=board.id, urn=urn) for urn in board.schools if urn not in held)
    session.flush()


def end_board(session: Session, board_id: UUID, *, today: date) -> bool:
    """End a board, unless it had ended; its schools and evaluations stay its own."""
    ending = update(BoardRow).where(BoardRow.id == board_id, BoardRow.ended.is_(None)).values(ended=today)
    return session.scalar(ending.returning(BoardRow.id)) is not None


def revive_boards(session: Session, ids: Collection[UUID]) -> None:
    """Let boards live that had ended and are there again."""
    session.execute(
        update(BoardRow).where(BoardRow.id.in_(ids), BoardRow.ended.is_not(None)).values(ended=None)
    )


def replace_board(session: Session, unused: UUID, *, by: UUID) -> None:
    """Take away a board that was never used; whoever had a role on it has it on the board in its place."""
    of_board = select(GrantRow.account_id, GrantRow.role).where(GrantRow.board_id == by)
    held = {(account_id, role) for account_id, role in session.execute(of_board)}
    for grant in session.scalars(select(GrantRow).where(GrantRow.board_id == unused)):
        if (grant.account_id, grant.role) in held:
            session.delete(grant)
        else:
            grant.board_id = by
    session.flush()
    session.execute(delete(BoardSchoolRow).where(BoardSchoolRow.board_id == unused))
    session.execute(delete(BoardRow).where(BoardRow.id == unused))


def list_unused(session: Session) -> frozenset[BoardId]:
    """List the boards that never had an evaluation."""
    used = select(EvaluationRow.board_id)
    return frozenset(
        BoardId(id_) for id_ in session.scalars(select(BoardRow.id).where(BoardRow.id.not_in(used)))
    )


def list_links(session: Session) -> tuple[Link, ...]:
    """List every link between schools."""
    query = select(SchoolLinkRow.__table__).order_by(SchoolLinkRow.urn, SchoolLinkRow.successor)
    return tuple(_LINK.validate_python(dict(row)) for row in session.execute(query).mappings())


def put_links(session: Session, links: Iterable[Link]) -> None:
    """Keep links between schools; one that is there already is brought up to date."""
    _put(session, SchoolLinkRow, [asdict(link) for link in links])


def put_groups(session: Session, groups: Iterable[Group], memberships: Iterable[Membership]) -> None:
    """Keep groups and who is in them; what is there already is brought up to date."""
    _put(session, GroupRow, [asdict(group) for group in groups])
    _put(session, MembershipRow, [asdict(member) for member in memberships])


def redraw_areas(session: Session, kind: str, areas: Collection[Area]) -> None:
    """Draw every area of one kind anew: each school is where it is now, and nowhere else of that kind.

    No school and no board changes; an area that has no school left keeps its name.
    """
    known = {row.code: row for row in session.scalars(select(AreaRow).where(AreaRow.kind == kind))}
    for area in areas:
        if area.code not in known:
            known[area.code] = AreaRow(kind=kind, code=area.code, name=area.name)
            session.add(known[area.code])
        known[area.code].name = area.name
    session.flush()
    session.execute(
        delete(AreaSchoolRow).where(AreaSchoolRow.area_id.in_([row.id for row in known.values()]))
    )
    inside = [{"area_id": known[area.code].id, "urn": urn} for area in areas for urn in area.schools]
    if inside:
        session.execute(insert(AreaSchoolRow), inside)


def list_areas(session: Session, kind: str) -> tuple[Area, ...]:
    """List the areas of one kind with the schools in them."""
    found: dict[tuple[str, str], list[int]] = {}
    query = (
        select(AreaRow.code, AreaRow.name, AreaSchoolRow.urn)
        .join(AreaSchoolRow, AreaSchoolRow.area_id == AreaRow.id)
        .where(AreaRow.kind == kind)
        .order_by(AreaRow.name, AreaSchoolRow.urn)
    )
    for code, name, urn in session.execute(query):
        found.setdefault((code, name), []).append(urn)
    return tuple(
        _AREA.validate_python({"kind": kind, "code": code, "name": name, "schools": urns})
        for (code, name), urns in found.items()
    )


def _insert_all(row: type[Base]) -> Insert:
    """Rows with a gap in them go into the same statement as those without."""
    return insert(row).execution_options(render_nulls=True)


def _put(session: Session, row: type[Base], values: Sequence[dict[str, Any]]) -> None:
    """Insert, or bring up to date, by the primary key; a gap wipes nothing."""
    if not values:
        return
    columns = row.__table__.columns
    keys = [column.name for column in row.__table__.primary_key]
    new = insert_into(session, row)
    rest = {name: func.coalesce(new.excluded[name], columns[name]) for name in values[0] if name not in keys}
    session.execute(new.on_conflict_do_update(index_elements=keys, set_=rest), values)


def _fields(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "ended"}
