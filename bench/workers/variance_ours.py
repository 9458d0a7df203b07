"""r_wg(j) of every board on eight domains, from the answers, by govscore."""

from serve import Data, first, serve

from govscore.benchmarking.agreement.rwg import scale_rwg
from govscore.benchmarking.counts import count_answers
from govscore.benchmarking.moments import moments

data = Data()
board, codes = data.board, data.whole
DOMAINS = [range(start, start + 5) for start in range(0, 40, 5)]


def work():
    """Count, variances, index."""
    counts = count_answers(board, codes, n_boards=data.boards, n_options=5).chosen
    return scale_rwg(moments(counts, [1, 2, 3, 4, 5]).variance, 2.0, domains=DOMAINS)


serve(work, lambda found: {"rwg_j": first(found.rwg_j)})
