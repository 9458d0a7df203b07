"""Null variances: as published, as their distributions give them, and none made up."""

import numpy as np
import pytest

from govscore.benchmarking.agreement.nulls import Null, distribution_variance, null_variance


@pytest.mark.parametrize("n_options", [2, 4, 5, 7, 11])
def test_uniform_is_the_variance_of_equal_shares(n_options: int) -> None:
    shares, values = np.full(n_options, 1 / n_options), np.arange(n_options)
    assert null_variance(Null.UNIFORM, n_options) == pytest.approx(distribution_variance(shares, values))


@pytest.mark.parametrize(
    ("null", "shares"),
    [
        (Null.SLIGHT_SKEW, [0.05, 0.15, 0.20, 0.35, 0.25]),
        (Null.MODERATE_SKEW, [0, 0.10, 0.15, 0.40, 0.35]),
        (Null.HEAVY_SKEW, [0, 0, 0.10, 0.40, 0.50]),
        (Null.TRIANGULAR, [0.11, 0.22, 0.34, 0.22, 0.11]),
        (Null.NORMAL, [0.07, 0.24, 0.38, 0.24, 0.07]),
    ],
)
def test_published_variances_are_those_of_distributions_of_five_options(
    null: Null, shares: list[float]
) -> None:
    assert null_variance(null, 5) == pytest.approx(distribution_variance(shares, [1, 2, 3, 4, 5]))


@pytest.mark.parametrize("n_options", [5, 6, 7])
def test_the_more_the_skew_the_less_the_variance(n_options: int) -> None:
    skews = [null_variance(null, n_options) for null in list(Null)[:4]]
    assert skews == sorted(skews, reverse=True)


@pytest.mark.parametrize("n_options", [2, 4, 8])
@pytest.mark.parametrize("null", list(Null)[1:])
def test_nothing_is_interpolated_where_nothing_is_published(null: Null, n_options: int) -> None:
    with pytest.raises(ValueError, match=f"{null} null is published for {n_options} options"):
        null_variance(null, n_options)


def test_the_unit_of_the_values_counts_squared() -> None:
    assert distribution_variance([0.25] * 4, [0, 10, 20, 30]) == pytest.approx(125)


@pytest.mark.parametrize(
    ("shares", "message"),
    [([0.5, 0.4], "sum to 1"), ([1.5, -0.5], "negative"), ([1.0], "one share for each")],
)
def test_shares_that_are_none_are_refused(shares: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        distribution_variance(shares, [1, 2])


def test_one_option_has_no_null() -> None:
    with pytest.raises(ValueError, match="two options"):
        null_variance(Null.UNIFORM, 1)
