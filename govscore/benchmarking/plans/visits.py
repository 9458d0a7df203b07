"""Which boards to visit: some for certain, some by their risk, and at least a fifth by chance alone."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CERTAIN = 0.9
BY_CHANCE = 0.2
ROUNDING = 1e-9


class Why(StrEnum):
    """Why a board is visited."""

    CERTAIN = "certain"
    RISK = "risk"
    CHANCE = "chance"


@dataclass(frozen=True, kw_only=True, eq=False)
class Visits:
    """Who is visited and why (`why`, None for who is not), and how likely that was (`inclusion`).

    `start` and `order` are what was drawn for those by risk, so that the drawing can be repeated.
    """

    why: NDArray[np.object_]
    inclusion: Floats
    start: float
    order: Ints

    @property
    def chosen(self) -> Ints:
        """The places of the boards visited."""
        return np.flatnonzero(self.why != None)  # noqa: E711


def visit_priority(
    p_low: ArrayLike, impact: ArrayLike, *, over_claim: ArrayLike = 0, flags: ArrayLike = 0, weight: float = 0
) -> Floats:
    """Say how much there is to be learnt by a visit.

    Parameters
    ----------
    p_low : array_like of float, shape (n_boards,)
        Probability that the board's true score is under the cut; NaN where it has none.
    impact : array_like of float, shape (n_boards,)
        What depends on it: pupils, say as a share of the largest school's.
    over_claim : array_like of float, default 0
        Studentised residual against the officer's view; its size counts, NaN as 0.
    flags : array_like of float, default 0
        Points for flags of response quality.
    weight : float, default 0
        What a residual of 1 weighs.

    Returns
    -------
    array of float, shape (n_boards,)
        p_low x impact + weight x abs(over_claim) + flags, no unit; a board without a score has
        what the other two give it.

    Raises
    ------
    ValueError
        If a probability is not one, or something is negative.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> visit_priority([0.5, float("nan")], [2.0, 1.0], flags=[0, 1]).tolist()
    [1.0, 1.0]
    """
    p = np.nan_to_num(np.asarray(p_low, dtype=float), nan=0.0)
    if ((p < 0) | (p > 1)).any():
        raise ValueError("p_low must be a probability")
    claims = np.nan_to_num(np.abs(np.asarray(over_claim, dtype=float)), nan=0.0)
    found = p * np.asarray(impact, dtype=float) + weight * claims + np.asarray(flags, dtype=float)
    if not (np.isfinite(found).all() and (found >= 0).all()):
        raise ValueError("impact, weight and flags must be numbers of 0 or more")
    return np.asarray(found)


def inclusion_probabilities(size: ArrayLike, n: int) -> Floats:
    """Say with what probability each board is drawn, if n are drawn in proportion to their size.

    Parameters
    ----------
    size : array_like of float, shape (n_boards,)
        0 or more; who has 0 is never drawn.
    n : int
        Boards to draw.

    Returns
    -------
    array of float, shape (n_boards,)
        From 0 to 1, adding up to n.

    Raises
    ------
    ValueError
        If a size is negative, or fewer than n boards have one.

    Notes
    -----
    min(1, n s / sum of s); who reaches 1 is set aside and the rest shared out again, until
    nobody is above 1.

    References
    ----------
    .. [1] Madow, W. G. (1949), Annals of Mathematical Statistics 20: 333-354. Key ``madow1949``.

    Examples
    --------
    >>> inclusion_probabilities([8, 1, 1], 2).tolist()
    [1.0, 0.5, 0.5]
    """
    sizes = np.asarray(size, dtype=float)
    if not (np.isfinite(sizes).all() and (sizes >= 0).all()):
        raise ValueError("sizes must be numbers of 0 or more")
    if not 0 <= n <= np.count_nonzero(sizes):
        raise ValueError(f"{n} boards cannot be drawn from {np.count_nonzero(sizes)} with a size")
    found = np.zeros(sizes.shape)
    while True:
        left, some = n - np.count_nonzero(found == 1), (found < 1) & (sizes > 0)
        if not some.any():
            return found
        share = left * sizes[some] / sizes[some].sum()
        if (share < 1).all():
            found[some] = share
            return found
        found[np.flatnonzero(some)[share >= 1]] = 1


def systematic_sample(inclusion: ArrayLike, start: float) -> Ints:
    """Draw boards with just these probabilities, by equal steps from a random start.

    Parameters
    ----------
    inclusion : array_like of float, shape (n_boards,)
        Probabilities that add up to a whole number.
    start : float
        From 0 on and under 1, drawn at random.

    Returns
    -------
    array of int, shape (n,)
        The places of the boards drawn.

    Raises
    ------
    ValueError
        If a probability is not one, they do not add up to a whole number, or the start is
        outside its range.

    Notes
    -----
    Laid end to end, the probabilities are cut at start, start + 1, and so on; a board is
    drawn where a cut falls within it.

    References
    ----------
    .. [1] Madow, W. G. (1949), as for `inclusion_probabilities`. Key ``madow1949``.

    Examples
    --------
    >>> systematic_sample([0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 1, 0.1, 0.2, 0.7], 0.37).tolist()
    [2, 4, 6, 9]
    """
    p = np.asarray(inclusion, dtype=float)
    n = round(float(p.sum()))
    if ((p < 0) | (p > 1)).any() or abs(p.sum() - n) > ROUNDING * max(p.size, 1):
        raise ValueError("inclusion must be probabilities that add up to a whole number")
    if not 0 <= start < 1:
        raise ValueError("start must be from 0 on and under 1")
    last = int(np.flatnonzero(p)[-1]) if n else 0  # to whom a cut goes that rounding takes past the end
    return np.minimum(np.searchsorted(np.cumsum(p), start + np.arange(n), side="right"), last)


def draw_visits(
    priority: ArrayLike,
    n: int,
    rng: np.random.Generator,
    *,
    p_low: ArrayLike | None = None,
    by_chance: float = BY_CHANCE,
) -> Visits:
    """Choose the boards to visit, so that what is found can be reckoned up for all boards.

    Parameters
    ----------
    priority : array_like of float, shape (n_boards,)
        As `visit_priority` gives it.
    n : int
        Visits to be made.
    rng : numpy.random.Generator
        The only chance there is; the same seed draws the same boards.
    p_low : array_like of float, shape (n_boards,), optional
        Boards above .9 are visited for certain; NaN is not above.
    by_chance : float, default 0.2
        At least this share of visits is drawn without regard to risk.

    Returns
    -------
    Visits
        ``why``, ``inclusion``: the exact probability of being visited for whatever reason,
        ``start`` and ``order``.

    Raises
    ------
    ValueError
        If there are fewer boards than visits, or the share is not from 0 to 1.

    Notes
    -----
    The number by chance is rounded up. First those for certain; then by risk, systematically
    in a random order; then by chance, among all who were not drawn. As the second has a fixed
    number m, inclusion is p + (1 - p) c / (N - m), with p that by risk, N boards not certain
    and c by chance. Where more are certain than there are visits left, none is, and they are
    drawn by risk; where fewer have a priority than places by risk, chance has those places.

    References
    ----------
    .. [1] Madow, W. G. (1949), as for `inclusion_probabilities`. Key ``madow1949``.

    Examples
    --------
    >>> visits = draw_visits([5, 1, 1, 1, 1, 0], 4, np.random.default_rng(1), p_low=[0.95] + [0.2] * 5)
    >>> [None if why is None else str(why) for why in visits.why].count("chance")
    1
    >>> visits.inclusion.round(4).tolist(), visits.inclusion.sum().round(9)
    ([1.0, 0.6667, 0.6667, 0.6667, 0.6667, 0.3333], np.float64(4.0))
    """
    sizes = np.asarray(priority, dtype=float)
    if not (0 <= n <= sizes.size and 0 <= by_chance <= 1):
        raise ValueError("there must be as many boards as visits, and by_chance from 0 to 1")
    chance = int(np.ceil(by_chance * n - ROUNDING))
    is_certain = np.zeros(sizes.size, dtype=bool) if p_low is None else np.asarray(p_low) > CERTAIN
    if np.count_nonzero(is_certain) > n - chance:
        is_certain = np.zeros(sizes.size, dtype=bool)
    others = np.flatnonzero(~is_certain)
    left_over = n - int(np.count_nonzero(is_certain))
    by_risk = min(left_over - chance, int(np.count_nonzero(sizes[others])))
    chance = left_over - by_risk
    p = inclusion_probabilities(sizes[others], by_risk)
    order, start = rng.permutation(others.size), float(rng.random())
    drawn = order[systematic_sample(p[order], start)]
    left = np.setdiff1d(np.arange(others.size), drawn)
    lucky = rng.choice(left, size=chance, replace=False)
    why = np.full(sizes.size, None, dtype=object)
    for places, reason in ((others[drawn], Why.RISK), (others[lucky], Why.CHANCE)):
        why[places] = reason
    why[is_certain] = Why.CERTAIN
    inclusion = np.ones(sizes.size)
    inclusion[others] = p + (1 - p) * (chance / left.size if left.size else 0.0)
    return Visits(why=why, inclusion=inclusion, start=start, order=others[order])


def estimate_total(found: ArrayLike, inclusion: ArrayLike) -> float:
    """Reckon up what was found at the boards visited for all boards.

    Parameters
    ----------
    found : array_like of float, shape (n_visited,)
        What each visit found, such as 1 where the board needs help.
    inclusion : array_like of float, shape (n_visited,)
        How likely each of these visits was.

    Returns
    -------
    float
        The total over all boards, in the unit of `found`; 0 with no visit.

    Raises
    ------
    ValueError
        If shapes differ, or a probability is not above 0.

    Notes
    -----
    Sum of y / p: right on average, whatever the priorities were.

    References
    ----------
    .. [1] Horvitz, D. G., Thompson, D. J. (1952), Journal of the American Statistical
       Association 47: 663-685. Key ``horvitz1952``.

    Examples
    --------
    >>> estimate_total([1, 0, 1], [1.0, 0.5, 0.25])
    5.0
    """
    values, p = np.asarray(found, dtype=float), np.asarray(inclusion, dtype=float)
    if values.shape != p.shape or not (p > 0).all():
        raise ValueError("every visit must have a probability above 0")
    return float((values / p).sum())


def share_out(n_boards: ArrayLike, spread: ArrayLike, n: int, *, least: int = 2) -> Ints:
    """Share visits out over groups of boards so that the total is known best.

    Parameters
    ----------
    n_boards : array_like of int, shape (n_groups,)
        Boards in each group.
    spread : array_like of float, shape (n_groups,)
        Standard deviation within each.
    n : int
        Visits.
    least : int, default 2
        Visits that each group gets, as far as it has boards.

    Returns
    -------
    array of int, shape (n_groups,)
        Visits, adding up to n.

    Raises
    ------
    ValueError
        If n is less than the least of all groups, or more than there are boards.

    Notes
    -----
    In proportion to N S, whole numbers by the largest remainder, within least and N.

    References
    ----------
    .. [1] Neyman, J. (1934), Journal of the Royal Statistical Society 97: 558-625. Key ``neyman1934``.

    Examples
    --------
    >>> share_out([180, 90, 30], [0.4, 0.6, 0.9], 40).tolist()
    [19, 14, 7]
    """
    most = np.asarray(n_boards, dtype=np.int64)
    weights = most * np.asarray(spread, dtype=float)
    visits = np.minimum(least, most)
    if not visits.sum() <= n <= most.sum():
        raise ValueError(f"{n} visits do not fit: at least {visits.sum()}, and at most {most.sum()}")
    ideal = n * weights / weights.sum() if weights.sum() > 0 else n * most / most.sum()
    visits = np.clip(np.floor(ideal + ROUNDING).astype(np.int64), visits, most)
    while visits.sum() != n:
        step = 1 if visits.sum() < n else -1
        may = visits < most if step > 0 else visits > np.minimum(least, most)
        lacks = np.where(may, step * (ideal - visits), -np.inf)
        visits[int(np.argmax(lacks))] += step
    return np.asarray(visits)
