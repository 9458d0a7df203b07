"""r_wg(j) of every board on eight domains by pandas' grouped variance and the formula."""

import numpy as np
import pandas as pd
from serve import Data, first, serve

data = Data()
people = data.people()
board = data.board[:people]
answers = pd.DataFrame(np.where(data.whole[:people] > 0, data.whole[:people], np.nan))


def work():
    """Variances, their mean over the items that have one, index."""
    variances = answers.groupby(board).var().to_numpy().reshape(-1, 8, 5)
    used = (~np.isnan(variances)).sum(axis=2)
    q = np.minimum(np.nansum(variances, axis=2) / np.where(used > 0, used, np.nan) / 2.0, 1.0)
    return used * (1 - q) / (used * (1 - q) + q)


serve(work, lambda found: {"rwg_j": first(found)})
