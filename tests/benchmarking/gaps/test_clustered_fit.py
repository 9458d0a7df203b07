"""The line through rated boards: each board against a fit that really leaves it out, and a robust first look."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from govscore.benchmarking.gaps.clustered_fit import (
    RatedBoards,
    against_the_others,
    huber_line,
    officer_ratio,
)

Floats = np.ndarray


def county(*, n: int = 40, weighted: bool = False, seed: int = 3) -> RatedBoards:
    rng = np.random.default_rng(seed)
    officer = rng.integers(0, 6, n)
    design = np.column_stack([np.eye(2)[np.arange(n) % 2], rng.normal(3, 0.4, n)])
    level = design @ [0.5, 0.8, 0.7] + rng.normal(0, 0.5, 6)[officer] + rng.normal(0, 0.4, n)
    weights = rng.uniform(0.5, 2, n) if weighted else np.ones(n)
    return RatedBoards(level=level, design=design, weights=weights, officer=officer)


def covariance(boards: RatedBoards, theta: float) -> Floats:
    return np.eye(boards.level.size) + theta * (boards.officer[:, None] == boards.officer)


def left_out(boards: RatedBoards, theta: float, place: int) -> tuple[float, float]:
    """The slow form: fit without the board, predict it, and divide by what such a prediction is out by."""
    others = np.arange(boards.level.size) != place
    whole = covariance(boards, theta)
    inverse, along = np.linalg.inv(whole[np.ix_(others, others)]), whole[place, others]
    x, y, root = boards.design[others], boards.level[others], np.sqrt(boards.weights[others])
    weighted = root[:, None] * inverse * root
    gain = np.linalg.solve(x.T @ weighted @ x, x.T @ weighted)
    plain = np.linalg.solve(x.T @ inverse @ x, x.T @ inverse)
    rest = y - x @ (plain @ y)
    sigma2 = rest @ inverse @ rest / (y.size - x.shape[1])
    usual = boards.design[place] @ gain @ y + along @ inverse @ (y - x @ (gain @ y))
    lean = boards.design[place] - x.T @ inverse @ along
    spread = 1 + theta - along @ inverse @ along
    spread += lean @ gain @ whole[np.ix_(others, others)] @ gain.T @ lean
    return float(usual), float((boards.level[place] - usual) / np.sqrt(sigma2 * spread))


@pytest.mark.parametrize(("theta", "weighted"), [(0.0, False), (0.0, True), (0.8, False)])
def test_each_board_stands_against_a_fit_without_it(theta: float, weighted: bool) -> None:
    boards = county(weighted=weighted)
    found = against_the_others(boards, theta)
    slow = np.array([left_out(boards, theta, place) for place in range(boards.level.size)])
    np.testing.assert_allclose(found.usual, slow[:, 0], atol=1e-11)
    np.testing.assert_allclose(found.t, slow[:, 1], atol=1e-10)
    assert found.freedom == boards.level.size - 4


def test_with_officers_and_weights_the_usual_level_is_without_it_and_t_close_by() -> None:
    boards = county(weighted=True)
    found = against_the_others(boards, 0.8)
    slow = np.array([left_out(boards, 0.8, place) for place in range(boards.level.size)])
    np.testing.assert_allclose(found.usual, slow[:, 0], atol=1e-11)
    np.testing.assert_allclose(found.t, slow[:, 1], atol=0.1)


def test_without_officers_and_weights_it_is_the_textbook() -> None:
    boards = county()
    x, y = boards.design, boards.level
    hat = x @ np.linalg.solve(x.T @ x, x.T)
    h, e, (n, p) = np.diag(hat), y - hat @ y, x.shape
    s2 = e @ e / (n - p)
    others = (e @ e - e**2 / (1 - h)) / (n - p - 1)
    found = against_the_others(boards, 0.0)
    np.testing.assert_allclose(found.t, e / np.sqrt(others * (1 - h)), rtol=1e-9)
    np.testing.assert_allclose(found.cooks_distance, e**2 * h / (p * s2 * (1 - h) ** 2), rtol=1e-9)
    assert found.sigma2 == pytest.approx(s2)


def test_cooks_distance_is_how_far_leaving_a_board_out_moves_the_line() -> None:
    boards = county(weighted=True)
    x, y, root = boards.design, boards.level, np.sqrt(boards.weights)
    form = root[:, None] * np.linalg.inv(covariance(boards, 0.8)) * root
    line = np.linalg.solve(x.T @ form @ x, x.T @ form @ y)
    found = against_the_others(boards, 0.8)
    np.testing.assert_allclose(found.coefficients, line, rtol=1e-10)
    rest = y - x @ line
    sigma2 = rest @ form @ rest / (y.size - x.shape[1])
    for place in range(0, y.size, 7):
        kept = np.arange(y.size) != place
        one = np.linalg.inv(covariance(boards, 0.8)[np.ix_(kept, kept)])
        part = root[kept][:, None] * one * root[kept]
        moved = line - np.linalg.solve(x[kept].T @ part @ x[kept], x[kept].T @ part @ y[kept])
        distance = moved @ (x.T @ form @ x) @ moved / (x.shape[1] * sigma2)
        assert found.cooks_distance[place] == pytest.approx(distance, rel=1e-8)


def test_the_ratio_of_officers_is_the_most_likely_one() -> None:
    boards = county(n=80, seed=5)
    x, y = boards.design, boards.level

    def deviance(theta: float) -> float:
        whole = covariance(boards, theta)
        inverse = np.linalg.inv(whole)
        cross = x.T @ inverse @ x
        rest = y - x @ np.linalg.solve(cross, x.T @ inverse @ y)
        spread = np.linalg.slogdet(whole)[1] + np.linalg.slogdet(cross)[1]
        return float((y.size - x.shape[1]) * np.log(rest @ inverse @ rest) + spread)

    best = minimize_scalar(deviance, bounds=(0, 20), method="bounded", options={"xatol": 1e-10})
    assert officer_ratio(boards) == pytest.approx(best.x, rel=1e-4)


def test_balanced_officers_are_as_in_analysis_of_variance() -> None:
    rng = np.random.default_rng(6)
    given = rng.normal(0, 1, (5, 8)) + rng.normal(0, 2, (5, 1))
    boards = RatedBoards(
        level=given.ravel(), design=np.ones((40, 1)), weights=np.ones(40), officer=np.repeat(np.arange(5), 8)
    )
    within = given.var(axis=1, ddof=1).mean()
    between = 8 * given.mean(axis=1).var(ddof=1)
    assert officer_ratio(boards) == pytest.approx((between / within - 1) / 8, rel=1e-6)


@pytest.mark.parametrize("officer", [np.zeros(40, dtype=int), np.arange(40), np.arange(40) % 2])
def test_officers_who_cannot_be_told_apart_are_taken_to_be_alike(officer: Floats) -> None:
    rng = np.random.default_rng(2)
    level = rng.normal(0, 1, 40)
    level[::2] -= level[::2].mean()
    level[1::2] -= level[1::2].mean()
    boards = RatedBoards(level=level, design=np.ones((40, 1)), weights=np.ones(40), officer=officer)
    assert officer_ratio(boards) == 0.0


def test_two_gross_boards_do_not_pull_hubers_line() -> None:
    rng = np.random.default_rng(4)
    score = np.linspace(2, 4, 40)
    level = 0.5 + 0.8 * score + rng.normal(0, 0.1, 40)
    level[[38, 39]] = 0.5
    design = np.column_stack([np.ones(40), score])
    boards = RatedBoards(level=level, design=design, weights=np.ones(40), officer=np.arange(40))
    robust, off = huber_line(boards)
    least_squares = np.linalg.lstsq(design, level, rcond=None)[0]
    assert abs(robust[1] - 0.8) < 0.1 < abs(least_squares[1] - 0.8)
    assert np.flatnonzero(np.abs(off) > 3).tolist() == [38, 39]


def test_the_only_board_of_its_kind_is_set_against_nothing() -> None:
    design = np.column_stack([np.eye(2)[[0] * 7 + [1]], np.arange(8.0)])
    level = np.array([1.0, 2.5, 2.6, 4.4, 5.0, 6.5, 6.6, 3.0])
    boards = RatedBoards(level=level, design=design, weights=np.ones(8), officer=np.arange(8))
    found = against_the_others(boards, 0.0)
    assert np.isnan(found.t).tolist() == np.isnan(found.usual).tolist() == [False] * 7 + [True]
    assert np.isnan(found.cooks_distance[7])


def test_boards_all_on_the_line_are_judged_by_nothing() -> None:
    design = np.column_stack([np.ones(6), np.arange(6.0)])
    boards = RatedBoards(level=np.arange(6.0), design=design, weights=np.ones(6), officer=np.arange(6))
    assert np.isnan(against_the_others(boards, 0.0).t).all()
    assert huber_line(boards)[1] == pytest.approx([0.0] * 6, abs=1e-9)


def test_levels_mostly_alike_put_nobody_a_step_away_far_off() -> None:
    """The median residual is nothing; but a level is known to its step only."""
    level = np.repeat([2.0, 3.0, 4.0], [5, 30, 5])
    boards = RatedBoards(level=level, design=np.ones((40, 1)), weights=np.ones(40), officer=np.arange(40))
    off = huber_line(boards)[1]
    assert off[[0, 20, 39]] == pytest.approx([-(12**0.5), 0.0, 12**0.5])
