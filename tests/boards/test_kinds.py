"""Types, phases, statuses and classes of place mean what the register means by them."""

import pytest

from govscore.boards.fields import CellError
from govscore.boards.kinds import TYPES, TYPES_BY_CODE, phase_of, rural_of, status_of, trust_kind_of, type_of
from govscore.boards.model import Phase, SchoolKind, SchoolStatus, TrustKind

COMMUNITY = TYPES_BY_CODE["01"]


def test_the_maintained_types_are_those_the_law_makes_the_authority_maintain() -> None:
    maintained = {known.code for known in TYPES if known.kind is SchoolKind.MAINTAINED}
    assert maintained == {"01", "02", "03", "05", "07", "12", "14", "15"}


def test_a_type_is_found_by_its_code_or_where_there_is_none_by_its_name() -> None:
    assert type_of("01", None, group=None) == type_of(None, "Community School", group=None) == COMMUNITY


def test_a_special_school_is_maintained_or_not_by_its_type_and_not_by_its_group() -> None:
    kinds = [type_of(code, None, group="5").kind for code in ("07", "12", "08", "10")]
    assert kinds == [
        SchoolKind.MAINTAINED,
        SchoolKind.MAINTAINED,
        SchoolKind.INDEPENDENT,
        SchoolKind.INDEPENDENT,
    ]


@pytest.mark.parametrize(
    ("group", "kind"),
    [("4", SchoolKind.MAINTAINED), ("Academies", SchoolKind.ACADEMY), (None, SchoolKind.OTHER)],
)
def test_a_type_that_nobody_has_listed_is_judged_by_its_group_and_marked(
    group: str | None, kind: SchoolKind
) -> None:
    found = type_of("77", "New sort", group=group)
    assert (found.kind, found.is_known, found.name) == (kind, False, "New sort")


def test_a_type_whose_code_and_name_disagree_is_refused() -> None:
    with pytest.raises(CellError, match='code 01 beside the name "Academy converter", which is 34'):
        type_of("01", "Academy converter", group=None)


def test_a_row_without_a_type_is_refused() -> None:
    with pytest.raises(CellError, match="no TypeOfEstablishment"):
        type_of(None, None, group="4")


@pytest.mark.parametrize(
    ("code", "name", "status"),
    [
        ("1", "Open", SchoolStatus.OPEN),
        ("", "Closed", SchoolStatus.CLOSED),
        ("3", "", SchoolStatus.CLOSING),
        ("", "Open, but proposed to close", SchoolStatus.CLOSING),
        ("4.0", "Proposed to open", SchoolStatus.PROPOSED),
    ],
)
def test_a_status_is_read_from_its_code_or_its_name(code: str, name: str, status: SchoolStatus) -> None:
    assert status_of(code, name) is status


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [("", "", "it has no EstablishmentStatus"), ("8", "", "not known"), ("1", "Closed", "beside the name")],
)
def test_a_status_that_is_missing_strange_or_contradicts_itself_is_refused(
    code: str, name: str, said: str
) -> None:
    with pytest.raises(CellError, match=said):
        status_of(code, name)


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("Nursery", Phase.NURSERY),
        ("Middle deemed primary", Phase.PRIMARY),
        ("Middle deemed secondary", Phase.SECONDARY),
        ("16 plus", Phase.SIXTEEN_PLUS),
        ("All-through", Phase.ALL_THROUGH),
        ("All through", Phase.ALL_THROUGH),
        ("Not applicable", None),
    ],
)
def test_a_phase_is_read_in_every_spelling(name: str, phase: Phase | None) -> None:
    assert phase_of("", name, COMMUNITY) is phase


@pytest.mark.parametrize(
    ("code", "phase"),
    [
        ("07", Phase.SPECIAL),
        ("44", Phase.SPECIAL),
        ("14", Phase.ALTERNATIVE_PROVISION),
        ("15", Phase.NURSERY),
    ],
)
def test_the_type_gives_the_phase_where_the_register_says_it_does_not_apply(code: str, phase: Phase) -> None:
    assert phase_of("0", "Not applicable", TYPES_BY_CODE[code]) is phase


def test_a_phase_that_is_a_date_is_refused() -> None:
    with pytest.raises(CellError, match='PhaseOfEducation "01/01/2018" is not known'):
        phase_of("", "01/01/2018", COMMUNITY)


@pytest.mark.parametrize("code", ["D1", "D2", "E1", "E2", "F1", "F2", "RLN1", "RLF1", "RSN1", "RSF1"])
def test_rural_classes_of_both_years_are_rural(code: str) -> None:
    assert rural_of(code, "") is True


@pytest.mark.parametrize("code", ["A1", "B1", "C1", "C2", "UN1", "UF1"])
def test_urban_classes_of_both_years_are_not_rural(code: str) -> None:
    assert rural_of(code, "") is False


@pytest.mark.parametrize(
    ("name", "is_rural"),
    [
        ("(England/Wales) Rural village", True),
        ("Larger rural: Nearer to a major town or city", True),
        ("Urban: Further from a major town or city", False),
        ("Urban major conurbation", False),
        ("Unknown", None),
        ("", None),
    ],
)
def test_a_class_without_a_code_is_read_from_its_name(name: str, is_rural: bool | None) -> None:
    assert rural_of("", name) is is_rural


def test_a_trust_is_told_by_the_flag_in_code_or_words() -> None:
    assert (
        trust_kind_of("3", "")
        is trust_kind_of("", "Supported by a multi-academy trust")
        is TrustKind.MULTI_ACADEMY
    )
    assert trust_kind_of("1", "") is TrustKind.FOUNDATION
    assert trust_kind_of("0", "Not applicable") is None
