"""Ranks: R's expectation and joint intervals, the fast road beside the slow one, and marks without a count."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.reasons import Reason
from govscore.benchmarking.standing.ranks import (
    chance_below,
    expected_ranks,
    fast_expected_ranks,
    rank_intervals,
)
from tests.benchmarking import reference

NAN = float("nan")
ROADS = pytest.mark.parametrize("road", [expected_ranks, fast_expected_ranks])
scores = st.lists(st.tuples(st.integers(10, 40), st.integers(1, 9)), min_size=2, max_size=40).map(
    lambda boards: (
        np.array([tenths / 10 for tenths, _ in boards]),
        np.array([hundredths / 20 for _, hundredths in boards]),
    )
)


def compared(domain: str, *columns: str) -> np.ndarray:
    return np.array(list(reference.expected("expected_compare.csv", domain, *columns).values()))


def drawn(
    boards: int, *, largest: int = 15, tau2: float = 0.05, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Shrunken scores of boards of 6 people to one under the largest."""
    rng = np.random.default_rng(seed)
    n = rng.integers(6, largest, boards)
    weight = tau2 / (tau2 + 0.4 / n)
    return rng.normal(3, np.sqrt(tau2 * weight)), np.sqrt(tau2 * (1 - weight))


@ROADS
@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_board_has_the_expected_rank_r_gives_it(domain: str, road) -> None:
    eb, sd, rank = compared(domain, "eb", "eb_sd", "expected_rank").T
    np.testing.assert_allclose(road(eb, sd).ranks, rank, rtol=1e-10)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_from_answers_to_ranks_within_the_tolerance_of_reml(domain: str) -> None:
    n, means, ssw = reference.sufficient(domain)
    shrunk = shrink(fit_boards(n, means, ssw), n, means)
    found = fast_expected_ranks(shrunk.estimate, shrunk.sd)
    expected = compared(domain, "expected_rank")[:, 0]
    np.testing.assert_allclose(found.ranks[~np.isnan(found.ranks)], expected, rtol=1e-6)
    assert (found.n, found.n_missing) == (expected.size, len(n) - expected.size)


@pytest.mark.parametrize(("boards", "largest"), [(2, 15), (300, 15), (3_000, 15), (3_000, 40), (2_000, 300)])
def test_the_fast_road_gives_the_ranks_of_the_slow_one(boards: int, largest: int) -> None:
    estimate, sd = drawn(boards, largest=largest)
    apart = np.abs(fast_expected_ranks(estimate, sd).ranks - expected_ranks(estimate, sd).ranks)
    assert apart.max() < 1e-6


@pytest.mark.parametrize("tau2", [1e-6, 0.01, 5.0])
def test_the_fast_road_holds_where_boards_hardly_differ_and_where_they_differ_wildly(tau2: float) -> None:
    estimate, sd = drawn(1_500, tau2=tau2)
    apart = np.abs(fast_expected_ranks(estimate, sd).ranks - expected_ranks(estimate, sd).ranks)
    assert apart.max() < 1e-6


def test_a_country_of_boards_is_ranked_as_one_of_them_would_be_by_hand() -> None:
    estimate, sd = drawn(22_000)
    found = fast_expected_ranks(estimate, sd).ranks
    for i in (0, 777, 21_999):
        z = (estimate[i] - estimate) / np.hypot(sd[i], sd)
        by_hand = 0.5 + sum(0.5 * math.erfc(-each / math.sqrt(2)) for each in z.tolist())
        assert found[i] == pytest.approx(by_hand, abs=3e-4)


@ROADS
@settings(max_examples=60, deadline=None)
@given(boards=scores)
def test_ranks_sum_to_those_of_a_plain_table_and_boards_keep_theirs_in_any_order(boards, road) -> None:
    estimate, sd = boards
    ranks = road(estimate, sd).ranks
    assert ranks.sum() == pytest.approx(estimate.size * (estimate.size + 1) / 2)
    np.testing.assert_allclose(road(estimate[::-1], sd[::-1]).ranks[::-1], ranks, atol=1e-8)
    np.testing.assert_allclose(road(estimate + 7, sd).ranks, ranks, atol=1e-8)
    np.testing.assert_allclose(road(-estimate, sd).ranks, estimate.size + 1 - ranks, atol=1e-8)


@ROADS
def test_boards_alike_share_the_middle_rank(road) -> None:
    np.testing.assert_allclose(road([3.0] * 5, [0.2, 0.1, 0.3, 0.2, 0.2]).ranks, 3)


@ROADS
def test_a_board_without_a_score_is_set_aside_and_changes_nothing(road) -> None:
    with_it = road([2.0, NAN, 3.0, 2.5], [0.2, 0.2, 0.3, NAN])
    assert (with_it.n, with_it.n_missing) == (2, 2)
    np.testing.assert_array_equal(with_it.ranks[[0, 2]], road([2.0, 3.0], [0.2, 0.3]).ranks)
    assert np.isnan(with_it.ranks[[1, 3]]).all()


@ROADS
@pytest.mark.parametrize(
    ("estimate", "sd", "reason"),
    [([], [], Reason.TOO_FEW), ([NAN], [0.1], Reason.TOO_FEW), ([3.0, 3.0], [0, 0], Reason.NO_VARIATION)],
)
def test_without_boards_or_differences_there_are_no_ranks(estimate, sd, reason: Reason, road) -> None:
    found = road(estimate, sd)
    assert np.isnan(found.ranks).all()
    assert found.reason is reason


@ROADS
def test_a_board_alone_is_first(road) -> None:
    assert road([3.0], [0.2]).ranks.tolist() == [1.0]


@ROADS
@pytest.mark.parametrize(
    ("estimate", "sd", "message"),
    [
        ([1, 2], [0.1], "equally long"),
        ([[1]], [[0.1]], "one-dimensional"),
        ([1, 2], [0.1, -1], "not negative"),
        ([1, math.inf], [0.1, 0.1], "finite"),
        ([1, 2], [0.1, 0], "an sd of 0 and others not"),
    ],
)
def test_what_cannot_be_a_table_is_refused(estimate, sd, message: str, road) -> None:
    with pytest.raises(ValueError, match=message):
        road(estimate, sd)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_joint_intervals_of_ranks_are_those_of_r(domain: str) -> None:
    mean, v, low, high = compared(domain, "mean", "v", "joint90_rank_lo", "joint90_rank_hi").T
    found = rank_intervals(mean, v)
    assert found.lowest.tolist() == low.tolist()
    assert found.highest.tolist() == high.tolist()
    assert found.n_open == np.count_nonzero((low == 1) & (high == mean.size))


@settings(max_examples=60, deadline=None)
@given(scores, st.sampled_from([0.5, 0.9, 0.99]))
def test_joint_intervals_are_those_of_comparing_every_pair(boards, level: float) -> None:
    means, sd = boards
    found = rank_intervals(means, (sd / 20) ** 2, confidence_level=level)
    wider = rank_intervals(means, (sd / 10) ** 2, confidence_level=level)
    z = (found.n * 2) / (1 - level)
    reach = abs(float(np.sqrt(2)) * _inverse_erfc(2 / z)) * sd / 20
    for i in range(means.size):
        assert found.lowest[i] == 1 + np.sum(means + reach < means[i] - reach[i])
        assert found.highest[i] == means.size - np.sum(means - reach > means[i] + reach[i])
    assert (wider.lowest <= found.lowest).all()
    assert (wider.highest >= found.highest).all()


def _inverse_erfc(p: float) -> float:
    low, high = 0.0, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if math.erfc(middle) > p else (low, middle)
    return low


def test_intervals_that_touch_leave_both_ranks_open() -> None:
    found = rank_intervals([1.0, 1.0, 2.0], [0.0, 0.0, 0.0])
    assert (found.lowest.tolist(), found.highest.tolist()) == ([1, 1, 3], [2, 2, 3])


def test_a_board_without_a_score_has_no_rank_to_be_open() -> None:
    found = rank_intervals([1.0, NAN, 4.0], [0.01, 0.01, 0.01])
    assert (found.lowest.tolist(), found.highest.tolist(), found.n) == ([1, 0, 2], [1, 0, 2], 2)
    assert rank_intervals([], []).n == 0


@pytest.mark.parametrize("level", [0, 1, -0.5, 90])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="confidence_level"):
        rank_intervals([1, 2], [0.1, 0.1], confidence_level=level)


def test_a_board_at_the_mark_is_below_it_in_half_of_the_cases() -> None:
    found = chance_below([2.5, NAN, 2.5 - 1.959964 * 0.2], [0.2, 0.2, 0.2], 2.5)
    assert found.chance[0] == 0.5
    assert found.chance[2] == pytest.approx(0.975, abs=1e-6)
    assert math.isnan(found.chance[1])
    assert found.expected_count == pytest.approx(1.475, abs=1e-6)


def test_counting_drawn_in_scores_would_miss_boards_that_the_sum_of_chances_does_not() -> None:
    rng = np.random.default_rng(5)
    tau2, sigma2, n, mark = 0.05, 0.4, 8, 2.7
    truth = rng.normal(3, np.sqrt(tau2), 20_000)
    means = rng.normal(truth, np.sqrt(sigma2 / n))
    weight = tau2 / (tau2 + sigma2 / n)
    estimate = 3 + weight * (means - 3)
    truly, counted = np.count_nonzero(truth < mark), np.count_nonzero(estimate < mark)
    expected = chance_below(estimate, np.full(truth.size, np.sqrt(tau2 * (1 - weight))), mark).expected_count
    assert expected == pytest.approx(truly, rel=0.05)
    assert counted < 0.6 * truly


@pytest.mark.parametrize(
    ("estimate", "sd", "reason"), [([], [], Reason.TOO_FEW), ([3.0, 3.0], [0, 0], Reason.NO_VARIATION)]
)
def test_where_nobody_can_be_told_apart_nobody_is_below(estimate, sd, reason: Reason) -> None:
    found = chance_below(estimate, sd, 2.5)
    assert np.isnan(found.chance).all()
    assert math.isnan(found.expected_count)
    assert found.reason is reason


def test_a_mark_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="the mark must be finite"):
        chance_below([3.0], [0.1], NAN)
