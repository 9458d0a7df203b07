"""Which boards are alike: our own distance, the Department's, and how far two sets agree."""

from collections.abc import Mapping, Sequence
from math import log, sqrt
from statistics import median, stdev

from tests.formulas.section import section

WEIGHTS = {"pupils": 0.30, "fsm": 0.30, "sen": 0.15, "eal": 0.15, "rural": 0.10}
Board = Mapping[str, float | None]


def filled(boards: Sequence[Board], name: str) -> list[float] | None:
    """A characteristic of the boards of one phase, an unknown one as their median; then pupils by their logarithm."""
    known = [x for x in (board[name] for board in boards) if x is not None and (name != "pupils" or x > 0)]
    if not known:
        return None
    values = [median(known) if board[name] is None else board[name] or 0.0 for board in boards]
    return [log(x or median(known)) for x in values] if name == "pupils" else values


def spread(values: Sequence[float]) -> float:
    """1.4826 × median absolute deviation in the phase; the standard deviation (n − 1) where that is 0."""
    return 1.4826 * median(abs(x - median(values)) for x in values) or stdev(values)


@section("Comparators")
def distances(own: int, boards: Sequence[Board]) -> list[float]:
    """D, d² = Σ ω_v ((x_v − x′_v) / s_v)², from one board to all of its phase; the spread once gaps are filled."""
    columns = {name: values for name in WEIGHTS if (values := filled(boards, name))}
    total = sum(WEIGHTS[name] for name in columns)
    squares = [0.0] * len(boards)
    for name, values in columns.items():
        s = spread(values)
        for i, x in enumerate(values):
            squares[i] += WEIGHTS[name] / total * ((x - values[own]) / s) ** 2 if s else 0.0
    return [sqrt(each) for each in squares]


def over_ranges(own: int, boards: Sequence[Board], name: str) -> list[float]:
    """Differences from one board, each over the range in the phase; gaps take the median."""
    known = [x for x in (board[name] for board in boards) if x is not None]
    values = [median(known) if board[name] is None else board[name] or 0.0 for board in boards]
    return [(x - values[own]) / ((max(known) - min(known)) or 1.0) for x in values]


@section("The Department for Education's sets")
def dfe_distances(own: int, boards: Sequence[Board]) -> list[float]:
    """√(.5 p² + .4 f² + .1 s²)."""
    p, f, s = (over_ranges(own, boards, name) for name in ("pupils", "fsm", "sen"))
    return [sqrt(0.5 * a**2 + 0.4 * b**2 + 0.1 * c**2) for a, b, c in zip(p, f, s, strict=True)]


@section("The Department for Education's sets")
def dfe_distances_of_special_schools(own: int, boards: Sequence[Board], needs: Sequence[str]) -> list[float]:
    """√(.6 p² + .4 f²) + √(Σ of the squares of the primary needs)."""
    p, f = (over_ranges(own, boards, name) for name in ("pupils", "fsm"))
    squares = zip(*([x**2 for x in over_ranges(own, boards, need)] for need in needs), strict=True)
    return [sqrt(0.6 * a**2 + 0.4 * b**2) + sqrt(sum(c)) for a, b, c in zip(p, f, squares, strict=True)]


def by_distance(own: int, found: Sequence[float], keys: Sequence[str]) -> list[int]:
    """The other boards, nearest first; ties go by key."""
    others = [i for i in range(len(found)) if i != own]
    return sorted(others, key=lambda i: (round(found[i], 9), int(keys[i])))


@section("The Department for Education's sets")
def dfe_set(
    own: int, found: Sequence[float], *, keys: Sequence[str], regions: Sequence[str | None], size: int
) -> list[int]:
    """Of the 60 nearest those of the same region, topped up by distance."""
    near = by_distance(own, found, keys)[:60]
    same = [i for i in near if regions[own] is not None and regions[i] == regions[own]]
    return (same + [i for i in near if i not in same])[:size]


@section("Agreement of two sets")
def overlap(a: set[str], b: set[str]) -> tuple[float, float]:
    """Boards in both, over the smaller set and over all."""
    return len(a & b) / min(len(a), len(b)), len(a & b) / len(a | b)


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Gauss and Jordan."""
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for r in range(len(rows)):
            if r != i:
                rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [row[-1] for row in rows]


def covariances(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """S, divisor n − 1."""
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(rows) for column in columns]
    return [
        [
            sum((x - means[i]) * (y - means[k]) for x, y in zip(a, b, strict=True)) / (len(rows) - 1)
            for k, b in enumerate(columns)
        ]
        for i, a in enumerate(columns)
    ]


@section("Agreement of two sets")
def mahalanobis(a: Sequence[float], b: Sequence[float], s: Sequence[Sequence[float]]) -> float:
    """D² = (a − b)′ S⁻¹ (a − b)."""
    difference = [x - y for x, y in zip(a, b, strict=True)]
    return sum(x * y for x, y in zip(difference, solve(s, difference), strict=True))
