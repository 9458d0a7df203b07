"""What a board is compared by is weighted by pupils, and unknown is not zero."""

from typing import Any

import pytest

from govscore.boards.characteristics import characteristics_of
from govscore.boards.model import Phase, School
from tests.boards.make import make_school


def two(first: dict[str, Any], second: dict[str, Any]) -> list[School]:
    return [make_school(100001, **first), make_school(100002, **second)]


def test_one_school_is_described_by_its_own_figures() -> None:
    school = make_school(pupils=210, fsm_percent=12.5, eal_percent=3.0, sen_percent=14.0, is_rural=True)
    found = characteristics_of([school])
    assert (found.phase, found.pupils, found.is_rural) == (Phase.PRIMARY, 210, True)
    assert (found.fsm_percent, found.eal_percent, found.sen_percent) == (12.5, 3.0, 14.0)
    assert (found.schools, found.uncounted) == (1, 0)


def test_pupils_are_added_up_and_percentages_weighted_by_them() -> None:
    found = characteristics_of(
        two({"pupils": 300, "fsm_percent": 10.0}, {"pupils": 100, "fsm_percent": 30.0})
    )
    assert (found.pupils, found.fsm_percent) == (400, 15.0)


def test_a_percentage_that_is_not_known_counts_in_neither_sum() -> None:
    found = characteristics_of(
        two({"pupils": 300, "fsm_percent": None}, {"pupils": 100, "fsm_percent": 30.0})
    )
    assert found.fsm_percent == 30.0


def test_schools_whose_pupils_are_not_known_are_told() -> None:
    found = characteristics_of(two({"pupils": 300}, {"pupils": None}))
    assert (found.pupils, found.schools, found.uncounted) == (300, 2, 1)


@pytest.mark.parametrize("pupils", [0, None])
def test_without_pupils_to_weigh_by_schools_weigh_alike(pupils: int | None) -> None:
    found = characteristics_of(
        two({"pupils": pupils, "fsm_percent": 10.0}, {"pupils": pupils, "fsm_percent": 30.0})
    )
    assert found.fsm_percent == 20.0


def test_the_phase_is_that_of_most_pupils_and_not_of_most_schools() -> None:
    schools = [*two({"pupils": 200}, {"pupils": 200}), make_school(100003, pupils=900, phase=Phase.SECONDARY)]
    assert characteristics_of(schools).phase is Phase.SECONDARY


def test_a_phase_is_known_though_the_pupils_are_not() -> None:
    assert characteristics_of([make_school()]).phase is Phase.PRIMARY


def test_a_board_is_rural_where_most_of_its_pupils_are() -> None:
    assert (
        characteristics_of(two({"pupils": 60, "is_rural": True}, {"pupils": 50, "is_rural": False})).is_rural
        is True
    )
    assert (
        characteristics_of(two({"pupils": 50, "is_rural": True}, {"pupils": 50, "is_rural": False})).is_rural
        is False
    )


def test_where_nothing_is_known_nothing_is_said() -> None:
    found = characteristics_of([make_school(phase=None)])
    assert (found.phase, found.pupils, found.fsm_percent, found.is_rural, found.uncounted) == (
        None,
        None,
        None,
        None,
        1,
    )


def test_a_board_without_schools_has_no_characteristics() -> None:
    assert characteristics_of([]).schools == 0


def test_the_order_of_the_schools_does_not_matter() -> None:
    schools = two({"pupils": 123, "fsm_percent": 10.1}, {"pupils": 77, "fsm_percent": 33.3})
    assert characteristics_of(schools) == characteristics_of(schools[::-1])
