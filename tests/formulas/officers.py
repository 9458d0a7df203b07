"""The officer's view beside the board's own: the line, the officers' variance, and how unusual one view is."""

from collections.abc import Sequence
from itertools import pairwise
from math import erf, log, sqrt
from statistics import fmean, median, pstdev

from scipy import optimize

from tests.formulas.comparators import solve
from tests.formulas.section import section

VIEWS = "The officer's view beside the board's own"
Matrix = Sequence[Sequence[float]]


def design(phases: Sequence[str], estimates: Sequence[float]) -> list[list[float]]:
    """A level of its own for each phase, and one slope."""
    names = list(dict.fromkeys(phases))
    return [[*(float(p == name) for name in names), x] for p, x in zip(phases, estimates, strict=True)]


def spread_of_officers(officers: Sequence[int], theta: float) -> list[list[float]]:
    """V over the boards' variance: 1 for a board, θ more for what boards of one officer share."""
    return [
        [float(i == j) + theta * (a == b) for j, b in enumerate(officers)] for i, a in enumerate(officers)
    ]


def inverse(matrix: Matrix) -> list[list[float]]:
    n = len(matrix)
    columns = [solve(matrix, [float(i == j) for i in range(n)]) for j in range(n)]
    return [list(row) for row in zip(*columns, strict=True)]


def times(a: Matrix, b: Matrix) -> list[list[float]]:
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def log_determinant(matrix: Matrix) -> float:
    """Of a positive definite one, by elimination."""
    rows, total = [list(row) for row in matrix], 0.0
    for i, row in enumerate(rows):
        total += log(row[i])
        for other in rows[i + 1 :]:
            ratio = other[i] / row[i]
            for j in range(i, len(row)):
                other[j] -= ratio * row[j]
    return total


def left_over(x: Matrix, v: Matrix) -> list[list[float]]:
    """V⁻¹ less what the line takes, so that times the levels it gives r = V⁻¹(level − fit)."""
    w = inverse(v)
    xw = times(list(zip(*x, strict=True)), w)
    taken = times(list(zip(*xw, strict=True)), times(inverse(times(xw, x)), xw))
    return [[a - b for a, b in zip(*rows, strict=True)] for rows in zip(w, taken, strict=True)]


@section(VIEWS)
def likelihood_of_officers(
    theta: float, *, levels: Sequence[float], x: Matrix, officers: Sequence[int]
) -> float:
    """−2 ln of the restricted likelihood, but for a constant."""
    v = spread_of_officers(officers, theta)
    squares = sum(r * y for r, y in zip(residuals(levels, x, v), levels, strict=True))
    xw = times(list(zip(*x, strict=True)), inverse(v))
    return log_determinant(v) + log_determinant(times(xw, x)) + (len(x) - len(x[0])) * log(squares)


@section(VIEWS)
def residuals(levels: Sequence[float], x: Matrix, v: Matrix) -> list[float]:
    """R = V⁻¹(level − fit)."""
    return [sum(q * y for q, y in zip(row, levels, strict=True)) for row in left_over(x, v)]


@section(VIEWS)
def studentised(
    i: int, *, levels: Sequence[float], x: Matrix, officers: Sequence[int], theta: float
) -> float:
    """R_i / (s without i × sd of r_i), on n − p − 1 degrees."""
    v = spread_of_officers(officers, theta)
    others = [j for j in range(len(levels)) if j != i]
    y, z = [levels[j] for j in others], [x[j] for j in others]
    squares = sum(
        r * each
        for r, each in zip(residuals(y, z, [[v[j][k] for k in others] for j in others]), y, strict=True)
    )
    s = sqrt(squares / (len(others) - len(x[0])))
    return residuals(levels, x, v)[i] / (s * sqrt(left_over(x, v)[i][i]))


@section(VIEWS)
def huber_balance(off: Sequence[float], x: Matrix) -> list[float]:
    """Huber's line is where residuals in units of the scale, cut at 1.345, balance; 0 for each column."""
    cut = [min(max(each, -1.345), 1.345) for each in off]
    return [sum(a * b for a, b in zip(cut, column, strict=True)) for column in zip(*x, strict=True)]


@section(VIEWS)
def huber_scale(residual: Sequence[float], levels: Sequence[float]) -> float:
    """Median |residual| / .6745, at least the smallest step between two levels / √12."""
    distinct = sorted(set(levels))
    step = min(b - a for a, b in pairwise(distinct))
    return max(median(abs(r) for r in residual) / 0.6745, step / sqrt(12))


def phi(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


@section(VIEWS)
def chances_of_levels(
    levels: Sequence[float],
    *,
    phases: Sequence[str],
    estimates: Sequence[float],
    officers: Sequence[int],
    theta: float,
) -> list[float]:
    """2 min(P(level ≤ own), P(level ≥ own)), at most 1, by penalised likelihood."""
    distinct, names, who = sorted(set(levels)), list(dict.fromkeys(phases)), sorted(set(officers))
    own = [(x - fmean(estimates)) / pstdev(estimates) for x in estimates]
    n_cuts, n_a, n_u = len(distinct) - 1, len(names), len(who) if theta > 0 else 0

    def below(of: Sequence[float], i: int, place: int) -> float:
        """P(level ≤ the place-th), of board i; the place before the first is -1."""
        if place < 0 or place >= n_cuts:
            return float(place >= 0)
        middle = of[n_cuts + names.index(phases[i])] + of[n_cuts + n_a] * own[i]
        middle += of[n_cuts + n_a + 1 + who.index(officers[i])] if n_u else 0.0
        return phi(of[place] - middle)

    def penalised(of: Sequence[float]) -> float:
        fit = 0.0
        for i, level in enumerate(levels):
            place = distinct.index(level)
            fit -= log(max(below(of, i, place) - below(of, i, place - 1), 1e-300))
        a_b, u = of[n_cuts : n_cuts + n_a + 1], of[n_cuts + n_a + 1 :]
        return fit + sum(each**2 for each in a_b) / 50 + sum(each**2 for each in u) / (2 * theta or 1)

    start = [place - n_cuts / 2 + 0.5 for place in range(n_cuts)] + [0.0] * (n_a + 1 + n_u)
    best = optimize.minimize(penalised, start, method="BFGS", options={"gtol": 1e-7}).x
    both = [
        (below(best, i, distinct.index(level)), 1 - below(best, i, distinct.index(level) - 1))
        for i, level in enumerate(levels)
    ]
    return [min(1.0, 2 * min(pair)) for pair in both]
