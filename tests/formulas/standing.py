"""Where a board stands: place, middle, funnel, dispersion, ranks, multiplicity, and the county in one domain."""

from collections.abc import Sequence
from math import erf, exp, floor, isclose, lgamma, log, sqrt
from statistics import NormalDist, fmean

from tests.formulas.section import section

NORMAL = NormalDist()
EQUAL = 1e-9


def above(a: float, b: float) -> bool:
    """Higher, since scores that differ by 1e-9 or less are equal."""
    return a - b > EQUAL


@section("Place among comparators")
def percentile(own: float, comparators: Sequence[float]) -> float:
    """100 (L + E/2) / n."""
    below = sum(above(own, each) for each in comparators)
    equal = sum(isclose(own, each, rel_tol=0, abs_tol=EQUAL) for each in comparators)
    return 100 * (below + equal / 2) / len(comparators)


@section("Place among comparators")
def percentile_by_rank(own: int, table: Sequence[float]) -> float:
    """100 (average rank − 1) / (K − 1), of one board of a table."""
    below = sum(above(table[own], each) for each in table)
    level = sum(isclose(table[own], each, rel_tol=0, abs_tol=EQUAL) for each in table)
    ranks = range(below + 1, below + level + 1)
    return 100 * (fmean(ranks) - 1) / (len(table) - 1)


@section("Place among comparators")
def quarter(percent: float) -> int:
    """The quarter, 4 the top one; a boundary goes to the higher."""
    return 1 + sum(percent >= boundary for boundary in (25, 50, 75))


@section("The middle of a set")
def quantile(scores: Sequence[float], p: float) -> float:
    """At place 1 + (n − 1) p, straight between two scores: type 7."""
    ordered = sorted(scores)
    place = 1 + (len(ordered) - 1) * p
    low = floor(place)
    high = min(low + 1, len(ordered))
    return ordered[low - 1] + (place - low) * (ordered[high - 1] - ordered[low - 1])


@section("The county in one domain")
def county(means: Sequence[float]) -> tuple[float, float, float, float]:
    """Mean, lower quartile, median and upper quartile of the boards' means, each board once."""
    return fmean(means), quantile(means, 0.25), quantile(means, 0.5), quantile(means, 0.75)


@section("Funnel")
def funnel_target(means: Sequence[float], sizes: Sequence[int]) -> float:
    """T = Σ nȳ / Σ n."""
    return sum(n * y for n, y in zip(sizes, means, strict=True)) / sum(sizes)


@section("Funnel")
def funnel_limits(n: int, *, target: float, sigma2: float, tau2: float, z: float) -> tuple[float, float]:
    """T ± z √(σ²/n + τ²)."""
    reach = z * sqrt(sigma2 / n + tau2)
    return target - reach, target + reach


@section("Funnel")
def funnel_place(mean: float, n: int, *, target: float, sigma2: float, tau2: float) -> tuple[float, float]:
    """Z = (ȳ − t) / √(σ²/n + τ²) and its two-sided p."""
    z = (mean - target) / sqrt(sigma2 / n + tau2)
    return z, 2 * NORMAL.cdf(-abs(z))


def binomial(r: int, n: int, share: float) -> float:
    """F(r): the chance of r yeses or fewer."""
    return sum(
        exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(share) + (n - i) * log(1 - share))
        for i in range(r + 1)
    )


@section("Funnel")
def share_limit(n: int, *, share: float, p: float) -> float:
    """(r − a) / n, r the smallest count with F(r) ≥ p, a = (F(r) − p) / (F(r) − F(r − 1))."""
    r = next(r for r in range(n + 1) if binomial(r, n, share) >= p)
    a = (binomial(r, n, share) - p) / (binomial(r, n, share) - binomial(r - 1, n, share))
    return (r - a) / n


@section("Do boards differ at all")
def dispersion(z: Sequence[float]) -> float:
    """φ = Σ z² / K."""
    return sum(each**2 for each in z) / len(z)


@section("Do boards differ at all")
def dispersion_winsorised(z: Sequence[float]) -> float:
    """φ of z cut at its own 10 % and 90 % quantiles (type 7)."""
    low, high = quantile(z, 0.1), quantile(z, 0.9)
    return dispersion([min(max(each, low), high) for each in z])


@section("Do boards differ at all")
def winsor_factor(s: float = 0.1) -> float:
    """(1 − 2s) − 2cφ(c) + 2sc², c the normal quantile of s."""
    c = abs(NORMAL.inv_cdf(s))
    return (1 - 2 * s) - 2 * c * NORMAL.pdf(c) + 2 * s * c**2


@section("Do boards differ at all")
def tau2_additive(phi: float, v: Sequence[float]) -> float:
    """τ² = max(0, (Kφ − (K − 1)) / (Σw − Σw²/Σw)), w = 1/v."""
    w = [1 / each for each in v]
    return max(0.0, (len(v) * phi - (len(v) - 1)) / (sum(w) - sum(each**2 for each in w) / sum(w)))


def weighted_squares(tau2: float, y: Sequence[float], v: Sequence[float]) -> float:
    """Σ w (y − μ)², w = 1 / (v + τ²) and μ the mean by these weights."""
    w = [1 / (each + tau2) for each in v]
    mu = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
    return sum(a * (b - mu) ** 2 for a, b in zip(w, y, strict=True))


@section("Do boards differ at all")
def tau2_paule_mandel(y: Sequence[float], v: Sequence[float]) -> float:
    """Where Σ w (y − μ)² = K − 1, by halving."""
    low, high = 0.0, 100.0
    if weighted_squares(0.0, y, v) <= len(y) - 1:
        return 0.0
    for _ in range(200):
        middle = (low + high) / 2
        if weighted_squares(middle, y, v) > len(y) - 1:
            low = middle
        else:
            high = middle
    return low


@section("Do boards differ at all")
def restricted_likelihood(tau2: float, y: Sequence[float], v: Sequence[float]) -> float:
    """−2 ln L of τ² with known v, but for a constant."""
    w = [1 / (each + tau2) for each in v]
    return sum(log(each + tau2) for each in v) + log(sum(w)) + weighted_squares(tau2, y, v)


def phi(z: float) -> float:
    """Φ."""
    return (1 + erf(z / sqrt(2))) / 2


@section("Ranks")
def expected_rank(board: int, e: Sequence[float], s: Sequence[float]) -> float:
    """1 + Σ_j Φ((e_b − e_j) / √(s_b² + s_j²)) over the other boards."""
    others = [j for j in range(len(e)) if j != board]
    return 1 + sum(phi((e[board] - e[j]) / sqrt(s[board] ** 2 + s[j] ** 2)) for j in others)


@section("Ranks")
def ranks_open(means: Sequence[float], v: Sequence[float], level: float) -> list[tuple[int, int]]:
    """From 1 + those wholly below to K − those wholly above, z for (1 − level) / 2K."""
    k = len(means)
    z = NORMAL.inv_cdf(1 - (1 - level) / (2 * k))
    spans = [(y - z * sqrt(each), y + z * sqrt(each)) for y, each in zip(means, v, strict=True)]
    return [
        (1 + sum(other[1] < low for other in spans), k - sum(other[0] > high for other in spans))
        for low, high in spans
    ]


@section("Ranks")
def chance_below(e: float, s: float, mark: float) -> float:
    """Φ((c − e) / s)."""
    return phi((mark - e) / s)


@section("Many boards at once")
def q_values(p: Sequence[float]) -> list[float]:
    """q_(i) = the smallest of m p_(j) / j over j ≥ i, at most 1."""
    m = len(p)
    ordered = sorted(p)
    return [min([1.0, *(m * ordered[j] / (j + 1) for j in range(m) if ordered[j] >= each)]) for each in p]
