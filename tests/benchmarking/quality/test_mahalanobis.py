"""Distances from what people answer together: R's on the reference county, and what must not change them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.quality.mahalanobis import mahalanobis
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference
from tests.benchmarking.sheets import answers

EXPECTED = {row["person"]: row for row in reference.table("expected_quality.csv")}
PEOPLE = [row["person"] for row in reference.table("boards.csv")]
ANSWERS = np.hstack([answers(domain) for domain in reference.DOMAINS])
FOUND = mahalanobis(ANSWERS)


@pytest.mark.parametrize(("ours", "theirs"), [("squared", "mahalanobis_d2"), ("p", "mahalanobis_p")])
def test_distances_and_tails_are_those_of_r(ours: str, theirs: str) -> None:
    expected = [reference.number(EXPECTED[person][theirs]) for person in PEOPLE]
    np.testing.assert_allclose(getattr(FOUND, ours), expected, rtol=1e-9, atol=1e-9)


def test_the_far_are_those_beyond_the_percentile_of_the_complete() -> None:
    assert (FOUND.n, FOUND.freedom, FOUND.is_ridged) == (200, 16, False)
    assert FOUND.limit == np.quantile(FOUND.squared[~np.isnan(FOUND.squared)], 0.995)
    assert np.count_nonzero(FOUND.is_far) == 1
    assert FOUND.is_far[np.nanargmax(FOUND.squared)]


def test_a_gap_has_no_distance_and_moves_nobody_elses() -> None:
    assert np.isnan(FOUND.squared).tolist() == np.isnan(ANSWERS).any(axis=1).tolist()
    assert set(FOUND.reason[np.isnan(FOUND.squared)]) == {Reason.TOO_FEW}
    kept = ANSWERS[~np.isnan(ANSWERS).any(axis=1)]
    np.testing.assert_array_equal(mahalanobis(kept).squared, FOUND.squared[~np.isnan(FOUND.squared)])


@given(st.integers(0, 2**32 - 1))
def test_units_order_and_direction_do_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sheet = rng.integers(1, 6, (30, 4)).astype(float)
    found = mahalanobis(sheet).squared
    order = rng.permutation(30)
    np.testing.assert_allclose(mahalanobis(sheet[order]).squared, found[order], rtol=1e-9)
    np.testing.assert_allclose(mahalanobis((6 - sheet)[:, ::-1] * 2.5).squared, found, rtol=1e-9)
    assert found.sum() == pytest.approx(29 * 4)


def test_an_item_twice_counts_once() -> None:
    rng = np.random.default_rng(3)
    sheet = rng.integers(1, 6, (60, 3)).astype(float)
    twice = mahalanobis(np.hstack([sheet, sheet[:, :1]]))
    assert (twice.is_ridged, twice.freedom) == (True, 3)
    np.testing.assert_allclose(twice.squared, mahalanobis(sheet).squared, rtol=1e-4)


def test_items_that_do_not_vary_are_no_trouble() -> None:
    found = mahalanobis([[2, 2], [2, 2], [2, 2]])
    assert np.isnan(found.squared).all()
    assert found.reason.tolist() == [Reason.NO_VARIATION] * 3
    one = mahalanobis([[2, 1], [2, 2], [2, 3]])
    np.testing.assert_allclose(one.squared, [1, 0, 1], atol=1e-4)


@pytest.mark.parametrize("people", [0, 1])
def test_too_few_people_have_no_distance(people: int) -> None:
    found = mahalanobis(np.ones((people, 3)))
    assert np.isnan(found.squared).all()
    assert found.reason.tolist() == [Reason.TOO_FEW] * people
    assert not found.is_far.any()


def test_with_fewer_than_ten_people_an_item_nobody_is_far() -> None:
    rng = np.random.default_rng(5)
    found = mahalanobis(rng.integers(1, 6, (40, 4)))
    assert np.isnan(found.limit)
    assert not found.is_far.any()
    assert mahalanobis(rng.integers(1, 6, (41, 4))).is_far.any()


def test_no_items_say_nothing() -> None:
    assert np.isnan(mahalanobis(np.zeros((4, 0))).squared).all()
    with pytest.raises(ValueError, match="a row for each person"):
        mahalanobis([1.0, 2.0])
