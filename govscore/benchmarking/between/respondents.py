"""How many answers a board's score needs, and whether a few more would make it firmer."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]

TARGET = 0.70
NOTICEABLY = 0.05
ROUNDING = 1e-9
NUMBERS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True, kw_only=True)
class AnswersNeeded:
    """Answers for a reliability of `target`, and from how few to how many they may be; not rounded."""

    needed: float
    fewest: float
    most: float
    target: float
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, kw_only=True)
class MoreReplies:
    """The fewest further replies that make a score noticeably firmer; None where those to come do not."""

    extra: int | None
    n: int
    asked: int
    reliability: float
    reliability_then: float


def reliability_of_mean(icc1: ArrayLike, n: ArrayLike) -> Floats:
    """Say how far the mean of so many answers can be relied on to tell boards apart.

    Parameters
    ----------
    icc1 : array_like of float
        Share of the differences between people that lies between boards. Below 0 counts as 0.
    n : array_like of float
        Answers; broadcast against `icc1`.

    Returns
    -------
    array of float
        0 to 1; NaN where `icc1` is.

    Raises
    ------
    ValueError
        If `icc1` is over 1 or `n` negative.

    Notes
    -----
    n icc1 / (1 + (n - 1) icc1), the Spearman-Brown formula with people for items; with the
    ICC(1) of REML it is tau2 / (tau2 + sigma2 / n).

    References
    ----------
    .. [1] Spearman, C. (1910), British Journal of Psychology 3: 271-295. Key ``spearman1910``.
    .. [2] Brown, W. (1910), British Journal of Psychology 3: 296-322. Key ``brown1910``.

    Examples
    --------
    >>> reliability_of_mean(0.12, [5, 10]).round(3).tolist()
    [0.405, 0.577]
    """
    share, people = _checked_share(icc1), np.asarray(n, dtype=float)
    if (people < 0).any():
        raise ValueError("n must not be negative")
    whole = 1 - share + people * share
    return np.where(whole > 0, people * share / np.where(whole > 0, whole, 1.0), 0.0 * share)


def answers_for(icc1: ArrayLike, target: float = TARGET) -> Floats:
    """Say how many answers make a board's mean as reliable as is wanted.

    Parameters
    ----------
    icc1 : array_like of float, any shape
        Share of the differences between people that lies between boards.
    target : float, default 0.70
        Reliability wanted, between 0 and 1.

    Returns
    -------
    array of float
        Not rounded: 9.3 answers are ten. NaN where `icc1` is 0 or below, when no number would do.

    Raises
    ------
    ValueError
        If `icc1` is over 1 or `target` not between 0 and 1.

    Notes
    -----
    target (1 - icc1) / ((1 - target) icc1): `reliability_of_mean` solved for n.

    References
    ----------
    .. [1] Spearman, C. (1910), British Journal of Psychology 3: 271-295. Key ``spearman1910``.
    .. [2] Brown, W. (1910), British Journal of Psychology 3: 296-322. Key ``brown1910``.

    Examples
    --------
    >>> answers_for([0.12, 0.2, 0.0]).round(1).tolist()
    [17.1, 9.3, nan]
    """
    if not 0 < target < 1:
        raise ValueError("target must lie between 0 and 1")
    share = _checked_share(icc1)
    differ = share > 0
    return np.where(differ, target * (1 - share) / ((1 - target) * np.where(differ, share, 1.0)), np.nan)


def answers_needed(icc1: float, low: float, high: float, *, target: float = TARGET) -> AnswersNeeded:
    """Say how many answers are needed, and how far that may be wrong.

    Parameters
    ----------
    icc1, low, high : float
        ICC(1) and the ends of its interval, as `intraclass` gives them.
    target : float, default 0.70
        Reliability wanted, between 0 and 1.

    Returns
    -------
    AnswersNeeded
        ``fewest`` belongs to `high` and ``most`` to `low`. Where an ICC(1) is 0 or below, that
        one is NaN with ``not_estimable``: no number would do. ``too_few`` without an ICC(1), and
        ``no_variation`` where it has no interval for that reason.

    Raises
    ------
    ValueError
        As `answers_for`.

    Notes
    -----
    The interval of an ICC(1) is wide, so print the range, not the middle alone.

    References
    ----------
    .. [1] Shrout, P. E., Fleiss, J. L. (1979), Psychological Bulletin 86: 420-428. Key ``shrout1979``.

    Examples
    --------
    >>> found = answers_needed(0.12, 0.073, 0.182)
    >>> round(found.fewest), round(found.needed), round(found.most)
    (10, 17, 30)
    """
    shares = {"needed": icc1, "fewest": high, "most": low}
    needed, fewest, most = answers_for(list(shares.values()), target).tolist()
    found = {"needed": needed, "fewest": fewest, "most": most}
    unknown = Reason.TOO_FEW if np.isnan(icc1) else Reason.NO_VARIATION
    reasons = {
        name: unknown if np.isnan(shares[name]) else Reason.NOT_ESTIMABLE
        for name, value in found.items()
        if np.isnan(value)
    }
    return AnswersNeeded(needed=needed, fewest=fewest, most=most, target=target, reasons=reasons)


def say_answers_needed(found: AnswersNeeded) -> str:
    """Put into one sentence how many answers a board's score needs, with the range of it.

    Parameters
    ----------
    found : AnswersNeeded
        As from `answers_needed`.

    Returns
    -------
    str
        For an officer, in whole answers, rounded up.

    Raises
    ------
    None
        Where nothing can be said, the sentence says that.

    Notes
    -----
    Where the interval of the ICC(1) reaches 0 there is no upper end, and the sentence says so.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> say_answers_needed(answers_needed(0.12, 0.073, 0.182))
    'Answers needed for a reliability of 0.70: about 18; anything from 11 to 30 fits what was answered.'
    """
    if Reason.TOO_FEW in found.reasons.values():
        return "Too few answers to say how many a board needs."
    if np.isnan(found.needed) and np.isnan(found.fewest):
        return "Boards hardly differ here, so no number of answers would tell them apart."
    wanted = f"for a reliability of {found.target:.2f}"
    if np.isnan(found.needed):
        return (
            f"Boards hardly differ here. {wanted.capitalize()} a board needs {_whole(found.fewest)} answers "
            "or more, if any number would do."
        )
    if np.isnan(found.fewest):
        return f"Answers needed {wanted}: about {_whole(found.needed)}; how sure that is cannot be said."
    ends = "upwards" if np.isnan(found.most) else f"to {_whole(found.most)}"
    return (
        f"Answers needed {wanted}: about {_whole(found.needed)}; anything from {_whole(found.fewest)} {ends} "
        "fits what was answered."
    )


def more_replies(icc1: float, *, n: int, asked: int) -> MoreReplies:
    """Find the fewest further replies that would make a board's score noticeably firmer.

    Parameters
    ----------
    icc1 : float
        Of the domain in all boards, best that of REML.
    n : int
        Answers there are.
    asked : int
        People who were asked, with those who answered.

    Returns
    -------
    MoreReplies
        ``extra``, or None: if all `asked` together would not do it, if boards do not differ, or
        without an ICC(1). ``reliability`` now and ``reliability_then``, with them.

    Raises
    ------
    ValueError
        If `n` is negative, or more answered than were asked.

    Notes
    -----
    Noticeably firmer: the reliability of the board's mean rises by 0.05 or more, which at .5
    takes a tenth off the variance that is left. At an ICC(1) of .12 that is two replies from
    five to eight answers, three from nine to twelve, and more from there.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> more_replies(0.12, n=6, asked=10).extra, more_replies(0.12, n=6, asked=6).extra
    (2, None)
    """
    if not 0 <= n <= asked:
        raise ValueError("n must lie between 0 and the number of people asked")
    reliability = reliability_of_mean(icc1, np.arange(n, asked + 1))
    firmer = np.flatnonzero(reliability - reliability[0] >= NOTICEABLY - ROUNDING)
    extra = int(firmer[0]) if firmer.size else None
    return MoreReplies(
        extra=extra,
        n=n,
        asked=asked,
        reliability=float(reliability[0]),
        reliability_then=float(reliability[-1 if extra is None else extra]),
    )


def say_more_replies(found: MoreReplies) -> str:
    """Put into one plain sentence whether it is worth asking those who have not answered.

    Parameters
    ----------
    found : MoreReplies
        As from `more_replies`.

    Returns
    -------
    str
        For a chair or clerk. It names no person and no number of people but that of replies.

    Raises
    ------
    None
        Where nothing can be said, the sentence says that.

    Notes
    -----
    Rule: see `more_replies`.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> say_more_replies(more_replies(0.12, n=6, asked=10))
    'Two more replies would make this result noticeably firmer.'
    """
    if found.n == found.asked:
        return "Everyone who was asked has answered."
    if found.extra == 1:
        return "One more reply would make this result noticeably firmer."
    if found.extra is not None:
        number = NUMBERS[found.extra] if found.extra < len(NUMBERS) else str(found.extra)
        return f"{number} more replies would make this result noticeably firmer."
    if np.isnan(found.reliability):
        return "Too few boards have answered to say how much firmer more replies would make this result."
    if found.reliability_then == 0:
        return "Boards hardly differ here, so more replies would not set this result apart."
    return "The replies still to come would make this result only a little firmer."


def _whole(answers: float) -> int:
    return max(1, math.ceil(answers - ROUNDING))


def _checked_share(icc1: ArrayLike) -> Floats:
    share = np.asarray(icc1, dtype=float)
    if (share > 1).any():
        raise ValueError("icc1 must not be over 1")
    positive: Floats = np.maximum(share, 0.0)
    return positive
