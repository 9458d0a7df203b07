"""Whether the people of one board see a question alike, in scale points and in a word."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.chance import MOST_EXACT, chance_average_deviation

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


@dataclass(frozen=True, kw_only=True, eq=False)
class ScaleDeviation:
    """Average deviation of a whole domain, and how many of its items it rests on."""

    about_mean: Floats
    about_median: Floats
    items_used: NDArray[np.int64]


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
        unanimous, half the range the most. ``n`` answers. Under 2 answers both are NaN.

    Raises
    ------
    ValueError
        If `counts` holds a negative or broken number, or its last axis does not match `values`.

    Notes
    -----
    sum |x - centre| / n over the answers: divisor n, not n - 1. The median of an even
    number of answers is midway between the middle two.

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
    options = np.asarray(values, dtype=float)
    order = np.argsort(options)
    chosen = _whole_counts(counts, options.size)[..., order]
    options = options[order]
    n = chosen.sum(axis=-1)
    answers = np.where(n >= 2, n, np.nan)
    mean = (chosen * options).sum(axis=-1) / answers
    return AverageDeviation(
        about_mean=_deviation(chosen, options, mean) / answers,
        about_median=_deviation(chosen, options, _median(chosen, options, n)) / answers,
        n=n,
    )


def scale_deviation(counts: ArrayLike, values: ArrayLike) -> ScaleDeviation:
    """Say how far apart people are on a domain: the mean over those of its items that two or more answered.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_items, n_options)
        How many chose each option of each item of the domain.
    values : array_like of float, shape (n_options,)
        The options' values, the same for all items.

    Returns
    -------
    ScaleDeviation
        ``about_mean`` and ``about_median``, shape (...), in the unit of `values`;
        ``items_used``, those with at least 2 answers. With none both are NaN.

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
    used = single.n >= 2
    items_used = used.sum(axis=-1)
    divisor = np.where(items_used > 0, items_used, np.nan)
    return ScaleDeviation(
        about_mean=np.where(used, single.about_mean, 0.0).sum(axis=-1) / divisor,
        about_median=np.where(used, single.about_median, 0.0).sum(axis=-1) / divisor,
        items_used=items_used,
    )


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


def _whole_counts(counts: ArrayLike, n_options: int) -> NDArray[np.int64]:
    given = np.asarray(counts)
    if given.ndim == 0 or given.shape[-1] != n_options:
        raise ValueError("the last axis of counts must have one entry an option")
    whole = given.astype(np.int64)
    if (whole != given).any() or (whole < 0).any():
        raise ValueError("counts must be whole numbers and not negative")
    return whole


def _deviation(counts: NDArray[np.int64], values: Floats, centre: Floats) -> Floats:
    deviations: Floats = np.abs(values - centre[..., None])
    return np.asarray((counts * deviations).sum(axis=-1))


def _median(counts: NDArray[np.int64], values: Floats, n: NDArray[np.int64]) -> Floats:
    reached = counts.cumsum(axis=-1)
    lower = np.argmax(reached >= ((n + 1) // 2)[..., None], axis=-1)
    upper = np.argmax(reached >= (n // 2 + 1)[..., None], axis=-1)
    return np.asarray((values[lower] + values[upper]) / 2)
