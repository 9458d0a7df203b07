"""The restricted likelihood: pooling loses nothing, the slope is right, the lower of two dips is taken."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.between.variance import best_theta, criterion, pool, profile

N = np.array([4.0, 9.0, 4.0, 12.0, 7.0, 9.0])
MEANS = np.array([2.2, 3.1, 2.9, 3.4, 3.8, 2.7])
SSW = np.array([2.0, 5.0, 1.0, 8.0, 4.0, 6.0])


@given(st.floats(0, 50))
def test_boards_pooled_by_size_fit_as_well_as_boards_one_by_one(theta: float) -> None:
    pooled = pool(N, MEANS, SSW)
    at = profile(pooled, np.array([theta]))
    w = N / (1 + N * theta)
    mu = (w * MEANS).sum() / w.sum()
    assert pooled.boards.sum() == 6
    assert at.mu[0] + pooled.centre == pytest.approx(mu)
    assert at.rss[0] == pytest.approx(SSW.sum() + (w * (MEANS - mu) ** 2).sum())


@given(st.floats(0.01, 20))
def test_the_slope_is_that_of_the_criterion(theta: float) -> None:
    pooled = pool(N, MEANS, SSW)
    step = 1e-5 * theta
    low, high = criterion(pooled, profile(pooled, np.array([theta - step, theta + step])))
    slope = profile(pooled, np.array([theta])).slope[0]
    assert slope == pytest.approx((high - low) / (2 * step), rel=1e-4, abs=1e-4)


def test_the_slope_is_nothing_where_the_fit_is_best() -> None:
    pooled = pool(N, MEANS, SSW)
    theta = best_theta(pooled)
    assert theta > 0
    assert abs(profile(pooled, np.array([theta])).slope[0]) < 1e-9


def test_a_very_large_difference_between_boards_is_found() -> None:
    pooled = pool(np.array([3.0, 3.0]), np.array([1.0, 5.0]), np.array([1e-8, 1e-8]))
    assert best_theta(pooled) * 1e-8 / 2 == pytest.approx(8.0, rel=1e-6)


@pytest.mark.parametrize("odd_one_out", [-3.3, -1.2])
def test_of_two_dips_the_lower_is_taken(odd_one_out: float) -> None:
    n = np.array([3.0, 1000.0, 1.0, 3.0, 1000.0])
    pooled = pool(n, np.array([-0.12, 0.05, -0.11, odd_one_out, 0.05]), 0.42 * (n - 1))
    everywhere = np.concatenate(([0.0], np.geomspace(1e-7, 1e3, 5000)))
    at = profile(pooled, everywhere)
    rising = at.slope >= 0
    assert rising[0]
    assert (~rising[:-1] & rising[1:]).sum() == 1
    best = profile(pooled, np.array([best_theta(pooled)]))
    assert criterion(pooled, best)[0] <= criterion(pooled, at).min()


@pytest.mark.parametrize("people", [[], [3.0, 4.0]])
def test_boards_without_variance_within_have_no_likelihood(people: list[float]) -> None:
    with pytest.raises(ValueError, match="some variance within"):
        pool(np.array(people), np.ones(len(people)), np.zeros(len(people)))


def test_a_negative_ratio_is_refused() -> None:
    with pytest.raises(ValueError, match="theta must not be negative"):
        profile(pool(N, MEANS, SSW), np.array([-0.1]))


def test_one_board_has_no_variance_between() -> None:
    with pytest.raises(ValueError, match="two boards"):
        best_theta(pool(np.array([4.0]), np.array([3.0]), np.array([2.0])))
