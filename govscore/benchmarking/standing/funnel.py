"""How far a board may lie from the others' mean before its number of answers ceases to explain it."""

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, ndtr

Floats = NDArray[np.float64]

Z_95 = NormalDist().inv_cdf(0.975)
Z_998 = NormalDist().inv_cdf(0.999)


class Zone(StrEnum):
    """What a place in the funnel asks for; never a red or a green."""

    INSIDE = "inside"
    WORTH_A_LOOK = "worth-a-look"
    ASK = "ask"
    NO_SCORE = "no-score"


ZONES_OUTWARD = (Zone.INSIDE, Zone.WORTH_A_LOOK, Zone.ASK, Zone.NO_SCORE)


@dataclass(frozen=True, kw_only=True, eq=False)
class FunnelLimits:
    """Limits for each number of answers; 95 % and 99.8 % of boards like the rest lie within them."""

    n: NDArray[np.int64]
    target: float
    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class FunnelPlaces:
    """How many standard errors each board lies from the target, and what that asks for."""

    z: Floats
    p: Floats
    zones: tuple[Zone, ...]
    target: float


def funnel_target(n: ArrayLike, means: ArrayLike) -> float:
    """Give the mean of all people of all boards, about which a funnel is drawn.

    Parameters
    ----------
    n : array_like of int, shape (n_boards,)
        People with a score on each board.
    means : array_like of float, shape (n_boards,)
        Their means. A board with nobody, or with NaN, is left out.

    Returns
    -------
    float
        In the unit of the scores; NaN without any board.

    Raises
    ------
    ValueError
        If the two differ in length, or `n` is negative.

    Notes
    -----
    sum n mean / sum n.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Statistics in Medicine 24: 1185-1202. Key ``spiegelhalter2005a``.

    Examples
    --------
    >>> funnel_target([6, 12], [2.0, 3.5])
    3.0
    """
    people, scores = np.asarray(n, dtype=float), np.asarray(means, dtype=float)
    if people.shape != scores.shape or people.ndim != 1:
        raise ValueError("n and means must be one-dimensional and equally long")
    if (people < 0).any():
        raise ValueError("n must not be negative")
    scored = (people > 0) & ~np.isnan(scores)
    return float(np.average(scores[scored], weights=people[scored])) if scored.any() else float("nan")


def funnel_limits(n: ArrayLike, target: float, sigma2: float, *, tau2: float = 0.0) -> FunnelLimits:
    """Draw the lines between which boards of each size lie by chance.

    Parameters
    ----------
    n : array_like of int, shape (n_sizes,)
        Numbers of answers, 1 or more: a step of the funnel each.
    target : float
        What it is drawn about, as from `funnel_target`.
    sigma2 : float
        Variance between people of one board, squared units.
    tau2 : float, default 0
        Variance between boards that is nobody's fault, as from `fit_boards`; it makes the
        funnel ask only about boards unlike the usual run of boards.

    Returns
    -------
    FunnelLimits
        Four limits for each `n`, in the unit of the scores.

    Raises
    ------
    ValueError
        If an `n` is under 1 or broken, or a variance is negative or not finite.

    Notes
    -----
    target +- z sqrt(sigma2 / n + tau2) with z = 1.959964 and 3.090232. Between 6 and 15
    answers a funnel is nearly flat; draw it in steps, one for each whole n.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Statistics in Medicine 24: 1185-1202. Key ``spiegelhalter2005a``.
    .. [2] Spiegelhalter, D. J. (2005), Quality and Safety in Health Care 14: 347-351, on
       the variance between units. Key ``spiegelhalter2005b``.

    Examples
    --------
    >>> lines = funnel_limits([4, 16], 3.0, 0.64)
    >>> lines.lower_95.round(3).tolist(), lines.upper_998.round(3).tolist()
    ([2.216, 2.608], [4.236, 3.618])
    """
    sizes = _whole_sizes(n)
    error = np.sqrt(_variance(sizes.astype(float), sigma2, tau2))
    return FunnelLimits(
        n=sizes,
        target=target,
        lower_95=target - Z_95 * error,
        upper_95=target + Z_95 * error,
        lower_998=target - Z_998 * error,
        upper_998=target + Z_998 * error,
    )


def funnel_places(
    n: ArrayLike, means: ArrayLike, *, target: float, sigma2: float, tau2: float = 0.0
) -> FunnelPlaces:
    """Say which boards lie further from the target than their number of answers explains.

    Parameters
    ----------
    n : array_like of int, shape (n_boards,)
        People with a score on each board.
    means : array_like of float, shape (n_boards,)
        Their means. A board with nobody, or with NaN, has no place.
    target, sigma2, tau2 : float
        As for `funnel_limits`.

    Returns
    -------
    FunnelPlaces
        ``z`` in standard errors, ``p`` two-sided, 0 to 1, both NaN without a score, and a
        `Zone` each: ``INSIDE`` the 95 % limits, ``WORTH_A_LOOK`` beyond them, ``ASK``
        beyond those of 99.8 %.

    Raises
    ------
    ValueError
        If the two differ in length, `n` is negative, or the variances are negative, not
        finite or both 0.

    Notes
    -----
    z = (mean - target) / sqrt(sigma2 / n + tau2). Of 300 boards that do not differ 15 lie
    beyond 95 %: being there is a reason to look and proves nothing.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Statistics in Medicine 24: 1185-1202. Key ``spiegelhalter2005a``.

    Examples
    --------
    >>> places = funnel_places([16, 16, 0], [3.0, 3.5, 0.0], target=3.0, sigma2=0.64)
    >>> places.z.tolist(), [str(zone) for zone in places.zones]
    ([0.0, 2.5, nan], ['inside', 'worth-a-look', 'no-score'])
    """
    people, scores = np.asarray(n, dtype=float), np.asarray(means, dtype=float)
    if people.shape != scores.shape or people.ndim != 1:
        raise ValueError("n and means must be one-dimensional and equally long")
    if (people < 0).any():
        raise ValueError("n must not be negative")
    variance = _variance(np.where(people > 0, people, np.nan), sigma2, tau2)
    if sigma2 == tau2 == 0:
        raise ValueError("sigma2 and tau2 must not both be 0: without any variance nothing has a place")
    z = (scores - target) / np.sqrt(variance)
    return FunnelPlaces(z=z, p=np.asarray(2 * ndtr(-np.abs(z))), zones=_zones(z), target=target)


def share_limits(n: ArrayLike, share: float) -> FunnelLimits:
    """Draw the lines for a share of yeses, where answers are too few for the normal curve.

    Parameters
    ----------
    n : array_like of int, shape (n_sizes,)
        Numbers of answers, 1 or more: a step of the funnel each.
    share : float
        The share of all people who said yes, above 0 and below 1.

    Returns
    -------
    FunnelLimits
        Four limits for each `n`, as shares. A lower one can be negative, where no number of
        yeses would be odd enough: draw it at 0. An upper one stays under 1, however usual it
        is that all say yes.

    Raises
    ------
    ValueError
        If an `n` is under 1 or broken, or `share` is not between 0 and 1.

    Notes
    -----
    Exact binomial, interpolated between whole numbers: with r the smallest count whose
    F(r) reaches p, and a = (F(r) - p) / (F(r) - F(r - 1)), the limit is (r - a) / n, for
    p = .025, .975, .001 and .999.

    References
    ----------
    .. [1] Spiegelhalter, D. J. (2005), Statistics in Medicine 24: 1185-1202, appendix.
       Key ``spiegelhalter2005a``.

    Examples
    --------
    >>> lines = share_limits([8], 0.85)
    >>> lines.lower_95.round(3).tolist(), lines.upper_95.round(3).tolist()
    ([0.505], [0.989])
    """
    if not 0 < share < 1:
        raise ValueError("share must lie between 0 and 1")
    sizes = _whole_sizes(n)
    limits = np.array([_binomial_limits(int(size), share) for size in sizes]).reshape(-1, 4)
    lower_95, upper_95, lower_998, upper_998 = limits.T
    return FunnelLimits(
        n=sizes,
        target=share,
        lower_95=lower_95,
        upper_95=upper_95,
        lower_998=lower_998,
        upper_998=upper_998,
    )


def _whole_sizes(n: ArrayLike) -> NDArray[np.int64]:
    given = np.asarray(n, dtype=float)
    if given.ndim != 1 or not (given >= 1).all() or (given % 1 != 0).any():
        raise ValueError("n must be one-dimensional: whole numbers of answers, 1 or more")
    return given.astype(np.int64)


def _variance(people: Floats, sigma2: float, tau2: float) -> Floats:
    if not (0 <= sigma2 < np.inf and 0 <= tau2 < np.inf):
        raise ValueError("sigma2 and tau2 must be finite and not negative")
    return sigma2 / people + tau2


def _zones(z: Floats) -> tuple[Zone, ...]:
    """One an entry; NaN, which no limit holds, is sorted behind infinity."""
    places = np.searchsorted([Z_95, Z_998, np.inf], np.abs(z))
    return tuple(ZONES_OUTWARD[place] for place in places.tolist())


def _binomial_limits(n: int, share: float) -> Floats:
    probabilities = np.array([0.025, 0.975, 0.001, 0.999])
    reached = np.concatenate(([0.0], bdtr(np.arange(n + 1), n, share)))
    count = np.searchsorted(reached[1:], probabilities, side="left")
    excess = (reached[count + 1] - probabilities) / (reached[count + 1] - reached[count])
    return np.asarray((count - excess) / n)
