"""How near people are to agreeing, measured against the most they could differ with that mean: a_wg."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.moments import by_option, sums_above_lowest
from govscore.benchmarking.over_items import Domains, count_over_items, mean_over_items
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]

# A sum of values that are not whole numbers may miss the edge by its last digits.
EDGE = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class ItemAwg:
    """a_wg of each item; NaN where `reason` says why."""

    value: Floats
    n: NDArray[np.int64]

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why there is no value, or None where there is."""
        undefined = np.isnan(self.value)
        return first_reason((self.n < 2, Reason.TOO_FEW), (undefined, Reason.NOT_ADMISSIBLE))


@dataclass(frozen=True, kw_only=True, eq=False)
class ScaleAwg:
    """a_wg of a domain, the number of items it is the mean of, and of those with two answers or more."""

    value: Floats
    items_used: NDArray[np.int64]
    items_answered: NDArray[np.int64]

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why there is no value, or None where there is."""
        too_few, none = self.items_answered < 1, self.items_used < 1
        return first_reason((too_few, Reason.TOO_FEW), (none, Reason.NOT_ADMISSIBLE))


def awg(counts: ArrayLike, values: ArrayLike) -> ItemAwg:
    """Say how near people are to agreeing on a question, given where their mean lies.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_options)
        How many chose each option; boards and items lead.
    values : array_like of float, shape (n_options,)
        What the options stand for; the lowest and the highest are the ends of the scale.

    Returns
    -------
    ItemAwg
        ``value``, -1 (as far apart as could be) to 1 (unanimous), shape (...); ``n``. NaN
        under 2 answers (``too_few``), and where the mean is so near an end that the most
        people could differ is no yardstick (``not_admissible``): then show the average deviation.

    Raises
    ------
    ValueError
        As `by_option`.

    Notes
    -----
    1 - 2 s^2 / (((H + L) M - M^2 - H L) n / (n - 1)), for means M from (L (n - 1) + H) / n to
    (H (n - 1) + L) / n; 1 where all chose L or all H. With S and Q as in `moments` and
    R = H - L that is 1 - 2 (n Q - S^2) / (S (n R - S)), admissible for R <= S <= (n - 1) R.
    Brown and Hauenstein ask for at least as many people as options less one; under that few
    means are admissible.

    References
    ----------
    .. [1] Brown, R. D., Hauenstein, N. M. A. (2005), Organizational Research Methods
       8: 165-184. Key ``brown2005``.

    Examples
    --------
    Unanimous at the top; split between the ends; all but one near the top; one answer:

    >>> found = awg([[0, 0, 0, 9], [2, 0, 0, 2], [0, 0, 1, 8], [0, 1, 0, 0]], [1, 2, 3, 4])
    >>> found.value.tolist()
    [1.0, -1.0, nan, nan]
    >>> [reason and str(reason) for reason in found.reason]
    [None, None, 'not_admissible', 'too_few']
    """
    planes, options = by_option(counts, values)
    n, first, second = sums_above_lowest(planes, options)
    span = float(options[-1] - options[0])
    most = n * span - first
    edge = span * (1 - EDGE)
    admissible = (n >= 2) & (first >= edge) & (most >= edge) & (span > 0)
    value = 1 - 2 * (n * second - first**2) / np.where(admissible, first * most, np.nan)
    at_an_end = (n >= 2) & ((planes[0] == n) | (planes[-1] == n))
    return ItemAwg(value=np.where(at_an_end, 1.0, value), n=n)


def scale_awg(items: ItemAwg, *, domains: Domains | None = None) -> ScaleAwg:
    """Say how near people are to agreeing on a domain, by the mean over its items that admit it.

    Parameters
    ----------
    items : ItemAwg
        As `awg` gives them, the items of the domain on the last axis.
    domains : sequence of n_domains sequences of int, optional
        Places of each domain's items; without it all items are of one.

    Returns
    -------
    ScaleAwg
        ``value``, -1 to 1, and ``items_used``, shape (...) or (..., n_domains). NaN if no item
        has 2 answers (``too_few``), or none of those a value (``not_admissible``).

    Raises
    ------
    ValueError
        If there is no axis of items.

    Notes
    -----
    Mean of the defined ones. They are the items that are not nearly unanimous at an end of
    the scale, so it may stand on other items than the average deviation: print how many.

    References
    ----------
    .. [1] Brown, R. D., Hauenstein, N. M. A. (2005), Organizational Research Methods
       8: 165-184. Key ``brown2005``.

    Examples
    --------
    >>> domain = scale_awg(awg([[0, 0, 0, 9], [2, 0, 0, 2], [0, 0, 1, 8]], [1, 2, 3, 4]))
    >>> float(domain.value), int(domain.items_used), int(domain.items_answered)
    (0.0, 2, 3)
    """
    value, items_used = mean_over_items(items.value, domains)
    return ScaleAwg(
        value=value, items_used=items_used, items_answered=count_over_items(items.n >= 2, domains)
    )
