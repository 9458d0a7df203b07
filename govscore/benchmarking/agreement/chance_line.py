"""How much agreement people show who answer at random, but each much the same to all items: the line on the chart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from govscore.benchmarking.agreement.chance import CHANCE_LEVEL
from govscore.benchmarking.agreement.deviation import scale_deviation
from govscore.benchmarking.agreement.nulls import Null, null_variance
from govscore.benchmarking.agreement.rwg import scale_rwg
from govscore.benchmarking.moments import moments

Floats = NDArray[np.float64]

BOARDS = 20_000
# What textbooks take for agreement, and what random answers exceed often enough.
USUAL_CUT = 0.70
DIGITS = 9


@dataclass(frozen=True, kw_only=True, eq=False)
class ChanceLine:
    """For each size of board what random answers give: what 95 % stay under, or for deviations over.

    `share_over_cut` is the share of random boards whose r_wg(j) exceeds .70. A rare deviation is NaN where
    even the smallest comes up oftener than in one board of twenty.
    """

    n: NDArray[np.int64]
    rwg_j: Floats
    rwg_star: Floats
    share_over_cut: Floats
    ad_mean_expected: Floats
    ad_mean_rare: Floats
    ad_median_expected: Floats
    ad_median_rare: Floats
    items: int
    n_options: int
    correlation: float
    boards: int


def chance_line(
    sizes: Sequence[int],
    *,
    items: int,
    n_options: int,
    correlation: float,
    rng: np.random.Generator,
    boards: int = BOARDS,
) -> ChanceLine:
    """Say what agreement to expect of boards that answer at random.

    Parameters
    ----------
    sizes : sequence of int
        Sizes of board, 2 or more.
    items, n_options : int
        Items of the domain, and options of its scale, one point apart and equally likely.
    correlation : float
        Of one person's answers to two items, 0 to 1, before they are rounded to options.
    rng : numpy.random.Generator
        Where chance comes from; the same seed gives the same line.
    boards : int, default 20,000
        Random boards that are looked at.

    Returns
    -------
    ChanceLine
        Arrays of shape (n_sizes,): ``rwg_j`` and ``rwg_star`` (uniform null) that 5 % of random
        boards exceed, ``share_over_cut``, deviations in scale points: expected, and the largest
        that no more than 5 % of random boards stay at or under.

    Raises
    ------
    ValueError
        If a size is under 2, `items` or `boards` under 1, `n_options` under 2, or
        `correlation` is outside 0 to 1.

    Notes
    -----
    A person's answers are normal, correlated by one common share, and cut into equally likely
    options. With 20,000 boards the line is true to about .01 and a share to half a percentage point.
    Sizes share their first people, which makes the line smooth. For uncorrelated items
    `chance_average_deviation` is exact.

    References
    ----------
    .. [1] Dunlap, W. P., Burke, M. J., Smith-Crowe, K. (2003), Journal of Applied
       Psychology 88: 356-362. Key ``dunlap2003``.
    .. [2] Cohen, A., Doveh, E., Nahum-Shani, I. (2009), Organizational Research Methods
       12: 148-164. Key ``cohen2009``.

    Examples
    --------
    Of eight people ten items that each answers much alike: r_wg(j) exceeds .70 in a sixth of boards.

    >>> rng = np.random.default_rng(1)
    >>> line = chance_line([8], items=10, n_options=5, correlation=0.6, rng=rng, boards=5_000)
    >>> line.rwg_j.round(1).tolist(), line.rwg_star.round(1).tolist(), line.share_over_cut.round(1).tolist()
    ([0.8], [0.3], [0.2])
    """
    if min(sizes, default=2) < 2 or items < 1 or boards < 1 or n_options < 2:
        raise ValueError("sizes from 2, and at least one item, one board and two options, are needed")
    if not 0 <= correlation <= 1:
        raise ValueError("correlation must lie between 0 and 1")
    counts = np.zeros((n_options, boards, items), dtype=np.int32)
    found: dict[int, list[float]] = {}
    for n in range(1, max(sizes, default=1) + 1):
        answers = _random_answers(counts.shape, correlation, rng)
        for option in range(n_options):
            counts[option] += answers == option
        if n in sizes:
            found[n] = _line(np.moveaxis(counts, 0, -1))
    columns = np.array([found[n] for n in sizes]).reshape(len(sizes), 7).T
    return ChanceLine(
        n=np.asarray(sizes, dtype=np.int64),
        rwg_j=columns[0],
        rwg_star=columns[1],
        share_over_cut=columns[2],
        ad_mean_expected=columns[3],
        ad_mean_rare=columns[4],
        ad_median_expected=columns[5],
        ad_median_rare=columns[6],
        items=items,
        n_options=n_options,
        correlation=correlation,
        boards=boards,
    )


def _random_answers(
    shape: tuple[int, int, int], correlation: float, rng: np.random.Generator
) -> NDArray[np.int64]:
    """One more person of each board: the places of the options chosen, from 0."""
    n_options, boards, items = shape
    common, own = rng.standard_normal((boards, 1)), rng.standard_normal((boards, items))
    leaning = math.sqrt(correlation) * common + math.sqrt(1 - correlation) * own
    cuts = [NormalDist().inv_cdf(place / n_options) for place in range(1, n_options)]
    return np.searchsorted(cuts, leaning)


def _line(counts: NDArray[np.int32]) -> list[float]:
    n_options = counts.shape[-1]
    values = np.arange(n_options)
    agreed = scale_rwg(moments(counts, values).variance, null_variance(Null.UNIFORM, n_options))
    spread = scale_deviation(counts, values)
    return [
        float(np.quantile(agreed.rwg_j, 1 - CHANCE_LEVEL)),
        float(np.quantile(agreed.rwg_star, 1 - CHANCE_LEVEL)),
        float((agreed.rwg_j > USUAL_CUT).mean()),
        float(spread.about_mean.mean()),
        _rare(spread.about_mean),
        float(spread.about_median.mean()),
        _rare(spread.about_median),
    ]


def _rare(deviations: Floats) -> float:
    """The largest value that no more than one in twenty stays at or under."""
    found, how_many = np.unique(deviations.round(DIGITS), return_counts=True)
    rare = np.cumsum(how_many) <= CHANCE_LEVEL * deviations.size
    return float(found[rare][-1]) if rare.any() else math.nan
