"""From people's scores to shrunk scores of boards, by govscore."""

import sys

import numpy as np
from serve import serve

from govscore.benchmarking.shrinkage import fit_boards, shrink

data = np.load(sys.argv[1])
y, board = data["y"], data["board"]


def work():
    """Count, fit, shrink."""
    n = np.bincount(board)
    means = np.bincount(board, weights=y) / n
    ssw = np.bincount(board, weights=(y - means[board]) ** 2)
    model = fit_boards(n, means, ssw)
    shrunk = shrink(model, n, means)
    return {
        "mu": model.mu,
        "tau2": model.tau2,
        "sigma2": model.sigma2,
        "estimates": shrunk.estimate[:100].tolist(),
        "sd": shrunk.sd[:100].tolist(),
    }


serve(work)
