"""What may be said of ranks when each score is uncertain: an expectation, a span, and who is below a mark."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.polynomial.chebyshev import chebvander
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]
BLOCK = 256
# A bell of width s is a polynomial to 1e-11 on (-1, 1) from degree 7.1 / s on; a few more for the ends.
POINTS_PER_WIDTH, SPARE_POINTS = 7.1, 16


@dataclass(frozen=True, kw_only=True, eq=False)
class ExpectedRanks:
    """The rank each board has on average over what its score may truly be; 1 is the lowest."""

    ranks: Floats
    n: int
    n_missing: int
    reason: Reason | None


@dataclass(frozen=True, kw_only=True, eq=False)
class RankIntervals:
    """The ranks that remain open for each board, all at once at the level given; 1 is the lowest, 0 no score."""

    lowest: NDArray[np.int64]
    highest: NDArray[np.int64]
    n: int
    n_open: int
    confidence_level: float


@dataclass(frozen=True, kw_only=True, eq=False)
class ChanceBelow:
    """How likely each board is to lie truly below a mark, and how many boards that makes."""

    chance: Floats
    expected_count: float
    mark: float
    n: int
    reason: Reason | None


def expected_ranks(estimate: ArrayLike, sd: ArrayLike) -> ExpectedRanks:
    """Rank boards as the data allow: few answers draw a board towards the middle of the table.

    Parameters
    ----------
    estimate : array_like of float, shape (n_boards,)
        Shrunken scores, as from `shrink`. NaN for a board without one: it is set aside and counted.
    sd : array_like of float, shape (n_boards,)
        Their standard deviations, in the same unit; not negative.

    Returns
    -------
    ExpectedRanks
        ``ranks``, shape (n_boards,), 1 lowest to n highest, with fractions, NaN without a
        score; ``n`` boards ranked, ``n_missing`` set aside. Where the boards have no measurable
        difference (every sd 0) all are NaN and ``reason`` is ``no_variation``; without any
        board ``too_few``.

    Raises
    ------
    ValueError
        If the two differ in length or are not one-dimensional, a value is infinite, an sd is
        negative, or some boards have an sd of 0 and others not.

    Notes
    -----
    1 + sum over the others of Phi((estimate_b - estimate_j) / sqrt(sd_b^2 + sd_j^2)). All
    pairs, a block at a time. For thousands of boards `fast_expected_ranks` gives the same.
    Two boards are enough to compute it. Never a league table: with ten answers a board the
    middle half of a county cannot be told apart.

    References
    ----------
    .. [1] Goldstein, H., Spiegelhalter, D. J. (1996), Journal of the Royal Statistical
       Society A 159: 385-443. Key ``goldstein1996``.

    Examples
    --------
    >>> expected_ranks([2.0, 3.0, float("nan")], [0.5, 0.5, 0.5]).ranks.round(3).tolist()
    [1.079, 1.921, nan]
    """
    return _rank(estimate, sd, _all_pairs)


def fast_expected_ranks(estimate: ArrayLike, sd: ArrayLike) -> ExpectedRanks:
    """Rank the boards of a country: the same as `expected_ranks`, without all pairs.

    Parameters
    ----------
    estimate, sd : array_like of float, shape (n_boards,)
        As for `expected_ranks`. Fast where boards share few different sds, as boards do whose
        numbers of answers are few and small.

    Returns
    -------
    ExpectedRanks
        As `expected_ranks`, to 1e-6 of a rank.

    Raises
    ------
    ValueError
        As `expected_ranks`.

    Notes
    -----
    Phi((x - y) / s) is smooth in both x and y, so that a polynomial through some dozen points
    stands for it. The boards of each sd are put down as weights on one common grid, every pair of
    sds is worked out between the points of the grid alone, and the sums are read off at the
    boards' own places. The grid is as fine as the smallest sd asks for; where that would
    cost more than all pairs, all pairs are taken.

    References
    ----------
    .. [1] Fong, W., Darve, E. (2009), Journal of Computational Physics 228: 8712-8725, on
       sums over a smooth kernel by Chebyshev interpolation. Key ``fong2009``.
    .. [2] Goldstein, H., Spiegelhalter, D. J. (1996), as for `expected_ranks`. Key ``goldstein1996``.

    Examples
    --------
    >>> ranks = fast_expected_ranks(np.linspace(1, 4, 500), np.full(500, 0.3))
    >>> slow = expected_ranks(np.linspace(1, 4, 500), np.full(500, 0.3))
    >>> bool(np.abs(ranks.ranks - slow.ranks).max() < 1e-6)
    True
    """
    return _rank(estimate, sd, _by_grid)


def rank_intervals(
    means: ArrayLike, variances: ArrayLike, *, confidence_level: float = 0.90
) -> RankIntervals:
    """Say which ranks remain open for each board, so that all statements hold together.

    Parameters
    ----------
    means : array_like of float, shape (n_boards,)
        Boards' own means, not shrunken. NaN for a board without one.
    variances : array_like of float, shape (n_boards,)
        Of those means, as sigma2 / n, squared units; not negative.
    confidence_level : float, default 0.90
        With which all intervals hold at once, between 0 and 1.

    Returns
    -------
    RankIntervals
        ``lowest`` and ``highest`` rank, shape (n_boards,), 1 is the lowest, 0 without a
        score; ``n`` boards ranked; ``n_open`` of them could have any rank at all.

    Raises
    ------
    ValueError
        If the two differ in length or are not one-dimensional, a value is infinite, a variance
        negative, or the level not between 0 and 1.

    Notes
    -----
    Each board's interval is mean +- z sqrt(variance) with z for (1 - level) / (2 n), so that all
    hold at once (Bonferroni). A board is surely above those whose intervals end below its
    own, and surely below those that begin above it; what is left is open. Two sorts. Of one
    board the rank is 1. With boards of ten most have nearly the whole table: say so.

    References
    ----------
    .. [1] Klein, M., Wright, T., Wieczorek, J. (2020), A joint confidence region for an overall
       ranking of populations, Journal of the Royal Statistical Society C 69: 589-606. Key ``klein2020``.

    Examples
    --------
    >>> ranks = rank_intervals([1.0, 2.0, 2.1, 4.0], [0.01] * 4)
    >>> ranks.lowest.tolist(), ranks.highest.tolist(), ranks.n_open
    ([1, 2, 2, 4], [1, 3, 3, 4], 0)
    """
    centre, variance, scored = _pairs(means, variances, "variances")
    if not 0 < confidence_level < 1:
        raise ValueError("confidence_level must lie between 0 and 1")
    n = int(np.count_nonzero(scored))
    reach = NormalDist().inv_cdf(1 - (1 - confidence_level) / (2 * max(n, 1))) * np.sqrt(variance[scored])
    low, high = centre[scored] - reach, centre[scored] + reach
    lowest, highest = np.zeros(scored.shape, dtype=np.int64), np.zeros(scored.shape, dtype=np.int64)
    lowest[scored] = 1 + np.searchsorted(np.sort(high), low, side="left")
    highest[scored] = np.searchsorted(np.sort(low), high, side="right")
    return RankIntervals(
        lowest=lowest,
        highest=highest,
        n=n,
        n_open=int(np.count_nonzero(scored & (lowest == 1) & (highest == n))),
        confidence_level=confidence_level,
    )


def chance_below(estimate: ArrayLike, sd: ArrayLike, mark: float) -> ChanceBelow:
    """Say how likely each board is to lie truly below a mark, and how many boards do.

    Parameters
    ----------
    estimate, sd : array_like of float, shape (n_boards,)
        Shrunken scores and their standard deviations, as from `shrink`. NaN without a score.
    mark : float
        In the unit of the scores.

    Returns
    -------
    ChanceBelow
        ``chance``, shape (n_boards,), 0 to 1, NaN without a score; ``expected_count``, their
        sum: the boards one would expect below the mark. Where the boards have no
        measurable difference both are NaN and ``reason`` is ``no_variation``; without
        any board ``too_few``.

    Raises
    ------
    ValueError
        If `mark` is not finite, and as `expected_ranks`.

    Notes
    -----
    Phi((mark - estimate) / sd). Its sum, and never a count of the estimates below the mark:
    those are drawn in, and fewer of them lie below a low mark than boards truly do. It asks
    for no test and no correction, hence it is what visits are chosen by.

    References
    ----------
    .. [1] Shen, W., Louis, T. A. (1998), Triple-goal estimates in two-stage hierarchical models,
       Journal of the Royal Statistical Society B 60: 455-471. Key ``shen1998``.

    Examples
    --------
    >>> below = chance_below([2.5, 3.0, 3.5], [0.5, 0.5, 0.5], 2.5)
    >>> below.chance.round(3).tolist(), round(below.expected_count, 3)
    ([0.5, 0.159, 0.023], 0.681)
    """
    if not np.isfinite(mark):
        raise ValueError("the mark must be finite")
    centre, spreads, scored = _pairs(estimate, sd, "sd")
    reason = _why_not(spreads[scored])
    chance = np.full(scored.shape, np.nan)
    if reason is None:
        chance[scored] = ndtr((mark - centre[scored]) / spreads[scored])
    return ChanceBelow(
        chance=chance,
        expected_count=float(chance[scored].sum()) if reason is None else float("nan"),
        mark=mark,
        n=int(np.count_nonzero(scored)),
        reason=reason,
    )


def _rank(estimate: ArrayLike, sd: ArrayLike, sums: Callable[[Floats, Floats], Floats]) -> ExpectedRanks:
    centre, spreads, scored = _pairs(estimate, sd, "sd")
    reason = _why_not(spreads[scored])
    ranks = np.full(scored.shape, np.nan)
    if reason is None:
        ranks[scored] = 0.5 + sums(centre[scored], spreads[scored])  # each is half above itself
    n = int(np.count_nonzero(scored))
    return ExpectedRanks(ranks=ranks, n=n, n_missing=scored.size - n, reason=reason)


def _all_pairs(centre: Floats, spreads: Floats) -> Floats:
    sums = np.empty_like(centre)
    for start in range(0, centre.size, BLOCK):
        own = slice(start, start + BLOCK)
        apart = centre[own, None] - centre
        sums[own] = ndtr(apart / np.hypot(spreads[own, None], spreads)).sum(axis=1)
    return sums


def _by_grid(centre: Floats, spreads: Floats) -> Floats:
    widths, kind = np.unique(spreads, return_inverse=True)
    middle, half = (centre.max() + centre.min()) / 2, float(np.ptp(centre)) / 2 or 1.0
    size = SPARE_POINTS + int(min(POINTS_PER_WIDTH * half / (np.sqrt(2) * widths[0]), centre.size))
    if (widths.size * size) ** 2 / 2 + 2 * size * centre.size > centre.size**2:
        return _all_pairs(centre, spreads)
    points = np.cos(np.pi * (np.arange(size) + 0.5) / size)
    fit = chebvander(points, size - 1).T * 2 / size
    fit[0] /= 2
    basis = chebvander((centre - middle) / half, size - 1)
    weights = np.stack([basis[kind == own].sum(axis=0) for own in range(widths.size)]) @ fit
    found = _between_points((points[:, None] - points) * half, widths, weights) @ fit.T
    return np.asarray(np.einsum("ij,ij->i", basis, found[kind]))


def _between_points(apart: Floats, widths: Floats, weights: Floats) -> Floats:
    found = np.zeros_like(weights)
    for a in range(widths.size):
        for b in range(a, widths.size):
            above = ndtr(apart / np.hypot(widths[a], widths[b]))
            found[a] += above @ weights[b]
            if a != b:
                found[b] += above @ weights[a]
    return found


def _why_not(spreads: Floats) -> Reason | None:
    if spreads.size == 0:
        return Reason.TOO_FEW
    if (spreads > 0).all():
        return None
    if (spreads > 0).any():
        raise ValueError("some boards have an sd of 0 and others not; take them all from one model")
    return Reason.NO_VARIATION


def _pairs(values: ArrayLike, spreads: ArrayLike, name: str) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    given, around = np.asarray(values, dtype=float), np.asarray(spreads, dtype=float)
    if given.ndim != 1 or given.shape != around.shape:
        raise ValueError(f"scores and {name} must be one-dimensional and equally long")
    if np.isinf(given).any() or np.isinf(around).any() or (around < 0).any():
        raise ValueError(f"scores and {name} must be finite, or NaN without a score, and {name} not negative")
    return given, around, ~(np.isnan(given) | np.isnan(around))
