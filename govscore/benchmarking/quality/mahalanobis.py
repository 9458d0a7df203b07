"""Which complete questionnaires are far from what people answer together, all items looked at at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import solve_triangular
from scipy.special import chdtrc

from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FAR = 0.995
PEOPLE_PER_ITEM = 10
RIDGE = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlying:
    """Each person's squared distance; `limit` is the 99.5th percentile of them, NaN where people are too few.

    `is_ridged` says that the items' covariance was singular; `freedom` are then fewer than there are items.
    """

    squared: Floats
    p: Floats
    is_far: Flags
    limit: float
    n: int
    freedom: int
    is_ridged: bool

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a person has no distance: an answer missing, too few people, or nothing that varies."""
        lacking = np.isnan(self.squared)
        still = np.full(lacking.shape, self.freedom == 0 and self.n > 1)
        return first_reason((lacking & still, Reason.NO_VARIATION), (lacking, Reason.TOO_FEW))


def mahalanobis(answers: ArrayLike) -> Outlying:
    """Say how unlike each person's answers are to what people answer together.

    Parameters
    ----------
    answers : array_like of float, shape (n_people, n_items)
        NaN for no answer.

    Returns
    -------
    Outlying
        ``squared``, D^2, unitless, shape (n_people,): NaN for a row with a gap (``too_few``),
        for all with fewer than two complete rows (``too_few``), or where no item varies
        (``no_variation``). ``p`` of chi-square with ``freedom`` degrees. ``is_far`` where D^2
        is above ``limit``, the 99.5th percentile (type 7) of the n complete rows; nobody is
        far, and the limit is NaN, unless n is more than 10 a freedom.

    Raises
    ------
    ValueError
        If `answers` is no table.

    Notes
    -----
    D^2 = (x - m)' S^-1 (x - m), with mean and covariance (n - 1) of the complete rows. Where S
    is singular, 1e-6 of the mean variance is added to its diagonal; the complete rows do not
    deviate in what S lacks, so that freedom is the rank of S. Graded answers are not normal:
    the percentile decides, and p is for analysts.

    References
    ----------
    .. [1] Mahalanobis, P. C. (1936), Proceedings of the National Institute of Sciences of
       India 2: 49-55. Key ``mahalanobis1936``.
    .. [2] Meade, A. W., Craig, S. B. (2012), Psychological Methods 17: 437-455. Key ``meade2012``.

    Examples
    --------
    >>> found = mahalanobis([[1, 1], [2, 3], [3, 2], [4, 4], [float("nan"), 1]])
    >>> found.squared.round(6).tolist()
    [1.5, 1.5, 1.5, 1.5, nan]
    >>> found.n, found.freedom, found.is_ridged
    (4, 2, False)
    """
    given = np.asarray(answers, dtype=float)
    if given.ndim != 2:
        raise ValueError("answers must have a row for each person and a column for each item")
    complete = np.flatnonzero(~np.isnan(given).any(axis=1) & (given.shape[1] > 0))
    squared = np.full(given.shape[0], np.nan)
    freedom, is_ridged = 0, False
    if complete.size > 1:
        centred = given[complete] - given[complete].mean(axis=0)
        covariance = centred.T @ centred / (complete.size - 1)
        freedom = int(np.linalg.matrix_rank(covariance, hermitian=True))
        is_ridged = freedom < covariance.shape[0]
        if freedom:
            squared[complete] = _distances(centred, covariance, is_ridged=is_ridged)
    return _outlying(squared, int(complete.size), freedom, is_ridged=is_ridged)


def _distances(centred: Floats, covariance: Floats, *, is_ridged: bool) -> Floats:
    if is_ridged:
        covariance = covariance + RIDGE * np.mean(np.diag(covariance)) * np.eye(covariance.shape[0])
    whiten = solve_triangular(np.linalg.cholesky(covariance), np.eye(covariance.shape[0]), lower=True)
    white = centred @ whiten.T
    return np.asarray(np.einsum("ij,ij->i", white, white))


def _outlying(squared: Floats, n: int, freedom: int, *, is_ridged: bool) -> Outlying:
    known = ~np.isnan(squared)
    is_known = bool(known.any()) and n > PEOPLE_PER_ITEM * freedom
    limit = float(np.quantile(squared[known], FAR)) if is_known else float("nan")
    p = np.full(squared.shape, np.nan)
    p[known] = chdtrc(freedom, squared[known])
    return Outlying(
        squared=squared,
        p=p,
        is_far=np.where(known, squared, -np.inf) > limit,
        limit=limit,
        n=n,
        freedom=freedom,
        is_ridged=is_ridged,
    )
