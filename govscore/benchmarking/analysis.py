"""Everything there is to say on one domain of an analyst's own data: raters in groups, of any size."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.agreement.concordance import kendall_w
from govscore.benchmarking.agreement.krippendorff import krippendorff_alpha
from govscore.benchmarking.agreement.nulls import Null, null_variance
from govscore.benchmarking.agreement.table import agreement_table
from govscore.benchmarking.between.icc import WHY_NOT, BetweenBoards, between_boards
from govscore.benchmarking.between.shrinkage import ShrunkScores, shrink
from govscore.benchmarking.consistency.alpha import Reliability, reliability
from govscore.benchmarking.consistency.omega import OneFactor, fit_one_factor
from govscore.benchmarking.counts import Codes, count_answers
from govscore.benchmarking.person_scores import BoardScores, board_scores, person_scores
from govscore.benchmarking.reasons import Reason, first_reason
from govscore.benchmarking.standing.dispersion import overdispersion
from govscore.benchmarking.standing.funnel import FunnelPlaces, Zone, funnel_places, funnel_target
from govscore.benchmarking.standing.known_errors import variance_between
from govscore.benchmarking.standing.multiplicity import benjamini_hochberg
from govscore.benchmarking.standing.position import percentile_ranks
from govscore.benchmarking.standing.ranks import fast_expected_ranks

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """One figure of every group; NaN where `reason` says why."""

    values: Floats
    reason: NDArray[np.object_]


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupFigures:
    """The figures of every group by name, with the people that have a score."""

    n: NDArray[np.int64]
    figures: Mapping[str, Figure]
    shrunk: ShrunkScores
    zones: tuple[Zone, ...]


@dataclass(frozen=True, kw_only=True)
class FunnelFigures:
    """What a funnel is drawn from, and whether groups differ by more than chance; `reasons` names each NaN."""

    target: float
    sigma2: float
    phi: float
    phi_winsorised: float
    phi_corrected: float
    tau2_dl: float
    tau2_reml: float
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, kw_only=True, eq=False)
class DomainAnalysis:
    """One domain: whether its questions hang together, whether groups differ, and each group's figures."""

    options: tuple[int, int]
    reliability: Reliability
    factor: OneFactor
    between: BetweenBoards
    funnel: FunnelFigures
    groups: GroupFigures


def analyse_domain(
    group: ArrayLike, codes: ArrayLike, *, n_groups: int, options: tuple[int, int]
) -> DomainAnalysis:
    """Work out all figures of one domain that raters in groups have answered.

    Parameters
    ----------
    group : array_like of int, shape (n_people,)
        The group of each, 0 to `n_groups` - 1, in any order.
    codes : array_like of int, shape (n_people, n_items)
        1 for the lowest option, 2 for the next, or a `Blank`.
    n_groups : int
        Groups there are; some may have nobody.
    options : tuple of int
        What the lowest and the highest option stand for, two at least, one point apart.

    Returns
    -------
    DomainAnalysis
        ``reliability`` and ``factor`` over all people; ``between``; ``funnel``; ``groups``, whose figures
        have shape (n_groups,). What is NaN has its reason beside it.

    Raises
    ------
    ValueError
        As `count_answers`, or with fewer than two options.

    Notes
    -----
    Nothing is worked out here: each figure is that of its own module, put together as
    ``govscore analyse`` prints it. The variance of the funnel is that within groups; the estimates are
    drawn to the mean of all groups; the null of r_wg(j) is uniform.

    References
    ----------
    .. [1] The functions named in ``docs/statistics.md``, *An analyst's own data*.

    Examples
    --------
    >>> codes = [[3, 4], [3, 3], [4, 4], [2, 1], [2, 2], [1, 1]]
    >>> found = analyse_domain([0, 0, 0, 1, 1, 1], codes, n_groups=2, options=(1, 4))
    >>> found.groups.figures["mean"].values.tolist(), round(found.reliability.alpha, 4)
    ([3.5, 1.5], 0.9286)
    """
    low, high = options
    if high <= low:
        raise ValueError("a scale has two options at least, the lowest first")
    sheet = np.asarray(codes)
    scores = board_scores(group, person_scores(sheet, options=options), n_boards=n_groups)
    between = between_boards(scores.n, scores.means, scores.ssw)
    hang_together = reliability(np.where((sheet >= 1) & (sheet <= high - low + 1), sheet, np.nan))
    target = funnel_target(scores.n, scores.means)
    places = _places(scores, target, between.anova.msw)
    return DomainAnalysis(
        options=options,
        reliability=hang_together,
        factor=fit_one_factor(hang_together.covariance),
        between=between,
        funnel=_funnel(scores, between, places),
        groups=GroupFigures(
            n=scores.n,
            figures={**_agreement(group, sheet, scores, options), **_comparison(scores, between, places)},
            shrunk=shrink(between.model, scores.n, scores.means),
            zones=places.zones,
        ),
    )


def _agreement(
    group: ArrayLike, sheet: Codes, scores: BoardScores, options: tuple[int, int]
) -> dict[str, Figure]:
    """The mean, and how far a group's people agree, each question with whoever answered it."""
    low, high = options
    n_groups, n_options, values = scores.n.size, high - low + 1, np.arange(low, high + 1)
    counts = count_answers(group, sheet, n_boards=n_groups, n_options=n_options).chosen
    whole = [range(sheet.shape[1])]
    table = agreement_table(counts, values, null_variance(Null.UNIFORM, n_options), domains=whole)
    alpha = krippendorff_alpha(counts, values)
    order = kendall_w(group, sheet, n_boards=n_groups, n_options=n_options)
    rwg_why, apart_why = table.rwg.reason[:, 0], table.deviation.reason[:, 0]
    return {
        "mean": Figure(values=scores.means, reason=first_reason((scores.n < 1, Reason.TOO_FEW))),
        "rwg_j": Figure(values=table.rwg.rwg_j[:, 0], reason=rwg_why),
        "rwg_star_j": Figure(values=table.rwg.rwg_star[:, 0], reason=rwg_why),
        "awg": Figure(values=table.awg.value[:, 0], reason=table.awg.reason[:, 0]),
        "ad_mean": Figure(values=table.deviation.about_mean[:, 0], reason=apart_why),
        "ad_median": Figure(values=table.deviation.about_median[:, 0], reason=apart_why),
        "krippendorff_nominal": Figure(values=alpha.nominal, reason=alpha.reason),
        "krippendorff_ordinal": Figure(values=alpha.ordinal, reason=alpha.reason),
        "krippendorff_interval": Figure(values=alpha.interval, reason=alpha.reason),
        "kendall_w": Figure(values=order.w, reason=order.reason),
        "kendall_p": Figure(values=order.p, reason=order.reason),
    }


def _comparison(scores: BoardScores, between: BetweenBoards, places: FunnelPlaces) -> dict[str, Figure]:
    """Where each group stands among the others, and how sure that is."""
    shrunk = shrink(between.model, scores.n, scores.means)
    ranks = fast_expected_ranks(shrunk.estimate, shrunk.sd)
    without_model = None if between.model.reason is None else WHY_NOT[between.model.reason]
    fitted = _why(scores, without_model)
    placed = _why(scores, _no_place(between.anova.msw))
    return {
        "eb": Figure(values=shrunk.estimate, reason=fitted),
        "eb_sd": Figure(values=shrunk.sd, reason=fitted),
        "reliability": Figure(values=shrunk.reliability, reason=fitted),
        "z": Figure(values=places.z, reason=placed),
        "p": Figure(values=places.p, reason=placed),
        "q": Figure(values=benjamini_hochberg(places.p).q, reason=placed),
        "expected_rank": Figure(values=ranks.ranks, reason=_why(scores, without_model or ranks.reason)),
        "percentile": _percentile(scores),
    }


def _percentile(scores: BoardScores) -> Figure:
    if np.count_nonzero(scores.n) < 2:
        nowhere = np.full(scores.n.shape, np.nan)
        return Figure(values=nowhere, reason=_why(scores, Reason.TOO_FEW))
    ranks = percentile_ranks(scores.means, min_comparators=1)
    return Figure(values=ranks.percentiles, reason=_why(scores, None))


def _why(scores: BoardScores, otherwise: Reason | None) -> NDArray[np.object_]:
    """Too few where nobody has a score; for the other groups what keeps all of them from a figure."""
    cases = [(scores.n < 1, Reason.TOO_FEW)]
    if otherwise is not None:
        cases.append((scores.n >= 1, otherwise))
    return first_reason(*cases)


def _no_place(msw: float) -> Reason | None:
    if math.isnan(msw):
        return Reason.TOO_FEW
    return None if msw > 0 else Reason.NO_VARIATION


def _places(scores: BoardScores, target: float, msw: float) -> FunnelPlaces:
    if _no_place(msw) is None:
        return funnel_places(scores.n, scores.means, target=target, sigma2=msw)
    nowhere = np.full(scores.n.shape, np.nan)
    return FunnelPlaces(z=nowhere, p=nowhere, zones=(Zone.NO_SCORE,) * scores.n.size, target=target)


def _funnel(scores: BoardScores, between: BetweenBoards, places: FunnelPlaces) -> FunnelFigures:
    msw = between.anova.msw
    spread = overdispersion(places.z)
    has_places = _no_place(msw) is None
    errors = msw / np.where(scores.n > 0, scores.n, np.nan) if has_places else places.z
    known = variance_between(scores.means, errors)
    reasons: dict[str, Reason] = {}
    if math.isnan(places.target):
        reasons["target"] = Reason.TOO_FEW
    if why := between.anova.reasons.get("msw"):
        reasons["sigma2"] = why
    # A spread that there is none of says more than that nothing could be placed by it.
    if why := _no_place(msw) or spread.reason:
        names = ("phi", "phi_winsorised", "phi_corrected", "tau2_dl", "tau2_reml")
        reasons.update(dict.fromkeys(names, why))
    return FunnelFigures(
        target=places.target,
        sigma2=msw,
        phi=spread.phi,
        phi_winsorised=spread.phi_winsorised,
        phi_corrected=spread.phi_corrected,
        tau2_dl=known.dl,
        tau2_reml=known.reml,
        reasons=reasons,
    )
