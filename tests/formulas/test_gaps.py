"""Head and governors, groups, officers: the engine beside the formulas of the page."""

from math import isnan, nan
from random import Random

import numpy as np
import pytest

from govscore.benchmarking.change.paired import drawn_sign_flip
from govscore.benchmarking.errors import OnePersonOneQuestion
from govscore.benchmarking.gaps.bland_altman import bland_altman
from govscore.benchmarking.gaps.dominance import cliffs_delta, cliffs_delta_of
from govscore.benchmarking.gaps.perception import consistent_gaps, domain_gaps, perception_gaps
from govscore.benchmarking.gaps.sign_flip import sign_flip
from tests.formulas import drawn
from tests.formulas import gaps as plain

NEAR = {"rel": 1e-10, "abs": 1e-12}


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_head_and_governors(seed: int) -> None:
    sheet = drawn.sheet(seed, people=6, items=7, gaps=0.2)
    head, others = sheet[0], list(zip(*sheet[1:], strict=True))
    expected = [plain.gap(own, column) for own, column in zip(head, others, strict=True)]
    levels = [[x for x in column if x is not None] for column in others]
    means = [sum(column) / len(column) if column else nan for column in levels]
    found = perception_gaps(drawn.with_nan(head), means)
    assert found.gaps.tolist() == pytest.approx(drawn.with_nan(expected), nan_ok=True, **NEAR)
    whole = plain.domain_gap(expected)
    assert float(found.mean_gap) == pytest.approx(nan if whole is None else whole, nan_ok=True, **NEAR)
    assert found.is_large.tolist() == [gap is not None and abs(gap) >= 1 - 1e-9 for gap in expected]
    by_domain = domain_gaps(found.gaps, [0, 0, 0, 1, 1, 1, 1], n_domains=2).tolist()
    parts = [plain.domain_gap(expected[:3]), plain.domain_gap(expected[3:])]
    assert by_domain == pytest.approx(drawn.with_nan(parts), nan_ok=True, **NEAR)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_gaps_that_lie_one_way(seed: int) -> None:
    chance = Random(seed)
    j = 1 + seed % 10
    head = [chance.randint(1, 4) for _ in range(j)]
    n = [chance.randint(3, 5) for _ in range(j)]
    total = [chance.randint(size, 4 * size) for size in n]
    gaps = [h - t / size for h, t, size in zip(head, total, n, strict=True)]
    expected = plain.sign_flip(gaps)
    if j > 1:
        found = consistent_gaps(head, total, n)
        assert (float(found.p), float(found.smallest_p)) == pytest.approx(expected, **NEAR)
    whole = [chance.randint(-3, 4) for _ in range(j)]
    flipped = sign_flip(whole)
    assert (float(flipped.p), float(flipped.smallest_p)) == pytest.approx(plain.sign_flip(whole), **NEAR)


def test_signs_drawn_with_a_seed() -> None:
    differences = [0.5, 0.3, -0.2, 0.7, 0.1, 0.4, -0.1, 0.6]
    found = drawn_sign_flip(differences, rng=np.random.default_rng(1), draws=9_999)
    assert found.p == pytest.approx(plain.sign_flip(differences)[0], abs=0.02)


def test_the_least_for_a_sign_flip() -> None:
    assert float(sign_flip([3]).p) == 1
    assert float(sign_flip([1] * 5).p) == 0.0625
    assert float(sign_flip([1] * 6).p) < 0.05
    with pytest.raises(OnePersonOneQuestion):
        consistent_gaps([4], [9], [3])


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_one_group_above_another(seed: int) -> None:
    chance = Random(seed)
    a, b = ([chance.randint(1, 4) for _ in range(chance.randint(2, 9))] for _ in range(2))
    found = cliffs_delta_of(a, b)
    delta = plain.cliffs_delta(a, b)
    assert float(found.delta) == pytest.approx(delta, **NEAR)
    if abs(delta) < 1:
        assert (float(found.low), float(found.high)) == pytest.approx(plain.cliffs_interval(a, b), rel=1e-9)
    counted = cliffs_delta(*([group.count(x) for x in drawn.values()] for group in (a, b)))
    assert float(counted.delta) == pytest.approx(delta, **NEAR)


def test_the_least_for_delta() -> None:
    assert float(cliffs_delta_of([2.0], [1.0, 3.0]).delta) == 0
    assert isnan(cliffs_delta_of([2.0], [1.0, 3.0]).low)
    assert not isnan(cliffs_delta_of([2.0, 2.0], [1.0, 3.0]).low)
    assert isnan(cliffs_delta_of([4.0, 5.0], [1.0, 3.0]).low)
    sizes = {0.14: "negligible", 0.15: "small", 0.34: "medium", 0.48: "large"}
    for delta, word in sizes.items():
        a = [1] * round(100 * (1 + delta)) + [-1] * round(100 * (1 - delta))
        assert cliffs_delta_of(a, [0]).size == word


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_two_views_on_one_chart(seed: int) -> None:
    chance = np.random.default_rng(seed)
    officers, own = chance.integers(1, 5, 2 + seed), chance.uniform(1, 4, 2 + seed)
    found = bland_altman([*officers, nan], [*own, 3.0])
    expected = plain.bland_altman(officers.tolist(), own.tolist())
    assert (found.bias, found.low, found.high) == pytest.approx(expected, abs=1e-6)


def test_the_least_for_two_views() -> None:
    one = bland_altman([3.0], [2.0])
    assert (one.bias, str(one.reason)) == (1.0, "too_few")
    assert isnan(one.low)
    assert bland_altman([3.0, 2.0], [2.0, 2.0]).reason is None
