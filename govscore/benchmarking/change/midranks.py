"""Ranks along rows, where those who tie share the mean of their places."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray


def midranks(values: ArrayLike, *, decimals: int = 9) -> NDArray[np.float64]:
    """Say which place each value takes in its row, ties sharing theirs.

    Parameters
    ----------
    values : array_like of float, shape (..., n_values)
        In any unit; NaN is no value, and has no rank.
    decimals : int, default 9
        Values equal to so many decimals tie.

    Returns
    -------
    array of float, shape (..., n_values)
        1 for the lowest; whole or half. NaN where there is no value.

    Raises
    ------
    ValueError
        If there is no axis of values, or one is infinite.

    Notes
    -----
    Half the sum of the first and the last place of those that tie.

    References
    ----------
    .. [1] Textbook.

    Examples
    --------
    >>> midranks([[3.0, 1.0, 3.0], [2.0, float("nan"), 1.0]]).tolist()
    [[2.5, 1.0, 2.5], [2.0, nan, 1.0]]
    """
    given = np.asarray(values, dtype=float)
    if given.ndim == 0 or np.isinf(given).any():
        raise ValueError("values must have an axis and be finite, or NaN where there is none")
    n = given.shape[-1]
    rows = np.round(given.reshape(math.prod(given.shape[:-1]), n), decimals)
    order = np.argsort(rows, axis=1, kind="stable")
    ascending = np.take_along_axis(rows, order, axis=1)
    starts = np.ones(rows.shape, dtype=bool)
    starts[:, 1:] = ascending[:, 1:] != ascending[:, :-1]
    ends = np.ones(rows.shape, dtype=bool)
    ends[:, :-1] = starts[:, 1:]
    place = np.arange(1, n + 1)
    first = np.maximum.accumulate(np.where(starts, place, 0), axis=1)
    last = np.minimum.accumulate(np.where(ends, place, n + 1)[:, ::-1], axis=1)[:, ::-1]
    ranks = np.empty(rows.shape)
    np.put_along_axis(ranks, order, (first + last) / 2, axis=1)
    return np.where(np.isnan(rows), np.nan, ranks).reshape(given.shape)
