"""Visits, support, plans, and what a reader could work out: by going through every possibility."""

from collections.abc import Sequence
from itertools import permutations, product
from math import ceil, inf

from tests.formulas.section import section


@section("Visits")
def priority(*, chance_below: float, impact: float, w: float, t: float, flags: float) -> float:
    """P(θ < c) × impact + w |t| + flags."""
    return chance_below * impact + w * abs(t) + flags


@section("Visits")
def by_risk(scores: Sequence[float], k: float) -> list[float]:
    """π = min(1, k s / Σ s), shared out anew until none is above 1."""
    certain: set[int] = set()
    while True:
        total = sum(s for i, s in enumerate(scores) if i not in certain)
        left = k - len(certain)
        pi = [1.0 if i in certain else left * s / total for i, s in enumerate(scores)]
        over = {i for i, p in enumerate(pi) if p > 1}
        if not over:
            return pi
        certain |= over


@section("Visits")
def drawn_along(pi: Sequence[float], order: Sequence[int], u: float) -> list[int]:
    """Those in whose stretch of the probabilities u, u + 1, … falls."""
    drawn, start = [], 0.0
    for board in order:
        end = start + pi[board]
        if ceil(start - u - 1e-9) < ceil(end - u - 1e-9):
            drawn.append(board)
        start = end
    return drawn


@section("Visits")
def inclusion(pi: Sequence[float], *, by_chance: int, not_certain: int, by_risk: int) -> list[float]:
    """π + (1 − π) c / (N − m)."""
    return [p + (1 - p) * by_chance / (not_certain - by_risk) for p in pi]


@section("Visits")
def total_of(values: Sequence[float], chances: Sequence[float]) -> float:
    """Σ y / inclusion."""
    return sum(y / p for y, p in zip(values, chances, strict=True))


@section("Visits")
def neyman(visits: int, sizes: Sequence[int], spreads: Sequence[float]) -> list[float]:
    """In proportion to N S."""
    total = sum(n * s for n, s in zip(sizes, spreads, strict=True))
    return [visits * n * s / total for n, s in zip(sizes, spreads, strict=True)]


@section("Who supports whom")
def best_match(cost: Sequence[Sequence[float]], capacity: Sequence[int]) -> tuple[int, float]:
    """The largest number of matches, and the least total cost of so many; a cost that is infinite is forbidden."""
    places = [supporter for supporter, n in enumerate(capacity) for _ in range(n)]
    places += [-1] * len(cost)
    best = (0, 0.0)
    for chosen in set(permutations(places, len(cost))):
        pairs = [(board, s) for board, s in enumerate(chosen) if s >= 0]
        total = sum(cost[board][s] for board, s in pairs)
        if total < inf:
            best = max(best, (len(pairs), -total))
    return best[0], -best[1]


@section("The best plan within a budget")
def best_plan(
    values: Sequence[float], costs: Sequence[float], *, budget: float, serves: Sequence[Sequence[int]] = ()
) -> list[tuple[float, tuple[int, ...]]]:
    """Every plan within the budget that serves each domain at least once, the best first."""
    plans = []
    for x in product((0, 1), repeat=len(values)):
        if sum(c * i for c, i in zip(costs, x, strict=True)) <= budget and all(
            any(x[offer] for offer in domain) for domain in serves
        ):
            plans.append((sum(v * i for v, i in zip(values, x, strict=True)), x))
    return sorted(plans, reverse=True)


@section("What a reader could work out")
def range_of(
    cell: int, sums: Sequence[tuple[Sequence[int], float, float]], n_cells: int, most: int
) -> tuple[int, int]:
    """How small and how large a hidden whole number can be, given sums of cells between two numbers."""
    fits = [
        cells[cell]
        for cells in product(range(most + 1), repeat=n_cells)
        if all(low <= sum(cells[i] for i in of) <= high for of, low, high in sums)
    ]
    return min(fits), max(fits)


@section("What a reader could work out")
def too_close(a: set[int], b: set[int]) -> bool:
    """Two cuts of the same number must be 0 or at least 5 people apart."""
    return 0 < len(a ^ b) < 5


@section("What a reader could work out")
def fewest_to_hide(
    table: Sequence[Sequence[int]], primary: set[tuple[int, int]], *, wide: int
) -> tuple[int, int]:
    """The fewest cells, and of those the fewest people, that leave each cell of them *wide* open."""
    cells = [(r, c) for r, row in enumerate(table) for c in range(len(row))]
    best = (len(cells) + 1, 0)
    for choice in product((False, True), repeat=len(cells)):
        hidden = {cell for cell, is_hidden in zip(cells, choice, strict=True) if is_hidden} | primary
        cost = (len(hidden), sum(table[r][c] for r, c in hidden))
        if cost < best and all(how_open(table, hidden, cell) >= wide for cell in primary):
            best = cost
    return best


def how_open(table: Sequence[Sequence[int]], hidden: set[tuple[int, int]], cell: tuple[int, int]) -> int:
    """How far apart tables with the same totals, and the same cells shown, can be in one cell."""
    order = sorted(hidden)
    lines = [[i for i, (r, _) in enumerate(order) if r == row] for row in range(len(table))]
    lines += [[i for i, (_, c) in enumerate(order) if c == column] for column in range(len(table[0]))]
    left = [sum(table[order[i][0]][order[i][1]] for i in line) for line in lines]
    reach = [range(min(left[n] for n, line in enumerate(lines) if i in line) + 1) for i in range(len(order))]
    fits = [
        each[order.index(cell)]
        for each in product(*reach)
        if all(sum(each[i] for i in line) == total for line, total in zip(lines, left, strict=True))
    ]
    return max(fits) - min(fits)
