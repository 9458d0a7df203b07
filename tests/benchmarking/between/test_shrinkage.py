"""Shrunk scores: equal to lme4, equal to the closed form, and silent where nothing can be known."""

import dataclasses
import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govscore.benchmarking.between.shrinkage import BoardModel, NotEstimable, fit_boards, shrink
from tests.benchmarking import reference

NAN = float("nan")
FIGURES = ("mu", "mu_se", "tau2", "sigma2", "icc1", "log_likelihood")
board = st.tuples(st.integers(1, 15), st.integers(0, 400), st.integers(1, 200)).map(
    lambda b: (b[0], 1 + b[1] / 100, b[2] / 20 * (b[0] > 1))
)
some_boards = st.lists(board, min_size=3, max_size=25).filter(lambda found: sum(b[0] > 1 for b in found) > 1)


def fit(found: list[tuple[int, float, float]]) -> BoardModel:
    n, means, ssw = zip(*found, strict=True)
    return fit_boards(n, means, ssw)


def figures(model: BoardModel) -> list[float]:
    return [getattr(model, name) for name in FIGURES]


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_county_comes_out_as_in_lme4(domain: str) -> None:
    model = fit_boards(*reference.sufficient(domain))
    r = reference.document("expected_domains.json")["domains"][domain]["between"]
    names = ("mu", "mu_se", "tau2", "sigma2", "icc1_reml", "reml_loglik")
    np.testing.assert_allclose(figures(model), [r[name] for name in names], rtol=1e-6, atol=1e-6)
    assert model.mu == pytest.approx(r["mu"], abs=1e-8)
    assert (model.n_people, model.n_boards) == (r["n"], r["k"])
    assert model.reason is None


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_boards_shrunk_score_comes_out_as_in_lme4(domain: str) -> None:
    n, means, ssw = reference.sufficient(domain)
    shrunk = shrink(fit_boards(n, means, ssw), n, means)
    rows = reference.expected("expected_compare.csv", domain, "eb", "eb_sd", "reliability")
    scored = [i for i, people in enumerate(n) if people]
    assert [reference.boards()[i] for i in scored] == list(rows)
    ours = np.array([shrunk.estimate, shrunk.sd, shrunk.reliability])[:, scored]
    np.testing.assert_allclose(ours.T, list(rows.values()), rtol=1e-6, atol=1e-6)


def test_a_board_whose_people_have_no_score_is_counted_and_gets_none() -> None:
    n, means, ssw = reference.sufficient("people")
    model = fit_boards(n, means, ssw)
    shrunk = shrink(model, n, means)
    assert (model.n_missing, n.count(0)) == (1, 1)
    assert np.isnan(shrunk.estimate).tolist() == [people == 0 for people in n]


def test_equal_boards_give_the_closed_form() -> None:
    means = np.array([2.1, 2.9, 3.4, 3.3, 4.0])
    ssw = np.array([3.0, 1.5, 2.5, 4.0, 2.0])
    model = fit_boards([6] * 5, means, ssw)
    msw, msb = ssw.sum() / 25, 6 * means.var(ddof=1)
    np.testing.assert_allclose([model.sigma2, model.tau2], [msw, (msb - msw) / 6], rtol=1e-10)
    np.testing.assert_allclose([model.mu, model.mu_se], [means.mean(), math.sqrt(msb / 30)], rtol=1e-10)


def test_two_boards_are_enough_to_compute() -> None:
    model = fit_boards([4, 4], [2.0, 4.0], [3.0, 3.0])
    assert [model.sigma2, model.tau2] == pytest.approx([1.0, 2 - 1 / 4])


def test_boards_that_differ_no_more_than_chance_are_said_not_to() -> None:
    model = fit_boards([10, 8, 12], [3.0, 3.01, 2.99], [9.0, 7.0, 11.0])
    assert (model.tau2, model.icc1, model.is_singular, model.reason) == (0, 0, True, None)
    shrunk = shrink(model, [10, 8, 12], [3.0, 3.01, 2.99])
    np.testing.assert_array_equal(shrunk.estimate, [model.mu] * 3)
    np.testing.assert_array_equal([shrunk.reliability, shrunk.sd], np.zeros((2, 3)))


def test_an_interval_without_width_is_not_given() -> None:
    shrunk = shrink(fit_boards([10, 8], [3.0, 3.0], [9.0, 7.0]), [10], [3.0])
    assert shrunk.is_singular
    assert np.isnan([shrunk.low[0], shrunk.high[0]]).all()


@pytest.mark.parametrize(
    ("n", "means", "ssw", "reason"),
    [
        ([], [], [], NotEstimable.NO_BOARDS),
        ([0, 0], [NAN, NAN], [0, 0], NotEstimable.NO_BOARDS),
        ([9], [3.0], [8.0], NotEstimable.ONE_BOARD),
        ([9, 5], [3.0, NAN], [8.0, 2.0], NotEstimable.ONE_BOARD),
        ([1, 1, 1], [1.0, 2.0, 3.0], [0, 0, 0], NotEstimable.ONE_PERSON_EACH),
        ([5, 5], [2.0, 3.0], [0, 0], NotEstimable.NO_VARIATION_WITHIN),
        ([5, 5], [3.0, 3.0], [1e-30, 2e-31], NotEstimable.NO_VARIATION_WITHIN),
    ],
)
def test_what_cannot_be_estimated_says_why(
    n: list[int], means: list[float], ssw: list[float], reason: NotEstimable
) -> None:
    model = fit_boards(n, means, ssw)
    assert model.reason is reason
    assert np.isnan(figures(model)).all()
    assert not model.is_singular
    shrunk = shrink(model, n, means)
    assert shrunk.reason is reason
    assert np.isnan([shrunk.estimate, shrunk.sd, shrunk.reliability, shrunk.low, shrunk.high]).all()


def test_a_board_of_one_counts_beside_others() -> None:
    others = ([9, 8, 7], [3.0, 3.6, 2.6], [8.0, 6.0, 5.0])
    with_one = fit_boards([*others[0], 1], [*others[1], 4.0], [*others[2], 0.0])
    assert with_one.n_boards == 4
    assert with_one.mu > fit_boards(*others).mu


@given(some_boards, st.randoms(use_true_random=False))
def test_the_order_of_boards_does_not_matter(found: list[tuple[int, float, float]], random: object) -> None:
    shuffled = sorted(found, key=lambda _: random.random())  # type: ignore[attr-defined]
    np.testing.assert_allclose(figures(fit(shuffled)), figures(fit(found)), rtol=1e-7, atol=1e-9)


@given(some_boards, st.integers(-1000, 1000))
def test_a_constant_moves_the_mean_and_nothing_else(
    found: list[tuple[int, float, float]], shift: int
) -> None:
    moved = fit([(n, mean + shift, ssw) for n, mean, ssw in found])
    as_it_was = dataclasses.replace(moved, mu=moved.mu - shift)
    np.testing.assert_allclose(figures(as_it_was), figures(fit(found)), rtol=1e-6, atol=1e-8)


@given(some_boards, st.sampled_from([0.01, 0.5, 25.0]))
def test_another_unit_scales_the_variances_by_its_square(
    found: list[tuple[int, float, float]], unit: float
) -> None:
    model = fit(found)
    scaled = fit([(n, mean * unit, ssw * unit**2) for n, mean, ssw in found])
    np.testing.assert_allclose(
        [scaled.tau2, scaled.sigma2], np.array([model.tau2, model.sigma2]) * unit**2, rtol=1e-6
    )


@given(some_boards, st.integers(0, 3))
def test_a_gap_is_a_board_left_out(found: list[tuple[int, float, float]], gaps: int) -> None:
    gappy = fit([(7, NAN, 1.0)] * gaps + found)
    assert gappy.n_missing == gaps
    assert dataclasses.replace(gappy, n_missing=0) == fit(found)


@given(some_boards, st.integers(1, 20), st.floats(1, 5))
def test_a_shrunk_score_lies_between_the_board_and_the_mean(
    found: list[tuple[int, float, float]], n: int, mean: float
) -> None:
    model = fit(found)
    shrunk = shrink(model, n, mean)
    low, high = sorted((model.mu, mean))
    assert low - 1e-9 <= float(shrunk.estimate) <= high + 1e-9
    assert 0 <= float(shrunk.reliability) < 1


@given(some_boards, st.integers(1, 30))
def test_more_people_make_a_score_more_reliable_and_surer(
    found: list[tuple[int, float, float]], n: int
) -> None:
    model = fit(found)
    assume(not model.is_singular)
    shrunk = shrink(model, [n, n + 1], 3.0)
    assert shrunk.reliability[0] < shrunk.reliability[1]
    assert shrunk.sd[0] > shrunk.sd[1]


@given(some_boards)
def test_no_other_ratio_is_likelier(found: list[tuple[int, float, float]]) -> None:
    model = fit(found)
    n, means, ssw = (np.array(column, dtype=float) for column in zip(*found, strict=True))
    for theta in np.concatenate(([0.0], np.geomspace(1e-5, 1e4, 150))):
        w = n / (1 + n * theta)
        mu = (w * means).sum() / w.sum()
        s2 = (ssw.sum() + (w * (means - mu) ** 2).sum()) / (n.sum() - 1)
        deviance = (
            (n.sum() - 1) * (math.log(2 * math.pi * s2) + 1) + np.log1p(n * theta).sum() + math.log(w.sum())
        )
        assert model.log_likelihood >= -deviance / 2 - 1e-8


def test_the_interval_widens_with_its_confidence() -> None:
    model = fit_boards([6, 8, 9], [2.0, 3.5, 4.0], [5.0, 6.0, 7.0])
    narrow, wide = shrink(model, 6, 2.0, confidence_level=0.5), shrink(model, 6, 2.0)
    z = NormalDist().inv_cdf(0.75)
    assert float(narrow.high) == pytest.approx(float(narrow.estimate + z * narrow.sd))
    assert float(wide.low) < float(narrow.low)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_confidence_level_outside_0_to_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="confidence_level"):
        shrink(fit_boards([4, 4], [2.0, 4.0], [3.0, 3.0]), 4, 2.0, confidence_level=level)


def test_a_negative_number_of_people_is_refused_in_shrinking() -> None:
    with pytest.raises(ValueError, match="n must not be negative"):
        shrink(fit_boards([4, 4], [2.0, 4.0], [3.0, 3.0]), [-1], [2.0])


@pytest.mark.parametrize(
    ("n", "means", "ssw", "message"),
    [
        ([5, 6], [3.0], [1.0, 1.0], "equally long"),
        ([[5, 6]], [[3.0, 2.0]], [[1.0, 1.0]], "one-dimensional"),
        ([5, -1], [3.0, 2.0], [1.0, 1.0], "negative"),
        ([5, 6.5], [3.0, 2.0], [1.0, 1.0], "whole numbers"),
        ([5, 6], [3.0, 2.0], [1.0, -1.0], "negative"),
        ([5, 6], [3.0, math.inf], [1.0, 1.0], "finite"),
    ],
)
def test_input_that_cannot_be_is_refused(
    n: list[float], means: list[float], ssw: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        fit_boards(n, means, ssw)
