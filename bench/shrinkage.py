"""Variance components by REML and shrunk scores, beside statsmodels' MixedLM."""

import tempfile
from pathlib import Path

import numpy as np

from bench.peers import own_python, python_with
from bench.race import Lap, Runner, in_turn, summary

SIZES = (300, 3_000)
PEER = "statsmodels==0.15.0"
TOLERANCE = 1e-4


def run(rounds: int) -> bool:
    """Print a line a size; true if both programs gave the same numbers."""
    peer_python = python_with("statsmodels", PEER)
    agreed = True
    for boards in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "people.npz"
            _simulate(boards, data)
            with (
                Runner(own_python(), "shrinkage_ours.py", data) as ours,
                Runner(peer_python, "shrinkage_statsmodels.py", data) as peer,
            ):
                own, theirs = in_turn(ours, peer, rounds)
        apart = _furthest_apart(own[-1], theirs[-1])
        agreed = agreed and apart <= TOLERANCE
        print(f"REML + shrunk scores, {boards:,} boards, against {PEER}: {summary(own, theirs)}")
        print(f"  {'same numbers' if apart <= TOLERANCE else 'NUMBERS DIFFER'}: at most {apart:.1e} apart")
    return agreed


def _simulate(boards: int, path: Path) -> None:
    """Boards of 6 to 14 people with an ICC(1) of .12."""
    rng = np.random.default_rng(20261124)
    board = np.repeat(np.arange(boards), rng.integers(6, 15, boards))
    y = 3 + rng.normal(0, np.sqrt(0.12), boards)[board] + rng.normal(0, np.sqrt(0.88), board.size)
    np.savez(path, y=y, board=board)


def _furthest_apart(ours: Lap, peer: Lap) -> float:
    def flat(lap: Lap) -> np.ndarray:
        return np.concatenate([np.atleast_1d(lap.numbers[name]) for name in sorted(lap.numbers)])

    return float(np.abs(flat(ours) - flat(peer)).max())
