"""Drawing boards to visit: the promised probabilities are the true ones, and the same seed draws the same."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.plans.visits import (
    Why,
    draw_visits,
    estimate_total,
    inclusion_probabilities,
    share_out,
    systematic_sample,
    visit_priority,
)

sizes = st.lists(st.floats(0.01, 50), min_size=1, max_size=12)


def test_the_sample_worked_out_by_hand() -> None:
    p = [0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 1, 0.1, 0.2, 0.7]
    assert systematic_sample(p, 0.37).tolist() == [2, 4, 6, 9]


@given(sizes, st.data())
def test_probabilities_add_up_and_follow_size_as_far_as_one(drawn: list[float], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(drawn)))
    p = inclusion_probabilities(drawn, n)
    assert p.sum() == pytest.approx(n)
    assert ((p >= 0) & (p <= 1)).all()
    below = p < 1
    ratios = p[below] / np.array(drawn)[below]
    assert ratios == pytest.approx(np.full(ratios.size, ratios[0])) if ratios.size else True
    assert (p[~below] == 1).all()


@given(sizes, st.data())
def test_over_all_starts_each_is_drawn_as_often_as_promised(drawn: list[float], data: st.DataObject) -> None:
    n = data.draw(st.integers(1, len(drawn)))
    p = inclusion_probabilities(drawn, n)
    cuts = np.unique(np.concatenate([[0, 1], np.cumsum(p) % 1]))
    share = np.zeros(len(drawn))
    for low, high in pairwise(cuts.tolist()):
        if high - low > 1e-12:
            share[systematic_sample(p, (low + high) / 2)] += high - low
    np.testing.assert_allclose(share, p, atol=1e-9)


def test_over_many_draws_each_board_is_visited_as_often_as_its_inclusion_says() -> None:
    priority, p_low = [9, 4, 3, 2, 1, 1, 0.5, 0], [0.95, 0.5] + [0.1] * 5 + [float("nan")]
    rng = np.random.default_rng(20261124)
    often = np.zeros(8)
    for _ in range(20_000):
        visits = draw_visits(priority, 4, rng, p_low=p_low)
        often[visits.chosen] += 1
    np.testing.assert_allclose(often / 20_000, visits.inclusion, atol=0.015)
    assert visits.inclusion.sum() == pytest.approx(4)
    assert visits.inclusion[-1] > 0


@pytest.mark.parametrize(("n", "least"), [(5, 1), (6, 2), (10, 2), (40, 8)])
def test_at_least_a_fifth_are_drawn_by_chance_alone(n: int, least: int) -> None:
    visits = draw_visits(np.arange(1, 61), n, np.random.default_rng(1), p_low=[0.95] * 3 + [0.1] * 57)
    why = Counter(visits.why.tolist())
    assert why[Why.CHANCE] == least
    assert why[Why.CHANCE] + why[Why.RISK] + why[Why.CERTAIN] == n
    assert visits.chosen.size == n


def test_the_same_seed_draws_the_same_boards_and_the_draw_can_be_repeated() -> None:
    priority = np.arange(1, 31)
    one, other = (draw_visits(priority, 10, np.random.default_rng(7)) for _ in range(2))
    assert one.why.tolist() == other.why.tolist()
    assert draw_visits(priority, 10, np.random.default_rng(8)).why.tolist() != one.why.tolist()
    p = inclusion_probabilities(priority, 8)
    by_risk = one.order[systematic_sample(p[one.order], one.start)]
    assert sorted(by_risk.tolist()) == np.flatnonzero(one.why == Why.RISK).tolist()


def test_where_too_many_are_certain_they_are_drawn_by_risk() -> None:
    visits = draw_visits([5] * 9 + [1], 4, np.random.default_rng(1), p_low=[0.99] * 9 + [0])
    assert Why.CERTAIN not in visits.why.tolist()
    assert visits.inclusion.sum() == pytest.approx(4)


def test_where_few_have_a_priority_chance_has_the_rest() -> None:
    visits = draw_visits([1, 0, 0, 0, 0, 0], 5, np.random.default_rng(1))
    assert Counter(visits.why.tolist()) == {Why.RISK: 1, Why.CHANCE: 4, None: 1}
    np.testing.assert_allclose(visits.inclusion, [1, *[0.8] * 5])


@pytest.mark.parametrize("n", [0, 6])
def test_nobody_and_everybody_can_be_visited(n: int) -> None:
    visits = draw_visits([1, 2, 3, 4, 5, 6], n, np.random.default_rng(1))
    assert visits.chosen.size == n
    np.testing.assert_allclose(visits.inclusion, n / 6)


def test_what_is_reckoned_up_is_right_on_average() -> None:
    needs = np.array([1, 0, 1, 1, 0, 0, 1, 0])
    rng = np.random.default_rng(3)
    found = []
    for _ in range(4_000):
        visits = draw_visits([8, 1, 4, 2, 2, 1, 1, 1], 4, rng)
        found.append(estimate_total(needs[visits.chosen], visits.inclusion[visits.chosen]))
    assert np.mean(found) == pytest.approx(4, abs=0.1)


def test_priority_is_risk_times_impact_and_what_else_speaks_for_a_visit() -> None:
    found = visit_priority(
        [0.5, 0.5, float("nan")], [2, 2, 2], over_claim=[0, -3, float("nan")], flags=[0, 0, 1], weight=0.1
    )
    assert found == pytest.approx([1, 1.3, 1])


@given(st.lists(st.tuples(st.integers(2, 50), st.floats(0.1, 3)), min_size=1, max_size=5), st.data())
def test_visits_shared_out_add_up_and_stay_within_their_groups(
    groups: list[tuple[int, float]], data: st.DataObject
) -> None:
    boards = [boards for boards, _ in groups]
    n = data.draw(st.integers(2 * len(groups), sum(boards)))
    visits = share_out(boards, [spread for _, spread in groups], n)
    assert visits.sum() == n
    assert all(2 <= own <= most for own, most in zip(visits.tolist(), boards, strict=True))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: inclusion_probabilities([1, -1], 1),
        lambda: inclusion_probabilities([1, 0], 2),
        lambda: systematic_sample([0.5, 0.2], 0.1),
        lambda: systematic_sample([0.5, 0.5], 1.0),
        lambda: draw_visits([1, 2], 3, np.random.default_rng(1)),
        lambda: estimate_total([1], [0.0]),
        lambda: share_out([10, 10], [1, 1], 3),
        lambda: visit_priority([1.5], [1]),
        lambda: visit_priority([0.5], [-1]),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):
        wrong()  # type: ignore[operator]
