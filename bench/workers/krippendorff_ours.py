"""Krippendorff's alpha of every board over 40 items, three levels, from the answers, by govscore."""

from serve import Data, first, serve

from govscore.benchmarking.agreement.krippendorff import krippendorff_alpha
from govscore.benchmarking.counts import count_answers

data = Data()
board, codes = data.board, data.codes


def work():
    """Count, then alpha."""
    counts = count_answers(board, codes, n_boards=data.boards, n_options=5).chosen
    return krippendorff_alpha(counts, [1, 2, 3, 4, 5])


def numbers(found):
    """All three."""
    return {level: first(getattr(found, level)) for level in ("nominal", "ordinal", "interval")}


serve(work, numbers)
