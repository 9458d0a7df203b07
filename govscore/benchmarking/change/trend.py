"""Whether scores rise from year to year: Page's test for an order stated beforehand."""

import math
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from govscore.benchmarking.change.midranks import midranks
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_YEARS = 3
# More years have more orders than are gone through, more rows more sums than are counted.
MOST_YEARS = 8
MOST_ROWS = 1_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Trend:
    """Page's L of each table against what chance gives it, and the rows that it rests on; one-sided, upward."""

    l_statistic: Floats
    expected: Floats
    variance: Floats
    z: Floats
    p_normal: Floats
    p_exact: Floats
    z_with_ties: Floats
    p_with_ties: Floats
    n_rows: Ints
    n_dropped: Ints
    n_years: int

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a table has no L, or None where it has."""
        return first_reason((self.n_rows == 0, Reason.TOO_FEW))

    @property
    def exact_reason(self) -> NDArray[np.object_]:
        """Why a table has no exact p, or None where it has."""
        return first_reason(
            (self.n_rows == 0, Reason.TOO_FEW), (np.isnan(self.p_exact), Reason.NOT_ESTIMABLE)
        )


def page_trend(scores: ArrayLike) -> Trend:
    """Say whether scores have risen over three years or more.

    Parameters
    ----------
    scores : array_like of float, shape (..., n_rows, n_years)
        Rows are the items or domains of a board, or the boards of an authority; columns are
        years, the earliest first. NaN for a year that is missing: it drops its row, which is
        counted. Scores equal to 9 decimals tie. For a fall, give the years backwards.

    Returns
    -------
    Trend
        Arrays of shape (...). ``l_statistic``, ``expected``, ``variance`` and ``z``, without a
        correction for ties, and its ``p_normal``; ``p_exact``, every row permuted as it is,
        ties kept; ``z_with_ties`` and ``p_with_ties``, the normal that allows for them (NaN
        where every row is all ties). All one-sided, upward. ``n_rows`` used and ``n_dropped``.
        NaN without a row (``too_few``); the exact p also above 8 years or 1,000 rows
        (``not_estimable``).

    Raises
    ------
    ValueError
        If there are fewer than three years (two make a change, not a trend), no axes of rows
        and years, or a score is infinite.

    Notes
    -----
    With n rows, k years and R_j the sum of the ranks of year j: L = sum j R_j,
    E = n k (k + 1)^2 / 4, V = n k^2 (k + 1)(k^2 - 1) / 144, z = (L - E) / sqrt(V). V is too
    large where rows have ties, so that z is too small: go by the exact p. It is counted by
    convolving what each row can give, which depends on its pattern of ties alone; tables with
    the same patterns are worked out once. Rows are taken as independent: the domains of one
    board are not quite, and p is then a little too small.

    References
    ----------
    .. [1] Page, E. B. (1963), Journal of the American Statistical Association 58: 216-230.
       Key ``page1963``.

    Examples
    --------
    >>> found = page_trend([[1, 2, 3], [2, 2, 5], [1, 3, 2], [4, float("nan"), 4]])
    >>> float(found.l_statistic), float(found.expected), int(found.n_dropped)
    (40.5, 36.0, 1)
    >>> print(f"{found.z:.4f} {found.p_exact:.4f}")
    1.8371 0.0463
    """
    given = np.asarray(scores, dtype=float)
    if given.ndim < 2:
        raise ValueError("scores must have axes of rows and years")
    if given.shape[-1] < FEWEST_YEARS:
        raise ValueError(f"a trend needs at least {FEWEST_YEARS} years; two make a change")
    shape, (n_rows, years) = given.shape[:-2], given.shape[-2:]
    tables = given.reshape(math.prod(shape), n_rows, years)
    whole = ~np.isnan(tables).any(axis=2)
    ranks = np.where(whole[:, :, None], midranks(tables), 0.0)
    l_statistic = (ranks @ np.arange(1.0, years + 1)).sum(axis=1)
    n = whole.sum(axis=1)
    some = np.where(n > 0, n, np.nan)
    fields = _against_chance(l_statistic, some, years) | _allowing_for_ties(ranks, l_statistic, some)
    fields["p_exact"] = _exact_p(ranks, whole, l_statistic)
    return Trend(
        **{name: np.asarray(values.reshape(shape)) for name, values in fields.items()},
        n_rows=n.reshape(shape),
        n_dropped=(n_rows - n).reshape(shape),
        n_years=years,
    )


def _against_chance(l_statistic: Floats, n: Floats, k: int) -> dict[str, Floats]:
    expected, variance = n * k * (k + 1) ** 2 / 4, n * k**2 * (k + 1) * (k**2 - 1) / 144
    z = (l_statistic - expected) / np.sqrt(variance)
    return {
        "l_statistic": l_statistic + 0 * n,
        "expected": expected,
        "variance": variance,
        "z": z,
        "p_normal": ndtr(-z),
    }


def _allowing_for_ties(ranks: Floats, l_statistic: Floats, n: Floats) -> dict[str, Floats]:
    """A row's share of the variance is its own spread of ranks times that of the years, over k - 1."""
    k = ranks.shape[2]
    squares = (ranks**2).sum(axis=(1, 2)) - n * k * (k + 1) ** 2 / 4
    variance = squares * k * (k + 1) / 12
    z = (l_statistic - n * k * (k + 1) ** 2 / 4) / np.sqrt(np.where(variance > 0, variance, np.nan))
    return {"z_with_ties": z, "p_with_ties": ndtr(-z)}


def _exact_p(ranks: Floats, whole: NDArray[np.bool_], l_statistic: Floats) -> Floats:
    n_tables, n_rows, k = ranks.shape
    found = np.full(n_tables, np.nan)
    if k > MOST_YEARS or n_rows > MOST_ROWS or not whole.any():
        return found
    patterns, pattern = np.unique(np.sort(ranks[whole], axis=1), axis=0, return_inverse=True)
    held = np.zeros((n_tables, len(patterns)), dtype=np.int64)
    np.add.at(held, (np.nonzero(whole)[0], pattern.ravel()), 1)
    kinds, kind = np.unique(held, axis=0, return_inverse=True)
    singles = [_row_chances(row) for row in patterns]
    for place, counts in enumerate(kinds):
        if counts.any():
            tables = np.flatnonzero(kind.ravel() == place)
            found[tables] = _upper_tail(singles, counts, np.rint(2 * l_statistic[tables]).astype(np.int64))
    return found


def _row_chances(row: Floats) -> tuple[int, Floats]:
    """The least that twice a row's share of L can be, and the chances of that, one more, and so on."""
    orders = np.array(list(permutations(np.rint(2 * row).astype(np.int64).tolist())))
    sums = orders @ np.arange(1, row.size + 1)
    return int(sums.min()), np.bincount(sums - sums.min()) / math.factorial(row.size)


def _upper_tail(singles: list[tuple[int, Floats]], counts: Ints, doubled: Ints) -> Floats:
    least, chances = 0, np.ones(1)
    for (start, single), times in zip(singles, counts.tolist(), strict=True):
        for _ in range(times):
            least, chances = least + start, np.convolve(chances, single)
    tail = chances[::-1].cumsum()[::-1]
    return np.asarray(np.minimum(tail[np.clip(doubled - least, 0, tail.size - 1)], 1.0))
