"""Trusts and federations are read from either file, and fill what the register leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from govscore.boards.gias import read_register
from govscore.boards.groups import GroupReading, read_groups, with_memberships
from govscore.boards.model import GroupKind, SchoolKind, TrustKind
from govscore.errors import RegisterError
from tests.boards.make import GROUPS, MEMBERSHIPS, REGISTER_135, data, make_csv, make_school

ROW = {
    "URN": "100001",
    "Group UID": "5001",
    "Group Name": "Hill Trust",
    "Companies House Number": "7740516",
    "Group Type (code)": "06",
    "Group Type": "Multi-academy trust",
    "Closed Date": "",
    "Open date": "01-09-2012",
    "Group Status": "Open",
    "Joined date": "01-01-1900",
}


def read(*changes: dict[str, str]) -> GroupReading:
    return read_groups(
        make_csv([ROW | change for change in changes], header=ROW, encoding="utf-8"), name="x.csv"
    )


def test_the_memberships_of_the_county_are_read_and_childrens_centres_counted() -> None:
    reading = read_groups(data(MEMBERSHIPS), name=MEMBERSHIPS)
    assert (reading.rows, len(reading.memberships), reading.set_aside) == (236, 197, 39)
    assert (reading.refused, reading.warnings) == ((), ())
    assert len({membership.urn for membership in reading.memberships}) == 173 - 39


def test_131_schools_of_the_register_are_in_a_group_and_63_in_two_of_different_kinds() -> None:
    reading = read_groups(data(MEMBERSHIPS), name=MEMBERSHIPS)
    schools = {school.urn for school in read_register(data(REGISTER_135), name=REGISTER_135).schools}
    member_of = [membership.urn for membership in reading.memberships]
    assert len(schools & set(member_of)) == 131
    assert sum(member_of.count(urn) == 2 for urn in set(member_of)) == 63


def test_the_sample_of_groups_is_read_and_childrens_centres_counted() -> None:
    reading = read_groups(data(GROUPS), name=GROUPS)
    assert (reading.rows, len(reading.groups), reading.set_aside) == (428, 428 - 62 - 32, 94)
    assert (reading.memberships, reading.refused) == ((), ())


def test_every_group_of_the_memberships_is_in_the_sample_of_groups_and_says_the_same() -> None:
    groups = {group.uid: group for group in read_groups(data(GROUPS), name=GROUPS).groups}
    members = read_groups(data(MEMBERSHIPS), name=MEMBERSHIPS).groups
    assert len(members) == 84
    assert all(groups[group.uid] == group for group in members)


def test_the_register_of_the_county_already_says_what_the_memberships_say() -> None:
    schools = read_register(data(REGISTER_135), name=REGISTER_135).schools
    assert with_memberships(schools, read_groups(data(MEMBERSHIPS), name=MEMBERSHIPS)) == schools


def test_the_memberships_give_back_what_a_search_download_leaves_out() -> None:
    schools = read_register(data(REGISTER_135), name=REGISTER_135).schools
    stripped = tuple(replace(school, trust_uid=None, federation_uid=None) for school in schools)
    assert with_memberships(stripped, read_groups(data(MEMBERSHIPS), name=MEMBERSHIPS)) == schools


def test_a_company_number_gets_its_leading_zero_back_and_1900_is_no_date() -> None:
    reading = read({})
    assert (reading.groups[0].company_number, reading.groups[0].opened) == ("07740516", date(2012, 9, 1))
    assert reading.memberships[0].joined is None


def test_groups_with_one_name_are_two_groups() -> None:
    assert len(read({}, {"URN": "100002", "Group UID": "5002"}).groups) == 2


def test_a_membership_told_twice_is_refused_the_second_time() -> None:
    (refusal,) = read({}, {}).refused
    assert (refusal.line, refusal.reason) == (3, "it repeats line 2, which was kept")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Group UID": ""}, 'Group UID "" is not a number'),
        ({"Group UID": "TR03305.old"}, 'Group UID "TR03305.old" is not a number'),
        ({"Group Name": ""}, "it has no Group Name"),
        ({"Group Type (code)": "99", "Group Type": "Club"}, 'Group Type "Club" is not known'),
        ({"Group Type (code)": "", "Group Type": ""}, 'Group Type "" is not known'),
        ({"URN": "x"}, 'URN "x" is not a number'),
        ({"Joined date": "soon"}, 'Joined date "soon" is not a date'),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused(change: dict[str, str], reason: str) -> None:
    reading = read(change, {"URN": "100002"})
    assert [membership.urn for membership in reading.memberships] == [100002]
    assert (reading.refused[0].line, reading.refused[0].reason[: len(reason)]) == (2, reason)


def test_a_group_name_damaged_upstream_is_a_warning_and_an_undamaged_one_is_preferred() -> None:
    reading = read(
        {"Group Name": "Manor Schools� Trust"}, {"URN": "100002", "Group Name": "Manor Schools’ Trust"}
    )
    assert [group.name for group in reading.groups] == ["Manor Schools’ Trust"]
    assert [warning.line for warning in reading.warnings] == [2]


def test_a_group_type_is_read_by_name_where_there_is_no_code() -> None:
    change = {"Group Type (code)": "", "Group Type": "Secure single-academy trust"}
    assert read(change).groups[0].kind is GroupKind.SINGLE_ACADEMY_TRUST


@pytest.mark.parametrize(
    ("change", "is_open"),
    [
        ({"Group Status": "Closed"}, False),
        ({"Group Status": "", "Closed Date": "31-08-2021"}, False),
        ({"Group Status": ""}, True),
        ({"Group Status": "Proposed to open"}, False),
    ],
)
def test_a_group_is_open_by_its_status_or_else_until_it_has_closed(
    change: dict[str, str], is_open: bool
) -> None:
    assert read(change).groups[0].is_open is is_open


def test_a_closed_group_gives_a_school_nothing() -> None:
    school = make_school(type_code="34")
    assert with_memberships((school,), read({"Group Status": "Closed"})) == (school,)


def test_a_trust_the_register_names_is_kept() -> None:
    school = make_school(type_code="34", trust_uid="4000", trust_name="Dale Trust")
    assert with_memberships((school,), read({})) == (school,)


def test_a_maintained_school_gets_no_academy_trust_and_an_academy_no_foundation() -> None:
    schools = (make_school(100001), make_school(100002, "34"))
    foundation = {"URN": "100002", "Group UID": "5002", "Group Type (code)": "02", "Group Type": "Trust"}
    assert with_memberships(schools, read({}, foundation)) == schools


def test_an_academy_gets_its_trust_with_its_kind_and_a_sponsor_changes_nothing() -> None:
    sponsor = {"Group UID": "5002", "Group Type (code)": "05", "Group Type": "School sponsor"}
    (school,) = with_memberships((make_school(type_code="34"),), read(sponsor, {}))
    assert (school.kind, school.trust_uid, school.trust_name) == (SchoolKind.ACADEMY, "5001", "Hill Trust")
    assert school.trust_kind is TrustKind.MULTI_ACADEMY


def test_a_file_without_groups_is_not_taken_for_one() -> None:
    with pytest.raises(RegisterError, match='has no column "Group UID" in its first line; give the groups'):
        read_groups(data(REGISTER_135), name="schools.csv")
