"""Whether boards differ by more than their numbers of answers explain: the funnel's overdispersion."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]

WINSORISED = 0.10


@dataclass(frozen=True, kw_only=True)
class Overdispersion:
    """The mean square of z, as it is and with its ends drawn in; NaN where `reason` says why."""

    phi: float
    phi_winsorised: float
    phi_corrected: float
    p: float
    n: int
    n_missing: int
    reason: Reason | None


def winsor_factor(share: float = WINSORISED) -> float:
    """Say to what winsorising shrinks the mean square of a z that is normal, so that it can be undone.

    Parameters
    ----------
    share : float, default 0.10
        What is cut at each end, 0 or more and under one half.

    Returns
    -------
    float
        0.678655 for a tenth, 1 for nothing.

    Raises
    ------
    ValueError
        If `share` is negative, or one half or more.

    Notes
    -----
    With c the normal quantile of 1 - share, the middle gives the integral of x^2 phi(x) from -c
    to c, which is (1 - 2 share) - 2 c phi(c), and the two ends c^2 each with their share:
    (1 - 2 share) - 2 c phi(c) + 2 share c^2.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Quality and Safety in Health Care 14: 347-351, where phi
       is winsorised and not corrected. Key ``spiegelhalter2005b``.

    Examples
    --------
    >>> round(winsor_factor(), 10)
    0.678654559
    """
    if not 0 <= share < 0.5:
        raise ValueError("share must be 0 or more, and under one half")
    if share == 0:
        return 1.0
    cut = NormalDist().inv_cdf(1 - share)
    return (1 - 2 * share) - 2 * cut * NormalDist().pdf(cut) + 2 * share * cut**2


def overdispersion(z: ArrayLike) -> Overdispersion:
    """Say whether boards lie further from the target than chance would have them.

    Parameters
    ----------
    z : array_like of float, shape (n_boards,)
        Standard errors from the target, as from `funnel_places` without tau2. NaN for a board
        without a score: it is set aside and counted.

    Returns
    -------
    Overdispersion
        ``phi``, the mean square of z, about 1 where boards differ by chance alone;
        ``phi_winsorised``, with z cut at its own 10 % and 90 % quantiles, so that a few odd
        boards do not hide themselves, and ``phi_corrected`` for what cutting takes away of
        chance itself; ``p``, 0 to 1, that phi be as large by chance. Under two boards all are
        NaN and ``reason`` is ``too_few``.

    Raises
    ------
    ValueError
        If `z` is not one-dimensional or holds an infinity.

    Notes
    -----
    phi = sum z^2 / n. Quantiles are of type 7. phi_corrected = phi_winsorised / `winsor_factor`:
    winsorised z of a standard normal have a mean square of 0.679 and not of 1, and without
    the correction half of the real spread can go unseen. n phi is chi-squared with n - 1 degrees
    of freedom, z not cut, as the target is worked out from the same boards. Under
    thirty boards the quantiles are rough.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Quality and Safety in Health Care 14: 347-351.
       Key ``spiegelhalter2005b``.

    Examples
    --------
    >>> found = overdispersion([-2.0, -1.0, 0.0, 1.0, 2.0])
    >>> round(found.phi, 3), round(found.phi_winsorised, 3), round(found.p, 3)
    (2.0, 1.424, 0.04)
    """
    given = np.asarray(z, dtype=float)
    if given.ndim != 1 or np.isinf(given).any():
        raise ValueError("z must be one-dimensional, and finite or NaN for a board without a score")
    known = given[~np.isnan(given)]
    n, n_missing = int(known.size), int(given.size - known.size)
    if n < 2:
        nan = math.nan
        return Overdispersion(
            phi=nan,
            phi_winsorised=nan,
            phi_corrected=nan,
            p=nan,
            n=n,
            n_missing=n_missing,
            reason=Reason.TOO_FEW,
        )
    low, high = np.quantile(known, [WINSORISED, 1 - WINSORISED], method="linear")
    phi, winsorised = float(np.mean(known**2)), float(np.mean(np.clip(known, low, high) ** 2))
    return Overdispersion(
        phi=phi,
        phi_winsorised=winsorised,
        phi_corrected=winsorised / winsor_factor(),
        p=float(chdtrc(n - 1, n * phi)),
        n=n,
        n_missing=n_missing,
        reason=None,
    )


def additive_variance(phi: float, variances: ArrayLike) -> float:
    """Turn a multiple of chance into a variance between boards, for the limits of a funnel.

    Parameters
    ----------
    phi : float
        As from `overdispersion`: `phi_corrected` by preference. NaN stays NaN.
    variances : array_like of float, shape (n_boards,)
        Known error variance of each board's mean, sigma2 / n, squared units; positive. NaN is
        set aside.

    Returns
    -------
    float
        tau2, squared units, 0 where boards differ no more than chance would have them; NaN
        under two boards.

    Raises
    ------
    ValueError
        If the variances are not one-dimensional, positive and finite.

    Notes
    -----
    max(0, (K phi - (K - 1)) / (sum w - sum w^2 / sum w)) with w = 1 / v of K boards. With
    the plain phi about the weighted mean it is the estimate of DerSimonian and Laird.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Quality and Safety in Health Care 14: 347-351.
       Key ``spiegelhalter2005b``.
    .. [2] DerSimonian, R., Laird, N. (1986), Controlled Clinical Trials 7: 177-188.
       Key ``dersimonian1986``.

    Examples
    --------
    >>> round(additive_variance(2.0, [0.04, 0.04, 0.08]), 6)
    0.1
    """
    weights = 1 / _known(variances)
    weights = weights[~np.isnan(weights)]
    if weights.size < 2 or math.isnan(phi):
        return math.nan
    spare = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float((weights.size * phi - (weights.size - 1)) / spare))


def _known(variances: ArrayLike) -> Floats:
    errors = np.asarray(variances, dtype=float)
    if errors.ndim != 1 or np.isinf(errors).any() or (errors <= 0).any():
        raise ValueError("variances must be one-dimensional, positive and finite, or NaN without a score")
    return errors
