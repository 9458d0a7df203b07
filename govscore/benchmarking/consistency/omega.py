"""Do the questions of a domain measure one thing, and how well: one factor behind all of them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]

ROUNDS = 500
STEP = 1e-12
FIRST_DAMPING, LEAST_DAMPING, MOST_DAMPING = 1e-2, 1e-12, 1e12


@dataclass(frozen=True, kw_only=True, eq=False)
class OneFactor:
    """Correlation of each item with the factor, and omega; NaN where `reasons` says why."""

    loadings: Floats
    omega: float
    reasons: Mapping[str, Reason]


def fit_one_factor(covariance: ArrayLike) -> OneFactor:
    """Say how much of a domain score is the one thing that its questions have in common.

    Parameters
    ----------
    covariance : array_like of float, shape (n_items, n_items)
        Covariances or correlations of the items, as in ``reliability(...).covariance``; only
        the correlations count.

    Returns
    -------
    OneFactor
        ``loadings``, shape (n_items,), -1 to 1, mostly positive; ``omega``, 0 to 1. Under 2 items,
        or with NaN, ``too_few``; where an item does not vary ``no_variation``; where the best
        fit wants a correlation beyond 1, or two items run against each other,
        ``not_admissible``.

    Raises
    ------
    ValueError
        If `covariance` is not square and symmetric.

    Notes
    -----
    Minimum residuals: the loadings l that make the sum over pairs of (r_ij - l_i l_j)^2
    smallest, by Newton's method, damped so that every step improves, from J + 1 starts, the
    best of which counts; the diagonal takes no part. omega = (sum l)^2 / ((sum l)^2 +
    sum (1 - l^2)). Two items do not settle two loadings: taken as alike they give the
    Spearman-Brown of their correlation. It exceeds alpha the more the loadings differ.

    References
    ----------
    .. [1] Harman, H. H., Jones, W. H. (1966), Psychometrika 31: 351-368. Key ``harman1966``.
    .. [2] McDonald, R. P. (1999), Test Theory: A Unified Treatment. Key ``mcdonald1999``.

    Examples
    --------
    >>> found = fit_one_factor([[1, 0.48, 0.4], [0.48, 1, 0.3], [0.4, 0.3, 1]])
    >>> found.loadings.round(4).tolist(), round(found.omega, 4)
    ([0.8, 0.6, 0.5], 0.6735)
    """
    s = np.asarray(covariance, dtype=float)
    if s.ndim != 2 or s.shape[0] != s.shape[1] or not np.allclose(s, s.T, equal_nan=True):
        raise ValueError("covariance must be square and symmetric")
    why = _why_not(s)
    if why is not None:
        return _no_factor(s.shape[0], why)
    r = _correlations(s)
    loadings = _equal_loadings(r) if r.shape[0] == 2 else _least_residuals(r)
    if np.isnan(loadings).any() or (np.abs(loadings) > 1 + STEP).any():
        return _no_factor(r.shape[0], Reason.NOT_ADMISSIBLE)
    common = float(loadings.sum()) ** 2
    own = float((1 - loadings**2).sum())
    return OneFactor(loadings=loadings, omega=common / (common + own) if common else 0.0, reasons={})


def residuals(correlations: Floats, loadings: Floats) -> Floats:
    """Give what one factor leaves of the correlations: how far two questions agree beyond the common thing.

    Parameters
    ----------
    correlations : array of float, shape (n_items, n_items)
        Of the items.
    loadings : array of float, shape (n_items,)
        Their correlations with the factor.

    Returns
    -------
    array of float, shape (n_items, n_items)
        0 on the diagonal. A pair far above 0 asks the same thing twice.

    Raises
    ------
    ValueError
        If the shapes do not match.

    Notes
    -----
    r_ij - l_i l_j.

    References
    ----------
    .. [1] Harman, H. H., Jones, W. H. (1966), Psychometrika 31: 351-368. Key ``harman1966``.

    Examples
    --------
    >>> residuals(np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([0.5, 0.8])).round(2).tolist()
    [[0.0, 0.1], [0.1, 0.0]]
    """
    if correlations.shape != (loadings.size, loadings.size):
        raise ValueError("there must be one loading for each row and column of correlations")
    left: Floats = correlations - np.outer(loadings, loadings)
    np.fill_diagonal(left, 0.0)
    return left


def _why_not(s: Floats) -> Reason | None:
    if s.shape[0] < 2 or np.isnan(s).any():
        return Reason.TOO_FEW
    return Reason.NO_VARIATION if (np.diag(s) <= 0).any() else None


def _no_factor(n_items: int, why: Reason) -> OneFactor:
    return OneFactor(
        loadings=np.full(n_items, np.nan), omega=math.nan, reasons={"omega": why, "loadings": why}
    )


def _correlations(s: Floats) -> Floats:
    scale = np.sqrt(np.diag(s))
    r: Floats = s / np.outer(scale, scale)
    np.fill_diagonal(r, 1.0)
    return r


def _equal_loadings(r: Floats) -> Floats:
    return np.full(2, math.sqrt(r[0, 1]) if r[0, 1] >= 0 else math.nan)


def _least_residuals(r: Floats) -> Floats:
    """From several starts, since items with little in common leave more than one hollow to end in."""
    found = [_descend(r, start) for start in _starts(r)]
    loadings = min(found, key=lambda each: _misfit(r, each))
    return loadings if loadings.sum() >= 0 else -loadings


def _starts(r: Floats) -> Iterator[Floats]:
    """The first axis, each item's share set to its largest correlation; then each item in place of the factor."""
    reduced = r.copy()
    np.fill_diagonal(reduced, 0.0)
    share = np.abs(reduced).max(axis=0)
    np.fill_diagonal(reduced, share)
    values, axes = np.linalg.eigh(reduced)
    yield axes[:, -1] * math.sqrt(max(float(values[-1]), 0.0))
    yield from reduced


def _descend(r: Floats, start: Floats) -> Floats:
    loadings = start
    misfit, damping = _misfit(r, loadings), FIRST_DAMPING
    for _ in range(ROUNDS):
        slope, curve = _derivatives(r, loadings)
        step = np.linalg.solve(curve + damping * np.eye(r.shape[0]), -slope)
        tried = _misfit(r, loadings + step)
        if not tried <= misfit:
            damping *= 10
            if damping > MOST_DAMPING:
                break
            continue
        loadings, misfit, damping = loadings + step, tried, max(damping / 10, LEAST_DAMPING)
        if np.abs(step).max() < STEP:
            break
    return loadings


def _misfit(r: Floats, loadings: Floats) -> float:
    return float((residuals(r, loadings) ** 2).sum()) / 2


def _derivatives(r: Floats, loadings: Floats) -> tuple[Floats, Floats]:
    slope = -2 * residuals(r, loadings) @ loadings
    curve = 4 * np.outer(loadings, loadings) - 2 * r
    np.fill_diagonal(curve, 2 * (np.sum(loadings**2) - loadings**2))
    return slope, curve
