"""Whether the people of one board see a question alike, in scale points and in a word."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.agreement.chance import MOST_EXACT, chance_average_deviation
from govscore.benchmarking.moments import by_option, sums_above_lowest
from govscore.benchmarking.over_items import Domains, mean_over_items
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]

MIN_ANSWERS = 3


class Agreement(StrEnum):
    """The word for a governor, and the honest fourth."""

    CLOSE = "close"
    MIXED = "mixed"
    FAR_APART = "far-apart"
    TOO_FEW = "too-few-to-say"


@dataclass(frozen=True, kw_only=True, eq=False)
class AverageDeviation:
    """Average deviation about mean and median, one value a board and item; NaN under two answers."""

    about_mean: Floats
    about_median: Floats
    n: NDArray[np.int64]

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why there is no value, or None where there is."""
        return first_reason((self.n < 2, Reason.TOO_FEW))


@dataclass(frozen=True, kw_only=True, eq=False)
class ScaleDeviation:
    """Average deviation of a whole domain, and how many of its items it rests on."""

    about_mean: Floats
    about_median: Floats
    items_used: NDArray[np.int64]

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why there is no value, or None where there is."""
        return first_reason((self.items_used < 1, Reason.TOO_FEW))


def average_deviation(counts: ArrayLike, values: ArrayLike) -> AverageDeviation:
    """Say how far apart people are on a question, in points of its scale.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_options)
        How many chose each option that has a value; boards and items lead. Skipped, don't
        know, not applicable and not my role are not among the options.
    values : array_like of float, shape (n_options,)
        The options' values, in any order.

    Returns
    -------
    AverageDeviation
        ``about_mean`` and ``about_median``, shape (...), in the unit of `values`: 0 is
        unanimous, half the range the most. ``n`` answers. Under 2 answers both are NaN, and
        ``reason`` is ``too_few``.

    Raises
    ------
    ValueError
        If `counts` holds a negative or broken number, or its last axis does not match `values`.

    Notes
    -----
    sum |x - centre| / n over the answers: divisor n, not n - 1. The median of an even
    number of answers is midway between the middle two. About the median no median is needed:
    between one option and the next lie as many points as the smaller of the two sides has people.

    References
    ----------
    .. [1] Burke, M. J., Finkelstein, L. M., Dusig, M. S. (1999), Organizational Research
       Methods 2: 49-68. Key ``burke1999``.

    Examples
    --------
    Eight chose 4 and one chose 3; one answer is none to agree with:

    >>> spread = average_deviation([[0, 0, 1, 8], [0, 0, 0, 1]], [1, 2, 3, 4])
    >>> spread.about_mean.round(4).tolist()
    [0.1975, nan]
    >>> spread.about_median.round(4).tolist(), spread.n.tolist()
    ([0.1111, nan], [9, 1])
    """
    planes, options = by_option(counts, values)
    n, first, _ = sums_above_lowest(planes, options)
    answers = np.where(n >= 2, n, np.nan)
    return AverageDeviation(
        about_mean=_about_mean(planes, options, first / answers) / answers,
        about_median=_about_median(planes, options, n) / answers,
        n=n,
    )


def scale_deviation(
    counts: ArrayLike, values: ArrayLike, *, domains: Domains | None = None
) -> ScaleDeviation:
    """Say how far apart people are on a domain: the mean over those of its items that two or more answered.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_items, n_options)
        How many chose each option of each item of the domain.
    values : array_like of float, shape (n_options,)
        The options' values, the same for all items.
    domains : sequence of n_domains sequences of int, optional
        Places of each domain's items; without it all items are of one.

    Returns
    -------
    ScaleDeviation
        ``about_mean`` and ``about_median``, shape (...) or (..., n_domains), in the unit of `values`;
        ``items_used``, those with at least 2 answers. With none both are NaN, and
        ``reason`` is ``too_few``.

    Raises
    ------
    ValueError
        As `average_deviation`, and if `counts` has fewer than two axes.

    Notes
    -----
    Available cases: each item with whoever answered it. Items weigh alike. It does not
    grow or fall with the number of items, so domains of different length compare.

    References
    ----------
    .. [1] Burke, M. J., Finkelstein, L. M., Dusig, M. S. (1999), Organizational Research
       Methods 2: 49-68. Key ``burke1999``.

    Examples
    --------
    >>> domain = scale_deviation([[2, 0, 0, 2], [0, 0, 4, 0], [0, 1, 0, 0]], [1, 2, 3, 4])
    >>> float(domain.about_mean), int(domain.items_used)
    (0.75, 2)
    """
    if np.ndim(counts) < 2:
        raise ValueError("counts must have an axis of items before that of options")
    single = average_deviation(counts, values)
    about_mean, items_used = mean_over_items(single.about_mean, domains)
    about_median, _ = mean_over_items(single.about_median, domains)
    return ScaleDeviation(about_mean=about_mean, about_median=about_median, items_used=items_used)


def agreement_word(ad: float, n_options: int, n: int, *, items: int = 1) -> Agreement:
    """Put an average deviation into a word that neither chance nor a small board can earn.

    Parameters
    ----------
    ad : float
        Average deviation about the mean of an item, or the mean of it over `items`, in
        scale points. NaN where there is none.
    n_options : int
        Options of the scale, one point apart.
    n : int
        People who answered.
    items : int, default 1
        Items that `ad` is the mean of.

    Returns
    -------
    Agreement
        ``CLOSE`` up to a sixth of the number of options, if that close is also seldom by
        chance; ``FAR_APART`` from what random answers are expected to give; ``MIXED``
        between. ``TOO_FEW`` under 3 answers, or where even unanimity would
        be no rarity by chance.

    Raises
    ------
    ValueError
        If `ad` is negative, `n_options` under 2 or `items` under 1.

    Notes
    -----
    A sixth of the options is the practical limit of Burke and Dunlap (0.83 of five points,
    which they round to 0.8); the critical value of `chance_average_deviation` is added
    since among four people it is the stricter. Over 60 people the value at 60 is used,
    slightly too strict. The word is a start for talking, not a verdict.

    References
    ----------
    .. [1] Burke, M. J., Dunlap, W. P. (2002), Organizational Research Methods 5: 159-172.
       Key ``burke2002``.

    Examples
    --------
    >>> [str(agreement_word(ad, 4, 9)) for ad in (0.2, 0.8, 1.3)]
    ['close', 'mixed', 'far-apart']
    >>> str(agreement_word(0.0, 4, 2))
    'too-few-to-say'
    """
    if ad < 0:
        raise ValueError("an average deviation is not negative")
    if math.isnan(ad) or n < MIN_ANSWERS:
        return Agreement.TOO_FEW
    chance = chance_average_deviation(min(n, MOST_EXACT), n_options, items=items)
    if chance.critical is None:
        return Agreement.TOO_FEW
    if ad <= min(n_options / 6, chance.critical) + 1e-9:
        return Agreement.CLOSE
    return Agreement.FAR_APART if ad >= chance.expected - 1e-9 else Agreement.MIXED


def _about_mean(planes: NDArray[np.signedinteger], options: Floats, mean: Floats) -> Floats:
    """Sum of deviations from the mean, which is given as a height above the lowest option."""
    total = np.zeros(mean.shape)
    for plane, value in zip(planes, options - options[0], strict=True):
        total += plane * np.abs(mean - value)
    return total


def _about_median(planes: NDArray[np.signedinteger], options: Floats, n: NDArray[np.int64]) -> Floats:
    total = np.zeros(n.shape)
    reached = np.zeros(n.shape, dtype=np.int64)
    for plane, gap in zip(planes[:-1], np.diff(options), strict=True):
        reached += plane
        total += gap * np.minimum(reached, n - reached)
    return total
