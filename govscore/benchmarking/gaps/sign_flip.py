"""Whether differences lie to one side over many questions: the exact test that flips their signs."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.gaps.sign_sums import two_sided_p
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A common multiple beyond this is no step to count in.
FINEST_SCALE = 2**40


@dataclass(frozen=True, kw_only=True, eq=False)
class SignFlip:
    """The exact two-sided p of each row of differences, and what it was reckoned from."""

    p: Floats
    smallest_p: Floats
    n: Ints
    n_not_zero: Ints
    scale: Ints
    scaled_sum: Ints

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a row has no p, or None where it has."""
        return first_reason((self.n == 0, Reason.TOO_FEW), (np.isnan(self.p), Reason.NOT_ESTIMABLE))


def sign_flip(differences: ArrayLike, divisors: ArrayLike = 1) -> SignFlip:
    """Say whether differences lie to one side more consistently than chance signs would.

    Parameters
    ----------
    differences : array_like of float, shape (..., n_items)
        Whole numbers; NaN for a pair that is not there, which is left out.
    divisors : array_like of int, broadcast against `differences`, default 1
        Difference i is differences / divisors: the number of governors, where the numerator
        is the head's answer times that number less the governors' sum. Positive; not looked
        at where the difference is NaN.

    Returns
    -------
    SignFlip
        Arrays of shape (...). ``p`` two-sided; ``smallest_p`` = 2 / 2^m with m =
        ``n_not_zero``, the least that these differences could have given whichever way they
        point, 1 if m is 0; ``n`` differences used; ``scale``, the least common multiple of
        their divisors; ``scaled_sum``, the sum times that scale. NaN with no difference
        (``too_few``), or where there are too many sums to count (``not_estimable``): a
        scale above 2^40 (``scale`` and ``scaled_sum`` are then 0), or a side of
        `two_sided_p` with more than 2^21 sums.

    Raises
    ------
    ValueError
        If a difference is no whole number, there is no axis of items, or a divisor that is
        used is not a positive whole number.

    Notes
    -----
    P(abs(sum of s_i d_i) >= abs(sum of d_i)) over all 2^n signs s. Differences of 0 count
    in n and change nothing. Six that are not 0 are needed for any p under .05 (2/2^6 = .031).
    The items are the sample: it says "consistently over these questions", nothing of
    other people. All boards at once, without drawing.

    References
    ----------
    .. [1] Fisher, R. A. (1935), The Design of Experiments, section 21. Key ``fisher1935``.
    .. [2] Streitberg, B., Röhmel, J. (1986), as for `two_sided_p`. Key ``streitberg1986``.

    Examples
    --------
    Six questions, all one way: 2 of the 64 ways of choosing signs go as far.

    >>> test = sign_flip([[2, 1, 1, 3, 1, 1], [2, -1, 0, 1, float("nan"), float("nan")]])
    >>> test.p.tolist(), test.smallest_p.tolist(), test.n_not_zero.tolist()
    ([0.03125, 0.75], [0.03125, 0.25], [6, 3])
    """
    given, out_of = np.broadcast_arrays(np.asarray(differences, dtype=float), np.asarray(divisors))
    if given.ndim == 0:
        raise ValueError("differences must have an axis of items")
    shape, n_items = given.shape[:-1], given.shape[-1]
    flat = (math.prod(shape), n_items)
    rows, used, below = _whole(given.reshape(flat), out_of.reshape(flat))
    scale = _common_scale(below)
    ok = scale > 0
    p = np.full(ok.size, np.nan)
    p[ok] = two_sided_p(rows[ok], below[ok])
    n, n_not_zero = used.sum(axis=1), np.count_nonzero(rows, axis=1)
    return SignFlip(
        p=np.where(n > 0, p, np.nan).reshape(shape),
        smallest_p=np.where(n > 0, np.minimum(np.exp2(1.0 - n_not_zero), 1.0), np.nan).reshape(shape),
        n=n.reshape(shape),
        n_not_zero=n_not_zero.reshape(shape),
        scale=scale.reshape(shape),
        scaled_sum=(rows * (scale[:, None] // below)).sum(axis=1).reshape(shape),
    )


def _whole(given: Floats, out_of: NDArray[np.generic]) -> tuple[Ints, NDArray[np.bool_], Ints]:
    """The differences and their divisors as whole numbers, 0 out of 1 where there is none."""
    used = ~np.isnan(given)
    rows, below = np.where(used, given, 0.0), np.where(used, out_of.astype(float), 1.0)
    if not np.isfinite(rows).all() or (rows != np.rint(rows)).any():
        raise ValueError(
            "differences must be whole numbers, or NaN where a pair is not there; multiply them up"
        )
    if not (np.isfinite(below).all() and (below >= 1).all() and (below == np.rint(below)).all()):
        raise ValueError("divisors must be positive whole numbers")
    return rows.astype(np.int64), used, below.astype(np.int64)


def _common_scale(divisors: Ints) -> Ints:
    """The least common multiple of each row; 0 where it is beyond the finest."""
    scale = np.ones(divisors.shape[0], dtype=np.int64)
    for column in divisors.T:
        step = column // np.gcd(scale, column)
        scale = np.where(step > FINEST_SCALE // np.maximum(scale, 1), 0, scale) * step
    return scale
