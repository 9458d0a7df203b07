"""Where an officer's view of a board is not the one that boards with similar scores of their own usually get."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr

from govscore.benchmarking.gaps.clustered_fit import (
    RatedBoards,
    against_the_others,
    huber_line,
    officer_ratio,
)
from govscore.benchmarking.gaps.ordinal_levels import chance_of_levels
from govscore.benchmarking.reasons import Reason, first_reason
from govscore.benchmarking.standing.multiplicity import benjamini_hochberg

Floats = NDArray[np.float64]

MIN_RATED = 30
FLAG_LEVEL = 0.05
# Robust standard deviations beyond which a board does not bear on the line it is set against. At 3, ordinary
# boards are left out too, what is left looks surer than it is, and false flags go from 5 % of years to 8 %.
SET_ASIDE = 4.0
# Scores that differ by less, on a scale of a few points, bear no line: its equations would be singular.
SAME = 1e-6
# So few levels have no curve of errors: where most boards have the same, whoever has not seems far off.
FEW_LEVELS = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class OfficersViews:
    """Each rated board beside the level usual for its own score; NaN where `reason` says why."""

    usual: Floats
    difference: Floats
    t: Floats
    p: Floats
    q: Floats
    cooks_distance: Floats
    is_flagged: NDArray[np.bool_]
    was_set_aside: NDArray[np.bool_]
    reason: NDArray[np.object_]
    freedom: NDArray[np.int64]
    slope: float
    robust_slope: float
    sigma2: float
    officer_variance: float
    n: int
    n_missing: int
    flags_reason: Reason | None


def officers_views(
    level: ArrayLike,
    estimate: ArrayLike,
    *,
    phase: Sequence[Hashable],
    officer: Sequence[Hashable] | None = None,
    inclusion: ArrayLike | None = None,
) -> OfficersViews:
    """Say of which boards the officer's view was lower, or higher, than boards with similar self-scores get.

    Parameters
    ----------
    level : array_like of float, shape (n_boards,)
        What the officer gave, 1 to 4, or mid-ranks of it. NaN for a board not rated: it is set
        aside and counted.
    estimate : array_like of float, shape (n_boards,)
        The board's own score as `shrink` gives it, never the raw mean.
    phase : sequence of hashable, length n_boards
        Each phase has a level of its own; the slope is one.
    officer : sequence of hashable, length n_boards, optional
        Who rated it. Without it officers are taken to be alike.
    inclusion : array_like of float, shape (n_boards,), optional
        The chance with which each board was drawn for a visit, above 0 to 1; the line weighs a
        board by its inverse.

    Returns
    -------
    OfficersViews
        Arrays of shape (n_boards,): ``usual``, the level to expect from the other boards of the
        phase with such scores and from what this officer gives; ``difference`` = level - usual;
        ``t`` of ``freedom`` degrees, its two-sided ``p``, or, under five distinct levels, that of
        `chance_of_levels`, and ``q`` over all boards; ``cooks_distance``; ``is_flagged`` where q
        is at most .05; ``was_set_aside``. NaN without a rating or a score, or with fewer boards
        than phases and three (``too_few``); for the only board of its phase, or where all lie on
        the line (``not_estimable``); where scores do not differ within a phase
        (``no_variation``). ``slope`` of the line, ``robust_slope`` of Huber's,
        ``officer_variance``. Under 30 rated boards nothing is flagged, and ``flags_reason`` is
        ``too_few``.

    Raises
    ------
    ValueError
        If lengths differ, a value is infinite, or an inclusion is not above 0 and at most 1.

    Notes
    -----
    level = a_phase + b estimate + officer + e. As the estimate is what is expected of the board
    given its answers, b is not flattened by their fewness; on raw means it is, and the wrong
    boards stand out. First Huber's line: boards 4 robust standard deviations off it do not bear
    on the line that boards are set against, else two of them hide each other. Then
    `against_the_others`; one that was set aside is put back alone and judged the same. An
    officer's habit is estimated (`officer_ratio`), lest a harsh one make boards look as if they
    thought too well of themselves. Of levels that go by whole steps and are mostly alike t has no
    t curve: it would flag some board in most years in which nothing is amiss. A flag starts a
    conversation: either view may be right.

    References
    ----------
    .. [1] Carroll, R. J., Ruppert, D., Stefanski, L. A., Crainiceanu, C. M. (2006), Measurement
       Error in Nonlinear Models, on regression calibration. Key ``carroll2006``.
    .. [2] Cook, R. D., Weisberg, S. (1982), as for `against_the_others`. Key ``cook1982``.

    Examples
    --------
    >>> estimate = np.tile([2.0, 2.5, 3.0, 3.5], 10)
    >>> level = estimate + np.repeat([-0.2, 0.0, 0.0, 0.2, 0.1], 8)
    >>> level[0] = 4.0
    >>> found = officers_views(level, estimate, phase=["primary"] * 40)
    >>> np.flatnonzero(found.is_flagged).tolist(), round(float(found.usual[0]), 1)
    ([0], 2.0)
    """
    known, boards = _boards(level, estimate, phase, officer, inclusion)
    reason = np.full(known.size, None, dtype=object)
    reason[~known] = Reason.TOO_FEW
    everybody = np.ones(boards.level.size, dtype=bool)
    if not _has_line(boards, everybody):
        reason[known] = Reason.TOO_FEW if _are_too_few(boards) else Reason.NO_VARIATION
        return _laid_out(known, reason, None)
    robust, off = huber_line(boards)
    aside = np.abs(off) > SET_ASIDE
    aside = aside if _has_line(boards, ~aside) else ~everybody
    theta = officer_ratio(boards.only(~aside))
    judged = _judge(boards, aside, theta, float(robust[-1]))
    reason[known] = first_reason((np.isnan(judged.t), Reason.NOT_ESTIMABLE))
    return _laid_out(known, reason, judged)


def view_words(difference: float, *, is_flagged: bool) -> str:
    """Say of one board how the officer's view compares, accusing nobody.

    Parameters
    ----------
    difference : float
        As in `OfficersViews`; NaN where nothing can be said.
    is_flagged : bool
        Likewise.

    Returns
    -------
    str
        A sentence or two.

    Raises
    ------
    None
        Every number has its words.

    Notes
    -----
    The two views stay two values. Neither is called right, and nobody's motives are named.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> print(view_words(-0.9, is_flagged=True).split(".")[0])
    The officer’s view was lower than boards with similar self-scores usually get
    """
    if np.isnan(difference):
        return "Too little is known to set the officer’s view beside the board’s own."
    if not is_flagged:
        return "The officer’s view is about what boards with similar self-scores usually get."
    side = "lower" if difference < 0 else "higher"
    return (
        f"The officer’s view was {side} than boards with similar self-scores usually get. "
        "Each may have seen something the other did not: talk about what."
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Judged:
    """The rated boards alone, in their order."""

    level: Floats
    usual: Floats
    t: Floats
    p: Floats
    cooks_distance: Floats
    freedom: NDArray[np.int64]
    aside: NDArray[np.bool_]
    slopes: tuple[float, float]
    sigma2: float
    officer_variance: float


def _boards(
    level: ArrayLike,
    estimate: ArrayLike,
    phase: Sequence[Hashable],
    officer: Sequence[Hashable] | None,
    inclusion: ArrayLike | None,
) -> tuple[NDArray[np.bool_], RatedBoards]:
    given, own = np.asarray(level, dtype=float), np.asarray(estimate, dtype=float)
    chance = np.ones(given.shape) if inclusion is None else np.asarray(inclusion, dtype=float)
    names = range(given.size) if officer is None else officer
    if given.ndim != 1 or not (given.shape == own.shape == chance.shape) or np.isinf(given + own).any():
        raise ValueError("levels, estimates and inclusions must be of one length, and finite or NaN")
    if len(phase) != given.size or len(names) != given.size:
        raise ValueError("name a phase, and an officer if any, for each board")
    known = ~np.isnan(given) & ~np.isnan(own)
    if not ((chance[known] > 0) & (chance[known] <= 1)).all():
        raise ValueError("the chance of a visit must be above 0 and at most 1 for each rated board")
    phases = _places([name for name, is_known in zip(phase, known, strict=True) if is_known])
    dummies = np.eye(int(phases.max(initial=-1)) + 1)[phases]
    weights = 1 / chance[known]
    return known, RatedBoards(
        level=given[known],
        design=np.column_stack([dummies, own[known]]),
        weights=weights / weights.mean() if weights.size else weights,
        officer=_places([name for name, is_known in zip(names, known, strict=True) if is_known]),
    )


def _places(names: Sequence[Hashable]) -> NDArray[np.int64]:
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.array([places[name] for name in names], dtype=np.int64)


def _has_line(boards: RatedBoards, kept: NDArray[np.bool_]) -> bool:
    if not kept.any():
        return False
    some = boards.only(kept)
    return not _are_too_few(some) and not _is_flat(some)


def _are_too_few(boards: RatedBoards) -> bool:
    return bool(boards.level.size < boards.design.shape[1] + 2)


def _is_flat(boards: RatedBoards) -> bool:
    """Whether the scores do not differ within any phase."""
    dummies, own = boards.design[:, :-1], boards.design[:, -1]
    means = dummies.T @ own / np.maximum(dummies.sum(axis=0), 1)
    return bool(np.abs(own - dummies @ means).max(initial=0.0) < SAME)


def _judge(boards: RatedBoards, aside: NDArray[np.bool_], theta: float, robust_slope: float) -> _Judged:
    """Each board that bears on the line against the others; each that does not, put back alone."""
    main = against_the_others(boards.only(~aside), theta)
    n = boards.level.size
    usual, t, cook = np.empty(n), np.empty(n), np.empty(n)
    usual[~aside], t[~aside], cook[~aside] = main.usual, main.t, main.cooks_distance
    for place in np.flatnonzero(aside):
        kept = ~aside
        kept[place] = True
        one, own = against_the_others(boards.only(kept), theta), int(np.count_nonzero(kept[:place]))
        usual[place], t[place], cook[place] = one.usual[own], one.t[own], one.cooks_distance[own]
    freedom = np.where(aside, main.freedom + 1, main.freedom)
    return _Judged(
        level=boards.level,
        usual=usual,
        t=t,
        p=_chances(boards, aside, theta, 2 * stdtr(freedom, -np.abs(t))),
        cooks_distance=cook,
        freedom=freedom,
        aside=aside,
        slopes=(float(main.coefficients[-1]), robust_slope),
        sigma2=main.sigma2,
        officer_variance=theta * main.sigma2,
    )


def _chances(boards: RatedBoards, aside: NDArray[np.bool_], theta: float, by_curve: Floats) -> Floats:
    """The p of each board: of a handful of levels by how often they are given; NaN where there is no t."""
    if np.unique(boards.level).size >= FEW_LEVELS:
        return by_curve
    return np.where(np.isnan(by_curve), np.nan, chance_of_levels(boards, ~aside, theta))


def _laid_out(known: NDArray[np.bool_], reason: NDArray[np.object_], judged: _Judged | None) -> OfficersViews:
    """Back among all boards, rated or not."""
    n, nowhere = int(known.sum()), np.full(int(known.sum()), np.nan)
    none = _Judged(
        level=nowhere,
        usual=nowhere,
        t=nowhere,
        p=nowhere,
        cooks_distance=nowhere,
        freedom=np.zeros(n, dtype=np.int64),
        aside=np.zeros(n, dtype=bool),
        slopes=(float("nan"), float("nan")),
        sigma2=float("nan"),
        officer_variance=float("nan"),
    )
    each = judged or none
    q = benjamini_hochberg(each.p).q
    return OfficersViews(
        usual=_spread(each.usual, known, np.nan),
        difference=_spread(each.level - each.usual, known, np.nan),
        t=_spread(each.t, known, np.nan),
        p=_spread(each.p, known, np.nan),
        q=_spread(q, known, np.nan),
        cooks_distance=_spread(each.cooks_distance, known, np.nan),
        is_flagged=_spread(q <= FLAG_LEVEL, known, 0).astype(bool) & (n >= MIN_RATED),
        was_set_aside=_spread(each.aside, known, 0).astype(bool),
        reason=reason,
        freedom=_spread(each.freedom, known, 0).astype(np.int64),
        slope=each.slopes[0],
        robust_slope=each.slopes[1],
        sigma2=each.sigma2,
        officer_variance=each.officer_variance,
        n=n,
        n_missing=known.size - n,
        flags_reason=None if n >= MIN_RATED else Reason.TOO_FEW,
    )


def _spread(values: NDArray[np.generic], known: NDArray[np.bool_], missing: float) -> Floats:
    laid = np.full(known.shape, missing)
    laid[known] = values
    return laid
