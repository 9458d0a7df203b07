"""Does the head see the board otherwise than its governors over 40 items: 9,999 drawn signs, by SciPy.

Of 40 signs it cannot go through all, and so draws; of eight it does go through all.
"""

import numpy as np
from scipy.stats import permutation_test
from serve import Data, serve

data = Data()
n = data.n[: data.boards]
gaps = data.head[: data.boards] - data.total[: data.boards] / np.where(n > 0, n, np.nan)


def p_of(differences, rng):
    """Two-sided, of the mean, over the pairs that are there."""
    known = differences[~np.isnan(differences)]
    return permutation_test(
        (known,), np.mean, permutation_type="samples", vectorized=True, n_resamples=9999, rng=rng
    ).pvalue


def work():
    """A call a board."""
    rng = np.random.default_rng(1)
    return [p_of(row, rng) for row in gaps]


def numbers(found):
    """As ours."""
    rng = np.random.default_rng(1)
    return {
        "p": [float(p) for p in found[:20]],
        "exact": [float(p_of(row, rng)) for row in gaps[:20, :8]],
    }


serve(work, numbers)
