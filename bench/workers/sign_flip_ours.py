"""Does the head see the board otherwise than its governors over 40 items: the exact test, by govscore."""

import numpy as np
from serve import Data, first, serve

from govscore.benchmarking.gaps.perception import consistent_gaps

data = Data()
head, total, n = data.head, data.total, data.n


def work():
    """All boards at once."""
    return consistent_gaps(head, total, n).p


def numbers(found):
    """The first boards over all items, and over eight, where a peer can go through all signs."""
    few = consistent_gaps(head[:20, :8], total[:20, :8], n[:20, :8]).p
    return {"p": first(found)[:20], "exact": np.asarray(few).tolist()}


serve(work, numbers)
