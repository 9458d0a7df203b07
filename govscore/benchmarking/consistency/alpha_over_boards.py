"""How well questions hang together once it is remembered that people sit on boards."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.consistency.board_sums import BoardSums, complete_answers, sum_boards
from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]

NOTHING = 1e-12
REPLICATES = 1000


@dataclass(frozen=True, kw_only=True)
class AlphaOverBoards:
    """Alpha with an interval that lets boards vary; `n_undefined` draws of boards had no alpha."""

    alpha: float
    low: float
    high: float
    n_boards: int
    n_complete: int
    replicates: int
    n_undefined: int
    confidence_level: float
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, kw_only=True)
class AlphaByLevel:
    """Alpha of people's answers, of boards' means, and of what people differ from their board by."""

    total: float
    between: float
    within: float
    n_boards: int
    n_complete: int
    reasons: Mapping[str, Reason]


def alpha_over_boards(
    answers: ArrayLike,
    board: ArrayLike,
    *,
    rng: np.random.Generator,
    replicates: int = REPLICATES,
    confidence_level: float = 0.95,
) -> AlphaOverBoards:
    """Say how sure alpha is when people of one board answer alike.

    Parameters
    ----------
    answers : array_like of float, shape (n_people, n_items)
        Values of the options chosen, for the items of one domain; NaN for no answer.
    board : array_like of int, shape (n_people,)
        The board of each, from 0.
    rng : numpy.random.Generator
        Where the draws come from.
    replicates : int, default 1000
        Draws of boards.
    confidence_level : float, default 0.95
        Of the interval, between 0 and 1.

    Returns
    -------
    AlphaOverBoards
        ``alpha`` over all complete answers, ``low`` and ``high``. Under two boards the interval,
        and under two people or items alpha too, are NaN (``too_few``); where all totals are
        equal ``no_variation``.

    Raises
    ------
    ValueError
        As `complete_answers` and `sum_boards`, or if `replicates` is under 1 or `confidence_level` not between 0 and 1.

    Notes
    -----
    As many boards as there are, drawn with replacement, all their people with them; the
    quantiles of alpha over the draws. With few boards (under 20) the interval is too narrow.

    References
    ----------
    .. [1] Field, C. A., Welsh, A. H. (2007), Journal of the Royal Statistical Society,
       Series B 69: 369-390. Key ``field2007``.

    Examples
    --------
    >>> found = alpha_over_boards(
    ...     [[1, 2], [2, 2], [3, 4], [4, 4], [4, 3], [1, 1]], [0, 0, 1, 1, 2, 2],
    ...     rng=np.random.default_rng(1), replicates=100,
    ... )
    >>> round(found.alpha, 4), found.low < found.alpha < found.high
    (0.9081, True)
    """
    if replicates < 1 or not 0 < confidence_level < 1:
        raise ValueError("replicates must be 1 or more, and confidence_level lie between 0 and 1")
    sums = _sums(answers, board)
    whole = sums.whole()
    alpha = float(_alpha_of(whole))
    n_boards = sums.table.shape[0]
    why = _why_not(whole, alpha)
    wide = why or (Reason.TOO_FEW if n_boards < 2 else None)
    drawn = np.empty(0) if wide else _alpha_of(sums.redraw(rng=rng, replicates=replicates))
    defined = drawn[~np.isnan(drawn)]
    tails = [(1 - confidence_level) / 2, (1 + confidence_level) / 2]
    low, high = np.quantile(defined, tails).tolist() if defined.size else (np.nan, np.nan)
    wide = wide or (None if defined.size else Reason.NO_VARIATION)
    return AlphaOverBoards(
        alpha=alpha,
        low=low,
        high=high,
        n_boards=n_boards,
        n_complete=int(whole.people),
        replicates=replicates,
        n_undefined=int(drawn.size - defined.size),
        confidence_level=confidence_level,
        reasons=({"alpha": why} if why else {}) | ({"low": wide, "high": wide} if wide else {}),
    )


def alpha_by_level(answers: ArrayLike, board: ArrayLike) -> AlphaByLevel:
    """Say whether questions hang together between boards as they do between the people of a board.

    Parameters
    ----------
    answers : array_like of float, shape (n_people, n_items)
        Values of the options chosen, for the items of one domain; NaN for no answer.
    board : array_like of int, shape (n_people,)
        The board of each, from 0.

    Returns
    -------
    AlphaByLevel
        ``between``, the alpha of the boards' mean answers, each board once: do *boards* differ
        consistently, as a board score needs; ``within``, that of people's deviations from them;
        ``total``. NaN with ``too_few`` or ``no_variation`` in ``reasons``.

    Raises
    ------
    ValueError
        As `complete_answers` and `sum_boards`.

    Notes
    -----
    J/(J-1) (1 - T/V) with T the sum of the items' squares and V that of the totals', within
    boards about the boards' means, on N - K, which cancels. ``between`` also has the
    chance of who answered in it, and is not a figure free of error.

    References
    ----------
    .. [1] Geldhof, G. J., Preacher, K. J., Zyphur, M. J. (2014), Psychological Methods 19:
       72-91. Key ``geldhof2014``.

    Examples
    --------
    >>> found = alpha_by_level([[1, 2], [2, 2], [3, 4], [4, 4], [4, 3], [1, 1]], [0, 0, 1, 1, 2, 2])
    >>> round(found.total, 4), round(found.between, 4), round(found.within, 4)
    (0.9081, 0.9231, 0.8889)
    """
    sums = _sums(answers, board)
    whole = sums.whole()
    n_boards = sums.table.shape[0]
    within = _ratio(
        whole.squares - whole.between_squares, whole.totals - whole.between_totals, j=sums.n_items
    )
    means = sums.items / sums.people[:, None] if n_boards else sums.items
    centred = means - means.mean(axis=0) if n_boards else means
    between = _ratio(np.sum(centred**2), np.sum(centred.sum(axis=1) ** 2), j=sums.n_items)
    figures = {"total": float(_alpha_of(whole)), "between": float(between), "within": float(within)}
    few = {"total": whole.people < 2, "between": n_boards < 2, "within": whole.people <= n_boards}
    return AlphaByLevel(
        **figures,
        n_boards=n_boards,
        n_complete=int(whole.people),
        reasons={
            name: Reason.TOO_FEW if few[name] or sums.n_items < 2 else Reason.NO_VARIATION
            for name, value in figures.items()
            if np.isnan(value)
        },
    )


def _sums(answers: ArrayLike, board: ArrayLike) -> BoardSums:
    found = complete_answers(answers).varying()
    return sum_boards(found, board, n_boards=int(np.max(board, initial=-1)) + 1)


def _alpha_of(sums: BoardSums) -> Floats:
    people = np.where(sums.people > 0, sums.people, np.nan)
    squares = sums.squares - (sums.items**2).sum(axis=-1) / people
    totals = sums.totals - sums.items.sum(axis=-1) ** 2 / people
    return _ratio(np.asarray(squares), np.asarray(totals), j=sums.n_items)


def _ratio(squares: Floats | np.float64, totals: Floats | np.float64, *, j: int) -> Floats:
    """Alpha of items' and totals' squares; no variation is what rounding leaves of it."""
    defined = (totals > NOTHING * np.maximum(squares, 1.0)) & (j > 1)
    ratio = 1 - squares / np.where(defined, totals, 1.0)
    return np.where(defined, j / max(j - 1, 1) * ratio, np.nan)


def _why_not(whole: BoardSums, alpha: float) -> Reason | None:
    if not np.isnan(alpha):
        return None
    return Reason.TOO_FEW if whole.people < 2 or whole.n_items < 2 else Reason.NO_VARIATION
