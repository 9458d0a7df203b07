"""Kendall's W of every board over 40 items, with ties, from the answers, by govscore."""

from serve import Data, first, serve

from govscore.benchmarking.agreement.concordance import kendall_w

data = Data()
board, codes = data.board, data.codes


def work():
    """All boards at once."""
    return kendall_w(board, codes, n_boards=data.boards, n_options=5)


serve(work, lambda found: {"w": first(found.w), "p": first(found.p)})
