"""From people's scores to variance components and shrunk scores of boards, by statsmodels' MixedLM.

Powell is the quickest of its optimisers that arrives: on boards of ten the default, BFGS, stops far from the
maximum after several times as long, so racing against that would flatter us twice.
"""

import numpy as np
from serve import SHOWN, Data, serve
from statsmodels.regression.mixed_linear_model import MixedLM

data = Data()
people = data.people()
y, board = data.scores[:people], data.board[:people]


def work():
    """Fit by REML, then predict the random effects and their variance."""
    fit = MixedLM(y, np.ones((y.size, 1)), groups=board).fit(reml=True, method="powell")
    return fit, fit.random_effects, fit.random_effects_cov


def numbers(found):
    """The components, and the first boards."""
    fit, effects, variances = found
    mu, shown = float(fit.fe_params[0]), range(min(SHOWN, data.boards))
    return {
        "components": [mu, float(fit.cov_re[0, 0]), float(fit.scale)],
        "estimate": [mu + float(np.asarray(effects[b])[0]) for b in shown],
        "sd": [float(np.asarray(variances[b])[0, 0]) ** 0.5 for b in shown],
    }


serve(work, numbers)
