"""Whether boards differ, how sure a board's score is, and how many answers it takes."""

from collections.abc import Sequence
from math import log, pi, sqrt
from statistics import NormalDist, fmean

from scipy import stats

from tests.formulas.section import section

Boards = Sequence[Sequence[float]]


def within_squares(boards: Boards) -> float:
    """SSW."""
    return sum((y - fmean(board)) ** 2 for board in boards for y in board)


@section("The score for comparison")
def reml(theta: float, boards: Boards) -> tuple[float, float, float]:
    """−2 ln L, μ and s² at θ = τ²/σ²."""
    sizes, means = [len(board) for board in boards], [fmean(board) for board in boards]
    n = sum(sizes)
    w = [size / (1 + size * theta) for size in sizes]
    mu = sum(a * b for a, b in zip(w, means, strict=True)) / sum(w)
    squares = within_squares(boards) + sum(a * (b - mu) ** 2 for a, b in zip(w, means, strict=True))
    s2 = squares / (n - 1)
    minus_2_log = (n - 1) * (log(2 * pi * s2) + 1)
    minus_2_log += sum(log(1 + size * theta) for size in sizes) + log(sum(w))
    return minus_2_log, mu, s2


@section("The score for comparison")
def best_theta(boards: Boards) -> float:
    """Where −2 ln L is smallest: by a grid, and ever finer about the best of it."""
    low, high = 0.0, 20.0
    for _ in range(40):
        grid = [low + (high - low) * i / 20 for i in range(21)]
        best = min(grid, key=lambda theta: reml(theta, boards)[0])
        step = (high - low) / 20
        low, high = max(0.0, best - step), best + step
    return best


@section("The score for comparison")
def score_for_comparison(
    mean: float, n: int, *, mu: float, tau2: float, sigma2: float, level: float = 0.95
) -> tuple[float, float, float, float, float]:
    """Reliability λ, estimate, standard deviation, and the interval."""
    reliability = tau2 / (tau2 + sigma2 / n)
    estimate = mu + reliability * (mean - mu)
    sd = sqrt(tau2 * sigma2 / (sigma2 + n * tau2))
    z = NormalDist().inv_cdf((1 + level) / 2)
    return reliability, estimate, sd, estimate - z * sd, estimate + z * sd


@section("Is a board's score meaningful")
def mean_squares(boards: Boards) -> tuple[float, float, float]:
    """MSB, MSW and n₀."""
    k, n = len(boards), sum(len(board) for board in boards)
    grand = fmean(y for board in boards for y in board)
    msb = sum(len(board) * (fmean(board) - grand) ** 2 for board in boards) / (k - 1)
    n0 = (n - sum(len(board) ** 2 for board in boards) / n) / (k - 1)
    return msb, within_squares(boards) / (n - k), n0


@section("Is a board's score meaningful")
def icc1(boards: Boards) -> float:
    """(MSB − MSW) / (MSB + (n₀ − 1) MSW)."""
    msb, msw, n0 = mean_squares(boards)
    return (msb - msw) / (msb + (n0 - 1) * msw)


def f_limits(boards: Boards) -> tuple[float, float]:
    """F_L = F / F.975 and F_U = F / F.025."""
    msb, msw, _ = mean_squares(boards)
    degrees = len(boards) - 1, sum(len(board) for board in boards) - len(boards)
    return msb / msw / stats.f.ppf(0.975, *degrees), msb / msw / stats.f.ppf(0.025, *degrees)


@section("Is a board's score meaningful")
def icc1_limits(boards: Boards) -> list[float]:
    """(F_L − 1) / (F_L + n₀ − 1), and the same of F_U."""
    n0 = mean_squares(boards)[2]
    return [(f - 1) / (f + n0 - 1) for f in f_limits(boards)]


@section("Is a board's score meaningful")
def icc2(boards: Boards) -> tuple[float, list[float]]:
    """1 − MSW/MSB, with limits 1 − 1/F_L and 1 − 1/F_U."""
    msb, msw, _ = mean_squares(boards)
    return 1 - msw / msb, [1 - 1 / f for f in f_limits(boards)]


@section("Is a board's score meaningful")
def icc2_spearman_brown(boards: Boards) -> float:
    """ICC(1) stepped up to the mean n."""
    return reliability_of_mean(fmean(len(board) for board in boards), icc1(boards))


@section("How many answers are needed")
def reliability_of_mean(n: float, icc: float) -> float:
    """λ(n) = n ICC / (1 + (n − 1) ICC)."""
    return n * icc / (1 + (n - 1) * icc)


@section("How many answers are needed")
def answers_for(reliability: float, icc: float) -> float:
    """n = r (1 − ICC) / ((1 − r) ICC)."""
    return reliability * (1 - icc) / ((1 - reliability) * icc)


@section("How many answers are needed")
def firmer(n: int, icc: float, still: int) -> int | None:
    """The fewest further replies that raise λ by 0.05, of those still to come."""
    for more in range(1, still + 1):
        if reliability_of_mean(n + more, icc) - reliability_of_mean(n, icc) >= 0.05:
            return more
    return None


@section("How many answers are needed")
def error_and_reliability(
    parts: dict[str, float], n_people: int, n_items: int, *, fixed: bool = False
) -> tuple[float, float, float, float]:
    """Relative and absolute error, Eρ² and Φ; parts by the names b, p:b, i, bi and res."""
    relative = parts["p:b"] / n_people + parts["res"] / (n_people * n_items)
    measured, absolute = parts["b"], relative
    if fixed:
        measured += parts["bi"] / n_items
    else:
        relative += parts["bi"] / n_items
        absolute = relative + parts["i"] / n_items
    return relative, absolute, measured / (measured + relative), measured / (measured + absolute)
