"""Whether the people of a board order its items alike: Kendall's W, corrected for ties."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from govscore.benchmarking.counts import Codes, sheet_by_board
from govscore.benchmarking.grouping import BoardRows
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# An equal or higher W may come out lower by its last digits.
SAME = 1e-9
DRAWS = 9_999


@dataclass(frozen=True, kw_only=True, eq=False)
class Concordance:
    """Kendall's W of each board, its chi-square and p, and the raters and items that it rests on."""

    w: Floats
    chi_square: Floats
    p: Floats
    raters: Ints
    items_used: Ints

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a board has no W, or None where it has."""
        too_few = (self.raters < 2) | (self.items_used < 2)
        return first_reason((too_few, Reason.TOO_FEW), (np.isnan(self.w), Reason.NO_VARIATION))


def kendall_w(board: ArrayLike, codes: ArrayLike, *, n_boards: int, n_options: int) -> Concordance:
    """Say whether the people of each board put its items in the same order.

    Parameters
    ----------
    board : array_like of int, shape (n_people,)
        Whose board each person is on, 0 to `n_boards` - 1, in any order.
    codes : array_like of int, shape (n_people, n_items)
        1 to `n_options`, lowest first; anything else is no answer, as in `count_answers`.
    n_boards, n_options : int
        Boards and options there are.

    Returns
    -------
    Concordance
        ``w``, 0 to 1; ``chi_square`` and ``p``, one-sided against no order in common;
        ``raters`` and ``items_used``, shape (n_boards,). NaN with fewer than 2 of either
        (``too_few``), or where every rater rates all items alike (``no_variation``).

    Raises
    ------
    ValueError
        If shapes do not match or a board is not there.

    Notes
    -----
    Raters are those with an answer to any of the items, and the items used are those all of
    them answered (all, where there is no rater). W = 12 S / (m^2 (k^3 - k) - m sum T), with S
    the sum of squares of the items' rank sums about their mean and T = sum (t^3 - t) over the
    ties of a rater; chi-square = m (k - 1) W on k - 1 degrees of freedom. Ranks are kept doubled
    and so whole. p is rough under 8 items: there use `concordance_p`. W says nothing of the
    level: a board may order the items alike and still differ by two points on each.

    References
    ----------
    .. [1] Kendall, M. G., Babington Smith, B. (1939), Annals of Mathematical Statistics
       10: 275-287. Key ``kendall1939``.

    Examples
    --------
    Three people who agree on the order; two who rate all alike:

    >>> codes = [[1, 2, 4], [1, 3, 4], [2, 3, 4], [3, 3, 3], [2, 2, 2]]
    >>> found = kendall_w([0, 0, 0, 1, 1], codes, n_boards=2, n_options=4)
    >>> found.w.tolist(), found.p.round(4).tolist(), found.raters.tolist()
    ([1.0, nan], [0.0498, nan], [3, 2])
    """
    rows, sheet = sheet_by_board(board, codes, n_boards=n_boards)
    found = np.zeros((4, n_boards), dtype=np.int64)
    found[1] = sheet.shape[1]  # where nobody is, nobody left an item out
    for boards, people, part in rows.blocks():
        found[:, boards] = _ranked(part, sheet[people], n_options)
    raters, items_used, squares, ties = found
    below = raters**2 * (items_used**3 - items_used) - raters * ties
    defined = (raters >= 2) & (items_used >= 2) & (below > 0)
    w = 3 * squares / np.where(defined, below, np.nan)
    chi_square = raters * (items_used - 1) * w
    return Concordance(
        w=w,
        chi_square=chi_square,
        p=np.asarray(chdtrc(np.where(defined, items_used - 1, np.nan), chi_square)),
        raters=raters,
        items_used=items_used,
    )


def concordance_p(codes: ArrayLike, *, rng: np.random.Generator, draws: int = DRAWS) -> float:
    """Say how often people who order the items each at random would agree as well as these.

    Parameters
    ----------
    codes : array_like of float, shape (n_raters, n_items)
        The answers of one board, none missing.
    rng : numpy.random.Generator
        Where chance comes from.
    draws : int, default 9,999
        Random boards that are looked at.

    Returns
    -------
    float
        Between 1 / (`draws` + 1) and 1. NaN under 2 raters or items, or where every rater
        rates all alike.

    Raises
    ------
    ValueError
        If `codes` has not two axes or a gap, or `draws` is under 1.

    Notes
    -----
    Each rater's own answers are put in random order, ties and all, so the denominator of W
    stays and only S is compared. (1 + boards that reach it) / (1 + draws): the board itself
    is one of those that could be, and p is never 0.

    References
    ----------
    .. [1] Phipson, B., Smyth, G. K. (2010), Statistical Applications in Genetics and Molecular
       Biology 9: 39. Key ``phipson2010``.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> concordance_p([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 4, 4]], rng=rng, draws=999)
    0.006
    """
    given = np.asarray(codes, dtype=float)
    if given.ndim != 2 or np.isnan(given).any() or draws < 1:
        raise ValueError("codes must be raters by items without a gap, and draws 1 or more")
    ranks = (given[:, :, None] > given[:, None, :]).sum(axis=2) + (
        (given[:, :, None] == given[:, None, :]).sum(axis=2) + 1
    ) / 2
    if min(ranks.shape) < 2 or (ranks == ranks[:, :1]).all():
        return float("nan")
    own = np.square(ranks.sum(axis=0)).sum()
    shuffled = rng.permuted(np.broadcast_to(ranks, (draws, *ranks.shape)), axis=2)
    reached = np.square(shuffled.sum(axis=1)).sum(axis=1) >= own - SAME
    return float((1 + reached.sum()) / (1 + draws))


def _ranked(part: BoardRows, sheet: Codes, n_options: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Raters, items used, four times S, and the sum of T, of some boards."""
    answered: NDArray[np.bool_] = (sheet >= 1) & (sheet <= n_options)
    raters = part.sums(np.any(answered, axis=1, keepdims=True).view(np.uint8))
    kept = part.small_sums(answered.view(np.uint8), most=1) == raters
    items_used = kept.sum(axis=1)
    ranked = sheet * np.repeat(kept.view(np.uint8), part.sizes, axis=0)
    doubled, ties = _doubled_ranks(np.ascontiguousarray(ranked.T), n_options)
    sums = part.small_sums(doubled.astype(np.uint16, order="C"), most=2 * sheet.shape[1] + 1)
    apart = np.where(kept, sums - raters * (items_used[:, None] + 1), 0)
    return raters[:, 0], items_used, (apart**2).sum(axis=1), part.sums(ties)


def _doubled_ranks(columns: Codes, n_options: int) -> tuple[NDArray[np.unsignedinteger], Ints]:
    """Twice the rank of each answer among the person's, and the person's sum of t^3 - t; a row an item."""
    # The smallest whole number that holds twice a rank is added up several at a time.
    whole = np.min_scalar_type(2 * columns.shape[0] + 1)
    lower = np.zeros(columns.shape[1], dtype=whole)
    ties = np.zeros(columns.shape[1], dtype=np.int64)
    doubled = np.zeros(columns.shape, dtype=whole)
    for option in range(1, n_options + 1):
        chosen = (columns == option).view(np.uint8)
        alike = chosen.sum(axis=0, dtype=whole)
        doubled += chosen * (2 * lower + alike + 1)
        lower += alike
        t = alike.astype(np.int64)
        ties += t * t * t - t
    return doubled.T, ties
