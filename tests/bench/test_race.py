"""Ratios, peaks and differences of a race, from laps that are made up."""

import math

import pytest

from bench.race import Lap, best, furthest_apart, memory, ratio

NAN = math.nan


def lap(seconds: float, *, added: float = 1.0, whole: float = 2.0, **numbers: list[float]) -> Lap:
    return Lap(seconds=seconds, numbers=numbers, added=added, whole=whole)


def test_the_first_round_is_not_timed() -> None:
    ours, peer = [lap(0.1), lap(2), lap(1)], [lap(0.1), lap(8), lap(10)]
    found = ratio(ours, peer)
    assert best(ours) == 1
    assert (found.best, found.median, found.lowest, found.highest) == (8, 7, 4, 10)


def test_a_peer_that_had_a_share_is_scaled() -> None:
    assert ratio([lap(9), lap(1)], [lap(9), lap(3)], scale=10).best == 30


def test_the_first_round_counts_for_memory_since_later_ones_find_it_kept_ready() -> None:
    assert memory([lap(1, added=90, whole=120), lap(1, added=0, whole=121)]) == (90, 121)


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ([1.0, NAN, 2.0], [1.0, NAN, 2.5], 0.5),
        ([1.0, NAN], [1.0, 0.0], math.inf),
        ([1.0], [NAN], math.inf),
        ([1.0], [1.0, 1.0], math.inf),
        ([], [], 0.0),
        ([math.inf], [1.0], math.inf),
    ],
)
def test_numbers_differ_by_their_largest_difference_or_by_having_none(
    ours: list[float], theirs: list[float], apart: float
) -> None:
    assert furthest_apart(lap(1, w=ours), lap(1, w=theirs)) == {"w": apart}


def test_workers_that_give_other_numbers_are_no_race() -> None:
    with pytest.raises(RuntimeError, match="'p'"):
        furthest_apart(lap(1, w=[1.0]), lap(1, p=[1.0]))
