"""The boards, people and answers that every program is given: random, from a known model, the same in every run."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.workers.schools import PHASES, characteristics
from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.comparators.dfe import NEEDS
from govscore.benchmarking.comparators.distance import WEIGHTS, standardise
from govscore.benchmarking.person_scores import board_scores

SEED = 20261124
ITEMS, DOMAINS, OPTIONS = 40, 8, 5
FEWEST, MOST = 6, 14
MISSING = 0.06
CUTS = np.array([-2.4, -1.5, -0.5, 0.7])
SHARES = (0.76, 0.17, 0.05, 0.02)
REGIONS = 9

Codes = NDArray[np.uint8]


def build(boards: int, folder: Path) -> None:
    """Write the files of so many boards, a .npy for Python and a .bin of the same for R."""
    rng = np.random.default_rng([SEED, boards])
    board = np.repeat(np.arange(boards), rng.integers(FEWEST, MOST + 1, boards))
    told = answers(rng, board)
    codes = np.where(rng.random(told.shape) < MISSING, np.uint8(0), told)
    left_out = np.repeat(rng.random((board.size, DOMAINS)) < MISSING, ITEMS // DOMAINS, axis=1)
    whole = np.where(left_out, np.uint8(0), told)
    scores = told.mean(axis=1)
    arrays = {"board": board, "codes": codes, "whole": whole, "scores": scores}
    arrays |= _shrunk(board, scores, boards) | _heads(board, codes)
    for name, values in (arrays | _schools(rng, boards)).items():
        np.save(folder / f"{name}.npy", values)
    board.astype("<i4").tofile(folder / "board.bin")
    scores.astype("<f8").tofile(folder / "scores.bin")
    np.ascontiguousarray(whole.T).tofile(folder / "whole.bin")


def answers(rng: np.random.Generator, board: NDArray[np.int64]) -> Codes:
    """Draw answers of five options, mostly 4, that differ by board, by person and by question."""
    felt = rng.normal(0, 1, (board.size, ITEMS))
    felt += rng.normal(0, 0.32, board.max() + 1)[board][:, None]
    felt += rng.normal(0, 0.7, board.size)[:, None]
    felt += np.linspace(-0.6, 0.6, ITEMS)
    return np.asarray(1 + np.searchsorted(CUTS, felt), dtype=np.uint8)


def _shrunk(board: NDArray[np.int64], scores: NDArray[np.float64], boards: int) -> dict[str, np.ndarray]:
    found = board_scores(board, scores, n_boards=boards)
    shrunk = shrink(fit_boards(found.n, found.means, found.ssw), found.n, found.means)
    return {"estimate": shrunk.estimate, "sd": shrunk.sd}


def _heads(board: NDArray[np.int64], codes: Codes) -> dict[str, np.ndarray]:
    """The first person of each board is its head; beside their answers, what the others' add up to."""
    starts = np.flatnonzero(np.diff(board, prepend=-1))
    head = codes[starts].astype(float)
    given = codes > 0
    return {
        "head": np.where(head > 0, head, np.nan),
        "total": np.add.reduceat(codes.astype(np.int64), starts, axis=0) - head,
        "n": np.add.reduceat(given.astype(np.int64), starts, axis=0) - (head > 0),
    }


def _schools(rng: np.random.Generator, boards: int) -> dict[str, np.ndarray]:
    phase = rng.choice(len(PHASES), boards, p=SHARES)
    needs = rng.dirichlet(np.full(len(NEEDS), 0.5), boards) * 100
    needs[phase != PHASES.index("Special")] = np.nan
    columns = [
        np.exp(rng.normal(5.6, 0.6, boards)) * np.where(phase == PHASES.index("Secondary"), 3.5, 1.0),
        100 * rng.beta(2, 6, boards),
        100 * rng.beta(3, 15, boards),
        100 * rng.beta(1, 6, boards),
        (rng.random(boards) < 0.2).astype(float),
    ]
    table = np.column_stack([*columns, needs])
    points = np.zeros((boards, len(WEIGHTS)))
    for each in np.unique(phase).tolist():
        block = standardise(characteristics(phase, table), PHASES[each])
        points[block.rows] = block.points
    return {
        "phase": phase,
        "region": rng.integers(0, REGIONS, boards),
        "schools": table,
        "points": points,
    }
