"""False discovery rates: equal to R's p.adjust, family by family, and silent where no test was made."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.standing.multiplicity import benjamini_hochberg
from tests.benchmarking import reference

NAN = float("nan")
PUBLISHED = reference.document("published.json")["benjamini_hochberg_1995"]
some_p = st.lists(st.integers(0, 50).map(lambda p: p / 50), min_size=1, max_size=30)


def test_the_fifteen_comparisons_of_the_paper() -> None:
    found = benjamini_hochberg(PUBLISHED["p"])
    np.testing.assert_allclose(found.q, PUBLISHED["expected"]["q_bh"], rtol=1e-12)
    assert np.count_nonzero(found.q <= 0.05) == PUBLISHED["published"]["rejected_at_05_bh"]
    assert found.n.tolist() == [15] * 15


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_board_has_the_q_of_r(domain: str) -> None:
    p, q = np.array(list(reference.expected("expected_compare.csv", domain, "p", "q_bh").values())).T
    np.testing.assert_allclose(benjamini_hochberg(p).q, q, rtol=1e-10)


def test_the_domains_of_the_county_are_each_a_family() -> None:
    rows = reference.table("expected_compare.csv")
    found = benjamini_hochberg([float(row["p"]) for row in rows], family=[row["domain"] for row in rows])
    np.testing.assert_allclose(found.q, [float(row["q_bh"]) for row in rows], rtol=1e-10)
    assert sorted(set(found.n.tolist())) == [59, 60]


@settings(deadline=None)
@given(some_p)
def test_q_is_the_smallest_rate_at_which_the_rule_of_the_paper_rejects(p: list[float]) -> None:
    q = benjamini_hochberg(p).q
    ordered = sorted(p)
    for own, found in zip(p, q.tolist(), strict=True):
        rates = [len(p) * other / (i + 1) for i, other in enumerate(ordered) if other >= own]
        assert found == pytest.approx(min([*rates, 1.0]))


@settings(deadline=None)
@given(some_p, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_a_gap_is_a_test_left_out(p: list[float], random) -> None:
    order = sorted(range(len(p)), key=lambda _: random.random())
    q = benjamini_hochberg(p).q
    np.testing.assert_array_equal(benjamini_hochberg(np.array(p)[order]).q, q[order])
    gappy = benjamini_hochberg([NAN, *p, NAN])
    np.testing.assert_array_equal(gappy.q[1:-1], q)
    assert np.isnan(gappy.q[[0, -1]]).all()
    assert gappy.n_missing == 2


def test_a_family_knows_nothing_of_another() -> None:
    found = benjamini_hochberg([0.01, 0.02, NAN, 0.9, 0.04], family=["x", "y", "y", "x", "y"])
    np.testing.assert_allclose(found.q, [0.02, 0.04, NAN, 0.9, 0.04])
    assert found.n.tolist() == [2, 2, 2, 2, 2]


@pytest.mark.parametrize("p", [[], [NAN], [NAN, NAN]])
def test_where_nothing_was_tested_nothing_is_said(p: list[float]) -> None:
    found = benjamini_hochberg(p)
    assert np.isnan(found.q).all()
    assert found.n_missing == len(p)


def test_one_test_needs_no_correction() -> None:
    assert benjamini_hochberg([0.03]).q.tolist() == [0.03]


@pytest.mark.parametrize("p", [[-0.1], [1.1], [[0.5]]])
def test_what_is_no_p_is_refused(p: list[float]) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        benjamini_hochberg(p)


def test_families_must_be_named_for_every_test() -> None:
    with pytest.raises(ValueError, match="1 families are named for 2 tests"):
        benjamini_hochberg([0.1, 0.2], family=["x"])
