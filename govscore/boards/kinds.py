"""What the register's codes mean: types, phases, statuses, trusts, and what counts as rural."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from govscore.boards.fields import CellError, read_code
from govscore.boards.model import Phase, SchoolKind, SchoolStatus, TrustKind

Meaning = TypeVar("Meaning")

_MAINTAINED, _ACADEMY = SchoolKind.MAINTAINED, SchoolKind.ACADEMY
_INDEPENDENT, _OTHER = SchoolKind.INDEPENDENT, SchoolKind.OTHER
_AP = Phase.ALTERNATIVE_PROVISION


@dataclass(frozen=True, kw_only=True)
class SchoolType:
    """A type of establishment, with its phase where the type decides it and the register does not."""

    code: str
    name: str
    kind: SchoolKind
    phase: Phase | None = None
    is_known: bool = True


def _type(code: str, name: str, kind: SchoolKind, phase: Phase | None = None) -> SchoolType:
    return SchoolType(code=code, name=name, kind=kind, phase=phase)


TYPES = (
    _type("01", "Community school", _MAINTAINED),
    _type("02", "Voluntary aided school", _MAINTAINED),
    _type("03", "Voluntary controlled school", _MAINTAINED),
    _type("05", "Foundation school", _MAINTAINED),
    _type("06", "City technology college", _INDEPENDENT),
    _type("07", "Community special school", _MAINTAINED, Phase.SPECIAL),
    _type("08", "Non-maintained special school", _INDEPENDENT, Phase.SPECIAL),
    _type("10", "Other independent special school", _INDEPENDENT, Phase.SPECIAL),
    _type("11", "Other independent school", _INDEPENDENT),
    _type("12", "Foundation special school", _MAINTAINED, Phase.SPECIAL),
    _type("14", "Pupil referral unit", _MAINTAINED, _AP),
    _type("15", "Local authority nursery school", _MAINTAINED, Phase.NURSERY),
    _type("18", "Further education", _OTHER, Phase.SIXTEEN_PLUS),
    _type("24", "Secure units", _OTHER),
    _type("25", "Offshore schools", _OTHER),
    _type("26", "Service children's education", _OTHER),
    _type("27", "Miscellaneous", _OTHER),
    _type("28", "Academy sponsor led", _ACADEMY),
    _type("29", "Higher education institutions", _OTHER),
    _type("30", "Welsh establishment", _OTHER),
    _type("31", "Sixth form centres", _OTHER, Phase.SIXTEEN_PLUS),
    _type("32", "Special post 16 institution", _OTHER, Phase.SIXTEEN_PLUS),
    _type("33", "Academy special sponsor led", _ACADEMY, Phase.SPECIAL),
    _type("34", "Academy converter", _ACADEMY),
    _type("35", "Free schools", _ACADEMY),
    _type("36", "Free schools special", _ACADEMY, Phase.SPECIAL),
    _type("37", "British schools overseas", _OTHER),
    _type("38", "Free schools alternative provision", _ACADEMY, _AP),
    _type("39", "Free schools 16 to 19", _ACADEMY, Phase.SIXTEEN_PLUS),
    _type("40", "University technical college", _ACADEMY),
    _type("41", "Studio schools", _ACADEMY),
    _type("42", "Academy alternative provision converter", _ACADEMY, _AP),
    _type("43", "Academy alternative provision sponsor led", _ACADEMY, _AP),
    _type("44", "Academy special converter", _ACADEMY, Phase.SPECIAL),
    _type("45", "Academy 16-19 converter", _ACADEMY, Phase.SIXTEEN_PLUS),
    _type("46", "Academy 16 to 19 sponsor led", _ACADEMY, Phase.SIXTEEN_PLUS),
    _type("47", "Children's centre", _OTHER),
    _type("48", "Children's centre linked site", _OTHER),
    _type("49", "Online provider", _OTHER),
    _type("56", "Institution funded by other government department", _OTHER),
    _type("57", "Academy secure 16 to 19", _ACADEMY, Phase.SIXTEEN_PLUS),
)
TYPES_BY_CODE = {known.code: known for known in TYPES}
TYPES_BY_NAME = {known.name.casefold(): known for known in TYPES}

# Groups are asked only about a type that is not in the list above; group 5 mixes, so it decides nothing.
KIND_BY_GROUP = {
    "4": _MAINTAINED,
    "local authority maintained schools": _MAINTAINED,
    "la maintained schools": _MAINTAINED,
}
KIND_BY_GROUP |= {"10": _ACADEMY, "academies": _ACADEMY, "11": _ACADEMY, "free schools": _ACADEMY}

STATUSES = {
    "1": SchoolStatus.OPEN,
    "open": SchoolStatus.OPEN,
    "2": SchoolStatus.CLOSED,
    "closed": SchoolStatus.CLOSED,
    "3": SchoolStatus.CLOSING,
    "open, but proposed to close": SchoolStatus.CLOSING,
    "4": SchoolStatus.PROPOSED,
    "proposed to open": SchoolStatus.PROPOSED,
}
PHASES: Mapping[str, Phase | None] = {
    "0": None,
    "not applicable": None,
    "1": Phase.NURSERY,
    "nursery": Phase.NURSERY,
    "2": Phase.PRIMARY,
    "primary": Phase.PRIMARY,
    "3": Phase.PRIMARY,
    "middle deemed primary": Phase.PRIMARY,
    "4": Phase.SECONDARY,
    "secondary": Phase.SECONDARY,
    "5": Phase.SECONDARY,
    "middle deemed secondary": Phase.SECONDARY,
    "6": Phase.SIXTEEN_PLUS,
    "16 plus": Phase.SIXTEEN_PLUS,
    "7": Phase.ALL_THROUGH,
    "all-through": Phase.ALL_THROUGH,
    "all through": Phase.ALL_THROUGH,
}
TRUST_KINDS = {
    "1": TrustKind.FOUNDATION,
    "supported by a trust": TrustKind.FOUNDATION,
    "3": TrustKind.MULTI_ACADEMY,
    "supported by a multi-academy trust": TrustKind.MULTI_ACADEMY,
    "5": TrustKind.SINGLE_ACADEMY,
    "supported by a single-academy trust": TrustKind.SINGLE_ACADEMY,
    "supported by a secure single-academy trust": TrustKind.SINGLE_ACADEMY,
}
URBAN = frozenset(("A1", "B1", "C1", "C2", "UN1", "UF1"))
RURAL = frozenset(("D1", "D2", "E1", "E2", "F1", "F2", "RLN1", "RLF1", "RSN1", "RSF1"))


def type_of(code: str | None, name: str | None, *, group: str | None) -> SchoolType:
    """Decide what a school is by its type; a type that is not listed is judged by its group, and marked."""
    by_code, by_name = TYPES_BY_CODE.get(code or ""), TYPES_BY_NAME.get((name or "").casefold())
    if code is None and name is None:
        raise CellError("it has no TypeOfEstablishment")
    if by_code and by_name and by_code != by_name:
        raise CellError(
            f'TypeOfEstablishment has the code {code} beside the name "{name}", which is {by_name.code}'
        )
    kind = KIND_BY_GROUP.get((group or "").casefold(), SchoolKind.OTHER)
    unknown = SchoolType(code=code or "", name=name or f"Type {code}", kind=kind, is_known=False)
    return by_code or by_name or unknown


def status_of(code: str, name: str) -> SchoolStatus:
    """Read a status from its code, its name, or both if they agree."""
    return _agreed(STATUSES, code, name, "EstablishmentStatus")


def phase_of(code: str, name: str, school_type: SchoolType) -> Phase | None:
    """Read a phase; special schools and alternative provision have it from their type."""
    told = _agreed(PHASES, code, name, "PhaseOfEducation")
    return school_type.phase or told


def trust_kind_of(code: str, name: str) -> TrustKind | None:
    """Say what the trust is to its school, or None where the register names no trust."""
    return TRUST_KINDS.get(_bare(code)) or TRUST_KINDS.get(name.casefold())


def rural_of(code: str, name: str) -> bool | None:
    """Say whether a school is rural, by the classes of 2011 and of 2021, which one column now mixes."""
    if code in URBAN or code in RURAL:
        return code in RURAL
    told = name.casefold()
    if "rural" in told:
        return True
    return False if "urban" in told else None


def _agreed(known: Mapping[str, Meaning], code: str, name: str, column: str) -> Meaning:
    keys = [key for key in (_bare(code), " ".join(name.split()).casefold()) if key]
    if not keys:
        raise CellError(f"it has no {column}")
    for key in keys:
        if key not in known:
            raise CellError(f'{column} "{key}" is not known')
    meanings = {known[key] for key in keys}
    if len(meanings) > 1:
        raise CellError(f'{column} has the code {code} beside the name "{name}", which is another')
    return known[keys[0]]


def _bare(code: str) -> str:
    """Give a code as the lists above have it, without the zeros before it and the decimal point after it."""
    found = read_code(code) or ""
    return found.lstrip("0") or found[:1]
