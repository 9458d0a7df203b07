"""Answers, mean, variance and median of each board and item, exactly, from the counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# So many at a time stay in the processor's own memory.
CELLS_AT_ONCE = 32_768


@dataclass(frozen=True, kw_only=True, eq=False)
class Moments:
    """Answers to each item, their mean (NaN of none) and variance (NaN under two)."""

    n: Ints
    mean: Floats
    variance: Floats

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why there is no variance, or None where there is."""
        return first_reason((self.n < 2, Reason.TOO_FEW))


def by_option(counts: ArrayLike, values: ArrayLike) -> tuple[NDArray[np.signedinteger], Floats]:
    """Put the options first and in order, lowest value first, once they are known to be counts.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_options)
        How many chose each option.
    values : array_like of float, shape (n_options,)
        What the options stand for, in any order.

    Returns
    -------
    tuple of array of int, shape (n_options, ...), and array of float, shape (n_options,)
        A view of what was given, where that stood in order already.

    Raises
    ------
    ValueError
        If `counts` holds a negative or broken number, or its last axis does not match
        `values`, or a value is not finite, or there is none.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> planes, values = by_option([[5, 0, 1]], [3, 1, 2])
    >>> planes.ravel().tolist(), values.tolist()
    ([0, 1, 5], [1.0, 2.0, 3.0])
    """
    given, options = np.asarray(counts), np.asarray(values, dtype=float)
    if given.ndim == 0 or options.ndim != 1 or given.shape[-1] != options.size:
        raise ValueError("the last axis of counts must have one entry an option")
    if options.size == 0 or not np.isfinite(options).all():
        raise ValueError("values must be finite, and one at least")
    whole = given if np.issubdtype(given.dtype, np.signedinteger) else given.astype(np.int64)
    if (whole is not given and (whole != given).any()) or whole.min(initial=0) < 0:
        raise ValueError("counts must be whole numbers and not negative")
    planes = np.moveaxis(whole, -1, 0)
    order = np.argsort(options, kind="stable")
    return (planes, options) if (order[1:] > order[:-1]).all() else (planes[order], options[order])


def moments(counts: ArrayLike, values: ArrayLike) -> Moments:
    """Say how many answered each item, what they said on average, and how much they differ.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_options)
        How many chose each option; boards and items lead.
    values : array_like of float, shape (n_options,)
        What the options stand for.

    Returns
    -------
    Moments
        ``n``; ``mean`` in the unit of `values`, NaN without an answer; ``variance`` in its
        square, NaN under 2 answers (``reason`` ``too_few``).

    Raises
    ------
    ValueError
        As `by_option`.

    Notes
    -----
    With S the sum and Q the sum of squares of the n values above the lowest option, the mean
    is that option + S / n and the variance (n Q - S^2) / (n (n - 1)): whole numbers throughout,
    where the values are, so that nothing cancels and unanimity is exactly 0.

    References
    ----------
    .. [1] Textbook; the divisor is n - 1, as in R's ``var``.

    Examples
    --------
    >>> spread = moments([[1, 0, 2], [0, 1, 0], [0, 0, 0]], [1, 2, 3])
    >>> spread.n.tolist(), spread.mean.round(4).tolist(), spread.variance.round(4).tolist()
    ([3, 1, 0], [2.3333, 2.0, nan], [1.3333, nan, nan])
    """
    planes, options = by_option(counts, values)
    cells = planes.reshape(len(options), -1)
    n = np.empty(cells.shape[1], dtype=np.int64)
    mean, variance = np.empty(n.shape), np.empty(n.shape)
    for start in range(0, n.size, CELLS_AT_ONCE):
        part = slice(start, start + CELLS_AT_ONCE)
        n[part], mean[part], variance[part] = _moments(cells[:, part], options)
    shape = planes.shape[1:]
    return Moments(n=n.reshape(shape), mean=mean.reshape(shape), variance=variance.reshape(shape))


def sums_above_lowest(planes: NDArray[np.signedinteger], options: Floats) -> tuple[Ints, Floats, Floats]:
    """Add up the answers, their height above the lowest option, and its square.

    Parameters
    ----------
    planes : array of int, shape (n_options, ...)
        How many chose each option, as `by_option` gives them.
    options : array of float, shape (n_options,)
        What they stand for, lowest first.

    Returns
    -------
    tuple of array of int and two arrays of float, shape (...)
        n, S and Q of `moments`.

    Raises
    ------
    None
        What is no count, `by_option` has refused.

    References
    ----------
    .. [1] Textbook.

    Examples
    --------
    >>> n, first, second = sums_above_lowest(np.array([1, 0, 2]), np.array([1.0, 2.0, 3.0]))
    >>> int(n), float(first), float(second)
    (3, 4.0, 8.0)
    """
    n = np.zeros(planes.shape[1:], dtype=np.int64)
    first, second = np.zeros(n.shape), np.zeros(n.shape)
    for plane, value in zip(planes, options - options[0], strict=True):
        n += plane
        first += plane * value
        second += plane * value**2
    return n, first, second


def medians(counts: ArrayLike, values: ArrayLike) -> Floats:
    """Say what the middle person of each board answered.

    Parameters
    ----------
    counts : array_like of int, shape (..., n_options)
        How many chose each option.
    values : array_like of float, shape (n_options,)
        What the options stand for.

    Returns
    -------
    array of float, shape (...)
        In the unit of `values`; NaN without an answer.

    Raises
    ------
    ValueError
        As `by_option`.

    Notes
    -----
    Of an even number the value midway between the middle two.

    References
    ----------
    .. [1] Hyndman, R. J., Fan, Y. (1996), The American Statistician 50: 361-365,
       definition 7. Key ``hyndman1996``.

    Examples
    --------
    >>> medians([[1, 0, 2], [1, 0, 1], [0, 0, 0]], [1, 2, 3]).tolist()
    [3.0, 2.0, nan]
    """
    planes, options = by_option(counts, values)
    reached = planes.cumsum(axis=0)
    n = reached[-1]
    lower = options[np.argmax(reached >= (n + 1) // 2, axis=0)]
    upper = options[np.argmax(reached >= n // 2 + 1, axis=0)]
    return np.where(n > 0, (lower + upper) / 2, np.nan)


def _moments(planes: NDArray[np.signedinteger], options: Floats) -> tuple[Ints, Floats, Floats]:
    n, first, second = sums_above_lowest(planes, options)
    answers = np.where(n >= 1, n, np.nan)
    pairs = np.where(n >= 2, n * (n - 1), np.nan)
    return n, options[0] + first / answers, np.maximum((n * second - first**2) / pairs, 0.0)
