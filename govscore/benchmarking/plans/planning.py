"""What to offer within a budget: the plan that does the most good, and what a little more money would do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEASIBLE = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """What to do (`chosen`), what good it does and what it costs; `reason` where no plan does what it must.

    `runner_up` is the best plan that is not this one, None where there is no other; `price` is what one more
    pound would add if offers could be taken in part.
    """

    chosen: Flags
    value: float
    cost: float
    price: float
    runner_up: Flags | None
    reason: Reason | None = None


def best_plan(
    value: ArrayLike,
    cost: ArrayLike,
    budget: float,
    *,
    covers: ArrayLike | None = None,
    at_most: tuple[ArrayLike, ArrayLike] | None = None,
) -> Plan:
    """Choose what to offer.

    Parameters
    ----------
    value : array_like of float, shape (n_offers,)
        The good each does: boards likely to need it, times its effect.
    cost : array_like of float, shape (n_offers,)
        What each costs, 0 or more.
    budget : float
        What there is, in the same unit.
    covers : array_like of bool, shape (n_domains, n_offers), optional
        What serves each domain that must be served by one offer at least.
    at_most : pair of array_like, shapes (n_limits, n_offers) and (n_limits,), optional
        How much each offer takes of what else is short, such as trainers or places in a
        region, and how much there is.

    Returns
    -------
    Plan
        ``chosen``, ``value``, ``cost``, ``price`` and ``runner_up``. Where no plan within the
        budget serves all that must be served, nothing is chosen, the value is NaN and the
        reason ``not_admissible``.

    Raises
    ------
    ValueError
        If shapes do not match, or a cost is negative.

    Notes
    -----
    The largest sum of v x with sum of c x within the budget, x 0 or 1, solved to the end (no
    gap). Less good of a second of the same: enter it as an offer of its own with a smaller
    value, at the same cost.

    References
    ----------
    .. [1] Huangfu, Q., Hall, J. A. J. (2018), Mathematical Programming Computation 10: 119-142.
       Key ``huangfu2018``.

    Examples
    --------
    >>> plan = best_plan([6, 10, 12], [1, 2, 3], 5)
    >>> plan.chosen.tolist(), plan.value, plan.cost, plan.price
    ([False, True, True], 22.0, 5.0, 4.0)
    >>> best_plan([6, 10], [1, 2], 1, covers=[[False, True]]).reason
    <Reason.NOT_ADMISSIBLE: 'not_admissible'>
    """
    good, costs = np.asarray(value, dtype=float), np.asarray(cost, dtype=float)
    if good.ndim != 1 or good.shape != costs.shape or (costs < 0).any():
        raise ValueError("every offer must have a value, and a cost of 0 or more")
    rows, low, high = _limits(costs, budget, covers, at_most)
    chosen = _solve(good, rows, low, high)
    if chosen is None:
        nothing, nan = np.zeros(good.size, dtype=bool), float("nan")
        return Plan(
            chosen=nothing, value=nan, cost=nan, price=nan, runner_up=None, reason=Reason.NOT_ADMISSIBLE
        )
    another = np.where(chosen, -1.0, 1.0)[None, :]  # at least one offer is not as in the best
    runner_up = _solve(
        good,
        np.concatenate([rows, another]),
        np.append(low, 1 - np.count_nonzero(chosen)),
        np.append(high, np.inf),
    )
    return Plan(
        chosen=chosen,
        value=float(good[chosen].sum()),
        cost=float(costs[chosen].sum()),
        price=_price(good, rows, low, high),
        runner_up=runner_up,
    )


def _limits(
    costs: Floats, budget: float, covers: ArrayLike | None, at_most: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Floats, Floats, Floats]:
    """The budget first; then what must be served, then what else is short."""
    n = costs.size
    served = np.zeros((0, n)) if covers is None else np.asarray(covers, dtype=float)
    takes, there_is = (np.zeros((0, n)), np.zeros(0)) if at_most is None else at_most
    short = np.asarray(takes, dtype=float)
    if any(limits.ndim != 2 or limits.shape[1] != n for limits in (served, short)):
        raise ValueError("covers and at_most must have a column for each offer")
    rows = np.concatenate([costs[None, :], served, short])
    low = np.concatenate([[-np.inf], np.ones(len(served)), np.full(len(short), -np.inf)])
    ends = np.broadcast_to(np.asarray(there_is, dtype=float), (len(short),))
    return rows, low, np.concatenate([[budget], np.full(len(served), np.inf), ends])


def _solve(good: Floats, rows: Floats, low: Floats, high: Floats) -> Flags | None:
    if good.size == 0:
        return None if (low > 0).any() else np.zeros(0, dtype=bool)
    found = milp(
        -good,
        integrality=np.ones(good.size, dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, low, high),
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None or found.status != FEASIBLE else np.asarray(found.x > 0.5)


def _price(good: Floats, rows: Floats, low: Floats, high: Floats) -> float:
    """The dual of the budget where offers may be taken in part."""
    if good.size == 0:
        return 0.0
    at_least = np.isfinite(low)
    found = linprog(
        -good,
        A_ub=np.where(at_least[:, None], -rows, rows),
        b_ub=np.where(at_least, -low, high),
        bounds=(0, 1),
        method="highs",
    )
    return 0.0 - float(found.ineqlin.marginals[0])
