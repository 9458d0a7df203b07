"""How far a board agrees: deviations, indices against a null, chance, concordance."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations_with_replacement, permutations, product
from math import factorial, prod, sqrt
from random import Random
from statistics import NormalDist, fmean, median, variance

from tests.formulas.section import section
from tests.formulas.standing import quantile

Levels = Sequence[int | None]
Sheet = Sequence[Levels]


def items(sheet: Sheet) -> list[list[int]]:
    """Each item with whoever answered it, of those with two answers or more."""
    columns = [[x for x in column if x is not None] for column in zip(*sheet, strict=True)]
    return [column for column in columns if len(column) >= 2]


@section("Agreement within a board")
def average_deviation(answers: Sequence[float], *, by_median: bool = False) -> float:
    """Σ |x − centre| / n."""
    centre = median(answers) if by_median else fmean(answers)
    return sum(abs(x - centre) for x in answers) / len(answers)


@section("Agreement within a board")
def domain_deviation(sheet: Sheet, *, by_median: bool = False) -> float:
    """The mean over items with two answers or more."""
    return fmean(average_deviation(item, by_median=by_median) for item in items(sheet))


@section("Agreement within a board")
def deviations_by_chance(n: int, options: int) -> dict[float, float]:
    """The average deviation of one item of n people who answer at random, and how likely each value is."""
    likely: Counter[float] = Counter()
    for answers in combinations_with_replacement(range(1, options + 1), n):
        ways = factorial(n) / prod(factorial(each) for each in Counter(answers).values())
        likely[round(average_deviation(answers), 9)] += ways / options**n
    return dict(likely)


def over_items(likely: dict[float, float], j: int) -> dict[float, float]:
    """The mean of j independent items."""
    sums = {0.0: 1.0}
    for _ in range(j):
        more: Counter[float] = Counter()
        for a, p in sums.items():
            for b, q in likely.items():
                more[round(a + b, 9)] += p * q
        sums = dict(more)
    return {total / j: p for total, p in sums.items()}


@section("Agreement within a board")
def expected_and_rare(likely: dict[float, float]) -> tuple[float, float | None]:
    """What chance leads one to expect, and the value not exceeded in more than 5 % of cases."""
    expected = sum(value * p for value, p in likely.items())
    reached, rare = 0.0, None
    for value, p in sorted(likely.items()):
        reached += p
        if reached <= 0.05 + 1e-12:
            rare = value
    return expected, rare


@section("Agreement within a board")
def agreement_word(deviation: float, options: int, *, expected: float, rare: float) -> str:
    """Close, mixed or far apart."""
    if deviation <= options / 6 + 1e-9 and deviation <= rare + 1e-9:
        return "close"
    return "far apart" if deviation >= expected - 1e-9 else "mixed"


@section("Agreement against a null")
def uniform_null(options: int) -> float:
    """(A² − 1)/12."""
    return (options**2 - 1) / 12


@section("Agreement against a null")
def rwg(answers: Sequence[float], null: float) -> float:
    """1 − s²/σ², with s² cut at σ²."""
    return 1 - min(variance(answers), null) / null


@section("Agreement against a null")
def rwg_of_domain(sheet: Sheet, null: float) -> tuple[float, float]:
    """r_wg(j) and r*_wg(j)."""
    found = items(sheet)
    q, j = fmean(variance(item) / null for item in found), len(found)
    cut = min(q, 1.0)
    return j * (1 - cut) / (j * (1 - cut) + cut), 1 - q


@section("Agreement against a null")
def awg(answers: Sequence[int], low: int, high: int) -> float | None:
    """1 − 2s² / (((H + L)M − M² − HL) n/(n − 1)), where M lets it be."""
    n, m = len(answers), fmean(answers)
    if set(answers) in ({low}, {high}):
        return 1.0
    if m < (low * (n - 1) + high) / n - 1e-9 or m > (high * (n - 1) + low) / n + 1e-9:
        return None
    return 1 - 2 * variance(answers) / (((high + low) * m - m**2 - high * low) * n / (n - 1))


@section("The line of chance")
def chance_boards(
    n: int, j: int, *, options: int, rho: float, boards: int, seed: int
) -> list[list[list[int]]]:
    """Answers that are normal with correlation ρ, cut into equally likely options."""
    chance, normal = Random(seed), NormalDist()

    def sheet() -> Iterable[list[int]]:
        for _ in range(n):
            own = chance.gauss()
            latent = [sqrt(rho) * own + sqrt(1 - rho) * chance.gauss() for _ in range(j)]
            yield [1 + min(int(normal.cdf(x) * options), options - 1) for x in latent]

    return [list(sheet()) for _ in range(boards)]


@section("The line of chance")
def chance_line(boards: Sequence[Sheet], options: int) -> tuple[float, float, float, float]:
    """95th percentile of r_wg(j) and of r*_wg(j), the share over .70, the expected average deviation."""
    found = [rwg_of_domain(board, uniform_null(options)) for board in boards]
    return (
        quantile([rwgj for rwgj, _ in found], 0.95),
        quantile([star for _, star in found], 0.95),
        fmean(rwgj > 0.7 for rwgj, _ in found),
        fmean(domain_deviation(board) for board in boards),
    )


@section("The line of chance")
def rare_deviation(boards: Sequence[Sheet]) -> float:
    """The largest deviation that no more than 5 % of boards stay at or under."""
    found = sorted(round(domain_deviation(board), 9) for board in boards)
    return max(d for d in found if sum(each <= d for each in found) <= 0.05 * len(found))


def distance(c: int, k: int, level: str, totals: Counter[int]) -> float:
    """δ² of two options: [c ≠ k], (v_c − v_k)², or (Σ_{g=c..k} n_g − (n_c + n_k)/2)²."""
    if level == "nominal":
        return float(c != k)
    if level == "interval":
        return float((c - k) ** 2)
    low, high = min(c, k), max(c, k)
    return (sum(totals[g] for g in range(low, high + 1)) - (totals[c] + totals[k]) / 2) ** 2


@section("The same strengths and weaknesses")
def krippendorff(sheet: Sheet, level: str) -> float | None:
    """1 − (n. − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck."""
    units = [Counter(item) for item in items(sheet)]
    totals: Counter[int] = sum(units, Counter())
    if len(totals) < 2:
        return None
    seen = by_chance = 0.0
    for c in totals:
        for k in totals:
            o = sum(u[c] * (u[k] - (c == k)) / (u.total() - 1) for u in units)
            seen += o * distance(c, k, level, totals)
            by_chance += totals[c] * totals[k] * distance(c, k, level, totals)
    return 1 - (totals.total() - 1) * seen / by_chance


def ranks(row: Sequence[float]) -> list[float]:
    """Ties share their mean rank."""
    return [sum(other < x for other in row) + (1 + sum(other == x for other in row)) / 2 for x in row]


@section("The same strengths and weaknesses")
def kendall_w(sheet: Sheet) -> tuple[float, float] | None:
    """W = 12 S / (m²(k³ − k) − m ΣT), T = Σ(t³ − t), and χ² = m(k − 1)W."""
    raters = [row for row in sheet if any(x is not None for x in row)]
    kept = [i for i in range(len(sheet[0])) if all(row[i] is not None for row in raters)]
    rows = [[float(row[i] or 0) for i in kept] for row in raters]
    m, k = len(rows), len(kept)
    if m < 2 or k < 2:
        return None
    sums = [sum(column) for column in zip(*map(ranks, rows), strict=True)]
    s = sum((each - fmean(sums)) ** 2 for each in sums)
    ties = sum(t**3 - t for row in rows for t in Counter(row).values())
    below = m**2 * (k**3 - k) - m * ties
    return (12 * s / below, m * (k - 1) * 12 * s / below) if below else None


@section("The same strengths and weaknesses")
def concordance_p(rows: Sequence[Sequence[int]]) -> float:
    """How often W is as high with each rater's own answers in any order: all orders, the first rater's as it is."""
    seen = kendall_w(rows)
    orders = product([rows[0]], *(permutations(row) for row in rows[1:]))
    found = [kendall_w(list(each)) for each in orders]
    return fmean(w is not None and seen is not None and w[0] >= seen[0] - 1e-9 for w in found)
