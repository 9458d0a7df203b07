"""Is a board's score meaningful: how much of the difference between people lies between boards."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtrc, fdtri

from govscore.benchmarking.between.shrinkage import NO_SPREAD, BoardModel, NotEstimable, fit_boards, shrink
from govscore.benchmarking.between.variance import UsableBoards, usable_boards
from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]

WHY_NOT = {
    NotEstimable.NO_BOARDS: Reason.TOO_FEW,
    NotEstimable.ONE_BOARD: Reason.TOO_FEW,
    NotEstimable.ONE_PERSON_EACH: Reason.TOO_FEW,
    NotEstimable.NO_VARIATION_WITHIN: Reason.NO_VARIATION,
}


@dataclass(frozen=True, kw_only=True)
class OneWay:
    """Analysis of variance of people's scores by board; `reasons` names each figure that is NaN."""

    n_people: int
    n_boards: int
    n_missing: int
    n_mean: float
    n0: float
    msb: float
    msw: float
    df_between: int
    df_within: int
    f: float
    p: float
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, kw_only=True)
class Intraclass:
    """The share between boards, and two of the three figures called ICC(2), with intervals."""

    icc1: float
    icc1_low: float
    icc1_high: float
    icc1_mean_n: float
    icc2: float
    icc2_low: float
    icc2_high: float
    icc2_spearman_brown: float
    confidence_level: float
    reasons: Mapping[str, Reason]

    @property
    def icc1_shown(self) -> float:
        """What is shown: a share is not under 0."""
        return max(0.0, self.icc1) if not math.isnan(self.icc1) else math.nan


@dataclass(frozen=True, kw_only=True, eq=False)
class BetweenBoards:
    """All there is to say on one domain: analysis of variance, REML, and how reliable each board's mean is.

    `reliability` has the shape of the boards given; `icc2_mean_reliability`, its mean, is the third ICC(2).
    """

    anova: OneWay
    intraclass: Intraclass
    model: BoardModel
    reliability: Floats
    icc2_mean_reliability: float
    reasons: Mapping[str, Reason]


def analyse_variance(n: ArrayLike, means: ArrayLike, ssw: ArrayLike) -> OneWay:
    """Say whether boards differ by more than the people on them would bring about.

    Parameters
    ----------
    n : array_like of int, shape (n_boards,)
        People with a score on each board.
    means : array_like of float, shape (n_boards,)
        Mean of their scores, in any unit.
    ssw : array_like of float, shape (n_boards,)
        Sum of squared deviations of their scores from that mean. A board with nobody, or
        with NaN, is set aside and counted; a board of one counts.

    Returns
    -------
    OneWay
        ``msb`` and ``msw``, mean squares between and within, squared units, on
        ``df_between`` and ``df_within``; ``f`` and ``p``, one-sided; ``n_mean``, and ``n0``,
        the size that unequal boards stand for. Under two boards all but ``msw``, and with
        one person each ``msw``, ``f`` and ``p``, are NaN (``too_few``); ``f`` and ``p`` also
        if nobody differs from their board (``no_variation``).

    Raises
    ------
    ValueError
        As `usable_boards`.

    Notes
    -----
    MSB = sum n (mean - grand mean)^2 / (K - 1), MSW = SSW / (N - K), F = MSB / MSW,
    n0 = (N - sum n^2 / N) / (K - 1). A spread under 1e-9 points is none.

    References
    ----------
    .. [1] Searle, S. R., Casella, G., McCulloch, C. E. (1992), Variance Components.
       Key ``searle1992``.

    Examples
    --------
    >>> found = analyse_variance([3, 3, 3], [1.0, 3.0, 5.0], [2.0, 2.0, 2.0])
    >>> found.msb, found.msw, found.f, found.n0
    (12.0, 1.0, 12.0, 3.0)
    """
    boards = usable_boards(n, means, ssw)
    k, total = boards.people.size, float(boards.people.sum())
    reasons: dict[str, Reason] = {}
    msb, n0 = _mean_square_between(boards) if k > 1 else _missing(reasons, Reason.TOO_FEW, "msb", "n0")
    df_within = int(total) - k
    msw = _mean_square(float(boards.within.sum()), df_within)
    if not df_within:
        _missing(reasons, Reason.TOO_FEW, "msw")
    if k < 2 or not df_within:
        f, p = _missing(reasons, Reason.TOO_FEW, "f", "p")
    elif msw == 0:
        f, p = _missing(reasons, Reason.NO_VARIATION, "f", "p")
    else:
        f, p = msb / msw, float(fdtrc(k - 1, df_within, msb / msw))
    n_mean = total / k if k else _missing(reasons, Reason.TOO_FEW, "n_mean")[0]
    return OneWay(
        n_people=int(total),
        n_boards=k,
        n_missing=boards.n_missing,
        n_mean=n_mean,
        n0=n0,
        msb=msb,
        msw=msw,
        df_between=max(0, k - 1),
        df_within=df_within,
        f=f,
        p=p,
        reasons=reasons,
    )


def intraclass(anova: OneWay, *, confidence_level: float = 0.95) -> Intraclass:
    """Say what share of the difference between people lies between boards, and how sure that is.

    Parameters
    ----------
    anova : OneWay
        As from `analyse_variance`.
    confidence_level : float, default 0.95
        Of the intervals, between 0 and 1.

    Returns
    -------
    Intraclass
        ``icc1`` with interval, as it comes, even below 0; ``icc1_shown`` is not below 0.
        ``icc1_mean_n`` puts the mean size in place of n0. ``icc2`` = 1 - MSW/MSB with interval
        and ``icc2_spearman_brown``, that of ``icc1`` at the mean size, are two of three things
        called ICC(2). Without F the reason is its own; where board means do not differ at
        all ``icc2`` and the intervals are NaN (``no_variation``).

    Raises
    ------
    ValueError
        If `confidence_level` is not between 0 and 1.

    Notes
    -----
    ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW). With F_L = F / F(1 - a/2) and
    F_U = F / F(a/2), a = 1 - level, its limits are (F_L - 1) / (F_L + n0 - 1) and the same of
    F_U, and those of ICC(2) 1 - 1/F_L and 1 - 1/F_U: exact for boards of one size, near enough
    for others. If nobody differs from their board, ICC(1) and ICC(2) are 1, without interval.

    References
    ----------
    .. [1] Shrout, P. E., Fleiss, J. L. (1979), Psychological Bulletin 86: 420-428. Key ``shrout1979``.
    .. [2] Bliese, P. D. (2000), in Klein and Kozlowski, Multilevel Theory, Research, and
       Methods in Organizations. Key ``bliese2000``.

    Examples
    --------
    >>> found = intraclass(analyse_variance([3, 3, 3], [1.0, 3.0, 5.0], [2.0, 2.0, 2.0]))
    >>> round(found.icc1, 4), round(found.icc2, 4)
    (0.7857, 0.9167)
    """
    if not 0 < confidence_level < 1:
        raise ValueError("confidence_level must lie between 0 and 1")
    if why := anova.reasons.get("msb") or anova.reasons.get("msw"):
        return _no_intraclass(why, confidence_level)
    if anova.msb == 0 and anova.msw == 0:
        return _no_intraclass(Reason.NO_VARIATION, confidence_level)
    icc1 = _share(anova.msb, anova.msw, anova.n0)
    reasons: dict[str, Reason] = {}
    low, high = _f_limits(anova, confidence_level)
    if math.isnan(low):
        _missing(reasons, Reason.NO_VARIATION, "icc1_low", "icc1_high", "icc2_low", "icc2_high")
    if anova.msb == 0:
        _missing(reasons, Reason.NO_VARIATION, "icc2")
    stepped_up = _stepped_up(icc1, anova.n_mean)
    if math.isnan(stepped_up):
        reasons["icc2_spearman_brown"] = Reason.NOT_ADMISSIBLE
    return Intraclass(
        icc1=icc1,
        icc1_low=(low - 1) / (low + anova.n0 - 1),
        icc1_high=(high - 1) / (high + anova.n0 - 1),
        icc1_mean_n=_share(anova.msb, anova.msw, anova.n_mean),
        icc2=1 - anova.msw / anova.msb if anova.msb else math.nan,
        icc2_low=1 - 1 / low,
        icc2_high=1 - 1 / high,
        icc2_spearman_brown=stepped_up,
        confidence_level=confidence_level,
        reasons=reasons,
    )


def between_boards(
    n: ArrayLike, means: ArrayLike, ssw: ArrayLike, *, confidence_level: float = 0.95
) -> BetweenBoards:
    """Say all there is to say on whether a domain's board scores mean anything.

    Parameters
    ----------
    n, means, ssw : array_like, shape (n_boards,)
        As for `analyse_variance` and `fit_boards`.
    confidence_level : float, default 0.95
        Of the intervals, between 0 and 1.

    Returns
    -------
    BetweenBoards
        ``anova``, ``intraclass`` and the REML ``model``; ``reliability``, shape (n_boards,), 0 to
        1, NaN for a board without a score; ``icc2_mean_reliability``, its mean. Where there is
        no model ``reasons`` says why of both.

    Raises
    ------
    ValueError
        As `usable_boards` and `intraclass`.

    Notes
    -----
    The reliability of a board, tau2 / (tau2 + sigma2 / n), is the one to show. With unequal
    boards its mean is the lowest of the three that are called ICC(2), so they are named apart.

    References
    ----------
    .. [1] Bliese, P. D. (2000), in Klein and Kozlowski, Multilevel Theory, Research, and
       Methods in Organizations. Key ``bliese2000``.

    Examples
    --------
    >>> found = between_boards([3, 3, 3], [1.0, 3.0, 5.0], [2.0, 2.0, 2.0])
    >>> round(found.model.icc1, 4), found.reliability.round(4).tolist()
    (0.7857, [0.9167, 0.9167, 0.9167])
    """
    anova = analyse_variance(n, means, ssw)
    model = fit_boards(n, means, ssw)
    reliability = shrink(model, n, means).reliability
    why = None if model.reason is None else WHY_NOT[model.reason]
    scored = reliability[~np.isnan(reliability)]
    return BetweenBoards(
        anova=anova,
        intraclass=intraclass(anova, confidence_level=confidence_level),
        model=model,
        reliability=reliability,
        icc2_mean_reliability=float(scored.mean()) if scored.size else math.nan,
        reasons={} if why is None else {"reliability": why, "icc2_mean_reliability": why},
    )


def say_between(found: BetweenBoards) -> str:
    """Put into one sentence whether boards differ, above all where they measurably do not.

    Parameters
    ----------
    found : BetweenBoards
        As from `between_boards`.

    Returns
    -------
    str
        For an officer; a share below one in a hundred is said so.

    Raises
    ------
    None
        Where nothing can be estimated the sentence says what is missing.

    Notes
    -----
    The share is that of the REML model.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> say_between(between_boards([10, 8], [3.0, 3.0], [9.0, 7.0]))
    'No measurable difference between boards: people on one board differ as much as people on different ones.'
    """
    model = found.model
    if model.reason is NotEstimable.NO_VARIATION_WITHIN:
        return (
            "On every board all gave the same answer, so there is nothing to measure boards’ differences by."
        )
    if model.reason is not None:
        return (
            "Too few answers to say whether boards differ: it takes two boards, one of them with two answers."
        )
    if model.is_singular:
        return (
            "No measurable difference between boards: people on one board differ as much as people "
            "on different ones."
        )
    amount = f"About {round(100 * model.icc1)}" if model.icc1 >= 0.01 else "Less than one"
    return (
        f"{amount} in 100 of the difference between people’s answers lies between boards; "
        "the rest lies between people on the same board."
    )


def _mean_square_between(boards: UsableBoards) -> tuple[float, float]:
    people, k = boards.people, boards.people.size
    total = float(people.sum())
    centred = boards.means - float(np.average(boards.means, weights=people))
    centred = centred - float(np.average(centred, weights=people))
    n0 = (total - float((people**2).sum()) / total) / (k - 1)
    return _mean_square(float((people * centred**2).sum()), k - 1), n0


def _mean_square(squares: float, freedom: int) -> float:
    if not freedom:
        return math.nan
    return squares / freedom if squares > freedom * NO_SPREAD**2 else 0.0


def _missing(reasons: dict[str, Reason], why: Reason, *names: str) -> tuple[float, ...]:
    reasons.update(dict.fromkeys(names, why))
    return (math.nan,) * len(names)


def _share(msb: float, msw: float, size: float) -> float:
    return (msb - msw) / (msb + (size - 1) * msw)


def _stepped_up(icc1: float, n: float) -> float:
    growth = 1 + (n - 1) * icc1
    return n * icc1 / growth if growth > 0 else math.nan


def _f_limits(anova: OneWay, confidence_level: float) -> tuple[float, float]:
    """F over its own upper and lower quantile; NaN where F is 0 or there is none."""
    if not anova.f > 0:
        return math.nan, math.nan
    tails = np.array([(1 + confidence_level) / 2, (1 - confidence_level) / 2])
    low, high = (anova.f / fdtri(anova.df_between, anova.df_within, tails)).tolist()
    return low, high


def _no_intraclass(why: Reason, confidence_level: float) -> Intraclass:
    figures = (
        "icc1",
        "icc1_low",
        "icc1_high",
        "icc1_mean_n",
        "icc2",
        "icc2_low",
        "icc2_high",
        "icc2_spearman_brown",
    )
    return Intraclass(
        **dict.fromkeys(figures, math.nan),
        confidence_level=confidence_level,
        reasons=dict.fromkeys(figures, why),
    )
