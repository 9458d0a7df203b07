"""The variance between boards with known errors: metafor's three, and equal where they must be."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.reasons import Reason
from govscore.benchmarking.standing.known_errors import variance_between
from tests.benchmarking import reference

NAN = float("nan")
some_boards = st.lists(
    st.tuples(st.integers(10, 40), st.integers(1, 15)).map(lambda b: (b[0] / 10, 0.4 / b[1])),
    min_size=2,
    max_size=25,
)


def criterion(tau2: float, y: np.ndarray, v: np.ndarray) -> float:
    """Minus twice the restricted log-likelihood, written out."""
    w = 1 / (v + tau2)
    mu = np.sum(w * y) / np.sum(w)
    return float(np.sum(np.log(v + tau2)) + np.log(np.sum(w)) + np.sum(w * (y - mu) ** 2))


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_all_three_are_those_of_metafor(domain: str) -> None:
    r = reference.document("expected_domains.json")["domains"][domain]["funnel"]
    n, means, _ = reference.sufficient(domain)
    found = variance_between(means, r["sigma2"] / np.where(np.array(n) > 0, n, np.nan))
    assert found.dl == pytest.approx(r["tau2_dl"], rel=1e-10)
    assert found.reml == pytest.approx(r["tau2_reml"], abs=1e-9)
    assert found.pm == pytest.approx(r["tau2_pm"], abs=1e-9)
    assert found.mu == pytest.approx(r["mu_reml"], abs=1e-8)
    assert (found.n, found.n_missing) == (r["boards"], len(n) - r["boards"])


@settings(max_examples=50, deadline=None)
@given(some_boards)
def test_reml_is_where_the_likelihood_is_greatest_and_pm_where_the_sum_of_squares_is_right(boards) -> None:
    y, v = np.array(boards).T
    found = variance_between(y, v)
    best = criterion(found.reml, y, v)
    others = np.concatenate(([0.0], np.geomspace(1e-5, 10, 300)))
    assert best <= min(criterion(tau2, y, v) for tau2 in others) + 1e-7
    w = 1 / (v + found.pm)
    q = np.sum(w * (y - np.sum(w * y) / np.sum(w)) ** 2)
    assert q == pytest.approx(y.size - 1) if found.pm > 0 else q <= y.size - 1 + 1e-9


@settings(max_examples=50, deadline=None)
@given(some_boards, st.integers(-20, 20))
def test_order_and_a_constant_do_not_matter_and_the_unit_does_as_it_should(boards, shift: int) -> None:
    y, v = np.array(boards).T
    found = variance_between(y, v)
    for same, factor in (
        (variance_between(y[::-1] + shift, v[::-1]), 1),
        (variance_between(10 * y, 100 * v), 100),
    ):
        ours = np.array([found.dl, found.reml, found.pm]) * factor
        np.testing.assert_allclose([same.dl, same.reml, same.pm], ours, atol=1e-7 * factor)


@settings(max_examples=50, deadline=None)
@given(some_boards)
def test_a_gap_is_a_board_left_out(boards) -> None:
    y, v = np.array(boards).T
    gappy = variance_between([*y, NAN, 3.0], [*v, 0.1, NAN])
    whole = variance_between(y, v)
    assert (gappy.reml, gappy.pm, gappy.mu) == (whole.reml, whole.pm, whole.mu)
    assert gappy.n_missing == 2


def test_equal_errors_make_all_three_the_variance_of_the_means_less_the_error() -> None:
    y = np.array([1.0, 2.5, 3.0, 4.5])
    found = variance_between(y, [0.2] * 4)
    assert [found.dl, found.reml, found.pm] == pytest.approx([np.var(y, ddof=1) - 0.2] * 3)


def test_boards_alike_do_not_differ() -> None:
    found = variance_between([3.0, 3.0, 3.0], [0.1, 0.2, 0.3])
    assert (found.dl, found.reml, found.pm, found.mu) == (0, 0, 0, 3)


@pytest.mark.parametrize("means", [[], [3.0], [3.0, NAN]])
def test_one_board_does_not_differ_from_anybody(means: list[float]) -> None:
    found = variance_between(means, [0.1] * len(means))
    assert all(math.isnan(value) for value in (found.dl, found.reml, found.pm, found.mu))
    assert found.reason is Reason.TOO_FEW


@pytest.mark.parametrize(
    ("means", "variances", "message"),
    [([1, 2], [0.1], "equally long"), ([1, 2], [0.1, 0], "positive"), ([1, math.inf], [0.1, 0.1], "finite")],
)
def test_what_cannot_be_is_refused(means, variances, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        variance_between(means, variances)
