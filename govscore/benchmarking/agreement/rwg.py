"""How much less people differ than they would without agreement: r_wg, r_wg(j) and r*_wg(j)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.over_items import Domains, mean_over_items
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class ScaleAgreement:
    """r_wg(j), cut at 0, and r*_wg(j), which is not; the mean variance behind both, and J, the items used."""

    rwg_j: Floats
    rwg_star: Floats
    mean_variance: Floats
    items_used: NDArray[np.int64]

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a board has no value, or None where it has."""
        return first_reason((self.items_used < 1, Reason.TOO_FEW))


def rwg(variance: ArrayLike, null_variance: float) -> Floats:
    """Say how near people are to agreeing on one question, 0 to 1.

    Parameters
    ----------
    variance : array_like of float, shape (...)
        Variance of the answers (n - 1), as `moments` gives it; NaN under 2 answers.
    null_variance : float
        Variance without agreement, as `null_variance` gives it, in the same unit.

    Returns
    -------
    array of float, shape (...)
        1 is unanimous; 0 where people differ as much as without agreement, or more. NaN
        where the variance is (``too_few``).

    Raises
    ------
    ValueError
        If `null_variance` is not above 0, or a variance is negative.

    Notes
    -----
    1 - s^2 / sigma^2, with s^2 cut at sigma^2. Of two people one point apart on five options
    it is .75: under 5 people say only that there are too few.

    References
    ----------
    .. [1] James, L. R., Demaree, R. G., Wolf, G. (1984), Journal of Applied Psychology
       69: 85-98. Key ``james1984``.

    Examples
    --------
    >>> rwg([0.0, 0.5, 3.0, float("nan")], 2.0).tolist()
    [1.0, 0.75, 0.0, nan]
    """
    spread = _variances(variance)
    if not null_variance > 0:
        raise ValueError("null_variance must be above 0")
    return np.asarray(1 - np.minimum(spread, null_variance) / null_variance)


def scale_rwg(
    variances: ArrayLike, null_variance: ArrayLike, *, domains: Domains | None = None
) -> ScaleAgreement:
    """Say how near people are to agreeing on a domain, under each null.

    Parameters
    ----------
    variances : array_like of float, shape (..., n_items)
        Variance of each item of the domain; NaN under 2 answers, and the item is then not used.
    null_variance : array_like of float, shape () or (n_nulls,)
        Variance without agreement, one or several.
    domains : sequence of n_domains sequences of int, optional
        Places of each domain's items; without it all items are of one.

    Returns
    -------
    ScaleAgreement
        ``mean_variance`` and ``items_used``, J, shape (...) or (..., n_domains); ``rwg_j`` (0 to 1)
        and ``rwg_star`` (may be negative) the same, with an axis of nulls behind if several are
        given. Without a usable item NaN, and ``reason`` is ``too_few``.

    Raises
    ------
    ValueError
        If a null variance is not above 0, a variance is negative, or there is no axis of items.

    Notes
    -----
    With q = mean s^2 / sigma^2, r*_wg(j) = 1 - q and, with q cut at 1,
    r_wg(j) = J (1 - q) / (J (1 - q) + q). The cut is not optional: of 5 items with q = 1.3
    the formula gives 7.5. Available cases: each item with whoever answered it. r_wg(j) grows
    with J and exceeds .70 in a fifth of small boards that answer at random: print J, the null
    and the line of chance beside it, and make it no gate.

    References
    ----------
    .. [1] James, L. R., Demaree, R. G., Wolf, G. (1984), Journal of Applied Psychology
       69: 85-98. Key ``james1984``.
    .. [2] Lindell, M. K., Brandt, C. J., Whitney, D. J. (1999), Applied Psychological
       Measurement 23: 127-135. Key ``lindell1999``.

    Examples
    --------
    >>> domain = scale_rwg([0.5, 1.5, float("nan")], [2.0, 0.44])
    >>> domain.rwg_j.round(4).tolist(), domain.rwg_star.round(4).tolist(), int(domain.items_used)
    ([0.6667, 0.0], [0.5, -1.2727], 2)
    """
    spread, nulls = _variances(variances), np.asarray(null_variance, dtype=float)
    if nulls.ndim > 1 or not (nulls > 0).all():
        raise ValueError("null_variance must be above 0, one number or a list of them")
    mean, items_used = mean_over_items(spread, domains)
    apart = (..., *(None for _ in nulls.shape))
    q, j = mean[apart] / nulls, items_used[apart]
    agreed = j * (1 - np.minimum(q, 1.0))
    return ScaleAgreement(
        rwg_j=agreed / (agreed + np.minimum(q, 1.0)),
        rwg_star=1 - q,
        mean_variance=mean,
        items_used=items_used,
    )


def _variances(given: ArrayLike) -> Floats:
    spread = np.asarray(given, dtype=float)
    if (spread < 0).any():
        raise ValueError("a variance is not negative")
    return spread
