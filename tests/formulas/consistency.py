"""Whether the questions hang together, where differences come from, and which questions to look at."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean

from scipy import optimize, stats

from tests.formulas.section import section

Sheet = Sequence[Sequence[float]]


def covariance(x: Sequence[float], y: Sequence[float]) -> float:
    """With divisor n − 1."""
    return sum((a - fmean(x)) * (b - fmean(y)) for a, b in zip(x, y, strict=True)) / (len(x) - 1)


def matrix(rows: Sheet) -> list[list[float]]:
    """S, of people who answered every item."""
    items = list(zip(*rows, strict=True))
    return [[covariance(a, b) for b in items] for a in items]


@section("Do the questions hang together")
def alpha(s: Sheet) -> float:
    """J/(J − 1) (1 − T/V)."""
    j, trace, total = len(s), sum(s[i][i] for i in range(len(s))), sum(map(sum, s))
    return j / (j - 1) * (1 - trace / total)


@section("Do the questions hang together")
def lambda2(s: Sheet) -> float:
    """(V − T + √(J/(J − 1) Σ s²_ik)) / V, over i ≠ k."""
    j, trace, total = len(s), sum(s[i][i] for i in range(len(s))), sum(map(sum, s))
    squares = sum(s[i][k] ** 2 for i in range(j) for k in range(j) if i != k)
    return (total - trace + sqrt(j / (j - 1) * squares)) / total


@section("Do the questions hang together")
def feldt(value: float, n: int, j: int, level: float = 0.95) -> tuple[float, float]:
    """1 − (1 − α) F with n − 1 and (n − 1)(J − 1) degrees of freedom."""
    f = stats.f(n - 1, (n - 1) * (j - 1))
    return 1 - (1 - value) * f.ppf((1 + level) / 2), 1 - (1 - value) * f.ppf((1 - level) / 2)


@section("Do the questions hang together")
def item_rest(item: int, rows: Sheet) -> float:
    """Correlation of an item with the sum of the others."""
    own = [row[item] for row in rows]
    rest = [sum(row) - row[item] for row in rows]
    return covariance(own, rest) / sqrt(covariance(own, own) * covariance(rest, rest))


@section("Do the questions hang together")
def alpha_without(item: int, rows: Sheet) -> float:
    """α of the other items."""
    return alpha(matrix([[x for i, x in enumerate(row) if i != item] for row in rows]))


@section("Do the questions hang together")
def one_factor(s: Sheet) -> list[float]:
    """The loadings that leave the least squared residuals of the correlations."""
    j = len(s)
    r = [[s[i][k] / sqrt(s[i][i] * s[k][k]) for k in range(j)] for i in range(j)]

    def squares(loadings: Sequence[float]) -> float:
        return sum((r[i][k] - loadings[i] * loadings[k]) ** 2 for i in range(j) for k in range(i))

    starts = [[0.6] * j, *r]
    tight = {"ftol": 1e-15, "gtol": 1e-10}
    found = [optimize.minimize(squares, start, method="L-BFGS-B", options=tight) for start in starts]
    return list(min(found, key=lambda each: each.fun).x)


@section("Do the questions hang together")
def omega(loadings: Sequence[float]) -> float:
    """(Σl)² / ((Σl)² + Σ(1 − l²))."""
    return sum(loadings) ** 2 / (sum(loadings) ** 2 + sum(1 - x**2 for x in loadings))


@section("Do the questions hang together")
def alphas_by_level(boards: Sequence[Sheet]) -> tuple[float, float]:
    """The α of board means, and of what people differ from them by."""
    means = [[fmean(column) for column in zip(*board, strict=True)] for board in boards]
    apart = [
        [x - m for x, m in zip(row, mean, strict=True)]
        for board, mean in zip(boards, means, strict=True)
        for row in board
    ]
    return alpha(matrix(means)), alpha(matrix(apart))


@section("How many answers are needed")
def components(boards: Sequence[Sheet]) -> dict[str, float]:
    """People nested in boards, both crossed with items: mean squares set equal to their expectations."""
    people = [row for board in boards for row in board]
    n, k, j = len(people), len(boards), len(people[0])
    grand = fmean(x for row in people for x in row)
    item = [fmean(row[i] for row in people) for i in range(j)]
    ss = dict.fromkeys(("b", "p", "bi", "res"), 0.0)
    for board in boards:
        mean = fmean(x for row in board for x in row)
        cell = [fmean(row[i] for row in board) for i in range(j)]
        ss["b"] += len(board) * j * (mean - grand) ** 2
        ss["bi"] += sum(len(board) * (cell[i] - mean - item[i] + grand) ** 2 for i in range(j))
        for row in board:
            ss["p"] += j * (fmean(row) - mean) ** 2
            ss["res"] += sum((row[i] - fmean(row) - cell[i] + mean) ** 2 for i in range(j))
    squares = sum(len(board) ** 2 for board in boards)
    n0 = (n - squares / n) / (k - 1)
    res = ss["res"] / ((n - k) * (j - 1))
    bi = (ss["bi"] / ((k - 1) * (j - 1)) - res) / n0
    ms_p, ms_b = ss["p"] / (n - k), ss["b"] / (k - 1)
    ms_i = n * sum((x - grand) ** 2 for x in item) / (j - 1)
    return {
        "b": (ms_b - ms_p - n0 * bi) / (n0 * j),
        "p:b": (ms_p - res) / j,
        "i": (ms_i - res - squares / n * bi) / n,
        "bi": bi,
        "res": res,
    }


@section("Questions to look at again")
def shares(levels: Sequence[int], *, dont_know: int, not_applicable: int) -> dict[str, float]:
    """The shares by which a question is flagged; levels are how many chose each, the lowest first."""
    gave = sum(levels)
    return {
        "highest": levels[-1] / gave,
        "lowest": levels[0] / gave,
        "dont_know": dont_know / (gave + dont_know),
        "not_applicable": not_applicable / (gave + dont_know + not_applicable),
    }


@section("Questions to look at again")
def flags(found: dict[str, float]) -> set[str]:
    """70 in 100 or more at an end, 20 in 100 or more don't know, over 30 in 100 not applicable."""
    flagged = {
        "ceiling": found["highest"] >= 0.7,
        "floor": found["lowest"] >= 0.7,
        "dont-know": found["dont_know"] >= 0.2,
        "not-applicable": found["not_applicable"] > 0.3,
    }
    return {name for name, is_flagged in flagged.items() if is_flagged}
