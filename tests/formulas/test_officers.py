"""The officer's view beside the board's own: the engine beside the formulas of the page."""

from random import Random

import numpy as np
import pytest
from scipy import stats

from govscore.benchmarking.gaps.clustered_fit import RatedBoards, huber_line
from govscore.benchmarking.gaps.over_claiming import OfficersViews, officers_views
from tests.formulas import officers as plain
from tests.formulas import standing

SEEDS = range(3)
N = 34


class Rated:
    """Boards of two phases, rated by three officers, on levels a quarter or a whole apart."""

    def __init__(self, seed: int, *, step: float) -> None:
        chance = Random(seed)
        self.phases = [chance.choice(["primary", "secondary"]) for _ in range(N)]
        self.officers = [chance.randint(0, 2) for _ in range(N)]
        self.estimates = [chance.uniform(1.8, 3.6) for _ in range(N)]
        habit = [chance.gauss(0, 0.4 * (seed % 2)) for _ in range(3)]
        felt = [
            x + habit[o] + chance.gauss(0, 0.5) for x, o in zip(self.estimates, self.officers, strict=True)
        ]
        self.levels = [min(4.0, max(1.0, round(x / step) * step)) for x in felt]
        self.x = plain.design(self.phases, self.estimates)

    def found(self) -> OfficersViews:
        return officers_views(self.levels, self.estimates, phase=self.phases, officer=self.officers)


@pytest.mark.parametrize("seed", SEEDS)
def test_hubers_line(seed: int) -> None:
    rated = Rated(seed, step=0.25)
    boards = RatedBoards(
        level=np.array(rated.levels),
        design=np.array(rated.x),
        weights=np.ones(N),
        officer=np.array(rated.officers),
    )
    line, off = huber_line(boards)
    residual = [
        y - sum(a * b for a, b in zip(row, line, strict=True))
        for y, row in zip(rated.levels, rated.x, strict=True)
    ]
    scale = plain.huber_scale(residual, rated.levels)
    assert off.tolist() == pytest.approx([r / scale for r in residual], rel=1e-4, abs=1e-4)
    assert plain.huber_balance(off.tolist(), rated.x) == pytest.approx([0, 0, 0], abs=1e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_officers_variance_and_the_residuals(seed: int) -> None:
    rated = Rated(seed, step=0.25)
    found = rated.found()
    assert not found.was_set_aside.any()
    theta = found.officer_variance / found.sigma2
    known = {"levels": rated.levels, "x": rated.x, "officers": rated.officers}
    best = plain.likelihood_of_officers(theta, **known)
    for other in (0.0, 0.9 * theta, 1.1 * theta + 0.01):
        assert best <= plain.likelihood_of_officers(other, **known) + 1e-6
    for board in (0, 20):
        assert found.t[board] == pytest.approx(plain.studentised(board, theta=theta, **known), rel=1e-6)
    p = [2 * stats.t.sf(abs(each), N - 3 - 1) for each in found.t.tolist()]
    assert found.p.tolist() == pytest.approx(p, rel=1e-6)
    assert found.q.tolist() == pytest.approx(standing.q_values(p), rel=1e-6)
    v = plain.spread_of_officers(rated.officers, theta)
    left, r = plain.left_over(rated.x, v), plain.residuals(rated.levels, rated.x, v)
    alone = [each / left[i][i] for i, each in enumerate(r)]
    assert found.difference.tolist() == pytest.approx(alone, rel=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_chance_of_a_level(seed: int) -> None:
    rated = Rated(seed, step=1.0)
    found = rated.found()
    assert not found.was_set_aside.any()
    expected = plain.chances_of_levels(
        rated.levels,
        phases=rated.phases,
        estimates=rated.estimates,
        officers=rated.officers,
        theta=found.officer_variance / found.sigma2,
    )
    assert found.p.tolist() == pytest.approx(expected, rel=2e-3, abs=1e-5)


def test_a_board_that_does_not_bear_on_the_line_is_put_back_alone() -> None:
    rated = Rated(0, step=0.25)
    rated.levels[3] = 1.0 if rated.estimates[3] > 2.7 else 4.0
    rated.levels[8] = 1.0 if rated.estimates[8] > 2.7 else 4.0
    rated.levels[:3] = rated.estimates[:3]
    found = officers_views(rated.levels, rated.estimates, phase=["primary"] * N)
    aside = np.flatnonzero(found.was_set_aside).tolist()
    assert aside
    for board in aside:
        kept = [i for i in range(N) if i not in aside or i == board]
        t = plain.studentised(
            kept.index(board),
            levels=[rated.levels[i] for i in kept],
            x=[[1.0, rated.estimates[i]] for i in kept],
            officers=kept,
            theta=0.0,
        )
        assert found.t[board] == pytest.approx(t, rel=1e-6)


def test_thirty_are_the_least_for_a_flag_and_two_more_than_phases_and_slope_for_a_number() -> None:
    def flags(n: int) -> str | None:
        why = officers_views(
            [1.0 + i % 4 for i in range(n)], [2 + i % 7 / 5 for i in range(n)], phase=["primary"] * n
        ).flags_reason
        return why and str(why)

    assert (flags(30), flags(29)) == (None, "too_few")
    four = officers_views([1.0, 2, 3, 3], [1.0, 2, 3, 2], phase=["primary"] * 4)
    three = officers_views([1.0, 2, 3], [1.0, 2, 2], phase=["primary"] * 3)
    assert np.isfinite(four.t).any()
    assert {str(why) for why in three.reason} == {"too_few"}
