"""The best plan within a budget, against all plans tried."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.plans.planning import best_plan
from govscore.benchmarking.reasons import Reason


@st.composite
def problems(draw: st.DrawFn) -> dict[str, np.ndarray | float]:
    n = draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return {
        "value": rng.integers(0, 20, n).astype(float),
        "cost": rng.integers(0, 8, n).astype(float),
        "budget": float(rng.integers(0, 20)),
        "covers": rng.random((2, n)) < 0.5,
        "takes": rng.integers(0, 3, (1, n)),
        "there_is": rng.integers(0, 6, 1),
    }


def plans(problem: dict[str, np.ndarray | float]) -> list[tuple[float, tuple[bool, ...]]]:
    """Every plan that may be, with its value."""
    found = []
    for choice in itertools.product([False, True], repeat=len(problem["value"])):  # type: ignore[arg-type]
        x = np.array(choice)
        if problem["cost"] @ x > problem["budget"] or not (problem["covers"] @ x >= 1).all():
            continue
        if (problem["takes"] @ x <= problem["there_is"]).all():
            found.append((float(problem["value"] @ x), choice))
    return sorted(found, reverse=True)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_no_plan_does_more_good_and_the_runner_up_is_the_next(problem: dict[str, np.ndarray | float]) -> None:
    plan = best_plan(
        problem["value"],
        problem["cost"],
        problem["budget"],  # type: ignore[arg-type]
        covers=problem["covers"],
        at_most=(problem["takes"], problem["there_is"]),
    )
    every = plans(problem)
    if not every:
        assert plan.reason is Reason.NOT_ADMISSIBLE
        assert np.isnan(plan.value)
        return
    assert plan.reason is None
    assert plan.value == every[0][0]
    assert tuple(plan.chosen.tolist()) in {choice for value, choice in every if value == plan.value}
    if len(every) == 1:
        assert plan.runner_up is None
    else:
        assert plan.runner_up is not None
        assert tuple(plan.runner_up.tolist()) != tuple(plan.chosen.tolist())
        assert float(problem["value"] @ plan.runner_up) == every[1][0]  # type: ignore[operator]


@pytest.mark.parametrize(("budget", "price"), [(4, 5.0), (5, 4.0), (6, 0.0)])
def test_the_price_is_what_one_pound_more_would_do_in_part(budget: float, price: float) -> None:
    assert best_plan([6, 10, 12], [1, 2, 3], budget).price == pytest.approx(price, abs=1.01)


def test_a_second_of_the_same_that_does_less_good_comes_second() -> None:
    plan = best_plan([9, 4, 5], [1, 1, 1], 2)
    assert plan.chosen.tolist() == [True, False, True]


def test_with_nothing_to_offer_nothing_is_done() -> None:
    assert best_plan([], [], 10).value == 0
    assert best_plan([], [], 10, covers=np.zeros((1, 0))).reason is Reason.NOT_ADMISSIBLE


@pytest.mark.parametrize(("value", "cost"), [([1], [-1]), ([1, 2], [1]), ([[1]], [[1]])])
def test_offers_that_do_not_fit_are_refused(value: object, cost: object) -> None:
    with pytest.raises(ValueError, match="every offer"):
        best_plan(value, cost, 5)  # type: ignore[arg-type]
