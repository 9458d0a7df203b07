"""Overdispersion: R's phi, the correction worked out and simulated, and nothing from one board."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.reasons import Reason
from govscore.benchmarking.standing.dispersion import additive_variance, overdispersion, winsor_factor
from govscore.benchmarking.standing.funnel import funnel_places
from tests.benchmarking import reference

NAN = float("nan")
PUBLISHED = reference.document("published.json")["winsorised_phi"]


def funnel_of(domain: str) -> dict[str, float]:
    found: dict[str, float] = reference.document("expected_domains.json")["domains"][domain]["funnel"]
    return found


def county(domain: str) -> tuple[np.ndarray, np.ndarray]:
    """z and error variances, gaps included."""
    n, means, _ = reference.sufficient(domain)
    r = funnel_of(domain)
    z = funnel_places(n, means, target=r["target"], sigma2=r["sigma2"]).z
    return z, r["sigma2"] / np.where(np.array(n) > 0, n, np.nan)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_phi_three_ways_and_its_p_are_those_of_r(domain: str) -> None:
    z, _ = county(domain)
    r = funnel_of(domain)
    found = overdispersion(z)
    ours = [found.phi, found.phi_winsorised, found.phi_corrected, found.p]
    np.testing.assert_allclose(
        ours, [r[name] for name in ("phi", "phi_winsorised", "phi_corrected", "Q_p")], rtol=1e-10
    )
    assert (found.n, found.reason) == (r["boards"], None)


@pytest.mark.parametrize("domain", reference.DOMAINS)
@pytest.mark.parametrize("kind", ["winsorised", "corrected"])
def test_the_variance_that_phi_stands_for_is_that_of_r(domain: str, kind: str) -> None:
    _, v = county(domain)
    r = funnel_of(domain)
    assert additive_variance(r[f"phi_{kind}"], v) == pytest.approx(r[f"tau2_{kind}"], rel=1e-10)


def test_the_factor_is_the_one_worked_out_by_hand() -> None:
    assert winsor_factor() == pytest.approx(PUBLISHED["expected"], rel=PUBLISHED["tolerance"])
    assert winsor_factor(0) == 1
    assert winsor_factor(0.4999999) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("share", [0.05, 0.1, 0.25])
def test_the_factor_is_what_becomes_of_a_true_phi_of_1(share: float) -> None:
    z = np.random.default_rng(7).normal(size=1_000_000)
    low, high = np.quantile(z, [share, 1 - share])
    assert np.mean(np.clip(z, low, high) ** 2) == pytest.approx(winsor_factor(share), abs=0.003)


def test_a_few_odd_boards_move_phi_and_hardly_the_corrected_one() -> None:
    ordinary = np.random.default_rng(3).normal(size=300)
    odd = np.concatenate([ordinary, np.full(10, 8.0)])
    assert overdispersion(odd).phi - overdispersion(ordinary).phi > 1.5
    assert abs(overdispersion(odd).phi_corrected - overdispersion(ordinary).phi_corrected) < 0.2


@settings(deadline=None)
@given(st.lists(st.integers(-40, 40), min_size=2, max_size=40))
def test_order_sign_and_gaps_do_not_matter(tenths: list[int]) -> None:
    z = np.array(tenths) / 10
    found = overdispersion(z)
    for same in (overdispersion(z[::-1]), overdispersion(-z)):
        assert (same.phi, same.phi_winsorised) == pytest.approx((found.phi, found.phi_winsorised))
    assert overdispersion([*z, NAN]).phi == found.phi


def test_boards_that_do_not_differ_at_all_are_underdispersed() -> None:
    found = overdispersion([0.0] * 9)
    assert (found.phi, found.phi_corrected, found.p) == (0, 0, 1)
    assert additive_variance(found.phi, [0.1] * 9) == 0


@pytest.mark.parametrize("z", [[], [1.0], [1.0, NAN]])
def test_one_board_is_not_dispersed(z: list[float]) -> None:
    found = overdispersion(z)
    assert math.isnan(found.phi)
    assert math.isnan(found.p)
    assert found.reason is Reason.TOO_FEW
    assert math.isnan(additive_variance(1.5, [0.1] * (len(z) - found.n_missing)))


@pytest.mark.parametrize("z", [[[1.0]], [math.inf, 1.0]])
def test_what_is_no_z_is_refused(z: list[float]) -> None:
    with pytest.raises(ValueError, match="z must be one-dimensional"):
        overdispersion(z)


@pytest.mark.parametrize("variances", [[0.0, 1.0], [-1.0, 1.0], [math.inf, 1.0], [[1.0]]])
def test_an_error_that_is_none_is_refused(variances: list[float]) -> None:
    with pytest.raises(ValueError, match="positive and finite"):
        additive_variance(1.5, variances)


@pytest.mark.parametrize("share", [-0.1, 0.5, 0.9])
def test_a_share_that_leaves_no_middle_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="under one half"):
        winsor_factor(share)
