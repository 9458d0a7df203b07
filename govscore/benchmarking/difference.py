"""How the head's view of the board differs from the governors', question by question."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
        points. NaN where nobody else answered.

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
    gap = head - mean of governors. No test goes with it: of one head against n governors
    on one question the smallest two-sided p is 2/(n + 1), and under 39 governors that
    cannot reach .05. The head is one named person: show this only with the
    consent given before closing.

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
    used = ~np.isnan(gaps)
    items_used = used.sum(axis=-1)
    divisor = np.where(items_used > 0, items_used, np.nan)
    return PerceptionGaps(
        gaps=gaps,
        is_large=np.abs(gaps) >= LARGE_GAP - TIE,
        mean_gap=np.asarray(np.where(used, gaps, 0.0).sum(axis=-1) / divisor),
        items_used=np.asarray(items_used),
    )
