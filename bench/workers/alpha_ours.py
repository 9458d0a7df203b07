"""Alpha, Feldt's interval, lambda-2, item-rest and alpha without each item, of eight domains, by govscore."""

import numpy as np
from serve import Data, serve

from govscore.benchmarking.consistency.alpha import reliability

data = Data()
answers = np.where(data.whole > 0, data.whole, np.nan)
domains = [answers[:, start : start + 5].copy() for start in range(0, 40, 5)]


def work():
    """A call a domain."""
    return [reliability(domain) for domain in domains]


def numbers(found):
    """Lambda-2 apart, which no peer gives."""
    return {
        "alpha": [each.alpha for each in found],
        "limits": [limit for each in found for limit in (each.alpha_low, each.alpha_high)],
        "item_rest": np.concatenate([each.item_rest for each in found]).tolist(),
        "if_dropped": np.concatenate([each.alpha_if_dropped for each in found]).tolist(),
    }


serve(work, numbers)
