"""Change since last time: of scores, of pairs, and over years."""

from collections.abc import Sequence
from itertools import permutations, product
from math import sqrt
from statistics import NormalDist, fmean

from tests.formulas.section import section

NORMAL = NormalDist()
Z = 1.959964  # written 1.96 on the page


def ranks(row: Sequence[float]) -> list[float]:
    """Ties share their mean rank."""
    return [sum(other < x for other in row) + (1 + sum(other == x for other in row)) / 2 for x in row]


@section("Pairs")
def signed_ranks(differences: Sequence[float], *, pratt: bool) -> list[tuple[float, int]]:
    """Rank and sign of each pair that differs; zeros ranked and then left out, or left out first."""
    ranked = differences if pratt else [d for d in differences if d]
    sizes = ranks([abs(d) for d in ranked])
    return [(r, 1 if d > 0 else -1) for r, d in zip(sizes, ranked, strict=True) if d]


@section("Pairs")
def normal_p(pairs: Sequence[tuple[float, int]], *, half_off: bool) -> tuple[float, float]:
    """V and two-sided p, by mean Σr / 2 and variance Σr² / 4."""
    v = sum(r for r, s in pairs if s > 0)
    apart = abs(v - sum(r for r, _ in pairs) / 2)
    if half_off:
        apart = max(0.0, apart - 0.5)
    return v, 2 * NORMAL.cdf(-apart / sqrt(sum(r**2 for r, _ in pairs) / 4))


@section("Pairs")
def exact_p(pairs: Sequence[tuple[float, int]]) -> float:
    """By all signs, ties as they are."""
    sizes = [r for r, _ in pairs]
    seen = abs(sum(r * s for r, s in pairs))
    return fmean(
        abs(sum(r * s for r, s in zip(sizes, signs, strict=True))) >= seen - 1e-9
        for signs in product((-1, 1), repeat=len(sizes))
    )


@section("Change since last time")
def change(then: float, now: float) -> float:
    """Score now minus score then, both as they were reported."""
    return now - then


@section("Change since last time")
def may_be_drawn(weights: Sequence[dict[str, float]], common: set[str]) -> bool:
    """In both versions the questions carried over weigh at least ⅔ of all."""
    return all(
        sum(w for question, w in version.items() if question in common)
        >= 2 / 3 * sum(version.values()) - 1e-9
        for version in weights
    )


@section("More than chance")
def reliable_change(then: tuple[float, float], now: tuple[float, float]) -> tuple[float, float, bool]:
    """Δ, what could be chance, and whether the index Δ / sd is beyond 1.96; of an estimate and its sd each."""
    moved = now[0] - then[0]
    sd = sqrt(then[1] ** 2 + now[1] ** 2)
    return moved, Z * sd, abs(moved / sd) > Z


@section("More than chance")
def could_be_chance(sigma2: float, n_then: int, n_now: int) -> float:
    """1.96 √(σ²(1/n then + 1/n now))."""
    return Z * sqrt(sigma2 * (1 / n_then + 1 / n_now))


@section("The way back to the mean")
def towards_the_mean(
    moved: float, *, mean: float, mu: float, reliability: float, sd: float, sigma2: float, n_now: int
) -> tuple[float, float, float]:
    """Expected (1 − λ)(μ − ȳ), excess, and its standard deviation √(sd² + σ² / n now)."""
    expected = (1 - reliability) * (mu - mean)
    return expected, moved - expected, sqrt(sd**2 + sigma2 / n_now)


@section("Questions in common")
def in_common(then: set[str], now: set[str]) -> tuple[float, bool]:
    """Items of both versions over items of the version with more; linked from 60 %."""
    share = len(then & now) / max(len(then), len(now))
    return share, share >= 0.6


def page_l(rows: Sequence[Sequence[float]]) -> float:
    """L = Σ j R_j."""
    return sum(j * x for row in rows for j, x in enumerate(row, 1))


@section("A trend")
def page_normal(rows: Sequence[Sequence[float]], *, ties: bool) -> tuple[float, float]:
    """L and z = (L − E) / √V, of ranks within each row."""
    ranked = [ranks(row) for row in rows]
    n, k = len(rows), len(rows[0])
    expected = n * k * (k + 1) ** 2 / 4
    v = n * k**2 * (k + 1) * (k**2 - 1) / 144
    if ties:
        v = sum(sum((r - fmean(row)) ** 2 for r in row) for row in ranked) * k * (k + 1) / 12
    return page_l(ranked), (page_l(ranked) - expected) / sqrt(v)


@section("A trend")
def page_exact(rows: Sequence[Sequence[float]]) -> float:
    """One-sided, upward: each row permuted as it is."""
    ranked = [ranks(row) for row in rows]
    sums = {0.0: 1.0}
    for row in ranked:
        orders = [page_l([order]) for order in permutations(row)]
        more: dict[float, float] = {}
        for total, p in sums.items():
            for each in orders:
                more[total + each] = more.get(total + each, 0.0) + p / len(orders)
        sums = more
    return sum(p for total, p in sums.items() if total >= page_l(ranked) - 1e-9)
