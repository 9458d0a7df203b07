"""How much boards differ when the error of each board's mean is taken as known, as for a funnel."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.reasons import Reason
from govscore.benchmarking.standing.dispersion import additive_variance

Floats = NDArray[np.float64]

GRID = 200
HALVINGS = 54
SMALLEST = 1e-6


@dataclass(frozen=True, kw_only=True)
class VarianceBetween:
    """The variance between boards whose own error variances are known, by three roads; NaN with a `reason`."""

    dl: float
    reml: float
    pm: float
    mu: float
    n: int
    n_missing: int
    reason: Reason | None


def variance_between(means: ArrayLike, variances: ArrayLike) -> VarianceBetween:
    """Estimate how much boards differ when the error of each board's mean is taken as known.

    Parameters
    ----------
    means : array_like of float, shape (n_boards,)
        Boards' means. NaN for a board without one: it is set aside and counted.
    variances : array_like of float, shape (n_boards,)
        Known error variance of each, sigma2 / n, squared units; positive.

    Returns
    -------
    VarianceBetween
        tau2, squared units, not negative, by three roads: ``dl`` (DerSimonian and Laird, closed
        form), ``reml`` (restricted maximum likelihood), ``pm`` (Paule and Mandel); ``mu``, the mean
        under the REML weights; ``n`` and ``n_missing``. Under two boards all are NaN and
        ``reason`` is ``too_few``.

    Raises
    ------
    ValueError
        If the two differ in length or are not one-dimensional, a value is infinite, or a
        variance not positive.

    Notes
    -----
    With w = 1 / (v + tau2) and mu the w-weighted mean, REML makes sum ln(v + tau2) + ln sum w +
    sum w (y - mu)^2 smallest, Paule and Mandel make sum w (y - mu)^2 equal to K - 1. Not the
    tau2 of `fit_boards`, which estimates the error variance along with it. Above
    max v + S / (K - 1), with S the sum of squares of the means, the first only rises and the second
    is too small. Every turn from falling to rising on a fine grid is narrowed down and the
    lowest taken.

    References
    ----------
    .. [1] DerSimonian, R., Laird, N. (1986), Controlled Clinical Trials 7: 177-188.
       Key ``dersimonian1986``.
    .. [2] Paule, R. C., Mandel, J. (1982), Journal of Research of the National Bureau of
       Standards 87: 377-385. Key ``paule1982``.
    .. [3] Viechtbauer, W. (2005), Journal of Educational and Behavioral Statistics 30: 261-293.
       Key ``viechtbauer2005``.

    Examples
    --------
    With equal errors all three are the variance of the means less the error: 1 - 0.25.

    >>> found = variance_between([2.0, 3.0, 4.0], [0.25, 0.25, 0.25])
    >>> round(found.dl, 9), round(found.reml, 9), round(found.pm, 9)
    (0.75, 0.75, 0.75)
    """
    given, errors = np.asarray(means, dtype=float), np.asarray(variances, dtype=float)
    if given.ndim != 1 or given.shape != errors.shape:
        raise ValueError("means and variances must be one-dimensional and equally long")
    if np.isinf(given).any() or np.isinf(errors).any() or (errors <= 0).any():
        raise ValueError("means must be finite and variances positive, or NaN without a score")
    kept = ~(np.isnan(given) | np.isnan(errors))
    y, v = given[kept], errors[kept]
    n, n_missing = int(y.size), int(given.size - y.size)
    if n < 2:
        nan = math.nan
        return VarianceBetween(
            dl=nan, reml=nan, pm=nan, mu=nan, n=n, n_missing=n_missing, reason=Reason.TOO_FEW
        )
    likes = _pool(y - (centre := float(np.mean(y))), v)
    highest = float(v.max() + np.var(y, ddof=1))
    reml = _reml(likes, highest)
    return VarianceBetween(
        dl=additive_variance(_at(0.0, likes).rss / n, v),
        reml=reml,
        pm=_paule_mandel(likes, highest),
        mu=centre + _at(reml, likes).mu,
        n=n,
        n_missing=n_missing,
        reason=None,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Likes:
    """Boards of one error variance together: how many, the mean of their means, the spread about it."""

    v: Floats
    boards: Floats
    means: Floats
    spreads: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class _At:
    """What follows from one tau2: weights of a board, their sum, mean, squares about it."""

    w: Floats
    weight: float
    mu: float
    squares: Floats
    rss: float


def _pool(y: Floats, v: Floats) -> _Likes:
    kinds, own, boards = np.unique(v, return_inverse=True, return_counts=True)
    means = np.bincount(own, weights=y) / boards
    squares: Floats = (y - means[own]) ** 2
    spreads = np.bincount(own, weights=squares).astype(float)
    return _Likes(v=kinds, boards=boards.astype(float), means=means, spreads=spreads)


def _at(tau2: float, likes: _Likes) -> _At:
    w = 1 / (likes.v + tau2)
    weight = float(w @ likes.boards)
    mu = float(w @ (likes.boards * likes.means)) / weight
    squares = likes.spreads + likes.boards * (likes.means - mu) ** 2
    return _At(w=w, weight=weight, mu=mu, squares=squares, rss=float(w @ squares))


def _reml(likes: _Likes, highest: float) -> float:
    def slope(tau2: float) -> float:
        at = _at(tau2, likes)
        return float(at.weight - at.w**2 @ likes.boards / at.weight - at.w**2 @ at.squares)

    def criterion(tau2: float) -> float:
        at = _at(tau2, likes)
        return float(np.log(at.weight) - np.log(at.w) @ likes.boards) + at.rss

    grid = [0.0, *np.geomspace(SMALLEST * highest, highest, GRID).tolist()]
    slopes = [slope(tau2) for tau2 in grid]
    turns = [i for i in range(GRID) if slopes[i] < 0 <= slopes[i + 1]]
    found = [_rises(slope, grid[i], grid[i + 1]) for i in turns]
    return min([0.0, *found], key=criterion)


def _paule_mandel(likes: _Likes, highest: float) -> float:
    freedom = float(likes.boards.sum()) - 1

    def short(tau2: float) -> float:
        return freedom - _at(tau2, likes).rss

    return 0.0 if short(0.0) >= 0 else _rises(short, 0.0, highest)


def _rises(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that is negative at `low` and not at `high` changes sign, to the last digits."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) >= 0 else (middle, high)
    return (low + high) / 2
