"""Questions that hang together: the engine beside the formulas of the page."""

from math import isnan, nan

import numpy as np
import pytest

from govscore.benchmarking.consistency.alpha import reliability
from govscore.benchmarking.consistency.alpha_over_boards import alpha_by_level
from govscore.benchmarking.consistency.item_flags import flag_items
from govscore.benchmarking.consistency.omega import fit_one_factor
from tests.formulas import consistency as plain
from tests.formulas import drawn

NEAR = {"rel": 1e-9, "abs": 1e-11}


def complete(sheet: drawn.Sheet) -> list[list[float]]:
    return [[float(x) for x in row if x is not None] for row in sheet if None not in row]


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_reliability(seed: int) -> None:
    sheet = drawn.sheet(seed, people=30 + seed, items=5, gaps=0.08)
    rows = complete(sheet)
    s = plain.matrix(rows)
    found = reliability([drawn.with_nan(row) for row in sheet])
    assert found.n_complete == len(rows)
    assert found.covariance.tolist() == [pytest.approx(row, **NEAR) for row in s]
    assert found.alpha == pytest.approx(plain.alpha(s), **NEAR)
    assert found.lambda2 == pytest.approx(plain.lambda2(s), **NEAR)
    assert (found.alpha_low, found.alpha_high) == pytest.approx(plain.feldt(plain.alpha(s), len(rows), 5))
    assert found.item_rest.tolist() == pytest.approx([plain.item_rest(i, rows) for i in range(5)], **NEAR)
    dropped = [plain.alpha_without(i, rows) for i in range(5)]
    assert found.alpha_if_dropped.tolist() == pytest.approx(dropped, **NEAR)
    assert set(found.negative) == {i for i in range(5) if plain.item_rest(i, rows) < 0}


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_omega(seed: int) -> None:
    rows = complete(drawn.sheet(seed, people=60, items=5, gaps=0.03))
    found = fit_one_factor(plain.matrix(rows))
    loadings = plain.one_factor(plain.matrix(rows))
    if max(map(abs, loadings)) > 1:
        assert str(found.reasons["omega"]) == "not_admissible"
    else:
        assert found.omega == pytest.approx(plain.omega(loadings), abs=1e-5)


def test_two_items_show_spearman_brown() -> None:
    rows = complete(drawn.sheet(3, people=20, items=2, gaps=0.0))
    r = plain.item_rest(0, rows)
    assert reliability(rows).spearman_brown == pytest.approx(2 * r / (1 + r))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_alpha_by_level(seed: int) -> None:
    rows = complete(drawn.sheet(seed, people=60, items=4, gaps=0.02))
    whose = [i % 9 for i in range(len(rows))]
    found = alpha_by_level(rows, whose)
    between, within = plain.alphas_by_level(
        [[r for r, b in zip(rows, whose, strict=True) if b == k] for k in range(9)]
    )
    assert (found.total, found.within) == pytest.approx((plain.alpha(plain.matrix(rows)), within), **NEAR)
    assert found.between == pytest.approx(between, **NEAR)


def test_the_least_for_alpha() -> None:
    assert str(reliability([[1, 2]]).reasons["alpha"]) == "too_few"
    assert str(reliability([[1], [2]]).reasons["alpha"]) == "too_few"
    assert str(reliability([[1, 2], [2, 1]]).reasons["alpha"]) == "no_variation"
    assert not isnan(reliability([[1, 2], [2, 4]]).alpha)
    dropped = reliability([[1, 2, 3, nan], [2, 4, 3, nan], [3, 3, 3, nan]])
    assert (dropped.constant, dropped.unanswered) == ((2,), (3,))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_questions_to_look_at_again(seed: int) -> None:
    chance = np.random.default_rng(seed)
    levels, unsure, unfit = chance.integers(0, 40, 4), *chance.integers(0, 40, 2)
    levels[-1] *= 1 + seed % 4
    found = flag_items(levels, dont_know=unsure, not_applicable=unfit)
    shares = plain.shares(levels.tolist(), dont_know=int(unsure), not_applicable=int(unfit))
    assert {
        "highest": float(found.top),
        "lowest": float(found.bottom),
        "dont_know": float(found.dont_know),
        "not_applicable": float(found.not_applicable),
    } == pytest.approx(shares)
    assert {str(flag) for flag in found.flags_of()} == plain.flags(shares)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_flags_at_their_limits(tenths: int) -> None:
    rest = 10 - tenths
    cases = (
        ([rest, 0, tenths], 0, 0),
        ([tenths, 0, rest], 0, 0),
        ([1, rest - 1, 0], tenths, 0),
        ([1, rest - 1, 0], 0, tenths),
    )
    for levels, unsure, unfit in cases:
        chosen = [10 * each for each in levels]
        found = flag_items(chosen, dont_know=10 * unsure, not_applicable=10 * unfit)
        expected = plain.flags(plain.shares(chosen, dont_know=10 * unsure, not_applicable=10 * unfit))
        if sum(chosen) >= 30:
            assert {str(flag) for flag in found.flags_of()} == expected


def test_thirty_replies_are_the_least_for_a_flag() -> None:
    def flags(n: int) -> tuple[list[str], str | None]:
        found = flag_items([0, 0, 0, n], dont_know=0, not_applicable=0)
        why = found.reason[()]
        return [str(flag) for flag in found.flags_of()], why and str(why)

    assert flags(30) == (["ceiling"], None)
    assert flags(29) == ([], "too_few")
    levels = flag_items([0, 0, 0, 29], dont_know=1, not_applicable=0)
    assert (levels.flags_of(), levels.reason[()]) == ((), None)
