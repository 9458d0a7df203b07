"""Schools as the register knows them, the groups they are in, and the boards that govern them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

Urn = NewType("Urn", int)
BoardId = NewType("BoardId", UUID)
BoardKey = NewType("BoardKey", str)


class SchoolKind(StrEnum):
    """Who is responsible for a school; decided by its type, since the register's type groups mix them."""

    MAINTAINED = "maintained"
    ACADEMY = "academy"
    INDEPENDENT = "independent"
    OTHER = "other"


class Phase(StrEnum):
    """What a school is compared as; a middle school is primary or secondary, as the register deems it."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SIXTEEN_PLUS = "sixteen-plus"
    SPECIAL = "special"
    ALTERNATIVE_PROVISION = "alternative-provision"


class SchoolStatus(StrEnum):
    """Where a school stands; `CLOSING` is the register's "Open, but proposed to close"."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    PROPOSED = "proposed"


class TrustKind(StrEnum):
    """What a trust is to its school: a foundation appoints governors, an academy trust governs."""

    FOUNDATION = "foundation"
    SINGLE_ACADEMY = "single-academy"
    MULTI_ACADEMY = "multi-academy"


class GroupKind(StrEnum):
    """The kinds of group that say something about governance; children's centre groups are set aside."""

    FEDERATION = "federation"
    FOUNDATION_TRUST = "foundation-trust"
    SPONSOR = "sponsor"
    UMBRELLA_TRUST = "umbrella-trust"
    SINGLE_ACADEMY_TRUST = "single-academy-trust"
    MULTI_ACADEMY_TRUST = "multi-academy-trust"


class LinkKind(StrEnum):
    """How a school goes on elsewhere; only after a plain succession does its board go with it."""

    SUCCESSOR = "successor"
    MERGED = "merged"
    AMALGAMATED = "amalgamated"
    SPLIT = "split"


class BoardKind(StrEnum):
    """What a board governs, and so which questionnaires fit it."""

    SCHOOL = "school"
    FEDERATION = "federation"
    TRUST = "trust"
    LOCAL_COMMITTEE = "local-committee"


class AreaKind(StrEnum):
    """How an area was drawn; a locality is drawn by the authority itself."""

    LOCAL_AUTHORITY = "local-authority"
    DISTRICT = "district"
    WARD = "ward"
    LOCALITY = "locality"


@dataclass(frozen=True, kw_only=True)
class School:
    """One establishment of the register. None is unknown or does not apply, never zero.

    `damaged` names the fields whose text was corrupted before it reached us. `figures_from` is the day when
    `pupils` and `fsm_percent` were counted.
    """

    urn: Urn
    name: str
    la_code: str
    la_name: str | None
    establishment_number: str | None
    type_code: str
    type_name: str
    kind: SchoolKind
    phase: Phase | None
    status: SchoolStatus
    opened: date | None = None
    closed: date | None = None
    low_age: int | None = None
    high_age: int | None = None
    pupils: int | None = None
    capacity: int | None = None
    fsm_percent: float | None = None
    eal_percent: float | None = None
    sen_percent: float | None = None
    figures_from: date | None = None
    is_rural: bool | None = None
    district_code: str | None = None
    district_name: str | None = None
    ward_code: str | None = None
    ward_name: str | None = None
    postcode: str | None = None
    religious_character: str | None = None
    trust_uid: str | None = None
    trust_name: str | None = None
    trust_kind: TrustKind | None = None
    federation_uid: str | None = None
    federation_name: str | None = None
    damaged: tuple[str, ...] = ()

    @property
    def is_state_funded(self) -> bool:
        """Maintained schools and academies; only these have boards here."""
        return self.kind in (SchoolKind.MAINTAINED, SchoolKind.ACADEMY)

    @property
    def is_open(self) -> bool:
        """A school that is proposed to close is still open, and still governed."""
        return self.status in (SchoolStatus.OPEN, SchoolStatus.CLOSING)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row that cannot be trusted: the line of the file it begins on, and why nothing of it was taken."""

    line: int
    urn: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class RowWarning:
    """A row that was taken although something about it should be looked at."""

    line: int
    message: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """One school that went on as another; predecessor rows are turned round, so `urn` is always the older."""

    urn: Urn
    successor: Urn
    since: date | None
    kind: LinkKind


@dataclass(frozen=True, kw_only=True)
class Group:
    """A trust, federation or sponsor. Names are not unique; the UID is the key."""

    uid: str
    name: str
    kind: GroupKind
    company_number: str | None
    opened: date | None
    closed: date | None
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Membership:
    """One school in one group; a school may be in two of different kinds."""

    urn: Urn
    group_uid: str
    joined: date | None


@dataclass(frozen=True, kw_only=True)
class CensusFigures:
    """What one release says about the pupils of one school; a suppressed figure is None, never zero."""

    urn: Urn
    taken: date | None
    pupils: int | None = None
    fsm_percent: float | None = None
    eal_percent: float | None = None
    sen_percent: float | None = None


@dataclass(frozen=True, kw_only=True)
class BoardPlan:
    """A board that ought to exist, under a key that stays the same each time the register is read."""

    key: BoardKey
    kind: BoardKind
    name: str
    group_uid: str | None
    schools: tuple[Urn, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board that exists. Its id is for ever; its key follows what it governs."""

    id: BoardId
    key: BoardKey
    kind: BoardKind
    name: str
    group_uid: str | None
    schools: tuple[Urn, ...]


@dataclass(frozen=True, kw_only=True)
class Area:
    """A set of schools under one name. Areas are data: redrawing one changes no school and no board."""

    kind: AreaKind
    code: str
    name: str
    schools: tuple[Urn, ...]
