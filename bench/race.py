"""Runs two programs in turn on the same data, each in a process of its own, and compares their times."""

import json
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

WORKERS = Path(__file__).resolve().parent / "workers"


@dataclass(frozen=True, kw_only=True)
class Lap:
    """One run: how long it took, what came out, and the process's peak memory above what its start took."""

    seconds: float
    numbers: dict[str, Any]
    megabytes: float


class Runner:
    """A worker that has its data and waits to be told to run."""

    def __init__(self, python: str, worker: str, data: Path) -> None:
        self._process = subprocess.Popen(
            [python, str(WORKERS / worker), str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def lap(self) -> Lap:
        """Run once."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        self._process.stdin.write("run\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the worker ended without an answer; its error is above")
        return Lap(**json.loads(line))


def in_turn(ours: Runner, peer: Runner, rounds: int) -> tuple[list[Lap], list[Lap]]:
    """Run each once unmeasured, then alternate, so that a busy machine slows both alike."""
    ours.lap(), peer.lap()
    laps = [(ours.lap(), peer.lap()) for _ in range(rounds)]
    return [lap for lap, _ in laps], [lap for _, lap in laps]


def summary(ours: list[Lap], peer: list[Lap]) -> str:
    """Say how many times faster we are: best against best, and the lowest and highest of each round."""
    ratios = [theirs.seconds / own.seconds for own, theirs in zip(ours, peer, strict=True)]
    best = min(lap.seconds for lap in peer) / min(lap.seconds for lap in ours)
    spread = f"rounds {min(ratios):,.0f} to {max(ratios):,.0f}, median {statistics.median(ratios):,.0f}"
    return f"{best:,.0f} × ({spread}) · ours {_costs(ours)} · peer {_costs(peer)}"


def _costs(laps: list[Lap]) -> str:
    return f"{1000 * min(lap.seconds for lap in laps):,.2f} ms, {laps[-1].megabytes:.0f} MB"
