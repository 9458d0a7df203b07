"""How much boards differ, and what a board's mean is worth once its number of answers is reckoned with."""

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.between.variance import Pooled, best_theta, criterion, pool, profile, usable_boards

NO_SPREAD = 1e-9


class NotEstimable(StrEnum):
    """Why there is no variance model."""

    NO_BOARDS = "no-boards"
    ONE_BOARD = "one-board"
    ONE_PERSON_EACH = "one-person-each"
    NO_VARIATION_WITHIN = "no-variation-within"


@dataclass(frozen=True, kw_only=True)
class BoardModel:
    """Person scores as a mean, a board's share and a person's; all NaN where `reason` says why."""

    mu: float
    mu_se: float
    tau2: float
    sigma2: float
    icc1: float
    log_likelihood: float
    n_boards: int
    n_people: int
    n_missing: int
    is_singular: bool
    reason: NotEstimable | None


@dataclass(frozen=True, kw_only=True, eq=False)
class ShrunkScores:
    """Boards' scores drawn towards the mean as far as their answers are few, with an interval each."""

    estimate: NDArray[np.float64]
    sd: NDArray[np.float64]
    reliability: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    confidence_level: float
    is_singular: bool
    reason: NotEstimable | None


def fit_boards(n: ArrayLike, means: ArrayLike, ssw: ArrayLike) -> BoardModel:
    """Say how much boards really differ, beside how much people within a board do.

    Parameters
    ----------
    n : array_like of int, shape (n_boards,)
        People with a score on each board.
    means : array_like of float, shape (n_boards,)
        Mean of their scores, in any unit.
    ssw : array_like of float, shape (n_boards,)
        Sum of squared deviations of their scores from that mean; 0 on a board of one.
        A board with nobody, or with NaN in any of the three, is set aside and counted.

    Returns
    -------
    BoardModel
        ``mu`` and its standard error ``mu_se``; ``tau2`` and ``sigma2``, the variances
        between boards and between people of a board, squared units; ``icc1`` =
        tau2 / (tau2 + sigma2), 0 to 1; ``log_likelihood``, restricted; ``n_boards``,
        ``n_people``, ``n_missing``. ``is_singular`` is true where tau2 is 0: no measurable
        difference between boards. Where nothing can be estimated the numbers are NaN and
        ``reason`` is the `NotEstimable` in question.

    Raises
    ------
    ValueError
        If the arrays differ in shape or are not one-dimensional, if `n` holds a negative
        or broken number of people, if `ssw` is negative, or if a value is infinite.

    Notes
    -----
    y = mu + u_board + e by restricted maximum likelihood. With theta = tau2 / sigma2 and
    w_b = n_b / (1 + n_b theta), minus twice the log-likelihood is
    (N - 1)(ln 2 pi s2 + 1) + sum ln(1 + n_b theta) + ln sum w, where mu is the w-weighted
    mean and s2 = (SSW + sum w (mean_b - mu)^2) / (N - 1): one unknown, and no row of a
    person. Its derivative is brought to zero, so that the answer is good to about twelve
    digits. Two boards are enough to compute it and far too few to believe it. Shrinking
    towards a phase mean is fitting the boards of that phase alone.

    References
    ----------
    .. [1] Patterson, H. D., Thompson, R. (1971), Biometrika 58: 545-554. Key ``patterson1971``.
    .. [2] Searle, S. R., Casella, G., McCulloch, C. E. (1992), Variance Components.
       Key ``searle1992``.

    Examples
    --------
    With equal boards this is analysis of variance: within mean square 6/6 = 1, between
    3 x 4 = 12, so tau2 = (12 - 1)/3.

    >>> model = fit_boards([3, 3, 3], [1.0, 3.0, 5.0], [2.0, 2.0, 2.0])
    >>> round(model.mu, 9), round(model.sigma2, 9), round(model.tau2, 9)
    (3.0, 1.0, 3.666666667)
    >>> fit_boards([4], [2.5], [1.0]).reason
    <NotEstimable.ONE_BOARD: 'one-board'>
    """
    boards = usable_boards(n, means, ssw)
    reason = _why_not(boards.people, boards.within)
    if reason is not None:
        return _no_model(boards.people, boards.n_missing, reason)
    pooled = pool(boards.people, boards.means, boards.within)
    return _model(pooled, best_theta(pooled), n_boards=boards.people.size, n_missing=boards.n_missing)


def shrink(
    model: BoardModel, n: ArrayLike, mean: ArrayLike, *, confidence_level: float = 0.95
) -> ShrunkScores:
    """Give the board's score that fairly compares with others', and how sure it is.

    Parameters
    ----------
    model : BoardModel
        What `fit_boards` made of the boards of one domain and round.
    n : array_like of int, any shape
        People with a score on each board.
    mean : array_like of float, broadcast against `n`
        Their mean, in the unit of the model. A board with nobody, or with NaN, stays NaN.
    confidence_level : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    ShrunkScores
        ``estimate``, ``sd``, ``low``, ``high`` in the unit of the scores and
        ``reliability`` 0 to 1, arrays of the broadcast shape. In a singular model every
        estimate is mu with reliability and sd 0; ``low`` and ``high`` are then NaN, an
        interval without width being no statement. Without a model all are NaN and
        ``reason`` is the model's.

    Raises
    ------
    ValueError
        If `confidence_level` is not between 0 and 1, or `n` is negative.

    Notes
    -----
    reliability = tau2 / (tau2 + sigma2 / n); estimate = mu + reliability (mean - mu);
    sd = sqrt(tau2 sigma2 / (sigma2 + n tau2)), given mu and the variances (the conditional
    standard deviation of lme4). The estimates are drawn in: their spread is less than that
    of the boards they stand for, so never count how many lie under a cut.

    References
    ----------
    .. [1] Morris, C. N. (1983), Journal of the American Statistical Association 78: 47-55.
       Key ``morris1983``.
    .. [2] Robinson, G. K. (1991), Statistical Science 6: 15-32. Key ``robinson1991``.

    Examples
    --------
    >>> model = fit_boards([3, 3, 3], [1.0, 3.0, 5.0], [2.0, 2.0, 2.0])
    >>> shrunk = shrink(model, [3], [5.0])
    >>> print(f"{shrunk.reliability[0]:.4f} {shrunk.estimate[0]:.4f} {shrunk.sd[0]:.4f}")
    0.9167 4.8333 0.5528
    """
    if not 0 < confidence_level < 1:
        raise ValueError("confidence_level must lie between 0 and 1")
    people, means = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(mean, dtype=float))
    if (people < 0).any():
        raise ValueError("n must not be negative")
    people = np.where(np.isnan(means) | ~(people > 0), np.nan, people)
    reliability = people * model.tau2 / (model.sigma2 + people * model.tau2)
    estimate = model.mu + reliability * (means - model.mu)
    sd = np.sqrt(model.tau2 * model.sigma2 / (model.sigma2 + people * model.tau2))
    reach = np.nan if model.is_singular else NormalDist().inv_cdf((1 + confidence_level) / 2)
    return ShrunkScores(
        estimate=estimate,
        sd=sd,
        reliability=reliability,
        low=estimate - reach * sd,
        high=estimate + reach * sd,
        confidence_level=confidence_level,
        is_singular=model.is_singular,
        reason=model.reason,
    )


def _why_not(people: NDArray[np.float64], within: NDArray[np.float64]) -> NotEstimable | None:
    if people.size < 2:
        return NotEstimable.ONE_BOARD if people.size else NotEstimable.NO_BOARDS
    freedom = float(people.sum()) - people.size
    if freedom == 0:
        return NotEstimable.ONE_PERSON_EACH
    if float(within.sum()) <= freedom * NO_SPREAD**2:
        return NotEstimable.NO_VARIATION_WITHIN
    return None


def _no_model(people: NDArray[np.float64], n_missing: int, reason: NotEstimable) -> BoardModel:
    return BoardModel(
        mu=math.nan,
        mu_se=math.nan,
        tau2=math.nan,
        sigma2=math.nan,
        icc1=math.nan,
        log_likelihood=math.nan,
        n_boards=int(people.size),
        n_people=int(people.sum()),
        n_missing=n_missing,
        is_singular=False,
        reason=reason,
    )


def _model(pooled: Pooled, theta: float, *, n_boards: int, n_missing: int) -> BoardModel:
    at = profile(pooled, np.array([theta]))
    freedom = pooled.n_people - 1
    sigma2 = float(at.rss[0]) / freedom
    deviance = float(criterion(pooled, at)[0]) + freedom * (math.log(2 * math.pi / freedom) + 1)
    return BoardModel(
        mu=pooled.centre + float(at.mu[0]),
        mu_se=math.sqrt(sigma2 / float(at.weight[0])),
        tau2=theta * sigma2,
        sigma2=sigma2,
        icc1=theta / (1 + theta),
        log_likelihood=-deviance / 2,
        n_boards=n_boards,
        n_people=pooled.n_people,
        n_missing=n_missing,
        is_singular=theta == 0,
        reason=None,
    )
