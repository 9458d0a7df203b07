"""Where a board stands: the engine beside the formulas of the page."""

from math import isnan, nan
from random import Random

import pytest
from scipy import optimize, stats

from govscore.benchmarking.standing.dispersion import additive_variance, overdispersion, winsor_factor
from govscore.benchmarking.standing.funnel import funnel_limits, funnel_places, funnel_target, share_limits
from govscore.benchmarking.standing.known_errors import variance_between
from govscore.benchmarking.standing.multiplicity import benjamini_hochberg
from govscore.benchmarking.standing.position import percentile_rank, percentile_ranks, place
from govscore.benchmarking.standing.ranks import (
    chance_below,
    expected_ranks,
    fast_expected_ranks,
    rank_intervals,
)
from govscore.benchmarking.summary import quartiles
from tests.formulas import drawn
from tests.formulas import standing as plain

NEAR = {"rel": 1e-10, "abs": 1e-12}
QUARTERS = {1: "bottom-quarter", 2: "lower-half", 3: "upper-half", 4: "top-quarter"}


def scores(seed: int, n: int) -> list[float]:
    """Tenths, so that there are ties, and some that differ by less than a thousand millionth."""
    chance = Random(seed)
    return [chance.randint(20, 40) / 10 + chance.choice([0, 0, 2e-10]) for _ in range(n)]


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_place_among_comparators(seed: int) -> None:
    table = scores(seed, 9 + 2 * seed)
    own, others = table[0], table[1:]
    expected = plain.percentile(own, others)
    assert percentile_rank(own, [*others, nan]).percentile == pytest.approx(expected, **NEAR)
    assert expected == pytest.approx(plain.percentile_by_rank(0, table), **NEAR)
    by_table = [plain.percentile_by_rank(board, table) for board in range(len(table))]
    assert percentile_ranks(table).percentiles.tolist() == pytest.approx(by_table, **NEAR)
    found = place(own, others)
    assert str(found.quarter) == QUARTERS[plain.quarter(expected)]
    assert (found.percentile is None) == (len(others) < 20)


@pytest.mark.parametrize("below", range(9))
def test_a_boundary_goes_to_the_higher_quarter(below: int) -> None:
    others = [1.0] * below + [4.0] * (8 - below)
    assert str(place(3.0, others).quarter) == QUARTERS[plain.quarter(plain.percentile(3.0, others))]


def test_the_least_for_a_place_and_for_a_percentile() -> None:
    assert place(3.0, [3.0] * 7).quarter is None
    assert str(place(3.0, [3.0] * 8).quarter) == "upper-half"
    assert place(3.0, [3.0] * 19).percentile is None
    assert place(3.0, [3.0] * 20).percentile == 50


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_the_middle_of_a_set(seed: int) -> None:
    table = scores(seed, 1 + seed)
    found = quartiles([*table, nan])
    expected = [plain.quantile(table, p) for p in (0.25, 0.5, 0.75)]
    assert [found.lower, found.median, found.upper] == pytest.approx(expected, **NEAR)
    assert quartiles([]).median is None


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_funnel(seed: int) -> None:
    n, means, _ = drawn.sums(drawn.boards(seed, k=8))
    target = plain.funnel_target(means, n)
    assert funnel_target(n, means) == pytest.approx(target, **NEAR)
    known = {"target": target, "sigma2": 0.4, "tau2": 0.02 * seed}
    lines = funnel_limits(n, target, 0.4, tau2=0.02 * seed)
    places = funnel_places(n, means, **known)
    for board, size in enumerate(n):
        low, high = plain.funnel_limits(size, z=1.959964, **known)
        far_low, far_high = plain.funnel_limits(size, z=3.090232, **known)
        found = [lines.lower_95[board], lines.upper_95[board], lines.lower_998[board], lines.upper_998[board]]
        assert found == pytest.approx([low, high, far_low, far_high], abs=1e-6)
        z_p = places.z[board], places.p[board]
        assert z_p == pytest.approx(plain.funnel_place(means[board], size, **known), **NEAR)
        inside, near = low <= means[board] <= high, far_low <= means[board] <= far_high
        assert str(places.zones[board]) == ("inside" if inside else "worth-a-look" if near else "ask")


@pytest.mark.parametrize("n", [4, 8, 15, 30])
@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
def test_funnel_of_shares(n: int, share: float) -> None:
    lines = share_limits([n], share)
    ends = zip(
        (lines.lower_998, lines.lower_95, lines.upper_95, lines.upper_998),
        (0.001, 0.025, 0.975, 0.999),
        strict=True,
    )
    for end, p in ends:
        assert end[0] == pytest.approx(plain.share_limit(n, share=share, p=p), rel=1e-9)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_do_boards_differ(seed: int) -> None:
    n, means, _ = drawn.sums(drawn.boards(seed, k=12 + seed))
    target = plain.funnel_target(means, n)
    z = [
        plain.funnel_place(y, size, target=target, sigma2=0.4, tau2=0)[0]
        for y, size in zip(means, n, strict=True)
    ]
    found = overdispersion([*z, nan])
    assert found.phi == pytest.approx(plain.dispersion(z), **NEAR)
    assert found.phi_winsorised == pytest.approx(plain.dispersion_winsorised(z), **NEAR)
    assert found.phi_corrected == pytest.approx(plain.dispersion_winsorised(z) / plain.winsor_factor())
    assert found.p == pytest.approx(stats.chi2.sf(len(z) * plain.dispersion(z), len(z) - 1))
    v = [0.4 / size for size in n]
    assert additive_variance(found.phi, v) == pytest.approx(plain.tau2_additive(found.phi, v), **NEAR)
    known = variance_between(means, v)
    assert known.dl == pytest.approx(plain.tau2_additive(found.phi, v), abs=1e-12)
    assert known.pm == pytest.approx(plain.tau2_paule_mandel(means, v), abs=1e-9)
    best = optimize.minimize_scalar(
        plain.restricted_likelihood, bounds=(0, 3), args=(means, v), method="bounded"
    )
    assert plain.restricted_likelihood(known.reml, means, v) <= best.fun + 1e-9


def test_what_winsorising_leaves_of_a_true_one() -> None:
    assert winsor_factor() == pytest.approx(plain.winsor_factor()) == pytest.approx(0.678655, abs=1e-6)


def test_two_boards_are_the_least_for_dispersion() -> None:
    assert str(overdispersion([1.0]).reason) == "too_few"
    assert overdispersion([1.0, 2.0]).reason is None
    assert str(variance_between([1.0], [0.1]).reason) == "too_few"


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_ranks(seed: int) -> None:
    chance = Random(seed)
    k = 2 + 3 * seed
    e, s = [chance.gauss(3, 0.5) for _ in range(k)], [chance.choice([0.2, 0.3, 0.5]) for _ in range(k)]
    expected = [plain.expected_rank(board, e, s) for board in range(k)]
    assert expected_ranks(e, s).ranks.tolist() == pytest.approx(expected, rel=1e-9)
    assert fast_expected_ranks(e, s).ranks.tolist() == pytest.approx(expected, abs=1e-6)
    v = [each**2 / 10 for each in s]
    spans = rank_intervals(e, v)
    found = list(zip(spans.lowest.tolist(), spans.highest.tolist(), strict=True))
    assert found == plain.ranks_open(e, v, spans.confidence_level)
    below = chance_below(e, s, 2.5)
    chances = [plain.chance_below(each, sd, 2.5) for each, sd in zip(e, s, strict=True)]
    assert below.chance.tolist() == pytest.approx(chances, rel=1e-9)
    assert below.expected_count == pytest.approx(sum(chances))


def test_one_board_has_the_first_rank_and_equal_estimates_none() -> None:
    assert expected_ranks([3.0], [0.5]).ranks.tolist() == [1.0]
    assert str(expected_ranks([3.0, 3.0], [0.0, 0.0]).reason) == "no_variation"
    assert isnan(expected_ranks([3.0, 3.0], [0.0, 0.0]).ranks[0])


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_many_boards_at_once(seed: int) -> None:
    chance = Random(seed)
    p = [round(chance.random() ** 3, 2) for _ in range(1 + seed)]
    assert benjamini_hochberg([*p, nan]).q.tolist()[:-1] == pytest.approx(plain.q_values(p), **NEAR)
    assert benjamini_hochberg([0.03]).q.tolist() == [0.03]
