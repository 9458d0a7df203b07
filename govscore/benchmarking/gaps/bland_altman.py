"""How far two measures of the same boards lie apart: the chart of difference against mean."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class BlandAltman:
    """Differences against means, their own mean, and the limits within which most lie."""

    means: Floats
    differences: Floats
    bias: float
    sd: float
    low: float
    high: float
    n: int
    n_missing: int
    reason: Reason | None


def bland_altman(officer: ArrayLike, own: ArrayLike, *, level: float = 0.95) -> BlandAltman:
    """Say how far the officer's view and the board's own lie apart, and whether one is the higher throughout.

    Parameters
    ----------
    officer : array_like of float, shape (n_boards,)
        Officers' levels, in scale points. NaN where there is none.
    own : array_like of float, shape (n_boards,)
        Boards' own scores, in the same points.
    level : float, default 0.95
        Share of differences that the limits are to hold.

    Returns
    -------
    BlandAltman
        ``means`` and ``differences`` (officer less own), shape (n_boards,), NaN where a side
        is missing; ``bias``, their mean difference; ``sd``; ``low`` and ``high``, bias
        -+ 1.96 sd at 95 %. NaN with fewer than 2 boards (``too_few``), but a bias of one.

    Raises
    ------
    ValueError
        If the two differ in shape, are not one-dimensional or hold an infinity, or `level` is
        not between 0 and 1.

    Notes
    -----
    sd has the divisor n - 1. The two stay two values: nothing merges them, and neither is the
    truth about the board.

    References
    ----------
    .. [1] Bland, J. M., Altman, D. G. (1986), The Lancet 327: 307-310. Key ``bland1986``.

    Examples
    --------
    >>> found = bland_altman([3.0, 2.0, 4.0], [3.5, 3.0, 4.0])
    >>> print(f"{found.bias:.2f} {found.low:.2f} {found.high:.2f}")
    -0.50 -1.48 0.48
    """
    theirs, ours = np.asarray(officer, dtype=float), np.asarray(own, dtype=float)
    if theirs.shape != ours.shape or theirs.ndim != 1 or np.isinf(theirs).any() or np.isinf(ours).any():
        raise ValueError("both views must be one-dimensional, of one length and finite, or NaN where missing")
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    differences = theirs - ours
    known = differences[~np.isnan(differences)]
    bias = float(known.mean()) if known.size else float("nan")
    sd = float(known.std(ddof=1)) if known.size > 1 else float("nan")
    reach = NormalDist().inv_cdf((1 + level) / 2) * sd
    return BlandAltman(
        means=(theirs + ours) / 2,
        differences=differences,
        bias=bias,
        sd=sd,
        low=bias - reach,
        high=bias + reach,
        n=known.size,
        n_missing=differences.size - known.size,
        reason=None if known.size > 1 else Reason.TOO_FEW,
    )
