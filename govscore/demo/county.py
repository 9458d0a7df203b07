"""An invented county: every school of the register in all but name, or any number of synthetic boards."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from govscore.boards.model import Phase, School, SchoolKind, SchoolStatus, Urn
from govscore.demo.names import places, school_name

FIRST_URN = 900_001
AUTHORITY_CODE = "916"
AUTHORITY_NAME = "Gloucestershire"


def invent_county(random: Random, register: Sequence[School]) -> tuple[School, ...]:
    """Take the open state-funded schools, their true phase, type, size and district, and invent the rest."""
    real = [school for school in register if school.is_open and school.is_state_funded]
    random.shuffle(real)
    named = places(random, len(real) + len(real))
    groups = _Groups(named[len(real) :])
    return tuple(_invented(school, Urn(FIRST_URN + i), named[i], groups) for i, school in enumerate(real))


def invent_boards(random: Random, register: Sequence[School], count: int) -> tuple[School, ...]:
    """Make schools with a board each, like real ones drawn at random, as many as are asked for."""
    real = [school for school in register if school.is_open and school.kind is SchoolKind.MAINTAINED]
    named = places(random, count)
    alone = [
        replace(
            school,
            trust_uid=None,
            trust_name=None,
            trust_kind=None,
            federation_uid=None,
            federation_name=None,
        )
        for school in real
    ]
    groups = _Groups(())
    return tuple(_invented(random.choice(alone), Urn(FIRST_URN + i), named[i], groups) for i in range(count))


class _Groups:
    """Gives each trust and each federation one invented number and name."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = iter(names)
        self._known: dict[tuple[str, str], tuple[str, str]] = {}

    def trust(self, uid: str | None) -> tuple[str | None, str | None]:
        return self._group("trust", uid, "Learning Trust")

    def federation(self, uid: str | None) -> tuple[str | None, str | None]:
        return self._group("federation", uid, "Federation")

    def _group(self, kind: str, uid: str | None, word: str) -> tuple[str | None, str | None]:
        if uid is None:
            return None, None
        if (kind, uid) not in self._known:
            self._known[kind, uid] = (f"9{len(self._known):04d}", f"{next(self._names)} {word}")
        return self._known[kind, uid]


def _invented(school: School, urn: Urn, place: str, groups: _Groups) -> School:
    trust_uid, trust_name = groups.trust(school.trust_uid)
    federation_uid, federation_name = groups.federation(school.federation_uid)
    return replace(
        school,
        urn=urn,
        name=school_name(school, place),
        la_code=AUTHORITY_CODE,
        la_name=AUTHORITY_NAME,
        establishment_number=None,
        status=SchoolStatus.OPEN,
        opened=None,
        ward_code=None,
        ward_name=None,
        postcode=None,
        trust_uid=trust_uid,
        trust_name=trust_name,
        federation_uid=federation_uid,
        federation_name=federation_name,
        damaged=(),
    )


def people_on(random: Random, school_count: int, phase: str | None) -> int:
    """Say how many sit on a board: at least seven, more where it governs more."""
    usual = 11 if phase in {Phase.SECONDARY, Phase.ALL_THROUGH} else 9
    return max(7, min(15, round(random.gauss(usual + (school_count > 1), 1.5))))
