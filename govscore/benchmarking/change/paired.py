"""Whether pairs differ one way: Wilcoxon's signed ranks, with every convention under its own name."""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from govscore.benchmarking.change.midranks import midranks
from govscore.benchmarking.gaps.sign_flip import sign_flip
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DRAWS = 9_999
# A drawn sum as large as the one seen may come out lower by its last digits.
SAME = 1e-9

#: What to print beside each p.
METHODS = MappingProxyType(
    {
        "pratt_normal": "Wilcoxon signed-rank, zeros ranked (Pratt), normal",
        "pratt_exact": "Wilcoxon signed-rank, zeros ranked (Pratt), exact",
        "dropped_normal": "Wilcoxon signed-rank, zeros dropped, normal",
        "dropped_corrected": "Wilcoxon signed-rank, zeros dropped, normal with continuity correction",
        "dropped_exact": "Wilcoxon signed-rank, zeros dropped, exact",
    }
)


@dataclass(frozen=True, kw_only=True, eq=False)
class SignedRanks:
    """One row of pairs after another: V with zeros dropped, and a two-sided p by each name in `METHODS`."""

    n: Ints
    n_zero: Ints
    mean_difference: Floats
    v: Floats
    pratt_normal: Floats
    pratt_exact: Floats
    dropped_normal: Floats
    dropped_corrected: Floats
    dropped_exact: Floats

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a row has no p by the normal, or None where it has."""
        return first_reason((self.n == 0, Reason.TOO_FEW), (self.n == self.n_zero, Reason.NO_VARIATION))

    @property
    def exact_reason(self) -> NDArray[np.object_]:
        """Why a row has no exact p, or None where it has."""
        return first_reason(
            (self.n == 0, Reason.TOO_FEW),
            (self.n == self.n_zero, Reason.NO_VARIATION),
            (np.isnan(self.pratt_exact), Reason.NOT_ESTIMABLE),
        )


@dataclass(frozen=True, kw_only=True)
class DrawnSigns:
    """A two-sided p from signs drawn at random, and how many draws it rests on."""

    p: float
    n: int
    draws: int
    reason: Reason | None


def signed_ranks(differences: ArrayLike) -> SignedRanks:
    """Say whether one of two views, or years, lies above the other over many pairs.

    Parameters
    ----------
    differences : array_like of float, shape (..., n_pairs)
        One value of a pair less the other, in one unit; NaN for a pair that is not whole.
        Those equal in size to 9 decimals tie.

    Returns
    -------
    SignedRanks
        Arrays of shape (...): ``n`` pairs, ``n_zero`` of them alike, ``mean_difference``;
        ``v``, the ranks of those above 0 with zeros dropped; and the two-sided p of five
        methods. NaN without a pair (``too_few``) or where all are alike (``no_variation``);
        the exact ones also beyond about 2,000 pairs (``not_estimable``).

    Raises
    ------
    ValueError
        If there is no axis of pairs, or a difference is infinite.

    Notes
    -----
    Sizes are ranked, ties sharing their mean rank: zeros first ranked and then left out
    (Pratt), or left out and not ranked. Of ranks r that stay, V has mean sum(r) / 2 and
    variance sum(r^2) / 4, which allows for ties. Exact: all signs, ties as they are. The
    continuity correction takes 1/2 off the distance from the mean, as R's ``wilcox.test``
    does without saying when there are ties. The usual defaults differ by a factor of two in
    p: never print one without its name in `METHODS`. Zeros many: Pratt. From 6 pairs not
    alike on can any be under .05.

    References
    ----------
    .. [1] Wilcoxon, F. (1945), Biometrics Bulletin 1: 80-83. Key ``wilcoxon1945``.
    .. [2] Pratt, J. W. (1959), Journal of the American Statistical Association 54: 655-667.
       Key ``pratt1959``.

    Examples
    --------
    >>> test = signed_ranks([3, 1, 0, 0, 2, 1, 2, -1])
    >>> float(test.v), int(test.n_zero)
    (19.0, 2)
    >>> print(f"{test.dropped_exact:.4f} {test.dropped_normal:.4f} {test.dropped_corrected:.4f}")
    0.1250 0.0707 0.0890
    """
    given = np.asarray(differences, dtype=float)
    sizes = midranks(np.abs(given))
    there, is_zero = ~np.isnan(given), np.round(given, 9) == 0
    kept = there & ~is_zero
    n, n_zero = there.sum(axis=-1), (there & is_zero).sum(axis=-1)
    signs = np.where(kept, np.sign(given), 0.0)
    pratt, dropped = np.where(kept, sizes, 0.0), np.where(kept, sizes - n_zero[..., None], 0.0)
    some = np.where(n > 0, n, np.nan)
    return SignedRanks(
        n=np.asarray(n),
        n_zero=np.asarray(n_zero),
        mean_difference=np.asarray(np.where(there, given, 0.0).sum(axis=-1) / some),
        v=np.asarray(np.where(n > n_zero, np.where(signs > 0, dropped, 0.0).sum(axis=-1), np.nan)),
        pratt_normal=_normal_p(pratt, signs),
        pratt_exact=_exact_p(pratt, signs),
        dropped_normal=_normal_p(dropped, signs),
        dropped_corrected=_normal_p(dropped, signs, correction=0.5),
        dropped_exact=_exact_p(dropped, signs),
    )


def drawn_sign_flip(differences: ArrayLike, *, rng: np.random.Generator, draws: int = DRAWS) -> DrawnSigns:
    """Say whether heads see their boards otherwise than their governors do, over all boards of an authority.

    Parameters
    ----------
    differences : array_like of float, shape (n_boards,)
        Head less mean of governors on each board, in scale points; NaN where a side is
        missing. For whole numbers there is `sign_flip`, which draws nothing.
    rng : numpy.random.Generator
        Where the signs come from: one seed for each authority and round, so that a page does
        not change when it is loaded again.
    draws : int, default 9,999
        How many.

    Returns
    -------
    DrawnSigns
        ``p`` two-sided, at least 1 / (draws + 1); ``n`` boards. NaN without a board
        (``too_few``).

    Raises
    ------
    ValueError
        If `differences` is not one-dimensional or holds an infinity, or `draws` is not positive.

    Notes
    -----
    p = (1 + draws at least as far from 0) / (1 + draws). Boards are the sample here, so that
    it speaks of heads and governors, and may be published. Six boards for any p under .05.

    References
    ----------
    .. [1] Phipson, B., Smyth, G. K. (2010), Statistical Applications in Genetics and Molecular
       Biology 9: 39, on the 1 that is added. Key ``phipson2010``.

    Examples
    --------
    >>> gaps = [0.5, 0.25, 0.75, 0.5, 1.0, 0.25, 0.5, 0.75, 0.25, 0.5]
    >>> drawn_sign_flip(gaps, rng=np.random.default_rng(1), draws=999).p < 0.01
    True
    """
    given = np.asarray(differences, dtype=float)
    if given.ndim != 1 or np.isinf(given).any() or draws < 1:
        raise ValueError("differences must be one-dimensional and finite, and draws positive")
    known = given[~np.isnan(given)]
    if known.size == 0:
        return DrawnSigns(p=float("nan"), n=0, draws=draws, reason=Reason.TOO_FEW)
    seen = abs(float(known.sum())) * (1 - SAME) - SAME
    rows = max(2**20 // known.size, 1)
    far = 0
    for start in range(0, draws, rows):
        upward = rng.random((min(rows, draws - start), known.size)) < 0.5
        far += int(np.count_nonzero(np.abs(2 * (upward @ known) - known.sum()) >= seen))
    return DrawnSigns(p=(1 + far) / (1 + draws), n=known.size, draws=draws, reason=None)


def _normal_p(ranks: Floats, signs: Floats, *, correction: float = 0.0) -> Floats:
    above = np.where(signs > 0, ranks, 0.0).sum(axis=-1) - ranks.sum(axis=-1) / 2
    spread = (ranks**2).sum(axis=-1) / 4
    sd = np.sqrt(np.where(spread > 0, spread, np.nan))
    return np.asarray(2 * ndtr(-np.abs(above - np.sign(above) * correction) / sd))


def _exact_p(ranks: Floats, signs: Floats) -> Floats:
    """V is far from its mean where the signed ranks add up far from 0; twice a mid-rank is a whole number."""
    found = sign_flip(np.rint(2 * ranks) * signs)
    return np.asarray(np.where(found.n_not_zero > 0, found.p, np.nan))
