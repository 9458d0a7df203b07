"""r_wg, r_wg(j), r*_wg(j): as in R for every board and domain, cut where the formula breaks, from two answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.agreement.nulls import Null, null_variance
from govscore.benchmarking.agreement.rwg import rwg, scale_rwg
from govscore.benchmarking.moments import moments
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference

NAN = float("nan")
variances = st.lists(st.one_of(st.just(NAN), st.floats(0, 4)), min_size=1, max_size=6)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_item_of_every_board_comes_out_as_in_r(domain: str) -> None:
    options = reference.options(domain)
    uniform = null_variance(Null.UNIFORM, len(options))
    found = rwg(moments(county.counts(domain).chosen, options).variance, uniform)
    for j, item in enumerate(reference.items(domain)):
        rows = [row for row in reference.table("expected_board_item.csv") if row["item"] == item]
        rows.sort(key=lambda row: int(row["board"]))
        expected = [reference.number(row["rwg"]) for row in rows]
        np.testing.assert_allclose(found[:, j], expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_domain_of_every_board_comes_out_as_in_r(domain: str) -> None:
    options = reference.options(domain)
    five = len(options) == 5
    nulls = county.NULLS if five else {"uniform": null_variance(Null.UNIFORM, len(options))}
    found = scale_rwg(moments(county.counts(domain).chosen, options).variance, list(nulls.values()))
    rows = county.columns("expected_board_domain.csv", "items_used", "mean_item_variance", domain=domain)
    assert found.items_used.tolist() == rows[:, 0].tolist()
    np.testing.assert_allclose(found.mean_variance, rows[:, 1], rtol=1e-10, atol=1e-10)
    for ours, name in ((found.rwg_j, "rwg_j"), (found.rwg_star, "rwg_star")):
        expected = county.columns(
            "expected_board_domain.csv", *(f"{name}_{null}" for null in nulls), domain=domain
        )
        np.testing.assert_allclose(ours, expected, rtol=1e-10, atol=1e-10)
    assert [r is None for r in found.reason] == (~np.isnan(found.rwg_star[:, 0])).tolist()


def test_published_nulls_are_the_ones_r_was_given() -> None:
    assert [null_variance(null, 5) for null in list(Null)[:4]] == list(county.NULLS.values())


def test_without_the_cut_the_formula_would_give_seven_and_a_half() -> None:
    found = scale_rwg([2.6] * 5, 2.0)
    uncut = 5 * (1 - 1.3)
    assert uncut / (uncut + 1.3) == pytest.approx(7.5)
    assert float(found.rwg_j) == 0
    assert float(found.rwg_star) == pytest.approx(-0.3)


@given(variances, st.floats(0.1, 4))
def test_it_lies_between_nought_and_one_and_grows_with_items_of_the_same_kind(
    found: list[float], null: float
) -> None:
    once, twice = scale_rwg(found, null), scale_rwg(found * 2, null)
    if once.items_used > 0:
        assert 0 <= float(once.rwg_j) <= float(twice.rwg_j) + 1e-12 <= 1 + 1e-9
        assert float(twice.rwg_star) == pytest.approx(float(once.rwg_star), abs=1e-12)


@given(variances, st.floats(0.1, 4), st.randoms())
def test_neither_a_gap_nor_the_order_of_items_matters(found: list[float], null: float, order) -> None:
    there = [value for value in found if not np.isnan(value)]
    order.shuffle(found)
    with_gaps, without = scale_rwg(found, null), scale_rwg(np.array(there), null)
    assert int(with_gaps.items_used) == len(there)
    np.testing.assert_allclose(with_gaps.rwg_j, without.rwg_j, atol=1e-12)
    np.testing.assert_allclose(with_gaps.rwg_star, without.rwg_star, atol=1e-12)


@given(st.floats(0, 4), st.floats(0.1, 4))
def test_of_one_item_it_is_the_items_own(variance: float, null: float) -> None:
    assert float(scale_rwg([variance], null).rwg_j) == pytest.approx(float(rwg(variance, null)), abs=1e-12)


def test_domains_of_one_board_come_out_as_each_alone() -> None:
    board = [0.5, NAN, 1.5, 0.2]
    both = scale_rwg([board], [2.0, 1.34], domains=[[0, 1], [2, 3], [1]])
    assert both.rwg_j.shape == (1, 3, 2)
    np.testing.assert_allclose(both.rwg_j[0, 1], scale_rwg(board[2:], [2.0, 1.34]).rwg_j)
    assert both.reason.tolist() == [[None, None, Reason.TOO_FEW]]
    assert np.isnan(both.rwg_j[0, 2]).all()


def test_two_people_a_point_apart_already_seem_to_agree() -> None:
    assert float(rwg(0.5, 2.0)) == 0.75


@pytest.mark.parametrize("null", [0.0, -1.0, NAN])
def test_a_null_without_variance_is_refused(null: float) -> None:
    with pytest.raises(ValueError, match="null_variance must be above 0"):
        rwg(1.0, null)
    with pytest.raises(ValueError, match="null_variance must be above 0"):
        scale_rwg([1.0], null)


def test_a_negative_variance_and_a_domain_without_items_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        rwg(-0.1, 2.0)
    with pytest.raises(ValueError, match="axis of items"):
        scale_rwg(0.1, 2.0)
