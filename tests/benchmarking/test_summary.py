"""Quartiles: the type that is promised, gaps counted, and none where there is no score."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.summary import Quartiles, quartiles

NAN = float("nan")
some_scores = st.lists(st.integers(10, 50).map(lambda tenths: tenths / 10), min_size=2, max_size=40)


@given(some_scores)
def test_quartiles_are_those_of_type_7(scores: list[float]) -> None:
    found = quartiles(scores)
    expected = statistics.quantiles(scores, n=4, method="inclusive")
    assert [found.lower, found.median, found.upper] == pytest.approx(expected)


@given(some_scores, st.integers(0, 4))
def test_a_gap_is_left_out_and_counted(scores: list[float], gaps: int) -> None:
    whole, gappy = quartiles(scores), quartiles([NAN] * gaps + scores)
    assert (gappy.lower, gappy.median, gappy.upper) == (whole.lower, whole.median, whole.upper)
    assert (gappy.n, gappy.n_missing) == (len(scores), gaps)


def test_of_one_score_all_three_are_that_score() -> None:
    assert quartiles([2.5]) == Quartiles(lower=2.5, median=2.5, upper=2.5, n=1, n_missing=0)


@pytest.mark.parametrize("scores", [[], [NAN, NAN]])
def test_without_a_score_there_are_none(scores: list[float]) -> None:
    assert quartiles(scores) == Quartiles(lower=None, median=None, upper=None, n=0, n_missing=len(scores))


@pytest.mark.parametrize("scores", [[[1.0, 2.0]], 3.0, [1.0, float("inf")]])
def test_what_is_no_list_of_scores_is_refused(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="one-dimensional, and finite"):
        quartiles(scores)
