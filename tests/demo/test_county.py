"""The invented county is true to the register in all but its names."""

import re
from collections import Counter
from random import Random

import pytest

from govscore.boards.kinds import TYPES_BY_CODE
from govscore.boards.model import BoardKind, Phase, School, SchoolKind
from govscore.demo.county import invent_boards, invent_county, people_on
from govscore.demo.fill import read_demo_register
from govscore.services.boards import list_boards
from govscore.storage import board_queries as rows
from tests.demo.conftest import Filled

REGISTER = read_demo_register()
REAL = tuple(school for school in REGISTER if school.is_open and school.is_state_funded)
INVENTED = invent_county(Random(1), REGISTER)

TRUE = ("phase", "kind", "pupils", "fsm_percent", "eal_percent", "sen_percent", "district_code", "is_rural")


def names_of(schools: tuple[School, ...]) -> set[str]:
    found = {name for s in schools for name in (s.name, s.trust_name, s.federation_name) if name}
    return {plain(name) for name in found}


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def test_every_state_funded_school_is_there() -> None:
    assert len(INVENTED) == len(REAL) == 300


@pytest.mark.parametrize("field", TRUE)
def test_what_matters_for_a_comparison_is_true(field: str) -> None:
    assert Counter(getattr(s, field) for s in INVENTED) == Counter(getattr(s, field) for s in REAL)


def test_all_that_matters_is_true_together() -> None:
    def together(schools: tuple[School, ...]) -> Counter[tuple[object, ...]]:
        return Counter(tuple(getattr(school, field) for field in TRUE) for school in schools)

    assert together(INVENTED) == together(REAL)


def test_the_phases_are_the_countys() -> None:
    counts = Counter(school.phase for school in INVENTED)
    assert counts[Phase.SECONDARY] + counts[Phase.ALL_THROUGH] == 41
    assert counts[Phase.SPECIAL] == 11
    assert counts[Phase.ALTERNATIVE_PROVISION] == 4
    kinds = Counter(school.kind for school in INVENTED)
    assert (kinds[SchoolKind.MAINTAINED], kinds[SchoolKind.ACADEMY]) == (188, 112)


@pytest.mark.parametrize("uid", ["trust_uid", "federation_uid"])
def test_trusts_and_federations_are_as_large_as_the_real_ones(uid: str) -> None:
    def sizes(schools: tuple[School, ...]) -> list[int]:
        return sorted(Counter(getattr(s, uid) for s in schools if getattr(s, uid)).values())

    assert sizes(INVENTED) == sizes(REAL)


def test_no_invented_name_is_a_real_one() -> None:
    assert names_of(INVENTED) & names_of(REGISTER) == set()


def test_no_invented_place_is_in_a_real_name() -> None:
    """A real school would be recognised by the place in its name, whatever comes after."""
    real_words = {word for name in names_of(REGISTER) for word in name.split()}
    places = {plain(school.name).split()[0] for school in INVENTED}
    groups = {plain(name).split()[0] for s in INVENTED for name in (s.trust_name, s.federation_name) if name}
    assert (places | groups) & real_words == set()


def test_no_two_schools_have_the_same_name() -> None:
    assert len({school.name for school in INVENTED}) == 300
    groups = {(s.trust_uid, s.trust_name) for s in INVENTED} | {
        (s.federation_uid, s.federation_name) for s in INVENTED
    }
    assert len({name for _, name in groups}) == len(groups - {(None, None)}) + 1


def test_no_number_is_a_real_one() -> None:
    assert {s.urn for s in INVENTED} & {s.urn for s in REGISTER} == set()
    assert min(s.urn for s in INVENTED) >= 900_001
    real_groups = {uid for s in REGISTER for uid in (s.trust_uid, s.federation_uid) if uid}
    assert {uid for s in INVENTED for uid in (s.trust_uid, s.federation_uid) if uid} & real_groups == set()


def test_nothing_else_points_to_a_real_school() -> None:
    for school in INVENTED:
        assert (school.postcode, school.ward_code, school.ward_name, school.opened) == (None,) * 4
        assert school.establishment_number is None
        assert school.damaged == ()


def test_a_school_keeps_its_faith_and_its_ages_in_its_name() -> None:
    text = " ".join(school.name for school in INVENTED)
    for word in ("Church of England Primary School", "Catholic", "Infant School", "Junior School", "Academy"):
        assert word in text


def test_the_same_seed_gives_the_same_county_and_another_seed_another() -> None:
    assert invent_county(Random(1), REGISTER) == INVENTED
    assert invent_county(Random(2), REGISTER) != INVENTED


@pytest.mark.parametrize("count", [1, 40, 2000])
def test_any_number_of_boards_can_be_made_each_of_one_school(count: int) -> None:
    schools = invent_boards(Random(1), REGISTER, count)
    assert len({school.urn for school in schools}) == len({school.name for school in schools}) == count
    assert {(school.trust_uid, school.federation_uid) for school in schools} == {(None, None)}
    assert {school.kind for school in schools} == {SchoolKind.MAINTAINED}
    assert names_of(schools) & names_of(REGISTER) == set()


def test_a_board_has_seven_to_fifteen_people() -> None:
    random = Random(1)
    sizes = {
        people_on(random, schools, phase)
        for _ in range(500)
        for schools in (1, 3)
        for phase in (None, *Phase)
    }
    assert min(sizes) >= 7
    assert max(sizes) == 15


def test_the_county_has_289_boards_that_are_asked(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        boards = list_boards(session)
    asked = [board for board in boards if board.governance != "trust"]
    assert county.made.boards == len(asked) == 289
    assert Counter(board.board.kind for board in asked) == {
        BoardKind.SCHOOL: 174,
        BoardKind.FEDERATION: 10,
        BoardKind.LOCAL_COMMITTEE: 65,
        BoardKind.TRUST: 40,
    }


def test_what_is_stored_is_what_was_invented(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        stored = rows.list_schools(session)
    assert len(stored) == 300
    assert names_of(stored) & names_of(REGISTER) == set()
    assert {school.type_code for school in stored} <= set(TYPES_BY_CODE)
