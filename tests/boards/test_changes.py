"""A newer register changes what it knows better, and wipes nothing it does not know."""

from dataclasses import replace
from datetime import date

import pytest

from govscore.boards.census import read_census, with_figures
from govscore.boards.changes import apply_register, merge_school
from govscore.boards.gias import RegisterReading, read_register
from govscore.boards.model import School, SchoolStatus
from tests.boards.make import CENSUS, REGISTER_135, REGISTER_140, data, make_school

NONE_LACKING: frozenset[str] = frozenset()


def reading(*schools: School) -> RegisterReading:
    return RegisterReading(
        rows=len(schools), schools=schools, links=(), refused=(), warnings=(), not_carried=NONE_LACKING
    )


def test_into_an_empty_store_everything_is_imported() -> None:
    changes = apply_register((), read_register(data(REGISTER_135), name="x"))
    assert (len(changes.imported), changes.updated, changes.unchanged, changes.closed) == (337, (), (), ())


@pytest.mark.parametrize("name", [REGISTER_135, REGISTER_140])
def test_reading_the_register_again_in_either_generation_changes_nothing(name: str) -> None:
    stored = read_register(data(REGISTER_135), name="x").schools
    changes = apply_register(stored, read_register(data(name), name=name))
    assert (changes.imported, changes.updated, len(changes.unchanged)) == ((), (), 337)


def test_reading_the_register_again_after_the_census_changes_nothing() -> None:
    first = read_register(data(REGISTER_135), name="x")
    stored = with_figures(first.schools, read_census(data(CENSUS), name="x").figures)
    assert apply_register(stored, first).updated == ()


def test_a_school_that_has_closed_is_updated_and_named() -> None:
    before, after = make_school(), make_school(status=SchoolStatus.CLOSED, closed=date(2026, 8, 31))
    changes = apply_register((before, make_school(100002)), reading(after))
    assert changes.updated == changes.closed == (after,)


def test_a_school_that_was_closed_already_is_not_closed_anew() -> None:
    before = make_school(status=SchoolStatus.CLOSED)
    after = replace(before, name="Renamed")
    changes = apply_register((before,), reading(after))
    assert (changes.updated, changes.closed) == ((after,), ())


def test_fields_without_a_column_in_the_file_are_kept() -> None:
    held = make_school(trust_uid="1", trust_name="Hill", eal_percent=4.0, ward_code="W")
    read = make_school(trust_name="Hill")
    after = merge_school(held, read, not_carried=frozenset({"trust_uid", "eal_percent", "ward_code"}))
    assert after == held


def test_a_trust_of_another_name_takes_the_old_number_away() -> None:
    held = make_school(trust_uid="1", trust_name="Hill")
    after = merge_school(held, make_school(trust_name="Dale"), not_carried=frozenset({"trust_uid"}))
    assert (after.trust_uid, after.trust_name) == (None, "Dale")


def test_leaving_a_trust_is_news() -> None:
    held = make_school(trust_uid="1", trust_name="Hill")
    assert merge_school(held, make_school(), not_carried=NONE_LACKING) == make_school()


def test_an_empty_description_wipes_none_that_is_known() -> None:
    held = make_school(district_code="E07000081", is_rural=True, postcode="GL1 4AW", opened=date(1999, 9, 1))
    assert merge_school(held, make_school(), not_carried=NONE_LACKING) == held


def test_a_damaged_name_never_takes_the_place_of_a_good_one() -> None:
    held = make_school(federation_uid="9", federation_name="Manor Schools’ Federation")
    read = replace(held, federation_name="Manor Schools� Federation", damaged=("federation_name",))
    assert merge_school(held, read, not_carried=NONE_LACKING) == held


def test_a_good_name_takes_the_place_of_a_damaged_one() -> None:
    held = make_school(name="St Mary�s", damaged=("name",))
    read = make_school(name="St Mary’s")
    assert merge_school(held, read, not_carried=NONE_LACKING) == read


def test_a_damaged_name_is_better_than_none_and_stays_marked() -> None:
    read = make_school(ward_name="Ch�teau", damaged=("ward_name",))
    assert merge_school(make_school(), read, not_carried=NONE_LACKING) == read


def test_a_damaged_name_that_a_file_cannot_mend_stays_marked() -> None:
    held = make_school(ward_name="Ch�teau", damaged=("ward_name",))
    assert merge_school(held, make_school(), not_carried=frozenset({"ward_name"})) == held


def test_the_name_of_a_former_federation_is_not_kept_for_a_new_one() -> None:
    held = make_school(federation_uid="9", federation_name="Manor Schools’ Federation")
    read = make_school(federation_uid="10", federation_name="Hill Schools�", damaged=("federation_name",))
    assert merge_school(held, read, not_carried=NONE_LACKING) == read


def test_newer_figures_take_the_place_of_older_ones() -> None:
    held = make_school(pupils=200, fsm_percent=10.0, figures_from=date(2022, 1, 20))
    read = make_school(pupils=210, fsm_percent=12.0, figures_from=date(2023, 1, 19))
    assert merge_school(held, read, not_carried=NONE_LACKING) == read


@pytest.mark.parametrize("figures_from", [date(2022, 1, 20), None])
def test_older_figures_do_not_come_back(figures_from: date | None) -> None:
    held = make_school(pupils=200, fsm_percent=10.0, figures_from=date(2023, 1, 19))
    read = make_school(pupils=210, fsm_percent=12.0, figures_from=figures_from)
    assert merge_school(held, read, not_carried=NONE_LACKING) == held


def test_older_figures_fill_a_gap() -> None:
    held = make_school(pupils=200, figures_from=date(2023, 1, 19))
    read = make_school(pupils=210, fsm_percent=12.0, figures_from=date(2022, 1, 20))
    assert merge_school(held, read, not_carried=NONE_LACKING) == replace(held, fsm_percent=12.0)


def test_figures_are_kept_when_a_closed_school_has_none_any_more() -> None:
    held = make_school(pupils=200, fsm_percent=10.0, figures_from=date(2023, 1, 19))
    read = make_school(status=SchoolStatus.CLOSED, figures_from=date(2024, 1, 18))
    assert merge_school(held, read, not_carried=NONE_LACKING) == replace(held, status=SchoolStatus.CLOSED)


def test_a_school_the_register_does_not_name_is_in_none_of_the_lists() -> None:
    changes = apply_register((make_school(100002),), reading(make_school()))
    assert [school.urn for school in (*changes.imported, *changes.updated, *changes.unchanged)] == [100001]
