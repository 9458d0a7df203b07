"""How a questionnaire was filled in."""

from collections.abc import Sequence
from itertools import groupby, product
from statistics import fmean, stdev

from tests.formulas.comparators import covariances, mahalanobis
from tests.formulas.section import section

HOW = "How a questionnaire was filled in"
Codes = Sequence[int | None]


@section(HOW)
def runs(codes: Codes) -> tuple[int, float]:
    """Longest and mean run of one code; a blank ends a run and is none."""
    lengths = [len(list(group)) for code, group in groupby(codes) if code is not None]
    return max(lengths, default=0), fmean(lengths)


@section(HOW)
def irv(codes: Codes) -> float:
    """Standard deviation (n − 1) of one person's answers."""
    return stdev(code for code in codes if code is not None)


Step = tuple[int, int]


@section(HOW)
def popularity(sheet: Sequence[Codes], options: int) -> dict[Step, float]:
    """Of each step of an item, the share of those who answered the item that took it."""
    found = {}
    for item, column in enumerate(zip(*sheet, strict=True)):
        levels = [x for x in column if x is not None]
        for step in range(2, options + 1):
            found[item, step] = sum(x >= step for x in levels) / len(levels) if levels else 0.0
    return found


@section(HOW)
def guttman_errors(codes: Codes, popular: dict[Step, float]) -> float:
    """Pairs of steps of which the one that more people take was not taken and the other was, ties half."""
    steps = [(step, popular[step]) for step in popular if codes[step[0]] is not None]
    errors = 0.0
    for taken, p in steps:
        for other, q in steps:
            if (codes[taken[0]] or 0) >= taken[1] and (codes[other[0]] or 0) < other[1]:
                errors += 1.0 if q > p + 1e-12 else 0.5 if abs(q - p) <= 1e-12 else 0.0
    return errors


@section(HOW)
def most_errors(codes: Codes, popular: dict[Step, float], options: int) -> float:
    """The most that anybody with the same total over the same items can have."""
    answered = [item for item, code in enumerate(codes) if code is not None]
    total = sum(code for code in codes if code is not None)
    found = 0.0
    for levels in product(range(1, options + 1), repeat=len(answered)):
        if sum(levels) == total:
            other: list[int | None] = [None] * len(codes)
            for item, level in zip(answered, levels, strict=True):
                other[item] = level
            found = max(found, guttman_errors(other, popular))
    return found


@section(HOW)
def squared_distances(rows: Sequence[Sequence[float]]) -> list[float]:
    """D² = (x − m)′ S⁻¹ (x − m) over the complete rows."""
    means = [fmean(column) for column in zip(*rows, strict=True)]
    return [mahalanobis(row, means, covariances(rows)) for row in rows]


@section(HOW)
def alike(columns: Sequence[Codes]) -> bool:
    """At least ten items have two answers or more, and each of them an average deviation of 0."""
    levels = [[x for x in column if x is not None] for column in columns]
    answered = [column for column in levels if len(column) >= 2]
    return len(answered) >= 10 and all(len(set(column)) == 1 for column in answered)
