"""Change: the engine beside the formulas of the page."""

from math import isnan, nan
from random import Random

import pytest

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.change.paired import signed_ranks
from govscore.benchmarking.change.reliable_change import (
    common_items,
    observed_change,
    reliable_change,
    towards_the_mean,
)
from govscore.benchmarking.change.trend import page_trend
from govscore.questionnaire.changes.model import Trend
from govscore.questionnaire.changes.versions import compare
from govscore.reporting.trend import compose_trend
from govscore.scoring.model import DomainScore
from tests.formulas import between, drawn
from tests.formulas import change as plain
from tests.make import make_domain, make_domain_score
from tests.reporting.test_trend import earlier, material
from tests.scoring.boards import questionnaire_of

NEAR = {"rel": 1e-9, "abs": 1e-12}


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_pairs(seed: int) -> None:
    chance = Random(seed)
    differences = [float(chance.randint(-2, 4)) for _ in range(2 + seed)]
    found = signed_ranks([*differences, nan])
    pratt, dropped = (plain.signed_ranks(differences, pratt=rule) for rule in (True, False))
    if not pratt:
        assert isnan(found.pratt_exact)
        return
    assert float(found.pratt_normal) == pytest.approx(plain.normal_p(pratt, half_off=False)[1], **NEAR)
    v, p = plain.normal_p(dropped, half_off=False)
    assert (float(found.v), float(found.dropped_normal)) == pytest.approx((v, p), **NEAR)
    corrected = plain.normal_p(dropped, half_off=True)[1]
    assert float(found.dropped_corrected) == pytest.approx(corrected, **NEAR)
    assert float(found.pratt_exact) == pytest.approx(plain.exact_p(pratt), **NEAR)
    assert float(found.dropped_exact) == pytest.approx(plain.exact_p(dropped), **NEAR)


def test_six_pairs_are_the_least_for_a_p_under_one_in_twenty() -> None:
    assert float(signed_ranks([1, 2, 3, 4, 5]).dropped_exact) == 0.0625
    assert float(signed_ranks([1, 2, 3, 4, 5, 6]).dropped_exact) < 0.05
    assert float(signed_ranks([1]).dropped_exact) == 1


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_more_than_chance_and_the_way_back(seed: int) -> None:
    first, then = fit_boards(*drawn.sums(drawn.boards(seed, k=40))), drawn.sums(drawn.boards(seed, k=40))
    assert not first.is_singular
    n, means, now_n, now = then[0][0], then[1][0], 3 + seed, 3.1
    model = {"mu": first.mu, "tau2": first.tau2, "sigma2": first.sigma2}
    reliability, estimate, sd, *_ = between.score_for_comparison(means, n, **model)
    _, estimate_now, sd_now, *_ = between.score_for_comparison(now, now_n, **model)
    before, after = shrink(first, [n], [means]), shrink(first, [now_n], [now])
    found = reliable_change(before, after)
    change, could_be, reliable = plain.reliable_change((estimate, sd), (estimate_now, sd_now))
    assert (found.change[0], found.could_be_chance[0]) == pytest.approx((change, could_be), rel=1e-6)
    assert bool(found.is_reliable[0]) is reliable
    seen = observed_change([n, now_n], [means, now], sigma2=first.sigma2)
    assert float(seen.could_be_chance) == pytest.approx(
        plain.could_be_chance(first.sigma2, n, now_n), rel=1e-4
    )
    assert float(seen.change) == pytest.approx(now - means)
    back = towards_the_mean(first, [n, now_n], [means, now])
    expected = plain.towards_the_mean(
        now - means, mean=means, mu=first.mu, reliability=reliability, sd=sd, sigma2=first.sigma2, n_now=now_n
    )
    assert [back.expected.item(), back.excess.item(), back.excess_sd.item()] == pytest.approx(
        expected, **NEAR
    )
    assert expected[0] == pytest.approx(estimate - means, **NEAR)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_questions_in_common(seed: int) -> None:
    chance = Random(seed)
    then, now = (set(chance.sample("abcdefghij", chance.randint(1, 10))) for _ in range(2))
    found = common_items(sorted(then), sorted(now))
    assert (found.share, found.is_linked) == plain.in_common(then, now)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_a_trend(seed: int) -> None:
    chance = Random(seed)
    k = 3 + seed % 3
    rows = [[chance.randint(1, 4) + 0.4 * year for year in range(k)] for _ in range(1 + seed)]
    rows = [[float(round(x)) for x in row] for row in rows]
    rows.append([1.0, 2.0, *[3.0] * (k - 2)])
    found = page_trend([*rows, [nan, *range(k - 1)]])
    assert (float(found.l_statistic), float(found.z)) == pytest.approx(
        plain.page_normal(rows, ties=False), **NEAR
    )
    assert float(found.z_with_ties) == pytest.approx(plain.page_normal(rows, ties=True)[1], **NEAR)
    assert float(found.p_exact) == pytest.approx(plain.page_exact(rows), **NEAR)
    assert int(found.n_dropped) == 1


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_whether_a_change_may_be_told(seed: int) -> None:
    chance = Random(seed)
    asked = [sorted(chance.sample("abcdef", 4)), sorted(chance.sample("abcdef", 5))]
    weights = [{name: chance.choice([0, 1, 1, 2]) for name in names} | {names[0]: 1} for names in asked]
    old, new = (
        questionnaire_of(make_domain(questions=tuple(each)), weights=each).model_copy() for each in weights
    )
    (found,) = compare(old, new).domains
    common = {name for name in asked[0] if name in asked[1] and weights[0][name] and weights[1][name]}
    assert (found.trend is not Trend.BREAKS) == plain.may_be_drawn(weights, common)


def test_two_thirds_are_enough() -> None:
    thirds = [{"a": 2, "b": 1}, {"a": 2, "c": 1}]
    old, new = (questionnaire_of(make_domain(questions=tuple(each)), weights=each) for each in thirds)
    assert plain.may_be_drawn(thirds, {"a"})
    assert compare(old, new).domains[0].trend is not Trend.BREAKS


def test_the_change_of_a_report_is_now_less_then() -> None:
    trend = compose_trend(material(strategy(3.1), then=(earlier(strategy(2.6)),)))
    assert trend is not None
    (line,) = trend.domains
    assert line.then[0].change == pytest.approx(plain.change(2.6, 3.1))


def strategy(mean: float) -> DomainScore:
    return make_domain_score("strategy", mean=mean)


def test_a_trend_takes_three_years_and_one_row() -> None:
    assert float(page_trend([[1, 2, 3]]).p_exact) == pytest.approx(1 / 6)
    with pytest.raises(ValueError, match="3 years"):
        page_trend([[1, 2]])
    assert isnan(page_trend([[1, nan, 3]]).p_exact)
