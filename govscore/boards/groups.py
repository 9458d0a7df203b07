"""Trusts, federations and sponsors: the list of groups, or the list of which school is in which."""

from dataclasses import dataclass, replace

from govscore.boards.fields import CellError, find_damage, read_code, read_day, read_text, read_urn
from govscore.boards.model import (
    Group,
    GroupKind,
    Membership,
    Refusal,
    RowWarning,
    School,
    SchoolKind,
    TrustKind,
    Urn,
)
from govscore.boards.tables import Row, read_table, require, sift

WHAT = 'the groups ("allgroupsdata…") or the memberships ("alllinksdata…") of Get Information about Schools'

KINDS = {
    "01": GroupKind.FEDERATION,
    "02": GroupKind.FOUNDATION_TRUST,
    "05": GroupKind.SPONSOR,
    "06": GroupKind.MULTI_ACADEMY_TRUST,
    "07": GroupKind.UMBRELLA_TRUST,
    "10": GroupKind.SINGLE_ACADEMY_TRUST,
    "11": GroupKind.SINGLE_ACADEMY_TRUST,
    "federation": GroupKind.FEDERATION,
    "trust": GroupKind.FOUNDATION_TRUST,
    "school sponsor": GroupKind.SPONSOR,
    "multi-academy trust": GroupKind.MULTI_ACADEMY_TRUST,
    "umbrella trust": GroupKind.UMBRELLA_TRUST,
    "single-academy trust": GroupKind.SINGLE_ACADEMY_TRUST,
    "secure single-academy trust": GroupKind.SINGLE_ACADEMY_TRUST,
}
SET_ASIDE = frozenset(("08", "09", "children's centres group", "children's centres collaboration"))
TRUSTS = {
    GroupKind.FOUNDATION_TRUST: TrustKind.FOUNDATION,
    GroupKind.SINGLE_ACADEMY_TRUST: TrustKind.SINGLE_ACADEMY,
    GroupKind.MULTI_ACADEMY_TRUST: TrustKind.MULTI_ACADEMY,
}


@dataclass(frozen=True, kw_only=True)
class GroupReading:
    """What a file of groups or memberships holds; `set_aside` counts the rows of children's centre groups."""

    rows: int
    groups: tuple[Group, ...]
    memberships: tuple[Membership, ...]
    set_aside: int
    refused: tuple[Refusal, ...]
    warnings: tuple[RowWarning, ...]


def read_groups(content: bytes, *, name: str) -> GroupReading:
    """Read either file: the groups have one row a group, the memberships one row a school in a group."""
    table = read_table(content, name=name)
    require(table, ("Group UID",), ("Group Name",), ("Group Type (code)", "Group Type"), what=WHAT)
    seen = _Seen(of_memberships=table.has("URN"))
    rows, refused = sift(table, seen.keep)
    return GroupReading(
        rows=rows,
        groups=tuple(seen.groups.values()),
        memberships=tuple(seen.memberships),
        set_aside=rows - len(refused) - len(seen.lines),
        refused=refused,
        warnings=tuple(seen.warnings),
    )


def with_memberships(schools: tuple[School, ...], reading: GroupReading) -> tuple[School, ...]:
    """Give schools the trust and the federation that the register leaves out; what it does say is kept."""
    groups = {group.uid: group for group in reading.groups if group.is_open}
    groups_of: dict[Urn, list[Group]] = {}
    for membership in reading.memberships:
        if membership.group_uid in groups:
            groups_of.setdefault(membership.urn, []).append(groups[membership.group_uid])
    return tuple(_joined(school, groups_of.get(school.urn, [])) for school in schools)


def _joined(school: School, groups: list[Group]) -> School:
    for group in groups:
        if group.kind is GroupKind.FEDERATION and school.federation_uid is None:
            school = replace(
                school, federation_uid=group.uid, federation_name=school.federation_name or group.name
            )
        elif group.kind in TRUSTS and school.trust_uid is None and _fits(school, TRUSTS[group.kind]):
            school = replace(
                school,
                trust_uid=group.uid,
                trust_name=school.trust_name or group.name,
                trust_kind=TRUSTS[group.kind],
            )
    return school


def _fits(school: School, trust: TrustKind) -> bool:
    """Say whether such a trust can be this school's: a foundation if maintained, else an academy trust."""
    return (trust is TrustKind.FOUNDATION) == (school.kind is SchoolKind.MAINTAINED)


class _Seen:
    """What has been read so far: groups, memberships, and the line of each."""

    def __init__(self, *, of_memberships: bool) -> None:
        self.of_memberships = of_memberships
        self.groups: dict[str, Group] = {}
        self.lines: dict[tuple[Urn | None, str], int] = {}
        self.memberships: list[Membership] = []
        self.warnings: list[RowWarning] = []

    def keep(self, row: Row) -> None:
        if _is_set_aside(row):
            return
        group = _group(row)
        urn = Urn(read_urn(row.get("URN"))) if self.of_memberships else None
        if (urn, group.uid) in self.lines:
            raise CellError(f"it repeats line {self.lines[urn, group.uid]}, which was kept")
        if urn is not None:
            joined = read_day(row.get("Joined date"), "Joined date")
            self.memberships.append(Membership(urn=urn, group_uid=group.uid, joined=joined))
        self.lines[urn, group.uid] = row.line
        self._remember(group, row.line)

    def _remember(self, group: Group, line: int) -> None:
        damage = find_damage(group.name)
        if damage:
            self.warnings.append(RowWarning(line=line, message=f'Group Name "{group.name}": {damage}'))
        known = self.groups.get(group.uid)
        if known is None or (find_damage(known.name) and not damage):
            self.groups[group.uid] = group


def _type_keys(row: Row) -> tuple[str, ...]:
    code = read_code(row.get("Group Type (code)"), width=2)
    named = " ".join(row.get("Group Type").split()).casefold()
    return tuple(key for key in (code, named) if key)


def _is_set_aside(row: Row) -> bool:
    return any(key in SET_ASIDE for key in _type_keys(row)[:1])


def _group(row: Row) -> Group:
    uid, name = read_code(row.get("Group UID")), read_text(row.get("Group Name"))
    if uid is None or not uid.isdecimal():
        raise CellError(f'Group UID "{row.get("Group UID")}" is not a number')
    if name is None:
        raise CellError("it has no Group Name")
    keys = _type_keys(row)
    kind = KINDS.get(keys[0]) if keys else None
    if kind is None:
        raise CellError(f'Group Type "{row.get("Group Type") or row.get("Group Type (code)")}" is not known')
    status = row.get("Group Status").casefold() or row.get("Group Status (code)").casefold()
    closed = read_day(row.get("Closed Date"), "Closed Date")
    return Group(
        uid=uid,
        name=name,
        kind=kind,
        company_number=read_code(row.get("Companies House Number"), width=8),
        opened=read_day(row.get("Open date"), "Open date"),
        closed=closed,
        is_open=status == "open" if status else closed is None,
    )
