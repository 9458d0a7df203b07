"""Whether a board has changed since last time, or only who answered, how few, and which questions."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.between.shrinkage import BoardModel, ShrunkScores, shrink
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
# In hundredths, so that three of five are enough to the last digit.
LEAST_COMMON = 60


@dataclass(frozen=True, kw_only=True, eq=False)
class Change:
    """A change with its standard deviation, and the size under which it could be chance."""

    change: Floats
    sd: Floats
    index: Floats
    could_be_chance: Floats
    is_reliable: NDArray[np.bool_]
    reason: NDArray[np.object_]
    confidence_level: float


@dataclass(frozen=True, kw_only=True, eq=False)
class TowardsTheMean:
    """How a score would move with no change at all, how it did, and what is left over."""

    change: Floats
    expected: Floats
    excess: Floats
    excess_sd: Floats
    reason: NDArray[np.object_]


@dataclass(frozen=True, kw_only=True)
class CommonItems:
    """The items asked both times, what share of a domain they are, and whether that carries a series."""

    items: tuple[Hashable, ...]
    share: float
    is_linked: bool
    words: str


def reliable_change(before: ShrunkScores, after: ShrunkScores, *, confidence_level: float = 0.95) -> Change:
    """Say whether a board's score for comparison has changed by more than chance would have it.

    Parameters
    ----------
    before, after : ShrunkScores
        The same boards in two years, each year drawn in by its own model; only common items.
    confidence_level : float, default 0.95
        1.96 standard deviations at 95 %.

    Returns
    -------
    Change
        Arrays of one entry a board, in scale points: ``change`` of the estimate, ``sd``,
        ``index`` = change / sd (the reliable change index), ``could_be_chance`` = the size
        that a change must pass, ``is_reliable``. NaN where a year has no score (``too_few``),
        no model (``not_estimable``) or no measurable difference between boards
        (``no_variation``); not reliable then.

    Raises
    ------
    ValueError
        If the two differ in shape, or the level is not between 0 and 1.

    Notes
    -----
    sd = sqrt(sd_before^2 + sd_after^2), the standard deviations that `shrink` gives. Years are
    taken as independent, since closed answers are not matched by person; as mostly the same
    people answer, that is on the safe side. The form for a person, from a retest reliability,
    needs people who can be followed and is not used.

    References
    ----------
    .. [1] Jacobson, N. S., Truax, P. (1991), Journal of Consulting and Clinical Psychology 59:
       12-19. Key ``jacobson1991``.

    Examples
    --------
    >>> from govscore.benchmarking.between.shrinkage import fit_boards
    >>> model = fit_boards([8, 8, 8], [2.0, 3.0, 4.0], [4.0, 4.0, 4.0])
    >>> found = reliable_change(shrink(model, [8], [2.0]), shrink(model, [8], [3.0]))
    >>> print(f"{found.change[0]:.3f} {found.could_be_chance[0]:.3f} {found.is_reliable[0]}")
    0.929 0.714 True
    """
    if np.shape(before.estimate) != np.shape(after.estimate):
        raise ValueError("both years must hold the same boards, in the same order")
    years = (before, after)
    unscored = np.isnan(before.estimate) | np.isnan(after.estimate)
    reason = _first_of(
        unscored,
        no_model=any(year.reason is not None for year in years),
        is_singular=any(year.is_singular for year in years),
    )
    change, sd = after.estimate - before.estimate, np.sqrt(before.sd**2 + after.sd**2)
    return _judged(change, sd, reason, confidence_level)


def observed_change(
    n: ArrayLike, means: ArrayLike, *, sigma2: float, confidence_level: float = 0.95
) -> Change:
    """Say whether a board's own mean has changed by more than the luck of who answered.

    Parameters
    ----------
    n : array_like of int, shape (2, ...)
        People with a score on each board, before and after.
    means : array_like of float, shape (2, ...)
        Their means, in scale points, over common items. NaN where there is none.
    sigma2 : float
        Variance between people of a board, as from `fit_boards`.
    confidence_level : float, default 0.95
        As in `reliable_change`.

    Returns
    -------
    Change
        As `reliable_change`, of the means as they were reported; NaN where a year has nobody
        (``too_few``) or `sigma2` is not known (``not_estimable``) or 0 (``no_variation``).

    Raises
    ------
    ValueError
        If the shapes differ or have no axis of two years, or a number is negative.

    Notes
    -----
    sd = sqrt(sigma2 (1 / n_before + 1 / n_after)). This is the "changes under 0.6 could be
    chance" that goes with two means; `reliable_change` is the one that goes with estimates.

    References
    ----------
    .. [1] Textbook; the variance is pooled over boards, as a board's own rests on a few people.

    Examples
    --------
    >>> found = observed_change([8, 9], [3.1, 3.5], sigma2=0.4)
    >>> print(f"{found.change:.1f} {found.could_be_chance:.2f} {found.is_reliable}")
    0.4 0.60 False
    """
    people, scores = np.asarray(n, dtype=float), np.asarray(means, dtype=float)
    if people.shape != scores.shape or people.ndim == 0 or people.shape[0] != 2:
        raise ValueError("n and means must have the same shape, with before and after as the first axis")
    if (people < 0).any() or sigma2 < 0:
        raise ValueError("n and sigma2 must not be negative")
    absent = ~(people > 0) | np.isnan(scores)
    reason = _first_of(absent.any(axis=0), no_model=bool(np.isnan(sigma2)), is_singular=sigma2 == 0)
    some = np.where(absent, np.nan, people)
    return _judged(scores[1] - scores[0], np.sqrt(sigma2 * (1 / some).sum(axis=0)), reason, confidence_level)


def towards_the_mean(model: BoardModel, n: ArrayLike, means: ArrayLike) -> TowardsTheMean:
    """Say how much of a change is only the return of a high or low score towards the mean.

    Parameters
    ----------
    model : BoardModel
        Of the first year: what `fit_boards` made of all its boards, not of those chosen for
        support.
    n : array_like of int, shape (2, ...)
        People with a score on each board, before and after.
    means : array_like of float, shape (2, ...)
        Their means, in scale points. NaN where there is none.

    Returns
    -------
    TowardsTheMean
        Scale points: ``change`` of the mean; ``expected`` with no change at all; ``excess``,
        the one less the other, and ``excess_sd``, its standard deviation if nothing has
        changed. NaN where a year has nobody (``too_few``) or there is no model
        (``not_estimable``).

    Raises
    ------
    ValueError
        If the shapes differ or have no axis of two years.

    Notes
    -----
    expected = (1 - reliability)(mu - mean before): the estimate less the mean. With ten answers
    and an ICC of .12 a board d below the mean "improves" by .42 d although nothing happened, so
    support is never to be judged by before and after of boards chosen for being low.
    excess_sd = sqrt(sd_before^2 + sigma2 / n_after). Where no difference between boards can be
    measured, all of the distance to the mean is expected back. A shift of the whole county is
    in the excess.

    References
    ----------
    .. [1] Morris, C. N. (1983), Journal of the American Statistical Association 78: 47-55, on
       the estimate as the score to expect. Key ``morris1983``.

    Examples
    --------
    >>> from govscore.benchmarking.between.shrinkage import fit_boards
    >>> model = fit_boards([3, 3, 3], [1.0, 3.0, 5.0], [9.0, 9.0, 9.0])
    >>> found = towards_the_mean(model, [3, 3], [1.0, 2.0])
    >>> print(f"{found.change:.3f} {found.expected:.3f} {found.excess:.3f}")
    1.000 0.750 0.250
    """
    people, scores = np.asarray(n, dtype=float), np.asarray(means, dtype=float)
    if people.shape != scores.shape or people.ndim == 0 or people.shape[0] != 2:
        raise ValueError("n and means must have the same shape, with before and after as the first axis")
    before = shrink(model, people[0], scores[0])
    after = np.where(people[1] > 0, people[1], np.nan)
    absent = ~(people > 0) | np.isnan(scores)
    reason = _first_of(absent.any(axis=0), no_model=model.reason is not None, is_singular=False)
    known = np.where(absent.any(axis=0), np.nan, 1.0)
    return TowardsTheMean(
        change=known * (scores[1] - scores[0]),
        expected=known * (before.estimate - scores[0]),
        excess=known * (scores[1] - before.estimate),
        excess_sd=known * np.sqrt(before.sd**2 + model.sigma2 / after),
        reason=reason,
    )


def common_items(before: Collection[Hashable], after: Collection[Hashable]) -> CommonItems:
    """Say whether a domain's questions are enough the same to speak of a change at all.

    Parameters
    ----------
    before, after : collection of hashable
        The domain's items in either version; an item that was reworded so that it means
        something else is another item.

    Returns
    -------
    CommonItems
        ``items``, those of both, in the order of `after`; ``share``, of the version that has
        more (NaN of none); ``is_linked`` from 60 % on; ``words``.

    Raises
    ------
    ValueError
        If a version names an item twice.

    Notes
    -----
    Scores of both years are then to be worked out over the common items alone. Under 60 % the
    series breaks, and is drawn as broken.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> common_items(["a", "b", "c"], ["b", "c", "d"]).words
    '2 of 3 questions were asked both times, and only those are compared.'
    >>> common_items(["a", "b"], ["b", "c"]).words
    'The questions changed: only 1 of 2 was asked both times, too few to compare.'
    """
    for version in (before, after):
        if len(set(version)) != len(version):
            raise ValueError("an item is named twice in one version; name each once")
    asked = set(before)
    items = tuple(item for item in after if item in asked)
    most = max(len(before), len(after))
    share = len(items) / most if most else float("nan")
    is_linked = most > 0 and 100 * len(items) >= LEAST_COMMON * most
    words = _common_words(len(items), most, is_linked=is_linked)
    return CommonItems(items=items, share=share, is_linked=is_linked, words=words)


def change_words(before: float, after: float, could_be_chance: float) -> str:
    """Say a change in a sentence or two that a governor can act on.

    Parameters
    ----------
    before, after : float
        Scores of either year, in scale points.
    could_be_chance : float
        As in `Change`; NaN where it is not known.

    Returns
    -------
    str
        Both scores to one decimal, the size that could be chance, and whether this is such.

    Raises
    ------
    ValueError
        If a score is not a number.

    Notes
    -----
    The judgement goes by the unrounded numbers, and is said, so that rounding cannot mislead.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> change_words(3.1, 3.5, 0.6)
    'Up from 3.1 to 3.5. With this many answers, changes under 0.6 could be chance, and so could this one.'
    """
    if np.isnan(before) or np.isnan(after):
        raise ValueError("a change can be told only where both years have a score")
    was, now = f"{before:.1f}", f"{after:.1f}"
    way = "Up" if after > before else "Down"
    moved = f"Still {now}." if was == now else f"{way} from {was} to {now}."
    if np.isnan(could_be_chance):
        return f"{moved} It cannot be said how much of this could be chance."
    verdict = "this one is larger" if abs(after - before) > could_be_chance else "so could this one"
    return (
        f"{moved} With this many answers, changes under {could_be_chance:.1f} could be chance, and {verdict}."
    )


def _judged(change: Floats, sd: Floats, reason: NDArray[np.object_], level: float) -> Change:
    if not 0 < level < 1:
        raise ValueError("confidence_level must lie between 0 and 1")
    known = np.where(reason.astype(bool), np.nan, 1.0)
    change, sd = known * change, known * np.where(sd > 0, sd, np.nan)
    index, least = change / sd, NormalDist().inv_cdf((1 + level) / 2) * sd
    return Change(
        change=np.asarray(change),
        sd=np.asarray(sd),
        index=np.asarray(index),
        could_be_chance=np.asarray(least),
        is_reliable=np.asarray(np.abs(change) > least),
        reason=reason,
        confidence_level=level,
    )


def _first_of(unscored: NDArray[np.bool_], *, no_model: bool, is_singular: bool) -> NDArray[np.object_]:
    everywhere = np.ones(np.shape(unscored), dtype=bool)
    return first_reason(
        (everywhere & no_model, Reason.NOT_ESTIMABLE),
        (np.asarray(unscored), Reason.TOO_FEW),
        (everywhere & is_singular, Reason.NO_VARIATION),
    )


def _common_words(common: int, most: int, *, is_linked: bool) -> str:
    if not is_linked:
        were = "was" if common == 1 else "were"
        return f"The questions changed: only {common} of {most} {were} asked both times, too few to compare."
    if common == most:
        return "The same questions were asked both times."
    return f"{common} of {most} questions were asked both times, and only those are compared."
