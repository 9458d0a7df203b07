"""A whole round through every statistic: how long, how much memory, and how fast both grow. It has no peer."""

import math
from collections.abc import Mapping
from pathlib import Path

from bench.peers import own_python
from bench.race import Lap, Runner, alone, best, memory
from bench.table import seconds

WORKER = "everything_ours.py"
MOST_MEGABYTES, STEEPEST = 1024, 1.1
HEAD = (
    "| everything, end to end | seconds of the processor | peak memory: above the data, in all | of which |",
    "|---|---|---|---|",
)

Laps = Mapping[int, list[Lap]]


def run(data: Mapping[int, Path], rounds: int) -> Laps:
    """Take a round of each size through everything."""
    return {boards: _laps(boards, folder, rounds) for boards, folder in data.items()}


def lines(laps: Laps) -> list[str]:
    """Say what a round of each size takes, and which part of it how much."""
    return [*HEAD, *(_line(boards, found) for boards, found in laps.items()), ""] if laps else []


def times(laps: Laps) -> list[str]:
    """Say how long each size takes."""
    return [seconds(best(found)) for found in laps.values()]


def megabytes(laps: Laps) -> float:
    """Give the peak of the largest size, data and all."""
    return memory(laps[max(laps)])[1]


def growth(laps: Laps) -> float | None:
    """Give the power of the number of boards with which time grows; None of one size."""
    few, many = min(laps), max(laps)
    return None if few == many else math.log(best(laps[many]) / best(laps[few])) / math.log(many / few)


def faults(laps: Laps) -> tuple[str, ...]:
    """Say what of the full size is not as it is to be."""
    told, whole, power = [], megabytes(laps), growth(laps)
    if whole > MOST_MEGABYTES:
        told.append(f"everything at {max(laps):,} boards: {whole:,.0f} MB, not under {MOST_MEGABYTES:,}")
    if power is not None and power > STEEPEST:
        told.append(f"everything grows with the power {power:.2f} of the boards, not at most {STEEPEST}")
    return tuple(told)


def _laps(boards: int, folder: Path, rounds: int) -> list[Lap]:
    with Runner([own_python()], WORKER, folder, boards=boards) as ours:
        return alone(ours, rounds)


def _line(boards: int, laps: list[Lap]) -> str:
    added, whole = memory(laps)
    quickest = min(laps[1:], key=lambda lap: lap.seconds)
    parts = sorted(((spent[0], name) for name, spent in quickest.numbers.items()), reverse=True)
    listed = ", ".join(f"{name} {seconds(spent)}" for spent, name in parts)
    return f"| {boards:,} boards | **{seconds(best(laps))}** | {added:,.0f}, {whole:,.0f} MB | {listed} |"
