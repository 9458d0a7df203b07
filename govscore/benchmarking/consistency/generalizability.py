"""Where the differences in answers come from: boards, people, questions; and what more of either would buy."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.consistency.board_sums import BoardSums
from govscore.benchmarking.reasons import Reason

Floats = NDArray[np.float64]

NAMES = ("board", "person", "item", "board_item", "residual")
REPLICATES = 1000
NOTHING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Components:
    """Variances of boards, of people on a board, of items, of boards by items, and the rest.

    What came out below 0 is 0 and stands in `cut`; `raw` has it as it came.
    """

    board: float
    person: float
    item: float
    board_item: float
    residual: float
    raw: Mapping[str, float]
    cut: tuple[str, ...]
    n_people: int
    n_boards: int
    n_items: int
    n0: float
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, kw_only=True)
class ComponentInterval:
    """From where to where one component lies as boards are drawn anew."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True, eq=False)
class DStudy:
    """How far a board's mean can be relied on with so many respondents and items; `reasons` for what is NaN."""

    relative_error: Floats
    absolute_error: Floats
    generalizability: Floats
    dependability: Floats
    reasons: Mapping[str, Reason]


def variance_components(sums: BoardSums) -> Components:
    """Say how much of the difference between answers is due to boards, people and questions.

    Parameters
    ----------
    sums : BoardSums
        As `sum_boards` gives them: the people who answered every item of one domain.

    Returns
    -------
    Components
        Variances in squared points. Under 2 boards, 2 items, or without a board of two, all
        are NaN (``too_few`` or, of one item, ``not_estimable``).

    Raises
    ------
    ValueError
        If `sums` has been added up over boards already.

    Notes
    -----
    People nested in boards, both crossed with J items; boards of unequal size. Mean squares
    equal their expectations: residual MS_res; person (MS_p - MS_res)/J; board by item
    (MS_bi - MS_res)/n0; board (MS_b - MS_p - MS_bi + MS_res)/(J n0); item
    (MS_i - MS_res - m board_item)/N with m = sum n^2 / N and n0 = (N - m)/(K - 1). Unbiased
    whatever the sizes; equal to REML where boards are of one size and nothing is cut.

    References
    ----------
    .. [1] Brennan, R. L. (2001), Generalizability Theory. Key ``brennan2001``.

    Examples
    --------
    >>> from govscore.benchmarking.consistency.board_sums import complete_answers, sum_boards
    >>> answers = [[1, 2], [2, 4], [4, 4], [3, 5], [5, 5], [4, 3]]
    >>> found = variance_components(sum_boards(complete_answers(answers), [0, 0, 1, 1, 2, 2], n_boards=3))
    >>> round(found.board, 4), round(found.person, 4), found.cut
    (0.6667, 0.5, ())
    """
    if sums.table.ndim != 2:
        raise ValueError("the boards must still be apart")
    n_boards = sums.table.shape[0]
    whole = sums.whole()
    n_people, j = int(whole.people), sums.n_items
    why = _why_not(n_people, n_boards, j)
    if why:
        raw = np.full(len(NAMES), np.nan)
    else:
        raw = _components(whole, n_boards)
        raw[np.abs(raw) <= NOTHING * np.abs(raw).max(initial=0.0)] = 0.0
    floored = np.maximum(raw, 0.0)
    return Components(
        **dict(zip(NAMES, floored.tolist(), strict=True)),
        raw=dict(zip(NAMES, raw.tolist(), strict=True)),
        cut=tuple(name for name, value in zip(NAMES, raw, strict=True) if value < 0),
        n_people=n_people,
        n_boards=n_boards,
        n_items=j,
        n0=np.nan if why else float(_n0(whole, n_boards)),
        reasons=dict.fromkeys((*NAMES, "n0"), why) if why else {},
    )


def component_intervals(
    sums: BoardSums,
    *,
    rng: np.random.Generator,
    replicates: int = REPLICATES,
    confidence_level: float = 0.95,
) -> dict[str, ComponentInterval]:
    """Say how sure the variance components are.

    Parameters
    ----------
    sums : BoardSums
        As for `variance_components`.
    rng : numpy.random.Generator
        Where the draws come from.
    replicates : int, default 1000
        Draws of boards.
    confidence_level : float, default 0.95
        Between 0 and 1.

    Returns
    -------
    dict of str to ComponentInterval
        Keys as the fields of `Components`; squared points, not below 0. All NaN where the
        components are.

    Raises
    ------
    ValueError
        If `replicates` is under 1 or `confidence_level` not between 0 and 1.

    Notes
    -----
    Boards drawn with replacement, all their people with them; quantiles of each component. A
    draw in which every board is of one person has no components and is left out. The
    board component comes out a little low, most with few boards, since a board drawn twice does
    not differ from itself.

    References
    ----------
    .. [1] Field, C. A., Welsh, A. H. (2007), Journal of the Royal Statistical Society,
       Series B 69: 369-390. Key ``field2007``.

    Examples
    --------
    >>> from govscore.benchmarking.consistency.board_sums import complete_answers, sum_boards
    >>> answers = complete_answers([[1, 2], [2, 4], [4, 4], [3, 5], [5, 5], [4, 3]])
    >>> sums = sum_boards(answers, [0, 0, 1, 1, 2, 2], n_boards=3)
    >>> found = component_intervals(sums, rng=np.random.default_rng(1), replicates=200)
    >>> 0 <= found["board"].low <= found["board"].high
    True
    """
    if replicates < 1 or not 0 < confidence_level < 1:
        raise ValueError("replicates must be 1 or more, and confidence_level lie between 0 and 1")
    if variance_components(sums).reasons:
        return {name: ComponentInterval(low=np.nan, high=np.nan) for name in NAMES}
    n_boards = sums.table.shape[0]
    drawn = sums.redraw(rng=rng, replicates=replicates)
    usable = drawn.people > n_boards
    found = np.maximum(_components(drawn, n_boards)[:, usable], 0.0)
    tails = [(1 - confidence_level) / 2, (1 + confidence_level) / 2]
    limits = np.quantile(found, tails, axis=1) if usable.any() else np.full((2, len(NAMES)), np.nan)
    return {
        name: ComponentInterval(low=low, high=high)
        for name, low, high in zip(NAMES, *limits.tolist(), strict=True)
    }


def d_study(
    components: Components, *, n_respondents: ArrayLike, n_items: ArrayLike, items_fixed: bool = False
) -> DStudy:
    """Say how reliable a board's mean would be with other numbers of respondents and questions.

    Parameters
    ----------
    components : Components
        As from `variance_components`.
    n_respondents, n_items : array_like of int
        1 or more; broadcast against each other.
    items_fixed : bool, default False
        Whether the questions are all there is to ask, as in a rubric, and not a sample of
        what might be asked.

    Returns
    -------
    DStudy
        Error variances, squared points; ``generalizability`` E-rho^2, for comparing boards, and
        ``dependability`` Phi, for a score as it stands, 0 to 1. NaN without components, or
        where nothing varies (``no_variation``).

    Raises
    ------
    ValueError
        If a number of respondents or items is under 1.

    Notes
    -----
    Relative error person/n_r + board_item/n_i + residual/(n_r n_i); absolute adds item/n_i;
    the coefficients are board / (board + error). With fixed items board_item/n_i is part of
    what is measured and no error, and neither is item/n_i, so that both coefficients agree.

    References
    ----------
    .. [1] Brennan, R. L. (2001), Generalizability Theory. Key ``brennan2001``.

    Examples
    --------
    >>> from govscore.benchmarking.consistency.board_sums import complete_answers, sum_boards
    >>> answers = complete_answers([[1, 2], [2, 4], [4, 4], [3, 5], [5, 5], [4, 3]])
    >>> components = variance_components(sum_boards(answers, [0, 0, 1, 1, 2, 2], n_boards=3))
    >>> d_study(components, n_respondents=[2, 8], n_items=2).generalizability.round(2).tolist()
    [0.56, 0.74]
    """
    people, items = np.broadcast_arrays(np.asarray(n_respondents, float), np.asarray(n_items, float))
    if not ((people >= 1).all() and (items >= 1).all()):
        raise ValueError("there must be 1 respondent or more, and 1 item or more")
    by_people = components.person / people + components.residual / (people * items)
    by_items = components.board_item / items
    true = components.board + (by_items if items_fixed else 0.0)
    relative = by_people + (0.0 if items_fixed else by_items)
    absolute = relative + (0.0 if items_fixed else components.item / items)
    return DStudy(
        relative_error=relative,
        absolute_error=absolute,
        generalizability=_share(true, relative),
        dependability=_share(true, absolute),
        reasons=_why_no_share(components, generalizability=true + relative, dependability=true + absolute),
    )


def _share(true: Floats | float, error: Floats) -> Floats:
    whole = true + error
    return np.where(whole > 0, true / np.where(whole > 0, whole, 1.0), np.nan)


def _why_no_share(components: Components, **wholes: Floats) -> dict[str, Reason]:
    why = components.reasons.get("board", Reason.NO_VARIATION)
    return {name: why for name, whole in wholes.items() if not (whole > 0).all()}


def _why_not(n_people: int, n_boards: int, n_items: int) -> Reason | None:
    if n_boards < 2 or n_people <= n_boards:
        return Reason.TOO_FEW
    return Reason.NOT_ESTIMABLE if n_items < 2 else None


def _n0(whole: BoardSums, n_boards: int) -> Floats:
    return np.asarray((whole.people - whole.people_squared / whole.people) / (n_boards - 1))


def _components(whole: BoardSums, n_boards: int) -> Floats:
    """The five components, one row each; draws of boards in which nobody shares a board give what is not used."""
    n, j = whole.people, whole.n_items
    freedom = np.maximum(n - n_boards, 1.0)
    total = whole.items.sum(axis=-1) ** 2 / n
    items = (whole.items**2).sum(axis=-1) / n
    between_totals = whole.between_totals - total
    board = between_totals / j / (n_boards - 1)
    person = (whole.totals - whole.between_totals) / j / freedom
    item = (items - total / j) / (j - 1)
    board_item = (whole.between_squares - items - between_totals / j) / ((n_boards - 1) * (j - 1))
    inner = (whole.squares - whole.between_squares) - (whole.totals - whole.between_totals) / j
    residual = inner / (freedom * (j - 1))
    n0 = np.maximum(_n0(whole, n_boards), NOTHING)
    by_board_item = (board_item - residual) / n0
    by_item = (item - residual - whole.people_squared / n * by_board_item) / n
    return np.stack(
        [
            (board - person - board_item + residual) / (j * n0),
            (person - residual) / j,
            by_item,
            by_board_item,
            residual,
        ]
    )
