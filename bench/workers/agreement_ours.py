"""Agreement of every board on eight domains by every index, from the answers, by govscore."""

from serve import Data, first, serve

from govscore.benchmarking.agreement.nulls import Null, null_variance
from govscore.benchmarking.agreement.table import agreement_table
from govscore.benchmarking.counts import count_answers

data = Data()
board, codes = data.board, data.whole
NULLS = [
    null_variance(null, 5) for null in (Null.UNIFORM, Null.SLIGHT_SKEW, Null.MODERATE_SKEW, Null.HEAVY_SKEW)
]
DOMAINS = [range(start, start + 5) for start in range(0, 40, 5)]


def work():
    """Count, then every index."""
    counts = count_answers(board, codes, n_boards=data.boards, n_options=5).chosen
    return agreement_table(counts, [1, 2, 3, 4, 5], NULLS, domains=DOMAINS)


def numbers(found):
    """All of them."""
    return {
        **{f"rwg{i}": first(found.rwg.rwg_j[..., i]) for i in range(4)},
        "awg": first(found.awg.value),
        "ad_mean": first(found.deviation.about_mean),
        "ad_median": first(found.deviation.about_median),
    }


serve(work, numbers)
