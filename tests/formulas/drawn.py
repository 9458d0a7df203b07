"""Random answers with gaps and ties, the same for the same seed."""

from collections.abc import Sequence
from math import nan
from random import Random
from statistics import fmean

Sheet = list[list[int | None]]
SEEDS = range(12)


def sheet(seed: int, *, people: int, items: int, options: int = 4, gaps: float = 0.15) -> Sheet:
    """People by items: options from 1, None where there is no answer."""
    chance = Random(seed)
    leaning = [chance.gauss(0.2, 0.8) for _ in range(people)]

    def answer(person: int) -> int | None:
        place = (options + 1) / 2 + leaning[person] + chance.gauss(0, 0.8)
        return None if chance.random() < gaps else min(max(round(place), 1), options)

    return [[answer(person) for _ in range(items)] for person in range(people)]


def counts(answers: Sheet, options: int = 4) -> list[list[int]]:
    """How many chose each option of each item."""
    columns = zip(*answers, strict=True)
    return [[list(column).count(option) for option in range(1, options + 1)] for column in columns]


def values(options: int = 4) -> list[int]:
    """What the options stand for."""
    return list(range(1, options + 1))


def boards(seed: int, *, k: int, most: int = 9) -> list[list[float]]:
    """People's scores on boards of unequal size, in quarters so that there are ties."""
    chance = Random(seed)
    sizes = [chance.randint(1, most) for _ in range(k - 1)] + [most]
    means = [chance.gauss(3, 0.5) for _ in range(k)]
    return [
        [round(4 * chance.gauss(mean, 0.6)) / 4 for _ in range(size)]
        for mean, size in zip(means, sizes, strict=True)
    ]


def sums(scores: Sequence[Sequence[float]]) -> tuple[list[int], list[float], list[float]]:
    """n, mean and within sum of squares of each board."""
    return (
        [len(board) for board in scores],
        [fmean(board) for board in scores],
        [sum((y - fmean(board)) ** 2 for y in board) for board in scores],
    )


def with_nan(row: Sequence[float | None]) -> list[float]:
    """A gap as the engine takes it."""
    return [nan if x is None else float(x) for x in row]
