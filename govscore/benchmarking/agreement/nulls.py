"""How much people would differ who did not agree at all: the variance that agreement is measured against."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike


class Null(StrEnum):
    """Ways in which people might answer without agreeing."""

    UNIFORM = "uniform"
    SLIGHT_SKEW = "slight"
    MODERATE_SKEW = "moderate"
    HEAVY_SKEW = "heavy"
    TRIANGULAR = "triangular"
    NORMAL = "normal"


# LeBreton and Senter (2008), for options one point apart; for other numbers of options none are published.
PUBLISHED = {
    5: {"slight": 1.34, "moderate": 0.90, "heavy": 0.44, "triangular": 1.32, "normal": 1.04},
    6: {"slight": 1.85, "moderate": 1.26, "heavy": 0.69, "triangular": 1.45, "normal": 1.25},
    7: {"slight": 2.90, "moderate": 2.14, "heavy": 1.39, "triangular": 2.10, "normal": 1.40},
}
SUMS_TO_ONE = 1e-9


def null_variance(null: Null, n_options: int) -> float:
    """Give the variance of answers without agreement, where it is known.

    Parameters
    ----------
    null : Null
        How people are thought to answer. The skewed ones lean to the upper end, as self-evaluations do.
    n_options : int
        Options of the scale, one point apart, 2 or more.

    Returns
    -------
    float
        In squared points; for options u points apart multiply by u squared.

    Raises
    ------
    ValueError
        If `n_options` is under 2, or no value is published for it. None is interpolated:
        state a distribution and take its `distribution_variance`.

    Notes
    -----
    Uniform is (A^2 - 1) / 12. It flatters boards, whose answers pile up at the upper end: never
    print an index without its null, nor the uniform one alone.

    References
    ----------
    .. [1] James, L. R., Demaree, R. G., Wolf, G. (1984), Journal of Applied Psychology
       69: 85-98. Key ``james1984``.
    .. [2] LeBreton, J. M., Senter, J. L. (2008), Organizational Research Methods
       11: 815-852. Key ``lebreton2008``.

    Examples
    --------
    >>> null_variance(Null.UNIFORM, 4), null_variance(Null.SLIGHT_SKEW, 5)
    (1.25, 1.34)
    """
    if n_options < 2:
        raise ValueError("at least two options are needed")
    if null is Null.UNIFORM:
        return (n_options**2 - 1) / 12
    if n_options not in PUBLISHED:
        raise ValueError(
            f"no variance of a {null} null is published for {n_options} options; state a distribution "
            "and use distribution_variance"
        )
    return PUBLISHED[n_options][null]


def distribution_variance(shares: ArrayLike, values: ArrayLike) -> float:
    """Give the variance of answers that fall on the options in stated shares.

    Parameters
    ----------
    shares : array_like of float, shape (n_options,)
        Share of people on each option, summing to 1.
    values : array_like of float, shape (n_options,)
        What the options stand for.

    Returns
    -------
    float
        In the square of the unit of `values`; the divisor is that of a population.

    Raises
    ------
    ValueError
        If shares are negative or do not sum to 1, or the two differ in length.

    References
    ----------
    .. [1] LeBreton, J. M., Senter, J. L. (2008), Organizational Research Methods
       11: 815-852, whose nulls are such distributions. Key ``lebreton2008``.

    Examples
    --------
    The slight skew of five options:

    >>> round(distribution_variance([0.05, 0.15, 0.20, 0.35, 0.25], [1, 2, 3, 4, 5]), 10)
    1.34
    """
    weights, options = np.asarray(shares, dtype=float), np.asarray(values, dtype=float)
    if weights.ndim != 1 or weights.shape != options.shape:
        raise ValueError("there must be one share for each option")
    if not (weights >= 0).all() or not abs(weights.sum() - 1) <= SUMS_TO_ONE:
        raise ValueError("shares must not be negative and must sum to 1")
    return float(weights @ (options - weights @ options) ** 2)
