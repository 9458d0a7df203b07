"""Runs two programs in turn on the same data, each in a process of its own, and compares what they cost."""

import json
import math
import os
import statistics
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

WORKERS = Path(__file__).resolve().parent / "workers"
# One thread each: a library that takes every core would be raced against a half-idle machine.
ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# Seconds of the clock after which a pair is not run again, and how often it is run all the same.
PATIENCE, FEWEST = 60.0, 3


@dataclass(frozen=True, kw_only=True)
class Lap:
    """One run: seconds of the processor, what came out, its peak memory above the data's and in all, in MB."""

    seconds: float
    numbers: dict[str, Any]
    added: float
    whole: float


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """How many times less we need: best against best, and over the rounds."""

    best: float
    median: float
    lowest: float
    highest: float


class Runner:
    """A worker that has its data and waits to be told to run."""

    def __init__(self, command: list[str], worker: str, data: Path, *, boards: int) -> None:
        self._process = subprocess.Popen(
            [*command, str(WORKERS / worker), str(data), str(boards)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | ALONE,
            cwd=WORKERS,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError):
            self._process.communicate()

    def lap(self) -> Lap:
        """Run once."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        with suppress(BrokenPipeError):  # then there is no line to read either
            self._process.stdin.write("run\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the worker ended without an answer; its error is above")
        return Lap(**json.loads(line))


def in_turn(ours: Runner, peer: Runner, rounds: int) -> tuple[list[Lap], list[Lap]]:
    """Alternate, so that a busy machine slows both alike; the first round of all warms both up."""
    start = time.monotonic()
    laps = [(ours.lap(), peer.lap())]
    while len(laps) <= min(FEWEST, rounds) or (len(laps) <= rounds and time.monotonic() - start < PATIENCE):
        laps.append((ours.lap(), peer.lap()))
    return [lap for lap, _ in laps], [lap for _, lap in laps]


def alone(ours: Runner, rounds: int) -> list[Lap]:
    """Run what has no peer as often."""
    return [ours.lap() for _ in range(rounds + 1)]


def best(laps: list[Lap]) -> float:
    """Give the fewest seconds of the processor, the first round left out."""
    return min(lap.seconds for lap in laps[1:])


def memory(laps: list[Lap]) -> tuple[float, float]:
    """Give the peak above the data's, and in all, in MB; the first round counts, which finds nothing kept ready."""
    return max(lap.added for lap in laps), max(lap.whole for lap in laps)


def ratio(ours: list[Lap], peer: list[Lap], *, scale: float = 1.0) -> Ratio:
    """Say how many times less we need than the peer, whose times are multiplied by `scale`."""
    ratios = [scale * theirs.seconds / own.seconds for own, theirs in zip(ours[1:], peer[1:], strict=True)]
    return Ratio(
        best=scale * best(peer) / best(ours),
        median=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
    )


def furthest_apart(ours: Lap, peer: Lap) -> dict[str, float]:
    """Give by name the largest difference of any two numbers; infinite where only one of them is a number."""
    if ours.numbers.keys() != peer.numbers.keys():
        raise RuntimeError(f"workers give {sorted(ours.numbers)} and {sorted(peer.numbers)}")
    return {name: _apart(values, peer.numbers[name]) for name, values in ours.numbers.items()}


def _apart(one: list[float], other: list[float]) -> float:
    if len(one) != len(other):
        return math.inf
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if not (math.isnan(a) and math.isnan(b))]
    if any(math.isnan(a) or math.isnan(b) for a, b in pairs):
        return math.inf
    return max((abs(a - b) for a, b in pairs), default=0.0)
