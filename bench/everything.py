"""A whole round through every statistic: how long, how much memory, and how fast both grow. It has no peer."""

import math
from collections.abc import Mapping
from pathlib import Path

from bench.peers import own_python
from bench.race import Lap, Runner, alone, best, memory
from bench.table import Row, seconds

WORKER = "everything_ours.py"
MOST_MEGABYTES, STEEPEST = 1024, 1.1
HEAD = (
    "| everything, end to end | seconds of the processor | peak memory: above the data, in all | of which |",
    "|---|---|---|---|",
)


def rows(data: Mapping[int, Path], rounds: int, *, full: int) -> list[Row]:
    """Say what a round of each size takes, and hold the full size to its limits."""
    laps = {boards: _laps(boards, folder, rounds) for boards, folder in data.items()}
    told = [Row(text=line) for line in HEAD]
    told += [_row(boards, found, is_full=boards == full) for boards, found in laps.items()]
    if len(laps) > 1:
        told += [Row(text=""), _growth({boards: best(found) for boards, found in laps.items()})]
    return told


def _laps(boards: int, folder: Path, rounds: int) -> list[Lap]:
    with Runner([own_python()], WORKER, folder, boards=boards) as ours:
        return alone(ours, rounds)


def _row(boards: int, laps: list[Lap], *, is_full: bool) -> Row:
    added, whole = memory(laps)
    quickest = min(laps[1:], key=lambda lap: lap.seconds)
    parts = sorted(((spent[0], name) for name, spent in quickest.numbers.items()), reverse=True)
    listed = ", ".join(f"{name} {seconds(spent)}" for spent, name in parts)
    fault = f"everything at {boards:,} boards: {whole:,.0f} MB, not under {MOST_MEGABYTES:,}"
    return Row(
        text=f"| {boards:,} boards | **{seconds(best(laps))}** | {added:,.0f}, {whole:,.0f} MB | {listed} |",
        faults=(fault,) if is_full and whole > MOST_MEGABYTES else (),
    )


def _growth(times: Mapping[int, float]) -> Row:
    few, many = min(times), max(times)
    power = math.log(times[many] / times[few]) / math.log(many / few)
    fault = f"everything grows with the power {power:.2f} of the boards, not at most {STEEPEST}"
    return Row(
        text=f"From {few:,} to {many:,} boards time grows with their power {power:.2f} (at most {STEEPEST}).",
        faults=(fault,) if power > STEEPEST else (),
    )
