"""Overlap of sets, and Mahalanobis as a check that knows when it means nothing."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.comparators.distance import Characteristics
from govscore.benchmarking.comparators.nearest_boards import choose_comparators
from govscore.benchmarking.comparators.overlap import mahalanobis_set, overlap
from govscore.benchmarking.errors import UnknownBoard
from govscore.benchmarking.reasons import Reason
from tests.benchmarking.schools import reference_schools

some_keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


def schools(n: int, **values: object) -> Characteristics:
    return Characteristics(keys=tuple(f"{i:03}" for i in range(n)), phases=("Primary",) * n, values=values)


def two_that_go_together(n: int, *, noise: float) -> Characteristics:
    rng = np.random.default_rng(2)
    fsm = rng.uniform(5, 45, n)
    return schools(n, fsm=fsm, eal=fsm + noise * rng.normal(size=n), sen=rng.uniform(5, 25, n))


@settings(deadline=None)
@given(some_keys, some_keys)
def test_what_is_shared_is_shared_both_ways(first: list[str], second: list[str]) -> None:
    one, other = overlap(first, second), overlap(second, first)
    assert set(one.shared) == set(other.shared) == set(first) & set(second)
    assert one.only_first == other.only_second == tuple(key for key in first if key not in second)
    if first and second:
        assert one.jaccard == other.jaccard == len(set(first) & set(second)) / len(set(first) | set(second))
        assert one.share == other.share
    else:
        assert math.isnan(one.share)
        assert math.isnan(one.jaccard)


def test_a_set_is_wholly_in_itself() -> None:
    found = overlap(["a", "b"], ["b", "a"])
    assert (found.share, found.jaccard, found.only_first) == (1, 1, ())


def test_a_board_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="names a board twice"):
        overlap(["a", "a"], ["b"])


def test_the_distance_is_the_one_of_the_formula() -> None:
    boards = two_that_go_together(60, noise=8)
    found = mahalanobis_set("000", boards, k=59)
    raw = np.column_stack([np.asarray(boards.values[name]) for name in ("fsm", "sen", "eal")])
    inverse = np.linalg.inv(np.cov(raw, rowvar=False))
    for key, distance in zip(found.keys, found.distances, strict=True):
        step = raw[int(key)] - raw[0]
        assert distance == pytest.approx(math.sqrt(step @ inverse @ step))
    assert list(found.distances) == sorted(found.distances)
    assert "000" not in found.keys


def test_the_unit_of_a_characteristic_does_not_matter() -> None:
    boards = two_that_go_together(60, noise=8)
    tenfold = schools(60, **{**boards.values, "sen": 10 * np.asarray(boards.values["sen"])})
    assert mahalanobis_set("007", tenfold).keys == mahalanobis_set("007", boards).keys


def test_of_one_characteristic_it_is_the_same_as_ours() -> None:
    boards = schools(40, fsm=np.random.default_rng(3).uniform(5, 45, 40))
    ours = choose_comparators("003", boards, k=10)
    assert mahalanobis_set("003", boards, k=10).keys == tuple(member.key for member in ours.members)


def test_the_reference_schools_give_an_overlap_to_report() -> None:
    boards = reference_schools()
    ours = [member.key for member in choose_comparators("900001", boards).members]
    check = mahalanobis_set("900001", boards)
    assert check.reason is None
    assert 0.3 < overlap(ours, check.keys).share < 1


@pytest.mark.parametrize(
    ("boards", "reason"),
    [
        (two_that_go_together(29, noise=8), Reason.TOO_FEW),
        (two_that_go_together(60, noise=0.01), Reason.NOT_ADMISSIBLE),
        (schools(60, fsm=np.arange(60.0), rural=[1.0, 1.0, *[0.0] * 58]), Reason.NOT_ADMISSIBLE),
        (schools(60, fsm=[7.0] * 60), Reason.NO_VARIATION),
        (schools(1, fsm=[7.0]), Reason.TOO_FEW),
    ],
    ids=["too few", "nearly follows", "nearly constant", "constant", "alone"],
)
def test_where_it_would_mean_nothing_it_says_why(boards: Characteristics, reason: Reason) -> None:
    found = mahalanobis_set("000", boards)
    assert (found.keys, found.distances, found.reason) == ((), (), reason)


def test_ten_boards_a_characteristic_are_enough() -> None:
    assert mahalanobis_set("000", two_that_go_together(30, noise=8)).reason is None


def test_a_wish_that_cannot_be_met_is_refused() -> None:
    boards = schools(30, fsm=np.arange(30.0))
    with pytest.raises(ValueError, match="k must be at least 1"):
        mahalanobis_set("000", boards, k=0)
    with pytest.raises(UnknownBoard):
        mahalanobis_set("zzz", boards)
