"""Which boards there are: what the law and a school's trust or federation make of the register."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from govscore.boards.fields import find_damage
from govscore.boards.model import BoardKey, BoardKind, BoardPlan, School, SchoolKind, TrustKind


@dataclass(frozen=True, kw_only=True)
class Constitution:
    """The boards of a set of schools, in the order of their keys.

    Beside them are counted the schools that are not open, and open ones that have no board here.
    """

    plans: tuple[BoardPlan, ...]
    not_open: int
    not_state_funded: int
    warnings: tuple[str, ...]


def constitute_boards(schools: Iterable[School]) -> Constitution:
    """Give each maintained school, federation and trust a board, each academy of a larger trust a committee.

    A foundation trust appoints governors and governs nothing; a federation is of maintained schools only.
    """
    everyone = sorted(schools, key=lambda school: school.urn)
    still_open = [school for school in everyone if school.is_open]
    governed = [school for school in still_open if school.is_state_funded]
    plans = {plan.key: plan for plan in (*_trusts(governed), *_federations(governed), *_single(governed))}
    return Constitution(
        plans=tuple(plans[key] for key in sorted(plans)),
        not_open=len(everyone) - len(still_open),
        not_state_funded=len(still_open) - len(governed),
        warnings=tuple(said for school in governed for said in _doubts(school)),
    )


def is_in_federation(school: School) -> bool:
    """Say whether a federation's board governs the school."""
    return school.kind is SchoolKind.MAINTAINED and school.federation_uid is not None


def is_in_trust(school: School) -> bool:
    """Say whether an academy trust's board governs the school."""
    return (
        school.kind is SchoolKind.ACADEMY
        and school.trust_uid is not None
        and school.trust_kind is not TrustKind.FOUNDATION
    )


def _trusts(governed: list[School]) -> list[BoardPlan]:
    plans = []
    for uid, members in _by_group([school for school in governed if is_in_trust(school)], "trust_uid"):
        plans.append(
            _group_plan(BoardKind.TRUST, f"trust:{uid}", uid, members, _group_name(members, "trust_name"))
        )
        # The register's flag lags behind a second academy's joining, so the count is asked as well.
        if len(members) > 1 or any(school.trust_kind is TrustKind.MULTI_ACADEMY for school in members):
            plans += [
                _own_plan(BoardKind.LOCAL_COMMITTEE, f"local:{school.urn}", school, uid) for school in members
            ]
    return plans


def _federations(governed: list[School]) -> list[BoardPlan]:
    federated = _by_group([school for school in governed if is_in_federation(school)], "federation_uid")
    return [
        _group_plan(
            BoardKind.FEDERATION, f"federation:{uid}", uid, members, _group_name(members, "federation_name")
        )
        for uid, members in federated
    ]


def _single(governed: list[School]) -> list[BoardPlan]:
    alone = [school for school in governed if not is_in_trust(school) and not is_in_federation(school)]
    return [_own_plan(BoardKind.SCHOOL, f"school:{school.urn}", school, None) for school in alone]


def _by_group(schools: list[School], field: str) -> list[tuple[str, list[School]]]:
    groups: dict[str, list[School]] = {}
    for school in schools:
        groups.setdefault(getattr(school, field), []).append(school)
    return list(groups.items())


def _group_plan(kind: BoardKind, key: str, uid: str, members: list[School], name: str | None) -> BoardPlan:
    urns = tuple(school.urn for school in members)
    return BoardPlan(key=BoardKey(key), kind=kind, name=name or members[0].name, group_uid=uid, schools=urns)


def _own_plan(kind: BoardKind, key: str, school: School, uid: str | None) -> BoardPlan:
    return BoardPlan(key=BoardKey(key), kind=kind, name=school.name, group_uid=uid, schools=(school.urn,))


def _group_name(members: list[School], field: str) -> str | None:
    """Take the name most of the schools give their group, an undamaged one before any other."""
    names = Counter(name for name in (getattr(school, field) for school in members) if name)
    return min(names, key=lambda name: (find_damage(name) is not None, -names[name], name), default=None)


def _doubts(school: School) -> list[str]:
    who = f"{school.name} ({school.urn})"
    if school.kind is SchoolKind.ACADEMY and not is_in_trust(school):
        return [
            f"{who} is an academy with no trust in the register; it has a board of its own until one is named"
        ]
    if school.kind is SchoolKind.MAINTAINED and school.federation_name and school.federation_uid is None:
        return [
            f'{who} is in "{school.federation_name}", but the file gives no number for that federation; '
            "it has a board of its own until the full extract or the memberships file is read"
        ]
    return []
