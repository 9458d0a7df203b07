"""How the head, the chair and the governors see the board otherwise, by question, by domain and over all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.errors import OnePersonOneQuestion
from govscore.benchmarking.gaps.sign_flip import SignFlip, sign_flip

LARGE_GAP = 1.0
TIE = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class PerceptionGaps:
    """Head minus governors on each item, which gaps are large, and their mean over the items that count."""

    gaps: NDArray[np.float64]
    is_large: NDArray[np.bool_]
    mean_gap: NDArray[np.float64]
    items_used: NDArray[np.int64]


def perception_gaps(head: ArrayLike, governors: ArrayLike) -> PerceptionGaps:
    """Say on which questions the head sees the board otherwise than its governors do.

    Parameters
    ----------
    head : array_like of float, shape (..., n_items)
        The head's answers in scale points. NaN where there is none.
    governors : array_like of float, shape (..., n_items)
        Mean of everybody else's answers to each item, the chair's among them, in scale
        points. NaN where nobody else answered. The chair's own answers, to set head
        against chair.

    Returns
    -------
    PerceptionGaps
        ``gaps``, shape (..., n_items), scale points: above 0 the head sees it better; NaN
        where either side is missing. ``is_large`` from one whole point. ``mean_gap`` over
        the ``items_used``, shape (...); NaN with none.

    Raises
    ------
    ValueError
        If the two differ in shape, have no axis of items, or hold an infinity.

    Notes
    -----
    gap = head - mean of governors. No test goes with a single gap: of one head against n
    governors on one question the smallest two-sided p is 2/(n + 1), and under 39 governors
    that cannot reach .05. Over many questions there is `consistent_gaps`. The head is one named
    person: show this only with the consent given before closing.

    References
    ----------
    .. [1] Fleenor, J. W., Smither, J. W., Atwater, L. E., Braddy, P. W., Sturm, R. E. (2010),
       The Leadership Quarterly 21: 1005-1034, on self and other ratings. Key ``fleenor2010``.

    Examples
    --------
    >>> views = perception_gaps([4, 3, float("nan")], [2.75, 3.25, 3.0])
    >>> views.gaps.tolist(), views.is_large.tolist()
    ([1.25, -0.25, nan], [True, False, False])
    >>> float(views.mean_gap), int(views.items_used)
    (0.5, 2)
    """
    own, others = np.asarray(head, dtype=float), np.asarray(governors, dtype=float)
    if own.shape != others.shape or own.ndim == 0:
        raise ValueError("head and governors must have the same shape, items last")
    if np.isinf(own).any() or np.isinf(others).any():
        raise ValueError("answers must be finite, or NaN where there is none")
    gaps = own - others
    mean_gap, items_used = _means(gaps)
    return PerceptionGaps(
        gaps=gaps, is_large=np.abs(gaps) >= LARGE_GAP - TIE, mean_gap=mean_gap, items_used=items_used
    )


def domain_gaps(gaps: ArrayLike, domain: ArrayLike, *, n_domains: int) -> NDArray[np.float64]:
    """Say in which domains the head sees the board otherwise than its governors do.

    Parameters
    ----------
    gaps : array_like of float, shape (..., n_items)
        As from `perception_gaps`; NaN where a side is missing.
    domain : array_like of int, shape (n_items,)
        The domain of each item, 0 to `n_domains` - 1.
    n_domains : int
        Domains there are.

    Returns
    -------
    array of float, shape (..., n_domains)
        Mean gap over the items of each domain that both sides answered; NaN without any.

    Raises
    ------
    ValueError
        If `domain` is not one entry an item, or names a domain that there is not.

    Notes
    -----
    The mean over all items is not the mean of these: domains have more items and fewer.

    References
    ----------
    .. [1] As for `perception_gaps`. Key ``fleenor2010``.

    Examples
    --------
    >>> domain_gaps([1.0, 0.5, float("nan")], [0, 0, 1], n_domains=2).tolist()
    [0.75, nan]
    """
    given, places = np.asarray(gaps, dtype=float), np.asarray(domain)
    if given.ndim == 0 or places.shape != given.shape[-1:]:
        raise ValueError("domain must have one entry for each item of gaps")
    if places.size and not (places.min() >= 0 and places.max() < n_domains):
        raise ValueError(f"domains must be numbered 0 to {n_domains - 1}")
    means = [_means(given[..., places == each])[0] for each in range(n_domains)]
    return np.stack(means, axis=-1) if means else np.empty((*given.shape[:-1], 0))


def consistent_gaps(head: ArrayLike, total: ArrayLike, n: ArrayLike) -> SignFlip:
    """Say whether the head sees the board more favourably than its governors consistently, over the questions.

    Parameters
    ----------
    head : array_like of float, shape (..., n_items)
        The head's answers, whole numbers. NaN where there is none.
    total : array_like of float, shape (..., n_items)
        Sum of everybody else's answers to each item, the chair's among them; whole numbers.
        The chair's own answers, with `n` 1, to set head against chair.
    n : array_like of int, shape (..., n_items)
        How many of them answered it. An item with 0, or without the head, is left out.

    Returns
    -------
    SignFlip
        As `sign_flip`, of the differences head - total / n: ``p``, and beside it the
        ``smallest_p`` that could have come out; ``scale``, the least common multiple of the
        numbers of governors; ``scaled_sum``. NaN where no item counts (``too_few``).

    Raises
    ------
    OnePersonOneQuestion
        If there is only one item: one head against n governors on one question is never
        tested, as no p under 2/(n + 1) can come out.
    ValueError
        If the three differ in shape or hold broken numbers.

    Notes
    -----
    Needs six questions on which the two differ for any p under .05. It speaks of these
    questions, not of people: it cannot say that another head would see it so.

    References
    ----------
    .. [1] Fisher, R. A. (1935), as for `sign_flip`. Key ``fisher1935``.

    Examples
    --------
    >>> test = consistent_gaps([4, 4, 3, 2, 4, 4], [20, 21, 18, 9, 15, 24], [7, 7, 7, 6, 7, 7])
    >>> float(test.p), float(test.smallest_p), int(test.scale)
    (0.03125, 0.03125, 42)
    """
    own, others, count = np.asarray(head, dtype=float), np.asarray(total, dtype=float), np.asarray(n)
    if not (own.shape == others.shape == count.shape) or own.ndim == 0:
        raise ValueError("head, total and n must have the same shape, items last")
    if (count < 0).any() or np.isnan(others[count > 0]).any():
        raise ValueError("n must not be negative, and there is a total wherever somebody answered")
    if own.shape[-1] == 1:
        raise OnePersonOneQuestion(int(count.max(initial=0)))
    return sign_flip(np.where(count > 0, own * count - others, np.nan), np.maximum(count, 1))


def _means(gaps: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    used = ~np.isnan(gaps)
    items_used = np.asarray(used.sum(axis=-1))
    divisor = np.where(items_used > 0, items_used, np.nan)
    return np.asarray(np.where(used, gaps, 0.0).sum(axis=-1) / divisor), items_used
