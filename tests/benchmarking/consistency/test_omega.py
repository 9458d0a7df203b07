"""One factor: as psych finds it, least of all that a general search can find, and refused where it makes no sense."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from govscore.benchmarking.consistency.alpha import reliability
from govscore.benchmarking.consistency.omega import fit_one_factor, residuals
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference, sheets

NAN = float("nan")
loadings = st.lists(st.floats(0.3, 0.95), min_size=3, max_size=8)


def one_factor(true: list[float]) -> sheets.Floats:
    r = np.outer(true, true)
    np.fill_diagonal(r, 1.0)
    return r


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_county_comes_out_as_in_psych(domain: str) -> None:
    found = fit_one_factor(reliability(sheets.answers(domain)).covariance)
    r = reference.document("expected_domains.json")["domains"][domain]["reliability"]
    assert found.omega == pytest.approx(r["omega_minres_standardised"], abs=1e-4)
    theirs = [r["minres_loadings"][name] for name in reference.items(domain)]
    np.testing.assert_allclose(found.loadings, theirs, atol=1e-3)


@given(loadings)
def test_what_one_factor_made_is_found_again(true: list[float]) -> None:
    found = fit_one_factor(one_factor(true))
    np.testing.assert_allclose(found.loadings, true, atol=1e-6)
    common = sum(true) ** 2
    assert found.omega == pytest.approx(common / (common + sum(1 - x * x for x in true)), abs=1e-7)


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(3, 7))
def test_no_search_finds_smaller_residuals(seed: int, j: int) -> None:
    rng = np.random.default_rng(seed)
    r = np.corrcoef(rng.normal(size=(60, 1)) + 1.5 * rng.normal(size=(60, j)), rowvar=False)
    found = fit_one_factor(r)
    assume(not found.reasons)

    def misfit(x: sheets.Floats) -> float:
        return float((residuals(r, x) ** 2).sum())

    tried = [minimize(misfit, rng.uniform(-1, 1, size=j)).fun for _ in range(5)]
    assert misfit(found.loadings) <= min(tried) + 1e-7


@given(loadings, st.lists(st.floats(0.2, 5), min_size=8, max_size=8), st.data())
def test_units_and_order_of_items_do_not_matter(
    true: list[float], scale: list[float], data: st.DataObject
) -> None:
    s = one_factor(true) * np.outer(scale[: len(true)], scale[: len(true)])
    order = data.draw(st.permutations(range(len(true))))
    turned = fit_one_factor(s[order][:, order])
    np.testing.assert_allclose(turned.loadings, fit_one_factor(s).loadings[order], atol=1e-6)


def test_a_reversed_item_loads_below_nothing() -> None:
    turned = one_factor([0.8, 0.7, 0.6, 0.5])
    turned[0, 1:] *= -1
    turned[1:, 0] *= -1
    np.testing.assert_allclose(fit_one_factor(turned).loadings, [-0.8, 0.7, 0.6, 0.5], atol=1e-7)


def test_two_items_are_taken_as_alike() -> None:
    found = fit_one_factor([[4.0, 1.0], [1.0, 1.0]])
    assert found.omega == pytest.approx(2 * 0.5 / 1.5)
    assert found.loadings.tolist() == pytest.approx([0.5**0.5] * 2)


def test_items_with_nothing_in_common_have_no_reliability() -> None:
    assert fit_one_factor(np.eye(4)).omega == 0


def test_items_that_are_one_are_perfectly_reliable() -> None:
    assert fit_one_factor(np.ones((4, 4))).omega == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("covariance", "why"),
    [
        (np.empty((0, 0)), Reason.TOO_FEW),
        ([[2.0]], Reason.TOO_FEW),
        (np.full((3, 3), NAN), Reason.TOO_FEW),
        ([[1.0, 0.0], [0.0, 0.0]], Reason.NO_VARIATION),
        ([[1.0, -0.2], [-0.2, 1.0]], Reason.NOT_ADMISSIBLE),
        ([[1.0, 0.8, 0.8], [0.8, 1.0, 0.3], [0.8, 0.3, 1.0]], Reason.NOT_ADMISSIBLE),
    ],
)
def test_what_cannot_be_had_says_why(covariance: object, why: Reason) -> None:
    found = fit_one_factor(covariance)  # type: ignore[arg-type]
    assert np.isnan([found.omega, *found.loadings]).all()
    assert found.reasons == {"omega": why, "loadings": why}


@pytest.mark.parametrize("covariance", [[1.0, 2.0], [[1.0, 0.2]], [[1.0, 0.2], [0.4, 1.0]]])
def test_what_is_no_covariance_matrix_is_refused(covariance: object) -> None:
    with pytest.raises(ValueError, match="square and symmetric"):
        fit_one_factor(covariance)  # type: ignore[arg-type]


def test_residuals_need_a_loading_for_each_item() -> None:
    with pytest.raises(ValueError, match="one loading"):
        residuals(np.eye(3), np.ones(2))
