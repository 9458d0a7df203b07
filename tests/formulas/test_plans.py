"""Visits, support, plans and what a reader could work out: the engine beside every possibility."""

from math import ceil, inf
from random import Random

import numpy as np
import pytest

from govscore.benchmarking.disclosure.audit import known_range, pairs_too_close, publish
from govscore.benchmarking.disclosure.suppression import suppress
from govscore.benchmarking.plans.matching import match_support
from govscore.benchmarking.plans.planning import best_plan
from govscore.benchmarking.plans.visits import (
    draw_visits,
    estimate_total,
    inclusion_probabilities,
    share_out,
    systematic_sample,
    visit_priority,
)
from tests.formulas import drawn
from tests.formulas import plans as plain


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_visits(seed: int) -> None:
    chance = Random(seed)
    scores = [float(chance.choice([1, 1, 2, 3, 20])) for _ in range(6 + seed)]
    pi = plain.by_risk(scores, 4)
    assert inclusion_probabilities(scores, 4).tolist() == pytest.approx(pi)
    u = chance.random()
    drawn_here = systematic_sample(pi, u).tolist()
    assert sorted(drawn_here) == sorted(plain.drawn_along(pi, range(len(pi)), u))
    values = [chance.randint(0, 1) for _ in drawn_here]
    there = [pi[board] for board in drawn_here]
    assert estimate_total(values, there) == pytest.approx(plain.total_of(values, there))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_the_chance_of_a_visit(seed: int) -> None:
    chance = Random(seed)
    n, boards = 4 + seed, 12 + 2 * seed
    p_low = [0.95, 0.9] + [chance.uniform(0, 0.8) for _ in range(boards - 2)]
    priority = [chance.uniform(0.5, 2) for _ in range(boards)]
    visits = draw_visits(priority, n, np.random.default_rng(seed), p_low=p_low)
    by_chance = ceil(n / 5)
    by_risk = n - by_chance - 1
    pi = plain.by_risk(priority[1:], by_risk)
    expected = plain.inclusion(pi, by_chance=by_chance, not_certain=boards - 1, by_risk=by_risk)
    assert visits.inclusion.tolist() == pytest.approx([1.0, *expected])
    why = [None if each is None else str(each) for each in visits.why]
    assert [why.count(word) for word in ("certain", "risk", "chance")] == [1, by_risk, by_chance]


def test_priority() -> None:
    found = visit_priority([0.4], [2.0], over_claim=[-1.5], flags=[1], weight=0.3)
    assert found[0] == pytest.approx(plain.priority(chance_below=0.4, impact=2.0, w=0.3, t=-1.5, flags=1))


def test_visits_over_groups() -> None:
    sizes, spreads = [180, 90, 30], [0.4, 0.6, 0.9]
    exact = plain.neyman(40, sizes, spreads)
    found = share_out(sizes, spreads, 40).tolist()
    assert sum(found) == 40
    assert all(abs(a - b) < 1 for a, b in zip(found, exact, strict=True))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_who_supports_whom(seed: int) -> None:
    chance = Random(seed)
    cost = [[chance.choice([1.0, 2.0, 5.0, inf]) for _ in range(3)] for _ in range(4)]
    capacity = [chance.randint(0, 2) for _ in range(3)]
    forbidden = np.isinf(cost)
    found = match_support(np.where(forbidden, 0.0, cost), capacity, forbidden=forbidden)
    matched, total = plain.best_match(cost, capacity)
    assert ((found.supporter >= 0).sum(), found.total) == (matched, pytest.approx(total))
    assert np.isnan(found.cost[found.supporter < 0]).all()


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_the_best_plan(seed: int) -> None:
    chance = Random(seed)
    values, costs = (
        [float(chance.randint(1, 50)) for _ in range(7)],
        [float(chance.randint(1, 9)) for _ in range(7)],
    )
    covers = [[chance.random() < 0.4 for _ in range(7)] for _ in range(2)]
    serves = [[i for i, is_in in enumerate(row) if is_in] for row in covers]
    plans = plain.best_plan(values, costs, budget=14, serves=serves)
    found = best_plan(values, costs, 14, covers=covers)
    if not plans:
        assert str(found.reason) == "not_admissible"
        return
    assert found.value == pytest.approx(plans[0][0])
    if len(plans) > 1:
        second = sum(v for v, x in zip(values, found.runner_up, strict=True) if x)
        assert second == pytest.approx(plans[1][0])


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_what_a_reader_could_work_out(seed: int) -> None:
    chance = Random(seed)
    cells = [chance.randint(0, 4) for _ in range(4)]
    who = [[0, 1], [1, 2, 3], [0, 3]]
    rows = [[int(i in row) for i in range(4)] for row in who]
    told = [sum(cells[i] for i in row) for row in who]
    low, high = [each - 0.5 * (seed % 2) for each in told], [each + seed % 3 for each in told]
    sums = list(zip(who, low, high, strict=True))
    known = known_range(publish(rows, low, high, least=[0] * 4, most=[6] * 4), np.eye(4))
    expected = [plain.range_of(cell, sums, 4, 6) for cell in range(4)]
    assert list(zip(known.low.tolist(), known.high.tolist(), strict=True)) == [
        pytest.approx(e) for e in expected
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_fewest_cells_to_hide(seed: int) -> None:
    chance = Random(seed)
    table = [[chance.randint(0, 8) for _ in range(3)] for _ in range(2)]
    primary = {(0, chance.randint(0, 2))}
    mask = [[(r, c) in primary for c in range(3)] for r in range(2)]
    wide = 2
    best = plain.fewest_to_hide(table, primary, wide=wide)
    if best[0] > 6:
        with pytest.raises(ValueError, match="leaves"):
            suppress(table, mask, wide=wide)
        return
    found = suppress(table, mask, wide=wide)
    hidden = int(found.hidden.sum()), int(np.asarray(table)[found.hidden].sum())
    assert hidden == best
    assert float(found.known.width.min()) >= wide


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_two_cuts_too_close(seed: int) -> None:
    chance = Random(seed)
    cuts = [[chance.random() < 0.8 for _ in range(12)] for _ in range(6)]
    people = [{i for i, is_in in enumerate(cut) if is_in} for cut in cuts]
    found = {(a, b) for a, b, _ in pairs_too_close(cuts)}
    expected = {(a, b) for a in range(6) for b in range(a + 1, 6) if plain.too_close(people[a], people[b])}
    assert found == expected
