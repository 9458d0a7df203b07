"""The middle and the quartiles of a set of scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, kw_only=True)
class Quartiles:
    """Where the lower, middle and upper of the scores lie; None where there is no score."""

    lower: float | None
    median: float | None
    upper: float | None
    n: int
    n_missing: int


def quartiles(scores: ArrayLike) -> Quartiles:
    """Say where the middle board of a set stands, and the middle half of it.

    Parameters
    ----------
    scores : array_like of float, shape (n_boards,)
        Scores in any unit. NaN stands for a board without a score; it is set aside and counted.

    Returns
    -------
    Quartiles
        ``lower``, ``median`` and ``upper`` in the unit of the scores, None without a score;
        ``n`` scores and ``n_missing`` set aside.

    Raises
    ------
    ValueError
        If `scores` is not one-dimensional or holds an infinity.

    Notes
    -----
    Between the two nearest scores a quantile is read off a straight line from the place
    1 + (n - 1) p: type 7, as in R and NumPy by default. Of one score all three are that
    score, so under 8 show the median alone, or nothing.

    References
    ----------
    .. [1] Hyndman, R. J., Fan, Y. (1996), The American Statistician 50: 361-365,
       definition 7. Key ``hyndman1996``.

    Examples
    --------
    >>> quartiles([1, 2, 4, 8, float("nan")])
    Quartiles(lower=1.75, median=3.0, upper=5.0, n=4, n_missing=1)
    """
    given = np.asarray(scores, dtype=float)
    if given.ndim != 1 or np.isinf(given).any():
        raise ValueError("scores must be one-dimensional, and finite or NaN for a board without one")
    present = given[~np.isnan(given)]
    n_missing = int(given.size - present.size)
    if present.size == 0:
        return Quartiles(lower=None, median=None, upper=None, n=0, n_missing=n_missing)
    lower, median, upper = np.quantile(present, [0.25, 0.5, 0.75], method="linear").tolist()
    return Quartiles(lower=lower, median=median, upper=upper, n=int(present.size), n_missing=n_missing)
