"""Tables of schools, their links and groups, the boards that govern them, and areas that can be redrawn."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govscore.storage.base import Base


class SchoolRow(Base):
    """A school as the register last described it, with the census's figures; the columns are `School`'s."""

    __tablename__ = "school"

    urn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    la_code: Mapped[str]
    la_name: Mapped[str | None]
    establishment_number: Mapped[str | None]
    type_code: Mapped[str]
    type_name: Mapped[str]
    kind: Mapped[str]
    phase: Mapped[str | None]
    status: Mapped[str]
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    low_age: Mapped[int | None]
    high_age: Mapped[int | None]
    pupils: Mapped[int | None]
    capacity: Mapped[int | None]
    fsm_percent: Mapped[float | None]
    eal_percent: Mapped[float | None]
    sen_percent: Mapped[float | None]
    figures_from: Mapped[date | None]
    is_rural: Mapped[bool | None]
    district_code: Mapped[str | None]
    district_name: Mapped[str | None]
    ward_code: Mapped[str | None]
    ward_name: Mapped[str | None]
    postcode: Mapped[str | None]
    religious_character: Mapped[str | None]
    trust_uid: Mapped[str | None]
    trust_name: Mapped[str | None]
    trust_kind: Mapped[str | None]
    federation_uid: Mapped[str | None]
    federation_name: Mapped[str | None]
    damaged: Mapped[list[Any]]


class SchoolLinkRow(Base):
    """One school that carried on as another."""

    __tablename__ = "school_link"

    urn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    successor: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    since: Mapped[date | None]


class GroupRow(Base):
    """A trust, a federation or a sponsor, known by its UID; names repeat."""

    __tablename__ = "school_group"

    uid: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    company_number: Mapped[str | None]
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    is_open: Mapped[bool]


class MembershipRow(Base):
    """A school in a group; it may be in several of different kinds."""

    __tablename__ = "group_membership"

    group_uid: Mapped[str] = mapped_column(ForeignKey("school_group.uid"), primary_key=True)
    urn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    joined: Mapped[date | None]


class BoardRow(Base):
    """A governing board. `key` says whose it is in the register's terms, so that reading again finds it.

    A board that has ended keeps its schools and its evaluations; it takes part in no new round.
    """

    __tablename__ = "board"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    group_uid: Mapped[str | None]
    ended: Mapped[date | None]


class BoardSchoolRow(Base):
    """A school that a board governs, or governed until a date."""

    __tablename__ = "board_school"

    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"), primary_key=True)
    urn: Mapped[int] = mapped_column(ForeignKey("school.urn"), primary_key=True, index=True)
    until: Mapped[date | None]


class AreaRow(Base):
    """An authority, a district, or any other set of schools; drawn anew when the map changes."""

    __tablename__ = "area"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    __table_args__ = (Index("uq_area_kind_code", "kind", "code", unique=True),)


class AreaSchoolRow(Base):
    """A school in an area."""

    __tablename__ = "area_school"

    area_id: Mapped[UUID] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), primary_key=True)
    urn: Mapped[int] = mapped_column(ForeignKey("school.urn"), primary_key=True)
