"""Who supports whom: as many as can be, as cheaply as can be, against all choices tried."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.plans.matching import match_support


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    cost = rng.integers(0, 9, (rows, columns)).astype(float)
    return cost, rng.integers(0, 3, columns), rng.random((rows, columns)) < 0.3


def every_choice(cost: np.ndarray, capacity: np.ndarray, forbidden: np.ndarray) -> tuple[int, float]:
    """How many can be matched, and the least that so many cost."""
    found = []
    for choice in itertools.product(range(-1, cost.shape[1]), repeat=cost.shape[0]):
        pairs = [(row, column) for row, column in enumerate(choice) if column >= 0]
        used = np.bincount([column for _, column in pairs], minlength=cost.shape[1])
        if (used <= capacity).all() and not any(forbidden[pair] for pair in pairs):
            found.append((-len(pairs), sum(cost[pair] for pair in pairs)))
    most, cheapest = min(found)
    return -most, cheapest


@given(problems())
def test_no_choice_matches_more_or_costs_less(problem: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    cost, capacity, forbidden = problem
    found = match_support(cost, capacity, forbidden=forbidden)
    assert (int((found.supporter >= 0).sum()), found.total) == every_choice(cost, capacity, forbidden)
    used = np.bincount(found.supporter[found.supporter >= 0], minlength=cost.shape[1])
    assert (used <= capacity).all()
    assert (np.isnan(found.cost) == (found.supporter < 0)).all()


@given(problems(), st.integers(0, 2**32 - 1))
def test_with_keys_the_order_of_boards_does_not_matter(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray], seed: int
) -> None:
    cost, capacity, forbidden = problem
    needing, supporting = [f"n{i}" for i in range(cost.shape[0])], [f"s{i}" for i in range(cost.shape[1])]
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(cost.shape[0]), rng.permutation(cost.shape[1])
    found = match_support(cost, capacity, forbidden=forbidden, keys=(needing, supporting))
    moved = match_support(
        cost[rows][:, columns],
        capacity[columns],
        forbidden=forbidden[rows][:, columns],
        keys=([needing[i] for i in rows], [supporting[j] for j in columns]),
    )
    names = {needing[i]: supporting[j] if j >= 0 else None for i, j in enumerate(found.supporter)}
    again = {
        needing[rows[i]]: supporting[columns[j]] if j >= 0 else None for i, j in enumerate(moved.supporter)
    }
    assert names == again


def test_a_forbidden_pair_leaves_a_board_without_and_does_not_stop_the_others() -> None:
    found = match_support([[1, 2], [1, 2]], forbidden=[[True, True], [False, False]])
    assert found.supporter.tolist() == [-1, 0]


def test_costs_below_nothing_are_costs_like_others() -> None:
    assert match_support([[-5, 0], [-4, -3]]).supporter.tolist() == [0, 1]


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_nobody_to_match_is_no_trouble(shape: tuple[int, int]) -> None:
    found = match_support(np.zeros(shape))
    assert found.supporter.tolist() == [-1] * shape[0]
    assert found.total == 0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: match_support([1.0, 2.0]),
        lambda: match_support([[np.inf]]),
        lambda: match_support([[1.0]], -1),
        lambda: match_support([[1.0]], keys=(["a"], [])),
    ],
)
def test_what_is_no_problem_of_this_kind_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):
        wrong()  # type: ignore[operator]
