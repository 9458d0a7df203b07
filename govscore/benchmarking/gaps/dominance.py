"""How often one group's answers lie above another's: Cliff's delta, for answers that are only ordered."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Two scores that differ by less come from the same answers, added up in another order.
DECIMALS = 9
ROUNDING = 1e-12
SMALL, MEDIUM, LARGE = 0.147, 0.33, 0.474


@dataclass(frozen=True, kw_only=True, eq=False)
class Dominance:
    """Cliff's delta of one group over another with its interval, and the people in each."""

    delta: Floats
    low: Floats
    high: Floats
    variance: Floats
    n: Ints
    n_other: Ints
    confidence_level: float

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why there is no interval, or None where there is."""
        too_few = (self.n < 2) | (self.n_other < 2)
        return first_reason(
            (too_few, Reason.TOO_FEW),
            (np.abs(self.delta) == 1, Reason.NO_VARIATION),
            (np.isnan(self.low), Reason.NOT_ADMISSIBLE),
        )

    @property
    def size(self) -> NDArray[np.str_]:
        """In a word: negligible, small, medium or large; empty without a delta."""
        words = np.array(["negligible", "small", "medium", "large", ""])
        place = np.searchsorted([SMALL, MEDIUM, LARGE], np.abs(self.delta), side="right")
        return np.asarray(words[np.where(np.isnan(self.delta), 4, place)])


def cliffs_delta(counts: ArrayLike, other_counts: ArrayLike, *, confidence_level: float = 0.95) -> Dominance:
    """Say how far one group's answers lie above another's, without taking options for numbers.

    Parameters
    ----------
    counts, other_counts : array_like of int, shape (..., n_options)
        How many of either group chose each option, lowest option first.
    confidence_level : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    Dominance
        Arrays of shape (...). ``delta``, -1 to 1: above 0 the first group's are higher; NaN
        if either group is empty. ``low`` and ``high`` with the ``variance`` of delta; NaN
        with fewer than 2 in either group (``too_few``), where the groups do not overlap at
        all (delta is 1 or -1: ``no_variation``), or where the unbiased variance comes out
        negative (``not_admissible``). Of no width where the variance is 0.

    Raises
    ------
    ValueError
        If the shapes do not match, a count is negative or broken, or the level is not
        between 0 and 1.

    Notes
    -----
    delta = (#(a > b) - #(a < b)) / (n m); a tie counts 0. With s_ij the sign of a_i - b_j,
    variance = (m^2 sum (mean_j s - delta)^2 + n^2 sum (mean_i s - delta)^2 -
    sum (s - delta)^2) / (n m (n - 1) (m - 1)), t of n + m - 2 degrees, and the ends are
    (delta - delta^3 -+ t sd sqrt((1 - delta^2)^2 + t^2 variance)) / (1 - delta^2 + t^2 variance).
    As R's effsize with ``return.dm = TRUE``, which is its right answer, but for groups that do
    not overlap, where effsize makes one up. With ten in a group it spans about -.5 to .5.

    References
    ----------
    .. [1] Cliff, N. (1993), Psychological Bulletin 114: 494-509. Key ``cliff1993``.
    .. [2] Feng, D., Cliff, N. (2004), Journal of Modern Applied Statistical Methods 3: 322-332.
       Key ``feng2004``.
    .. [3] Romano, J., Kromrey, J. D., Coraggio, J., Skowronek, J. (2006), for the words.
       Key ``romano2006``.

    Examples
    --------
    >>> found = cliffs_delta([0, 1, 2, 1], [1, 3, 1, 0])
    >>> print(f"{found.delta:.2f} {found.low:.2f} {found.high:.2f} {found.size}")
    0.65 -0.17 0.94 large
    """
    own, theirs = np.asarray(counts), np.asarray(other_counts)
    if not 0 < confidence_level < 1:
        raise ValueError("confidence_level must lie between 0 and 1")
    if own.shape != theirs.shape or own.ndim == 0:
        raise ValueError("both groups must be counted over the same options")
    if any((each < 0).any() or (each != np.rint(each)).any() for each in (own, theirs)):
        raise ValueError("counts must be whole numbers and not negative")
    own, theirs = own.astype(float), theirs.astype(float)
    n, m = own.sum(axis=-1), theirs.sum(axis=-1)
    some_n, some_m = np.where(n > 0, n, np.nan)[..., None], np.where(m > 0, m, np.nan)[..., None]
    above, beneath = _lead(theirs) / some_m, -_lead(own) / some_n
    delta = np.asarray((own * above).sum(axis=-1) / some_n[..., 0])
    ties = (own * theirs).sum(axis=-1)
    variance = _variance((own, theirs), (above, beneath), delta, ties)
    low, high = _ends(delta, variance, n + m - 2, confidence_level)
    return Dominance(
        delta=delta,
        low=low,
        high=high,
        variance=variance,
        n=n.astype(np.int64),
        n_other=m.astype(np.int64),
        confidence_level=confidence_level,
    )


def cliffs_delta_of(values: ArrayLike, others: ArrayLike, *, confidence_level: float = 0.95) -> Dominance:
    """Say how far one group's scores lie above another's: `cliffs_delta` of scores one by one.

    Parameters
    ----------
    values, others : array_like of float, one-dimensional
        Scores of the people, or boards, of either group. NaN for one without: left out.
    confidence_level : float, default 0.95
        Of the interval.

    Returns
    -------
    Dominance
        As `cliffs_delta`, its arrays of no dimension.

    Raises
    ------
    ValueError
        If either is not one-dimensional, or a score is infinite.

    Notes
    -----
    Scores are rounded to 9 decimals first, so that means of the same answers are equal.

    References
    ----------
    .. [1] Cliff, N. (1993), as for `cliffs_delta`. Key ``cliff1993``.

    Examples
    --------
    >>> print(f"{cliffs_delta_of([2.5, 3.0, 3.5], [2.0, 2.5, float('nan')]).delta:.4f}")
    0.8333
    """
    own, theirs = np.asarray(values, dtype=float), np.asarray(others, dtype=float)
    if own.ndim != 1 or theirs.ndim != 1 or np.isinf(own).any() or np.isinf(theirs).any():
        raise ValueError("scores must be one-dimensional and finite, or NaN where there is none")
    own, theirs = (np.round(each[~np.isnan(each)], DECIMALS) for each in (own, theirs))
    options, place = np.unique(np.concatenate([own, theirs]), return_inverse=True)
    count = max(options.size, 1)
    return cliffs_delta(
        np.bincount(place[: own.size], minlength=count),
        np.bincount(place[own.size :], minlength=count),
        confidence_level=confidence_level,
    )


def _lead(counts: Floats) -> Floats:
    """How many more chose a lower option than chose a higher one, for each option."""
    up_to = counts.cumsum(axis=-1)
    return np.asarray(2 * up_to - counts - up_to[..., -1:])


def _variance(
    counts: tuple[Floats, Floats], leads: tuple[Floats, Floats], delta: Floats, ties: Floats
) -> Floats:
    own, theirs = counts
    n, m = (np.where((size := each.sum(axis=-1)) > 1, size, np.nan) for each in counts)
    rows = (own * (leads[0] - delta[..., None]) ** 2).sum(axis=-1)
    columns = (theirs * (leads[1] - delta[..., None]) ** 2).sum(axis=-1)
    cells = n * m - ties - n * m * delta**2
    return np.asarray((m**2 * rows + n**2 * columns - cells) / (n * m * (n - 1) * (m - 1)))


def _ends(delta: Floats, variance: Floats, freedom: Floats, level: float) -> tuple[Floats, Floats]:
    has_end = (variance > -ROUNDING) & (np.abs(delta) < 1)
    spread = np.where(has_end, np.maximum(variance, 0.0), np.nan)
    t = stdtrit(np.maximum(freedom, 1.0), (1 + level) / 2)
    room = 1 - delta**2
    reach = t * np.sqrt(spread) * np.sqrt(room**2 + t**2 * spread)
    below = np.where(has_end, room + t**2 * spread, np.nan)
    middle = delta * room
    return np.asarray((middle - reach) / below), np.asarray((middle + reach) / below)
