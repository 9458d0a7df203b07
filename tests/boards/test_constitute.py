"""The boards there are follow from the law and from a school's trust or federation."""

from collections import Counter

import pytest

from govscore.boards.constitute import constitute_boards
from govscore.boards.gias import read_register
from govscore.boards.model import BoardKind, SchoolKind, SchoolStatus, TrustKind
from tests.boards.make import REGISTER_135, REGISTER_140, closed, data, keys, make_academy, make_school

MULTI, SINGLE = TrustKind.MULTI_ACADEMY, TrustKind.SINGLE_ACADEMY


def test_each_maintained_school_has_a_board_of_its_own() -> None:
    (plan,) = constitute_boards([make_school()]).plans
    assert (plan.key, plan.kind, plan.name, plan.schools) == (
        "school:100001",
        BoardKind.SCHOOL,
        "School 100001",
        (100001,),
    )


def test_a_federation_has_one_board_for_all_its_schools_and_they_have_none() -> None:
    schools = [
        make_school(urn, federation_uid="9", federation_name="Hill Federation") for urn in (100002, 100001)
    ]
    (plan,) = constitute_boards(schools).plans
    assert (plan.key, plan.kind, plan.name) == ("federation:9", BoardKind.FEDERATION, "Hill Federation")
    assert (plan.group_uid, plan.schools) == ("9", (100001, 100002))


def test_a_multi_academy_trust_has_its_board_and_a_committee_for_each_academy() -> None:
    plans = constitute_boards([make_academy(100001, "7", MULTI), make_academy(100002, "7", MULTI)]).plans
    assert keys(plans) == ["local:100001", "local:100002", "trust:7"]
    assert [plan.kind for plan in plans] == [BoardKind.LOCAL_COMMITTEE] * 2 + [BoardKind.TRUST]
    assert {plan.group_uid for plan in plans} == {"7"}
    assert plans[2].schools == (100001, 100002)


def test_a_multi_academy_trust_with_one_academy_here_still_has_a_committee_for_it() -> None:
    assert keys(constitute_boards([make_academy(100001, "7", MULTI)]).plans) == ["local:100001", "trust:7"]


def test_a_single_academy_trust_is_the_academys_only_board() -> None:
    (plan,) = constitute_boards([make_academy(100001, "7", SINGLE)]).plans
    assert (plan.key, plan.kind, plan.schools) == ("trust:7", BoardKind.TRUST, (100001,))


def test_a_trust_that_a_second_academy_has_joined_has_committees_whatever_its_flag() -> None:
    plans = constitute_boards([make_academy(100001, "7", SINGLE), make_academy(100002, "7", SINGLE)]).plans
    assert keys(plans) == ["local:100001", "local:100002", "trust:7"]


def test_a_foundation_trust_governs_nothing() -> None:
    school = make_school(type_code="05", trust_uid="3", trust_name="Hill", trust_kind=TrustKind.FOUNDATION)
    assert keys(constitute_boards([school]).plans) == ["school:100001"]


def test_a_federation_goes_before_a_foundation_trust() -> None:
    school = make_school(
        type_code="05",
        trust_uid="3",
        trust_kind=TrustKind.FOUNDATION,
        federation_uid="9",
        federation_name="Hill",
    )
    assert keys(constitute_boards([school]).plans) == ["federation:9"]


def test_an_academy_is_in_no_federation() -> None:
    school = make_academy(100001, "7", SINGLE, federation_uid="9")
    assert keys(constitute_boards([school]).plans) == ["trust:7"]


@pytest.mark.parametrize("type_code", ["08", "10", "11", "18"])
def test_schools_that_are_not_state_funded_have_no_board_and_are_counted(type_code: str) -> None:
    found = constitute_boards([make_school(type_code=type_code)])
    assert (found.plans, found.not_state_funded) == ((), 1)


@pytest.mark.parametrize("status", [SchoolStatus.CLOSED, SchoolStatus.PROPOSED])
def test_schools_that_are_not_open_have_no_board_and_are_counted(status: SchoolStatus) -> None:
    found = constitute_boards([make_school(status=status)])
    assert (found.plans, found.not_open) == ((), 1)


def test_a_school_that_is_proposed_to_close_keeps_its_board() -> None:
    assert len(constitute_boards([make_school(status=SchoolStatus.CLOSING)]).plans) == 1


def test_an_academy_whose_trust_is_not_named_has_a_board_and_a_warning() -> None:
    found = constitute_boards([make_academy(100001, None)])
    assert keys(found.plans) == ["school:100001"]
    assert "School 100001 (100001) is an academy with no trust in the register" in found.warnings[0]


def test_a_federation_without_a_number_is_not_guessed_by_its_name() -> None:
    schools = [make_school(urn, federation_name="Hill Federation") for urn in (100001, 100002)]
    found = constitute_boards(schools)
    assert keys(found.plans) == ["school:100001", "school:100002"]
    assert len(found.warnings) == 2
    assert "memberships file" in found.warnings[0]


def test_a_group_has_the_undamaged_name_most_of_its_schools_give_it() -> None:
    names = ["Hill Schools� Federation", "Hill Schools� Federation", "Hill Schools’ Federation"]
    schools = [
        make_school(100001 + place, federation_uid="9", federation_name=name)
        for place, name in enumerate(names)
    ]
    assert constitute_boards(schools).plans[0].name == "Hill Schools’ Federation"


def test_a_group_without_a_name_goes_by_its_first_school() -> None:
    assert constitute_boards([make_school(federation_uid="9")]).plans[0].name == "School 100001"


def test_the_order_of_the_schools_does_not_matter() -> None:
    schools = read_register(data(REGISTER_135), name="x").schools
    assert constitute_boards(schools) == constitute_boards(schools[::-1])


def test_both_generations_of_the_register_give_the_same_boards() -> None:
    old, new = (read_register(data(name), name="x").schools for name in (REGISTER_140, REGISTER_135))
    assert constitute_boards(old) == constitute_boards(new)


def test_the_county_has_its_boards() -> None:
    found = constitute_boards(read_register(data(REGISTER_135), name="x").schools)
    assert Counter(plan.kind for plan in found.plans) == {
        BoardKind.SCHOOL: 174,
        BoardKind.FEDERATION: 10,
        BoardKind.TRUST: 54,
        BoardKind.LOCAL_COMMITTEE: 65,
    }
    assert (found.not_open, found.not_state_funded, len(found.warnings)) == (5, 32, 7)


def test_every_state_funded_school_of_the_county_has_one_board_nearest_to_it() -> None:
    schools = [
        s for s in read_register(data(REGISTER_135), name="x").schools if s.is_open and s.is_state_funded
    ]
    plans = constitute_boards(schools).plans
    nearest = Counter(urn for plan in plans if plan.kind is not BoardKind.TRUST for urn in plan.schools)
    single = [
        plan for plan in plans if plan.kind is BoardKind.TRUST and not nearest.keys() & set(plan.schools)
    ]
    nearest.update(urn for plan in single for urn in plan.schools)
    assert nearest == dict.fromkeys((school.urn for school in schools), 1)
    assert sum(school.kind is SchoolKind.MAINTAINED for school in schools) == 188


def test_a_closed_school_is_no_part_of_its_former_federation() -> None:
    found = constitute_boards([make_school(federation_uid="9"), closed(100002, federation_uid="9")])
    assert found.plans[0].schools == (100001,)
