"""The thirty nearest boards of every board by scikit-learn, from points already standardised."""

import numpy as np
from serve import Data, first, serve
from sklearn.neighbors import NearestNeighbors

data = Data()
phase, points = data.phase, data.points


def work():
    """A phase at a time; the first found is the board itself."""
    found = np.full((phase.size, 30), np.nan)
    for each in np.unique(phase).tolist():
        rows = np.flatnonzero(phase == each)
        size = min(31, rows.size)
        search = NearestNeighbors(n_neighbors=size, algorithm="kd_tree").fit(points[rows])
        found[rows, : size - 1] = search.kneighbors(points[rows])[0][:, 1:]
    return found


serve(work, lambda found: {"distances": first(found)})
