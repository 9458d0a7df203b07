"""Whether people see the same strengths and weaknesses: Krippendorff's alpha over the items of each board."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.moments import by_option
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class KrippendorffAlpha:
    """Alpha with three ideas of distance between options, the answers it rests on and the items they are to."""

    nominal: Floats
    ordinal: Floats
    interval: Floats
    n: NDArray[np.int64]
    items_used: NDArray[np.int64]

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a board has no alpha, or None where it has."""
        too_few, undefined = self.items_used < 1, np.isnan(self.nominal)
        return first_reason((too_few, Reason.TOO_FEW), (undefined, Reason.NO_VARIATION))


def krippendorff_alpha(counts: ArrayLike, values: ArrayLike) -> KrippendorffAlpha:
    """Say whether the people of each board tell its items apart alike.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_items, n_options)
        How many chose each option of each item. Items are the units, people the observers,
        and who is who need not be known.
    values : array_like of float, shape (n_options,)
        What the options stand for, the same for all items.

    Returns
    -------
    KrippendorffAlpha
        ``nominal``, ``ordinal`` and ``interval``, shape (...): 1 all see every item alike, 0
        as by chance, below 0 worse than that. ``n`` answers that can be paired, ``items_used``
        with 2 or more. NaN without such an item (``too_few``), or where all answers to them
        are the same option (``no_variation``).

    Raises
    ------
    ValueError
        As `by_option`, and if `counts` has fewer than two axes.

    Notes
    -----
    alpha = 1 - (n. - 1) sum o_ck d_ck / sum n_c n_k d_ck over pairs of options, with
    o_ck = sum_u n_uc n_uk / (m_u - 1) over items with m_u >= 2 answers and n_c the answers c
    to those. d_ck is 1, the squared difference of the values, or that of the ranks that the
    n_c give. It is low where a board is good throughout, since then its items hardly differ:
    it answers another question than the average deviation does. One item alone gives 0.

    References
    ----------
    .. [1] Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, University of
       Pennsylvania. Key ``krippendorff2011``.

    Examples
    --------
    Of three people two items set apart by all, and one on which they differ:

    >>> alpha = krippendorff_alpha([[3, 0, 0], [0, 0, 3], [1, 1, 1]], [1, 2, 3])
    >>> float(alpha.nominal), round(float(alpha.ordinal), 4), round(float(alpha.interval), 4)
    (0.5, 0.6667, 0.6667)
    """
    planes, options = by_option(counts, values)
    if planes.ndim < 2:
        raise ValueError("counts must have an axis of items before that of options")
    answers = planes.sum(axis=0, dtype=np.int64)
    pairable = answers >= 2
    weights = np.where(pairable, 1 / np.where(pairable, answers - 1, 1), 0.0)
    totals = np.where(pairable, planes, 0).sum(axis=-1, dtype=np.int64)
    n = totals.sum(axis=0)
    observed = np.zeros((3, *n.shape))
    expected = np.zeros((3, *n.shape))
    for (c, k), together in zip(combinations(range(len(options)), 2), _pairs(planes, weights), strict=True):
        for level, distance in enumerate(_distances(totals, options, c, k)):
            observed[level] += together * distance
            expected[level] += totals[c] * totals[k] * distance
    alpha = 1 - (n - 1) * observed / np.where(expected > 0, expected, np.nan)
    return KrippendorffAlpha(
        nominal=alpha[0], ordinal=alpha[1], interval=alpha[2], n=n, items_used=pairable.sum(axis=-1)
    )


def _pairs(planes: NDArray[np.signedinteger], weights: Floats) -> Iterator[Floats]:
    """o_ck for each pair of different options."""
    chosen = planes.astype(float)
    for c, k in combinations(range(len(chosen)), 2):
        yield np.vecdot(chosen[c] * weights, chosen[k])


def _distances(totals: NDArray[np.int64], options: Floats, c: int, k: int) -> tuple[Floats, Floats, Floats]:
    """Squared distance between two options, nominal, ordinal, interval."""
    between = totals[c : k + 1].sum(axis=0) - (totals[c] + totals[k]) / 2
    return np.ones(()), between**2, np.square(options[k] - options[c])
