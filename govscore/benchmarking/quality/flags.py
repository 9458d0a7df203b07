"""Which questionnaires may have been filled in without care, and whether that matters to a board's score.

A flag is a reason to look, never to delete: with eight people one left out moves a mean by half a point. Flags
are counted, and never shown by person.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.quality.guttman import GuttmanErrors
from govscore.benchmarking.quality.mahalanobis import Outlying
from govscore.benchmarking.quality.patterns import FEWEST_ALIKE, ResponsePatterns
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

LONG_STRING = 15
RARE = 0.99
MISFIT_ITEMS = 15
MOSTLY = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class QualityFlags:
    """Flags of each kind, each of shape (n_people,); `long_string` counts only beside another."""

    straight_line: Flags
    outlying: Flags
    misfitting: Flags
    duplicate: Flags
    mostly_dont_know: Flags
    mostly_missing: Flags
    too_fast: Flags
    long_string: Flags

    @property
    def flagged(self) -> Flags:
        """Whoever has a flag that counts by itself."""
        own = [getattr(self, each.name) for each in fields(self) if each.name != "long_string"]
        return np.asarray(np.any(own, axis=0))

    @property
    def counts(self) -> dict[str, int]:
        """How many have a flag of each kind: what may be shown, of many boards together."""
        return {each.name: int(np.count_nonzero(getattr(self, each.name))) for each in fields(self)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Sensitivity:
    """A board's mean with everybody, and without the flagged; arrays of shape (n_boards,)."""

    n: Ints
    n_without: Ints
    mean: Floats
    mean_without: Floats

    @property
    def change(self) -> Floats:
        """What leaving out the flagged would do."""
        return self.mean_without - self.mean

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a board has no change: nobody is there, or everybody is flagged."""
        return first_reason((self.n_without == 0, Reason.TOO_FEW))


def quality_flags(
    patterns: ResponsePatterns,
    *,
    outlying: Outlying | None = None,
    person_fit: GuttmanErrors | None = None,
    duplicates: ArrayLike = 0,
    too_fast: ArrayLike = False,
) -> QualityFlags:
    """Say which questionnaires to look at twice.

    Parameters
    ----------
    patterns : ResponsePatterns
        Of everybody who answered this questionnaire, n_people.
    outlying : Outlying, optional
        Their distances.
    person_fit : GuttmanErrors, optional
        Their errors; looked at from 15 items.
    duplicates : array_like of int, shape (n_people,), default 0
        Others on the board with the same answers.
    too_fast : array_like of bool, shape (n_people,), default False
        Whether a page took under 2 seconds an item. Worked out while the evaluation is
        open: times do not outlive it.

    Returns
    -------
    QualityFlags
        ``straight_line`` one option throughout ten answers or more; ``outlying`` beyond the
        99.5th percentile of D^2; ``misfitting`` beyond the 99th percentile of normed errors;
        ``duplicate``; ``mostly_dont_know`` and ``mostly_missing``, more than half of what was
        asked; ``too_fast``; ``long_string``, 15 or more on end and beyond the 99th percentile
        of this questionnaire. What is not defined flags nobody.

    Raises
    ------
    ValueError
        If an array has not one entry a person.

    Notes
    -----
    Percentiles are of type 7. A long run may be honest, so it flags nobody by itself.

    References
    ----------
    .. [1] Curran, P. G. (2016), Journal of Experimental Social Psychology 66: 4-19. Key ``curran2016``.
    .. [2] Huang, J. L. and others (2012), Journal of Business and Psychology 27: 99-114. Key ``huang2012``.

    Examples
    --------
    >>> from govscore.benchmarking.quality.patterns import response_patterns
    >>> rng = np.random.default_rng(1)
    >>> codes = np.vstack([rng.integers(1, 5, (30, 20)), np.full((1, 20), 3)])
    >>> found = quality_flags(response_patterns(codes))
    >>> np.flatnonzero(found.flagged).tolist(), found.counts["long_string"]
    ([30], 1)
    """
    people = patterns.answered.shape
    longest = patterns.longest_string
    misfit = np.full(people, np.nan)
    if person_fit is not None:
        misfit = np.where(person_fit.n_items >= MISFIT_ITEMS, person_fit.normed, np.nan)
    found = QualityFlags(
        straight_line=(patterns.irv == 0) & (patterns.answered >= FEWEST_ALIKE),
        outlying=np.zeros(people, dtype=bool) if outlying is None else outlying.is_far,
        misfitting=_beyond(misfit),
        duplicate=np.broadcast_to(np.asarray(duplicates) > 0, people),
        mostly_dont_know=patterns.dont_know_share > MOSTLY,
        mostly_missing=patterns.missing_share > MOSTLY,
        too_fast=np.broadcast_to(np.asarray(too_fast, dtype=bool), people),
        long_string=_beyond(longest) & (longest >= LONG_STRING),
    )
    if any(getattr(found, each.name).shape != people for each in fields(found)):
        raise ValueError("every array must have one entry a person")
    return found


def sensitivity(board: ArrayLike, scores: ArrayLike, flagged: ArrayLike, *, n_boards: int) -> Sensitivity:
    """Say what each board's mean would be without the flagged.

    Parameters
    ----------
    board : array_like of int, shape (n_people,)
        Whose board each person is on, 0 to `n_boards` - 1.
    scores : array_like of float, shape (n_people,)
        Their scores; NaN for none.
    flagged : array_like of bool, shape (n_people,)
        Whom to leave out.
    n_boards : int
        Boards there are.

    Returns
    -------
    Sensitivity
        ``mean`` and ``mean_without``, in points of the score, NaN where nobody is left
        (``too_few``); ``change``, the second less the first.

    Raises
    ------
    ValueError
        If the arrays differ in shape, or a board is not there.

    Notes
    -----
    The mean with everybody is the one that is reported. A board's own pair must not be
    published for few people: the two differ by the flagged.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> found = sensitivity([0, 0, 0, 1], [1.0, 3.0, 3.0, 2.0], [True, False, False, True], n_boards=2)
    >>> found.mean.round(3).tolist(), found.mean_without.tolist(), found.n_without.tolist()
    ([2.333, 2.0], [3.0, nan], [2, 0])
    """
    own, score = np.asarray(board), np.asarray(scores, dtype=float)
    without = np.asarray(flagged, dtype=bool)
    if not (own.ndim == 1 and own.shape == score.shape == without.shape):
        raise ValueError("board, scores and flagged must have one entry a person")
    if own.size and not (own.min() >= 0 and own.max() < n_boards):
        raise ValueError(f"boards must be numbered from 0 to {n_boards - 1}")
    n, mean = _means(own, score, ~np.isnan(score), n_boards)
    n_without, mean_without = _means(own, score, ~np.isnan(score) & ~without, n_boards)
    return Sensitivity(n=n, n_without=n_without, mean=mean, mean_without=mean_without)


def _beyond(values: Floats) -> Flags:
    known = values[~np.isnan(values)]
    limit = np.quantile(known, RARE) if known.size else np.inf
    return np.asarray(np.where(np.isnan(values), -np.inf, values) > limit)


def _means(board: Ints, scores: Floats, used: Flags, n_boards: int) -> tuple[Ints, Floats]:
    n = np.bincount(board[used].astype(np.int64), minlength=n_boards)
    sums = np.bincount(board[used].astype(np.int64), weights=scores[used], minlength=n_boards).astype(float)
    return n, np.divide(sums, n, out=np.full(n_boards, np.nan), where=n > 0)
