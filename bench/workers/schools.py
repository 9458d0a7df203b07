"""The table of schools in the form the engine takes; for ours only."""

import numpy as np
from numpy.typing import NDArray

from govscore.benchmarking.comparators.dfe import NEEDS
from govscore.benchmarking.comparators.distance import Characteristics

PHASES = ("Primary", "Secondary", "Special", "All-through")
NAMES = ("pupils", "fsm", "sen", "eal", "rural", *NEEDS)


def characteristics(phase: NDArray[np.int64], table: NDArray[np.float64]) -> Characteristics:
    """One entry a board."""
    return Characteristics(
        keys=tuple(str(100_000 + i) for i in range(phase.size)),
        phases=tuple(PHASES[i] for i in phase.tolist()),
        values={name: table[:, i] for i, name in enumerate(NAMES)},
    )
