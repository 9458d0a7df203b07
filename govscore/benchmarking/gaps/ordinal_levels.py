"""How odd a level is among a handful of levels, where a residual of a whole step or none says too little."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import ndtr, ndtri

from govscore.benchmarking.gaps.clustered_fit import RatedBoards

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# A prior so wide that it is felt only where all boards of a phase have one level, and its effect would have no end.
WIDE = 25.0
TINY = np.finfo(float).tiny
ROOT_2_PI = (2 * np.pi) ** 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class _Cuts:
    """What the cuts between levels are fitted to: each board's place among the levels, and what bears on it."""

    own: Ints
    terms: Floats
    variance: Floats
    weights: Floats

    @property
    def n(self) -> int:
        return int(self.own.max())


def chance_of_levels(boards: RatedBoards, kept: Flags, theta: float) -> Floats:
    """Say how seldom boards of such a phase, score and officer get a level that far from the usual one.

    Parameters
    ----------
    boards : RatedBoards
        Of few distinct levels; as many boards as have them take part.
    kept : array of bool, shape (n_boards,)
        Which boards bear on what is usual: those not far off `huber_line`.
    theta : float
        As from `officer_ratio`.

    Returns
    -------
    array of float, shape (n_boards,)
        Two-sided, above 0 to 1. A level that many have is never rare, however few boards lie between it
        and the usual one. 1 where all boards that bear on it have one level.

    Raises
    ------
    None
        What cannot be fitted, `officers_views` has set aside.

    Notes
    -----
    Ordered probit: P(level <= k) = Phi(c_k - eta), eta = a_phase + b score + u_officer, by penalised
    maximum likelihood: u has variance theta; a, and b of the standardised score, 25.
    p = 2 min(P(level <= own), P(level >= own)), at most 1; it is too large rather than too small, as
    levels go by steps, as each board that is kept bears on its own, and as a level that none of them has
    counts as the next one that some have.

    References
    ----------
    .. [1] McCullagh, P. (1980), Journal of the Royal Statistical Society B 42: 109-142. Key ``mccullagh1980``.

    Examples
    --------
    Eighty boards whose level follows their score, with something either way, and one that has the lowest
    level beside the highest score:

    >>> score = np.append(np.repeat(np.arange(10.0), 8), 9.0)
    >>> felt = score[:80] + np.tile([-2, -1, -1, 0, 0, 1, 1, 2], 10)
    >>> level = np.append(np.digitize(felt, [0, 4, 8]) + 1.0, 1.0)
    >>> design = np.stack([np.ones(81), score], axis=1)
    >>> boards = RatedBoards(level=level, design=design, weights=np.ones(81), officer=np.zeros(81, dtype=int))
    >>> p = chance_of_levels(boards, np.arange(81) < 80, 0.0)
    >>> int(p.argmin()), bool(p[80] < 0.001 < p[:80].min())
    (80, True)
    """
    seen = np.unique(boards.level[kept])
    if seen.size < 2:
        return np.ones(boards.level.size)
    own = np.searchsorted(seen, np.minimum(boards.level, seen[-1]))
    terms, variance = _terms(boards, kept, theta)
    cuts, effects = _fitted(
        _Cuts(own=own[kept], terms=terms[kept], variance=variance, weights=boards.weights[kept])
    )
    ends, place = _ends(cuts), terms @ effects
    smaller = np.minimum(ndtr(ends[own + 1] - place), ndtr(place - ends[own]))
    return np.asarray(np.minimum(2 * smaller, 1.0))


def _terms(boards: RatedBoards, kept: Flags, theta: float) -> tuple[Floats, Floats]:
    """What bears on a level, a column each, and the variance that each effect is held to."""
    score = boards.design[:, -1]
    own = (score - score[kept].mean()) / score[kept].std()
    columns = [boards.design[:, :-1], own[:, None]]
    n_common = boards.design.shape[1]
    if theta > 0:
        columns.append(np.eye(int(boards.officer.max()) + 1)[boards.officer])
    terms = np.concatenate(columns, axis=1)
    return terms, np.where(np.arange(terms.shape[1]) < n_common, WIDE, theta)


def _fitted(model: _Cuts) -> tuple[Floats, Floats]:
    """The cuts between levels, and what each term does to a board's place among them."""
    cuts = ndtri(np.cumsum(np.bincount(model.own))[: model.n] / model.own.size)
    start = np.concatenate([cuts[:1], np.log(np.diff(cuts)), np.zeros(model.variance.size)])
    found = minimize(_lack, start, args=(model,), jac=True, method="BFGS").x
    return _cuts(found, model), found[model.n :]


def _lack(unknown: Floats, model: _Cuts) -> tuple[float, Floats]:
    """Minus the penalised log-likelihood, and its slope: the first cut, logarithms of the gaps, the effects."""
    own, effects, ends = model.own, unknown[model.n :], _ends(_cuts(unknown, model))
    low, high = ((each - model.terms @ effects) for each in (ends[own], ends[own + 1]))
    held = np.maximum(ndtr(high) - ndtr(low), TINY)
    gain = float(model.weights @ np.log(held) - (effects**2 / model.variance).sum() / 2)
    lower, upper = _curve(low) / held, _curve(high) / held
    by_end = np.bincount(own + 1, model.weights * upper, minlength=ends.size)
    by_end -= np.bincount(own, model.weights * lower, minlength=ends.size)
    beyond = np.cumsum(by_end[model.n : 0 : -1])[::-1]
    by_effect = model.terms.T @ (model.weights * (lower - upper)) - effects / model.variance
    slope = np.concatenate([beyond[:1], beyond[1:] * np.exp(unknown[1 : model.n]), by_effect])
    return -gain, -slope


def _cuts(unknown: Floats, model: _Cuts) -> Floats:
    """A gap is never negative, so cuts keep their order."""
    return np.asarray(unknown[0] + np.concatenate([[0.0], np.cumsum(np.exp(unknown[1 : model.n]))]))


def _curve(at: Floats) -> Floats:
    """The height of the normal curve."""
    return np.asarray(np.exp(-(at**2) / 2) / ROOT_2_PI)


def _ends(cuts: Floats) -> Floats:
    return np.concatenate([[-np.inf], cuts, [np.inf]])
