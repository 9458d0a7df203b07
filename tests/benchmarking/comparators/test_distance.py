"""Distance between boards: R's scales, what is left out or filled in, and an order that never wavers."""

import numpy as np
import pytest

from govscore.benchmarking.comparators.distance import Characteristics, nearest_first, standardise
from govscore.benchmarking.errors import NothingToCompareBy
from govscore.errors import BenchmarkError
from tests.benchmarking import reference
from tests.benchmarking.schools import NAN, primaries, reference_schools

SCALES = reference.document("expected_neighbours_scales.json")["scale"]


@pytest.mark.parametrize("phase", ["Primary", "Secondary", "Special"])
def test_scales_are_those_of_r(phase: str) -> None:
    block = standardise(reference_schools(), phase)
    expected = [SCALES[phase]["log_pupils"], *(SCALES[phase][name] for name in block.names[1:])]
    np.testing.assert_allclose([scale for _, scale in block.scales], expected, rtol=1e-10)


def test_weights_are_those_published_and_sum_to_one() -> None:
    weights = dict(standardise(reference_schools(), "Primary").weights)
    assert weights == {"pupils": 0.3, "fsm": 0.3, "sen": 0.15, "eal": 0.15, "rural": 0.1}


def test_a_characteristic_that_is_the_same_for_all_stays_in_and_says_nothing() -> None:
    block = standardise(reference_schools(), "Special")
    assert (block.constant, block.unknown) == (("sen",), ())
    assert dict(block.weights)["sen"] == 0.15
    assert not block.points[:, block.names.index("sen")].any()


def test_a_characteristic_nobody_knows_leaves_its_weight_to_the_others() -> None:
    block = standardise(primaries(pupils=[100, 200, 400], fsm=[5, 10, 20], sen=[NAN] * 3), "Primary")
    assert block.unknown == ("sen", "eal", "rural")
    assert dict(block.weights) == {"pupils": 0.5, "fsm": 0.5}


def test_where_most_are_alike_the_standard_deviation_takes_over() -> None:
    block = standardise(primaries(rural=[0, 0, 0, 1]), "Primary", weights={"rural": 1})
    assert block.scales == (("rural", 0.5),)


def test_a_gap_counts_as_the_median_of_the_phase() -> None:
    gappy = standardise(primaries(fsm=[5, NAN, 10, 20]), "Primary", weights={"fsm": 1})
    filled = standardise(primaries(fsm=[5, 10, 10, 20]), "Primary", weights={"fsm": 1})
    np.testing.assert_array_equal(gappy.points, filled.points)
    assert np.isnan(gappy.known[1, 0])


@pytest.mark.parametrize("pupils", [0, -1, NAN])
def test_a_school_without_pupils_is_one_whose_size_is_not_known(pupils: float) -> None:
    block = standardise(primaries(pupils=[100, 200, 400, pupils]), "Primary")
    assert np.isnan(block.known[3, 0])
    assert np.isfinite(block.points).all()


def test_one_huge_school_does_not_shrink_the_differences_between_the_others() -> None:
    ordinary = [100.0, 150, 200, 250, 300, 350]
    usual = standardise(primaries(pupils=[*ordinary, 400]), "Primary").points[:6, 0]
    beside_a_giant = standardise(primaries(pupils=[*ordinary, 40_000]), "Primary").points[:6, 0]
    np.testing.assert_allclose(beside_a_giant, usual)


def test_a_lone_school_is_at_no_distance_from_itself() -> None:
    block = standardise(primaries(pupils=[100], fsm=[3]), "Primary")
    assert block.constant == ("pupils", "fsm")
    assert not block.points.any()


def test_rows_stand_in_order_of_their_keys() -> None:
    boards = Characteristics(keys=("b", "c", "a"), phases=("Primary",) * 3, values={"fsm": [1, 2, 3]})
    assert standardise(boards, "Primary").rows.tolist() == [2, 0, 1]


def test_with_nothing_known_there_is_nothing_to_compare_by() -> None:
    with pytest.raises(
        NothingToCompareBy, match="no characteristic is known for any board of phase 'Primary'"
    ):
        standardise(primaries(pupils=[0, 0], fsm=[NAN, NAN]), "Primary")


@pytest.mark.parametrize("weight", [0, -0.1, NAN])
def test_a_weight_that_is_not_positive_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="weight must be positive"):
        standardise(primaries(fsm=[1, 2]), "Primary", weights={"fsm": weight})


def test_an_infinite_characteristic_is_refused() -> None:
    with pytest.raises(ValueError, match="fsm must be finite"):
        standardise(primaries(fsm=[1, float("inf")]), "Primary")


def test_a_board_given_twice_is_named() -> None:
    with pytest.raises(BenchmarkError, match="board b is given twice"):
        Characteristics(keys=("a", "b", "b"), phases=("Primary",) * 3, values={})


@pytest.mark.parametrize(
    ("phases", "values", "named"),
    [
        (("Primary",), {}, "phases"),
        (("Primary",) * 2, {"fsm": [1.0], "sen": [1.0, 2.0]}, "fsm: not one entry"),
    ],
)
def test_columns_of_another_length_are_named(
    phases: tuple[str, ...], values: dict[str, list[float]], named: str
) -> None:
    with pytest.raises(BenchmarkError, match=named):
        Characteristics(keys=("a", "b"), phases=phases, values=values)


def test_a_tie_goes_to_the_first() -> None:
    assert nearest_first(np.array([0.5, 0.3, 0.1 + 0.2, 0.3 - 4e-10])).tolist() == [1, 2, 3, 0]


def test_a_difference_that_decides_decides() -> None:
    assert nearest_first(np.array([0.3 + 9e-8, 0.3])).tolist() == [1, 0]


def test_what_may_not_be_chosen_comes_last() -> None:
    assert nearest_first(np.array([np.inf, 2.0, np.inf, 1.0])).tolist() == [3, 1, 0, 2]


def test_a_distance_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        nearest_first(np.array([0.1, NAN]))


def test_ties_go_by_what_they_are_told_to_go_by() -> None:
    distances = np.array([[0.3, 0.1 + 0.2, 0.1], [0.3, 0.2, 0.1]])
    ids = np.array([[9, 4, 7], [9, 4, 7]])
    assert nearest_first(distances).tolist() == [[2, 0, 1], [2, 1, 0]]
    assert nearest_first(distances, ids=ids).tolist() == [[2, 1, 0], [2, 1, 0]]
