"""The loop of a worker, and its data; NumPy and the standard library only, since peers run it too."""

import json
import sys
import time
from pathlib import Path

import numpy as np

# A lap shorter than this is run several times over, since a clock does not tell short times well.
LEAST_SECONDS = 0.05
SHOWN = 300


class Data:
    """The folder a worker is given: `data.codes` is its file codes.npy, `data.boards` how many it is to take."""

    def __init__(self):
        self._folder, self.boards = Path(sys.argv[1]), int(sys.argv[2])

    def __getattr__(self, name):
        return np.load(self._folder / f"{name}.npy")

    def people(self):
        """How many of the people, who stand in the order of boards, are on those boards."""
        return int(np.searchsorted(self.board, self.boards))


def first(values):
    """The numbers of the first boards, which are compared."""
    return np.asarray(values, dtype=float)[:SHOWN].ravel().tolist()


def serve(work, numbers):
    """For every line read time `work()` and print seconds, `numbers` of what it gave, and peak memory."""
    for _ in sys.stdin:
        before = _forget_peak()
        found, seconds = _timed(work)
        peak = _megabytes("VmHWM")
        lap = {"seconds": seconds, "numbers": numbers(found), "added": peak - before, "whole": peak}
        print(json.dumps(lap), flush=True)


def _timed(work):
    start = time.process_time()
    found = work()
    seconds = time.process_time() - start
    if seconds >= LEAST_SECONDS:
        return found, seconds
    times = int(LEAST_SECONDS / max(seconds, 1e-6)) + 1
    start = time.process_time()
    for _ in range(times):
        found = work()
    return found, (time.process_time() - start) / times


def _forget_peak():
    """Make the process's peak what it holds now; where a system cannot, memory is not measured."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return float("nan")
    return _megabytes("VmRSS")


def _megabytes(field):
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith(field))
