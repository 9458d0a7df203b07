"""From people's scores to shrunk scores of boards, by statsmodels' MixedLM.

Powell is the quickest of its optimisers that arrives: on boards of ten the default, BFGS, stops far from the
maximum after several times as long, so racing against that would flatter us twice.
"""

import sys

import numpy as np
from serve import serve
from statsmodels.regression.mixed_linear_model import MixedLM

data = np.load(sys.argv[1])
y, board = data["y"], data["board"]


def work():
    """Fit by REML, then predict the random effects and their variance."""
    fit = MixedLM(y, np.ones((y.size, 1)), groups=board).fit(reml=True, method="powell")
    effects, variances = fit.random_effects, fit.random_effects_cov
    mu = float(fit.fe_params[0])
    return {
        "mu": mu,
        "tau2": float(fit.cov_re[0, 0]),
        "sigma2": float(fit.scale),
        "estimates": [mu + float(np.asarray(effects[b])[0]) for b in range(100)],
        "sd": [float(np.asarray(variances[b])[0, 0]) ** 0.5 for b in range(100)],
    }


serve(work)
