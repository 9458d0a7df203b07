"""Signed ranks: each convention as in R, exact where it says so, undefined with a reason."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata, wilcoxon

from govscore.benchmarking.change.paired import METHODS, drawn_sign_flip, signed_ranks
from govscore.benchmarking.gaps.sign_flip import sign_flip
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

NAN = float("nan")
ROWS = {row["item"]: row for row in reference.table("expected_head_chair_items.csv")}
pairs = st.lists(st.integers(-3, 3), min_size=1, max_size=9)


def head_less_chair(item: str) -> list[float]:
    """Of every board on which both answered."""
    said: dict[str, dict[int, float]] = {"head": {}, "chair": {}}
    for row in reference.table("boards.csv"):
        if row["role"] in said and row[item] not in reference.BLANKS:
            said[row["role"]][int(row["board"])] = float(row[item])
    both = sorted(said["head"].keys() & said["chair"].keys())
    return [said["head"][board] - said["chair"][board] for board in both]


@pytest.mark.parametrize("item", ROWS)
def test_every_item_of_the_reference_comes_out_in_all_ways(item: str) -> None:
    row, differences = ROWS[item], head_less_chair(item)
    found = signed_ranks(differences)
    assert (int(found.n), int(found.n_zero)) == (int(row["pairs"]), int(row["zeros"]))
    wanted = {name: reference.number(row[f"p_{name}"]) for name in METHODS}
    assert {name: float(getattr(found, name)) for name in METHODS} == pytest.approx(wanted, abs=1e-12)
    assert float(found.v) == reference.number(row["V_zeros_dropped"])
    assert float(found.mean_difference) == pytest.approx(reference.number(row["mean_difference"]), abs=1e-14)
    assert float(sign_flip(differences).p) == pytest.approx(reference.number(row["p_sign_flip"]), abs=1e-12)


def by_going_through_all(ranks: np.ndarray, signs: np.ndarray) -> float:
    """The slow form: every choice of signs for the ranks that stay."""
    seen = abs((ranks * signs).sum())
    ways = list(product((1, -1), repeat=ranks.size))
    return sum(abs((ranks * way).sum()) >= seen - 1e-9 for way in ways) / len(ways)


@given(pairs)
def test_the_exact_ones_are_the_share_of_all_signs(differences: list[int]) -> None:
    given_, found = np.array(differences), signed_ranks(differences)
    kept = given_ != 0
    if not kept.any():
        assert np.isnan([found.pratt_exact, found.dropped_exact]).all()
        return
    signs = np.sign(given_[kept])
    ranked = rankdata(np.abs(given_))[kept], rankdata(np.abs(given_[kept]))
    assert float(found.pratt_exact) == pytest.approx(by_going_through_all(ranked[0], signs), abs=1e-14)
    assert float(found.dropped_exact) == pytest.approx(by_going_through_all(ranked[1], signs), abs=1e-14)


@given(pairs.filter(lambda differences: any(differences)))
def test_the_normal_ones_are_scipys(differences: list[int]) -> None:
    found = signed_ranks(differences)
    options = {"method": "asymptotic", "correction": False}
    assert float(found.pratt_normal) == pytest.approx(
        wilcoxon(differences, zero_method="pratt", **options).pvalue, abs=1e-12
    )
    assert float(found.dropped_normal) == pytest.approx(
        wilcoxon(differences, zero_method="wilcox", **options).pvalue, abs=1e-12
    )


@given(pairs)
def test_changing_sides_changes_v_and_no_p(differences: list[int]) -> None:
    one, other = signed_ranks(differences), signed_ranks([-each for each in differences])
    for name in METHODS:
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-14)
    m = int(one.n - one.n_zero)
    if m:
        assert float(one.v + other.v) == m * (m + 1) / 2


def test_a_gap_is_as_the_pair_left_out_and_rows_stand_alone() -> None:
    together = signed_ranks([[2, NAN, -1, 0, 1], [0, 0, 0, 0, 0], [NAN] * 5])
    for name in METHODS:
        assert float(getattr(together, name)[0]) == float(getattr(signed_ranks([2, -1, 0, 1]), name))
    assert together.reason.tolist() == [None, Reason.NO_VARIATION, Reason.TOO_FEW]
    assert together.exact_reason.tolist() == [None, Reason.NO_VARIATION, Reason.TOO_FEW]
    assert np.isnan(together.v).tolist() == [False, True, True]


def test_beyond_what_can_be_counted_only_the_normal_is_given() -> None:
    found = signed_ranks(np.arange(1, 4001))
    assert np.isnan(found.pratt_exact)
    assert found.exact_reason.item() == Reason.NOT_ESTIMABLE
    assert (found.reason.item(), float(found.pratt_normal) < 1e-9) == (None, True)


def test_no_two_ways_share_a_name() -> None:
    assert len(set(METHODS.values())) == len(METHODS)
    assert all(word in METHODS["dropped_corrected"] for word in ("dropped", "continuity"))


def test_drawn_signs_come_near_all_signs() -> None:
    differences = [2, 1, -1, 3, 1, 0, 2, -2, 1, 1]
    drawn = drawn_sign_flip(differences, rng=np.random.default_rng(11), draws=19_999)
    assert drawn.p == pytest.approx(float(sign_flip(differences).p), abs=0.01)


def test_drawn_signs_are_the_same_with_the_same_seed_and_never_none() -> None:
    gaps = [0.5] * 30 + [NAN]
    ps = [drawn_sign_flip(gaps, rng=np.random.default_rng(4), draws=99) for _ in range(2)]
    assert [(each.p, each.n) for each in ps] == [(0.01, 30)] * 2


def test_without_a_board_there_is_nothing_to_draw() -> None:
    found = drawn_sign_flip([NAN], rng=np.random.default_rng(1))
    assert (found.reason, found.n, np.isnan(found.p)) == (Reason.TOO_FEW, 0, True)


@pytest.mark.parametrize(("differences", "draws"), [([[1.0]], 9), ([float("inf")], 9), ([1.0], 0)])
def test_what_cannot_be_drawn_for_is_refused(differences: object, draws: int) -> None:
    with pytest.raises(ValueError, match="one-dimensional"):
        drawn_sign_flip(differences, rng=np.random.default_rng(1), draws=draws)  # type: ignore[arg-type]
