"""Do the questions of a domain hang together, so that one score may stand for them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

from govscore.benchmarking.consistency.board_sums import CompleteAnswers, complete_answers
from govscore.benchmarking.grouping import ROWS_AT_ONCE
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]

NOTHING = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class Reliability:
    """Alpha and what goes with it, over people who answered every item that is `used`.

    `item_rest` and `alpha_if_dropped` have one entry an item given, NaN with a reason beside it where there is
    none; `constant` and `unanswered` are the items that were dropped, and `negative` those that run against
    the rest: worded in reverse, or keyed wrongly.
    """

    n_people: int
    n_complete: int
    used: tuple[int, ...]
    constant: tuple[int, ...]
    unanswered: tuple[int, ...]
    covariance: Floats
    alpha: float
    alpha_low: float
    alpha_high: float
    spearman_brown: float
    lambda2: float
    item_rest: Floats
    item_rest_reason: NDArray[np.object_]
    alpha_if_dropped: Floats
    alpha_if_dropped_reason: NDArray[np.object_]
    negative: tuple[int, ...]
    confidence_level: float
    reasons: Mapping[str, Reason]

    @property
    def headline(self) -> float:
        """The figure to show: alpha, and of two items the Spearman-Brown of their correlation."""
        return self.spearman_brown if len(self.used) == 2 else self.alpha


def reliability(answers: ArrayLike, *, confidence_level: float = 0.95) -> Reliability:
    """Say how well the questions of a domain hang together over everybody who answered all of them.

    Parameters
    ----------
    answers : array_like of float, shape (n_people, n_items)
        Values of the options chosen, for the items of one domain; NaN for no answer.
    confidence_level : float, default 0.95
        Of Feldt's interval, between 0 and 1.

    Returns
    -------
    Reliability
        ``alpha`` with interval, ``lambda2``, ``spearman_brown`` of two items, ``item_rest`` and
        ``alpha_if_dropped``, without unit; ``covariance`` of the used items, squared points.
        Items that nobody answered, or that all answered alike, are dropped and named. Under 2
        people or 2 items ``reasons`` has ``too_few``; where all totals are equal ``no_variation``;
        ``not_admissible`` for the Spearman-Brown of two items that are each other's reverse.

    Raises
    ------
    ValueError
        If `answers` is not two-dimensional or holds an infinity, or `confidence_level` is
        not between 0 and 1.

    Notes
    -----
    With the covariance matrix S of J items, trace T and sum V: alpha = J/(J-1) (1 - T/V);
    lambda2 = (V - T + sqrt(J/(J-1) sum of squared covariances)) / V; item-rest
    (row sum - s_ii) / sqrt(s_ii (V - 2 row sum + s_ii)); alpha without item i from S
    without its row and column. Limits 1 - (1 - alpha) F at (1 + level)/2 and (1 - level)/2
    with n - 1 and (n - 1)(J - 1) degrees of freedom. They take people as independent, and ours
    sit on boards: see `alpha_over_boards`. It is a figure of an instrument in a population:
    of ten people on one board the interval reaches from .50 to .94.

    References
    ----------
    .. [1] Cronbach, L. J. (1951), Psychometrika 16: 297-334. Key ``cronbach1951``.
    .. [2] Feldt, L. S., Woodruff, D. J., Salih, F. A. (1987), Applied Psychological
       Measurement 11: 93-103. Key ``feldt1987``.
    .. [3] Guttman, L. (1945), Psychometrika 10: 255-282. Key ``guttman1945``.

    Examples
    --------
    >>> found = reliability([[1, 2, 3], [2, 2, 3], [3, 4, 3], [4, 4, 3], [4, float("nan"), 3]])
    >>> round(found.alpha, 4), found.n_complete, found.constant
    (0.9412, 4, (2,))
    """
    if not 0 < confidence_level < 1:
        raise ValueError("confidence_level must lie between 0 and 1")
    sample = complete_answers(answers).varying()
    n, j = sample.answers.shape
    s = _covariance(sample.answers)
    why = _why_not(s, j, n)
    alpha = math.nan if why else _alpha(float(np.trace(s)), float(s.sum()), j)
    low, high = _feldt(alpha, n, j, confidence_level=confidence_level)
    rest, rest_reason = _spread(_item_rest(s), sample, Reason.NO_VARIATION)
    dropped, dropped_reason = _spread(
        _alpha_if_dropped(s), sample, Reason.TOO_FEW if j < 3 else Reason.NO_VARIATION
    )
    stepped_up = math.nan if why or j != 2 else _spearman_brown(s)
    figures = ("alpha", "alpha_low", "alpha_high", "lambda2", "spearman_brown")
    reasons = dict.fromkeys(figures, why) if why else {}
    if math.isnan(stepped_up) and not why and j == 2:
        reasons = {"spearman_brown": Reason.NOT_ADMISSIBLE}
    return Reliability(
        n_people=sample.is_complete.size,
        n_complete=n,
        used=sample.used,
        constant=sample.constant,
        unanswered=sample.unanswered,
        covariance=s,
        alpha=alpha,
        alpha_low=low,
        alpha_high=high,
        spearman_brown=stepped_up,
        lambda2=math.nan if why else _lambda2(s),
        item_rest=rest,
        item_rest_reason=rest_reason,
        alpha_if_dropped=dropped,
        alpha_if_dropped_reason=dropped_reason,
        negative=tuple(np.flatnonzero(rest < 0).tolist()),
        confidence_level=confidence_level,
        reasons=reasons,
    )


def _covariance(rows: Floats) -> Floats:
    n, j = rows.shape
    if n < 2:
        return np.full((j, j), np.nan)
    mean = np.ones(n) @ rows / n
    products: Floats = np.zeros((j, j))
    for start in range(0, n, ROWS_AT_ONCE):
        centred = rows[start : start + ROWS_AT_ONCE] - mean
        products += centred.T @ centred
    products /= n - 1
    return products


def _why_not(s: Floats, j: int, n: int) -> Reason | None:
    if n < 2:
        return Reason.TOO_FEW
    if j == 0:
        return Reason.NO_VARIATION
    if j < 2:
        return Reason.TOO_FEW
    return Reason.NO_VARIATION if s.sum() <= NOTHING * np.trace(s) else None


def _alpha(trace: float, total: float, j: int) -> float:
    return j / (j - 1) * (1 - trace / total)


def _feldt(alpha: float, n: int, j: int, *, confidence_level: float) -> tuple[float, float]:
    if math.isnan(alpha):
        return math.nan, math.nan
    tails = np.array([(1 + confidence_level) / 2, (1 - confidence_level) / 2])
    low, high = (1 - (1 - alpha) * fdtri(n - 1, (n - 1) * (j - 1), tails)).tolist()
    return low, high


def _spearman_brown(s: Floats) -> float:
    r = float(s[0, 1] / np.sqrt(s[0, 0] * s[1, 1]))
    return 2 * r / (1 + r) if 1 + r > NOTHING else math.nan


def _lambda2(s: Floats) -> float:
    j = s.shape[0]
    off = s - np.diag(np.diag(s))
    return float((off.sum() + np.sqrt(j / (j - 1) * (off**2).sum())) / s.sum())


def _item_rest(s: Floats) -> Floats:
    own, row = np.diag(s), s.sum(axis=1)
    rest = s.sum() - 2 * row + own
    defined = rest > NOTHING * np.trace(s)
    return np.where(defined, (row - own) / np.sqrt(own * np.where(defined, rest, 1.0)), np.nan)


def _alpha_if_dropped(s: Floats) -> Floats:
    j = s.shape[0]
    own, row = np.diag(s), s.sum(axis=1)
    trace, total = own.sum() - own, s.sum() - 2 * row + own
    defined = (total > NOTHING * own.sum()) & (j > 2)
    return np.where(defined, (j - 1) / max(j - 2, 1) * (1 - trace / np.where(defined, total, 1.0)), np.nan)


def _spread(values: Floats, sample: CompleteAnswers, otherwise: Reason) -> tuple[Floats, NDArray[np.object_]]:
    """Put the figures of the used items in the places of all items, and say what is missing why."""
    n_items = len(sample.used) + len(sample.constant) + len(sample.unanswered)
    placed = np.full(n_items, np.nan)
    placed[list(sample.used)] = values
    places = np.arange(n_items)
    few = np.isin(places, sample.unanswered) | (sample.answers.shape[0] < 2)
    return placed, first_reason(
        (few, Reason.TOO_FEW),
        (np.isin(places, sample.constant), Reason.NO_VARIATION),
        (np.isnan(placed), Reason.TOO_FEW if len(sample.used) < 2 else otherwise),
    )
