"""From people's scores to variance components and shrunk scores of boards, by govscore."""

from serve import Data, first, serve

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.person_scores import board_scores

data = Data()
board, scores = data.board, data.scores


def work():
    """Add up, fit, shrink."""
    found = board_scores(board, scores, n_boards=data.boards)
    model = fit_boards(found.n, found.means, found.ssw)
    return model, shrink(model, found.n, found.means)


def numbers(found):
    """The components, and the first boards."""
    model, shrunk = found
    return {
        "components": [model.mu, model.tau2, model.sigma2],
        "estimate": first(shrunk.estimate),
        "sd": first(shrunk.sd),
    }


serve(work, numbers)
