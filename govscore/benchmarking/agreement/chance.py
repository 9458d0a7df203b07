"""How far apart people would be who answer at random: the yardstick for agreement."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_EXACT = 60
CHANCE_LEVEL = 0.05


@dataclass(frozen=True, kw_only=True)
class ChanceAgreement:
    """Average deviation of people who answer at random: expected, and so small in one case of twenty."""

    expected: float
    critical: float | None
    n: int
    n_options: int
    items: int


def chance_average_deviation(n: int, n_options: int, *, items: int = 1) -> ChanceAgreement:
    """Say how far apart people would be if each picked an option at random.

    Parameters
    ----------
    n : int
        Answers to each item, 2 to 60.
    n_options : int
        Options of the scale, one point apart, 2 or more.
    items : int, default 1
        Items whose deviations are averaged, answered independently of each other.

    Returns
    -------
    ChanceAgreement
        ``expected``, scale points; ``critical``, the largest value that random answers do
        not exceed in more than 5 % of cases, or None where even unanimity comes up oftener
        than that (2 people, or 3 on four options).

    Raises
    ------
    ValueError
        If `n` is outside 2 to 60, `n_options` under 2 or `items` under 1.

    Notes
    -----
    Exact, about the mean, for options chosen with equal probability. With options 0, 1, ...
    and the sum S of n answers, n^2 AD is twice S n_low - n s_low over the n_low answers
    under the mean, with s_low their sum, so only those three need counting. For several
    items the exact distribution is convolved with itself. Items that one person answers
    alike make small values likelier than this allows; `chance_line` reckons with that.

    References
    ----------
    .. [1] Burke, M. J., Dunlap, W. P. (2002), Organizational Research Methods 5: 159-172,
       on random response as the yardstick. Key ``burke2002``.
    .. [2] Dunlap, W. P., Burke, M. J., Smith-Crowe, K. (2003), Journal of Applied
       Psychology 88: 356-362. Key ``dunlap2003``.

    Examples
    --------
    Two people on two options agree half the time, and are half a point from their mean otherwise:

    >>> chance_average_deviation(2, 2)
    ChanceAgreement(expected=0.25, critical=None, n=2, n_options=2, items=1)
    >>> round(chance_average_deviation(8, 5).critical, 4)
    0.6875
    """
    if not 2 <= n <= MOST_EXACT:
        raise ValueError(f"n must lie between 2 and {MOST_EXACT}, not {n}")
    if n_options < 2 or items < 1:
        raise ValueError("at least two options and one item are needed")
    return _chance(n, n_options, items)


@lru_cache(maxsize=512)
def _chance(n: int, n_options: int, items: int) -> ChanceAgreement:
    single = _chance_distribution(n, n_options)
    whole = single
    for _ in range(items - 1):
        whole = np.convolve(whole, single)
    points = 2 * np.arange(whole.size) / (items * n * n)
    rare = (np.cumsum(whole) <= CHANCE_LEVEL + 1e-12) & (whole > 0)
    return ChanceAgreement(
        expected=float(points @ whole),
        critical=float(points[rare][-1]) if rare.any() else None,
        n=n,
        n_options=n_options,
        items=items,
    )


def _chance_distribution(n: int, n_options: int) -> Floats:
    """Probability of each value of n^2 AD / 2, for codes 0 to n_options - 1."""
    total = np.zeros(n * n * (n_options - 1) // 4 + n + 1)
    for below in range(1, n_options):
        for n_low in range(1, n + 1):
            low = _sums(n_low, below)[:, None]
            high = _sums(n - n_low, n_options - below)
            s_low = np.arange(low.size)[:, None]
            sums = s_low + np.arange(high.size) + (n - n_low) * below
            mean_is_here = (sums > n * (below - 1)) & (sums <= n * below)
            chances = math.comb(n, n_low) * low * high / float(n_options) ** n
            values = sums * n_low - n * s_low
            np.add.at(total, values[mean_is_here], chances[mean_is_here])
    total[0] = float(n_options) ** (1 - n)
    return total


def _sums(n: int, n_options: int) -> Floats:
    """Ways in which n codes from 0 to n_options - 1 come to each sum."""
    ways = np.ones(1)
    for _ in range(n):
        ways = np.convolve(ways, np.ones(n_options))
    return ways
