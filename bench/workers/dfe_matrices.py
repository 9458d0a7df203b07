"""The DfE comparator set of every board by the matrix of all pairs of a phase, in NumPy.

The Department's open pipeline takes these steps: a matrix of all differences for each characteristic, then, school by
school, a stable sort of the whole row. Here matrices are worked on in place, which it does not do: that spares the peer
several gigabytes and some seconds.
"""

import numpy as np
from serve import SHOWN, Data, serve

data = Data()
phase, region, schools = data.phase, data.region, data.schools
SPECIAL = 2


def squares(column):
    """Of all differences, in ranges of the phase."""
    matrix = np.subtract.outer(column, column)
    matrix /= np.ptp(column) or 1.0
    matrix *= matrix
    return matrix


def weighted(table, weights):
    """The root of the sum of some columns."""
    total = weights[0] * squares(table[:, 0])
    for column, weight in zip(table.T[1:], weights[1:], strict=True):
        total += weight * squares(column)
    return np.sqrt(total, out=total)


def distances(table, is_special):
    """Every board of a phase from every other."""
    if not is_special:
        return weighted(table[:, :3], [0.5, 0.4, 0.1])
    return weighted(table[:, :2], [0.6, 0.4]) + weighted(table[:, 5:], [1.0] * 10)


def set_of(distances_of_one, own, region_of):
    """Thirty of the sixty nearest, those of the same region first."""
    pool = np.argsort(distances_of_one, kind="stable")[: min(60, distances_of_one.size - 1)]
    is_same = region_of[pool] == region_of[own]
    return np.concatenate((pool[is_same], pool[~is_same]))[:30]


def work():
    """A phase at a time."""
    found = np.full((phase.size, 30), -1)
    for each in np.unique(phase).tolist():
        rows = np.flatnonzero(phase == each)
        matrix = distances(schools[rows], each == SPECIAL)
        np.fill_diagonal(matrix, np.inf)
        for own, row in enumerate(matrix):
            chosen = set_of(row, own, region[rows])
            found[rows[own], : chosen.size] = rows[chosen]
    return found


serve(work, lambda found: {"rows": found[:SHOWN].ravel().tolist()})
