"""Head and governors, groups of people, and officers and boards."""

from collections.abc import Sequence
from itertools import product
from math import sqrt
from statistics import fmean, stdev

from scipy import stats

from tests.formulas.section import section

Z = 1.959964  # written 1.96 on the page


@section("Head and governors")
def gap(head: float | None, others: Sequence[float | None]) -> float | None:
    """Head's answer minus the mean of everybody else's."""
    levels = [x for x in others if x is not None]
    return None if head is None or not levels else head - fmean(levels)


@section("Head and governors")
def domain_gap(gaps: Sequence[float | None]) -> float | None:
    """The mean over items that both sides answered."""
    both = [x for x in gaps if x is not None]
    return fmean(both) if both else None


@section("Gaps that lie one way")
def sign_flip(gaps: Sequence[float]) -> tuple[float, float]:
    """P(|Σ s d| ≥ |Σ d|) over all 2^J signs, and the smallest p there could be."""
    seen = abs(sum(gaps))
    flips = [
        sum(s * d for s, d in zip(signs, gaps, strict=True)) for signs in product((-1, 1), repeat=len(gaps))
    ]
    m = sum(d != 0 for d in gaps)
    return fmean(abs(flip) >= seen - 1e-9 for flip in flips), min(1.0, 2 / 2**m)


def sign(x: float) -> int:
    """Which of the two is higher."""
    return (x > 0) - (x < 0)


@section("One group above another")
def cliffs_delta(a: Sequence[float], b: Sequence[float]) -> float:
    """(#(a > b) − #(a < b)) / (nm)."""
    return sum(sign(x - y) for x in a for y in b) / (len(a) * len(b))


@section("One group above another")
def cliffs_interval(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    """(δ − δ³ ∓ t√V √((1 − δ²)² + t²V)) / (1 − δ² + t²V)."""
    n, m, d = len(a), len(b), cliffs_delta(a, b)
    s = [[sign(x - y) for y in b] for x in a]
    rows = sum((fmean(row) - d) ** 2 for row in s)
    columns = sum((fmean(column) - d) ** 2 for column in zip(*s, strict=True))
    cells = sum((x - d) ** 2 for row in s for x in row)
    v = (m**2 * rows + n**2 * columns - cells) / (n * m * (n - 1) * (m - 1))
    t = stats.t.ppf(0.975, n + m - 2)
    reach = t * sqrt(v) * sqrt((1 - d**2) ** 2 + t**2 * v)
    below = 1 - d**2 + t**2 * v
    return (d - d**3 - reach) / below, (d - d**3 + reach) / below


@section("Two views on one chart")
def bland_altman(officers: Sequence[float], own: Sequence[float]) -> tuple[float, float, float]:
    """Bias, and bias ± 1.96 sd."""
    apart = [o - b for o, b in zip(officers, own, strict=True)]
    bias, sd = fmean(apart), stdev(apart)
    return bias, bias - Z * sd, bias + Z * sd
