"""A place among comparators: reference values, ties, gaps, and silence where there are too few."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.errors import TooFewComparators
from govscore.benchmarking.model import Quarter
from govscore.benchmarking.standing.position import percentile_rank, percentile_ranks, place
from tests.benchmarking import reference

NAN = float("nan")
quarters_of_points = st.integers(4, 20).map(lambda points: points / 4)
comparator_scores = st.lists(quarters_of_points, min_size=8, max_size=40)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_board_of_the_county_has_the_percentile_r_gives_it(domain: str) -> None:
    rows = reference.expected("expected_compare.csv", domain, "mean", "percentile_of_others")
    ranks = percentile_ranks([mean for mean, _ in rows.values()])
    np.testing.assert_allclose(ranks.percentiles, [p for _, p in rows.values()], rtol=1e-10)
    assert (ranks.n, ranks.n_missing) == (len(rows) - 1, 0)


def test_the_rank_is_below_plus_half_of_the_equal() -> None:
    rank = percentile_rank(3, [1, 2, 2.5, 3, 3, 4, 4.5, 5, 6, 7])
    assert rank.percentile == 100 * (3 + 2 / 2) / 10
    assert rank.n_equal == 2


def test_a_board_level_with_everybody_is_in_the_middle() -> None:
    assert percentile_rank(3, [3] * 9).percentile == 50


@pytest.mark.parametrize(("score", "percentile"), [(0, 0), (9, 100)])
def test_the_ends_are_0_and_100(score: float, percentile: float) -> None:
    assert percentile_rank(score, [1, 2, 3, 4, 5, 6, 7, 8]).percentile == percentile


def test_scores_that_differ_in_the_last_bit_only_are_equal() -> None:
    tenths = 0.1 + 0.2
    assert tenths != 0.3
    assert percentile_rank(0.3, [tenths] * 4 + [1.0] * 4).percentile == 25


def test_a_difference_that_means_something_is_no_tie() -> None:
    assert percentile_rank(3, [3 + 1e-8] * 8).percentile == 0


@given(quarters_of_points, comparator_scores, st.randoms(use_true_random=False))
def test_the_order_of_comparators_does_not_matter(score: float, scores: list[float], random: object) -> None:
    shuffled = sorted(scores, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert percentile_rank(score, shuffled) == percentile_rank(score, scores)


@given(quarters_of_points, comparator_scores, st.integers(-40, 40))
def test_a_constant_on_both_sides_changes_nothing(score: float, scores: list[float], shift: int) -> None:
    moved = percentile_rank(score + shift, [other + shift for other in scores])
    assert moved == percentile_rank(score, scores)


@given(quarters_of_points, comparator_scores, st.integers(0, 5))
def test_a_gap_is_left_out_and_counted(score: float, scores: list[float], gaps: int) -> None:
    whole = percentile_rank(score, scores)
    gappy = percentile_rank(score, scores + [NAN] * gaps)
    assert (gappy.percentile, gappy.n, gappy.n_missing) == (whole.percentile, whole.n, gaps)


@given(quarters_of_points, comparator_scores)
def test_turning_the_scale_round_turns_the_place_round(score: float, scores: list[float]) -> None:
    turned = percentile_rank(-score, [-other for other in scores]).percentile
    assert turned == pytest.approx(100 - percentile_rank(score, scores).percentile)


@given(st.lists(quarters_of_points, min_size=9, max_size=30))
def test_all_at_once_is_each_among_the_others(scores: list[float]) -> None:
    together = percentile_ranks(scores).percentiles
    for i, score in enumerate(scores):
        assert together[i] == pytest.approx(percentile_rank(score, scores[:i] + scores[i + 1 :]).percentile)


def test_a_board_without_a_score_gets_no_place_and_is_nobodys_comparator() -> None:
    scores = [float(i) for i in range(10)]
    ranks = percentile_ranks([NAN, *scores])
    assert math.isnan(ranks.percentiles[0])
    np.testing.assert_array_equal(ranks.percentiles[1:], percentile_ranks(scores).percentiles)
    assert (ranks.n, ranks.n_missing) == (9, 1)


def test_seven_comparators_are_too_few_and_the_gap_does_not_help() -> None:
    with pytest.raises(TooFewComparators, match="only 7 comparators have a score and 8 are needed"):
        percentile_rank(3, [1, 2, 3, 4, 5, 6, 7, NAN])


@pytest.mark.parametrize("scores", [[], [3.0], [1.0, 2.0, 3.0]])
def test_a_table_of_too_few_boards_places_none(scores: list[float]) -> None:
    with pytest.raises(TooFewComparators, match=f"only {max(len(scores) - 1, 0)} comparators"):
        percentile_ranks(scores)


def test_one_comparator_is_the_least_there_can_be() -> None:
    assert percentile_rank(3, [2], min_comparators=1).percentile == 100
    with pytest.raises(TooFewComparators):
        percentile_rank(3, [], min_comparators=0)


@pytest.mark.parametrize("score", [NAN, math.inf])
def test_a_score_that_is_none_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="score must be finite"):
        percentile_rank(score, [1] * 8)


@pytest.mark.parametrize(
    ("comparators", "message"), [([[1.0] * 8] * 2, "one-dimensional"), ([1.0] * 8 + [math.inf], "finite")]
)
def test_comparators_that_are_no_list_of_scores_are_refused(comparators: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        percentile_rank(1, comparators)


@pytest.mark.parametrize("n", [0, 1, 7])
def test_under_eight_there_is_no_place_at_all(n: int) -> None:
    found = place(3, [1.0] * n + [NAN, NAN])
    assert (found.percentile, found.quarter, found.n, found.n_missing) == (None, None, n, 2)


@pytest.mark.parametrize("n", [8, 19])
def test_from_eight_to_nineteen_there_is_a_quarter_only(n: int) -> None:
    found = place(3, [1.0] * n)
    assert (found.percentile, found.quarter) == (None, Quarter.TOP)


def test_from_twenty_there_is_a_percentile_too() -> None:
    found = place(3, [1.0] * 15 + [4.0] * 5)
    assert (found.percentile, found.quarter, found.n) == (75, Quarter.TOP, 20)


@pytest.mark.parametrize(
    ("below", "quarter"),
    [
        (0, Quarter.BOTTOM),
        (1, Quarter.BOTTOM),
        (2, Quarter.LOWER),
        (3, Quarter.LOWER),
        (4, Quarter.UPPER),
        (5, Quarter.UPPER),
        (6, Quarter.TOP),
        (8, Quarter.TOP),
    ],
)
def test_a_boundary_belongs_to_the_higher_quarter(below: int, quarter: Quarter) -> None:
    assert place(3, [1.0] * below + [5.0] * (8 - below)).quarter is quarter


def test_a_board_level_with_all_can_be_told_so() -> None:
    found = place(3, [3.0] * 10)
    assert found.n_equal == found.n


def test_every_board_of_the_worked_example_has_its_place_among_the_others() -> None:
    worked = reference.document("published.json")["percentile_ties"]
    found = percentile_ranks(worked["x"]).percentiles
    np.testing.assert_allclose(found, worked["expected"]["percentile_of_others"], rtol=worked["tolerance"])
    counted_in = 100 * (np.array(worked["expected"]["rank_average"]) - 0.5) / len(worked["x"])
    assert not np.allclose(found, counted_in)
    for own, percentile in enumerate(found.tolist()):
        others = [x for i, x in enumerate(worked["x"]) if i != own]
        assert percentile_rank(worked["x"][own], others).percentile == pytest.approx(percentile)
