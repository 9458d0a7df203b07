"""What a reader can work out from what is published: the proof that no small group is told, or where it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SMALL_GROUP = 5
WIDE = 1.0
SLACK = 1e-6
INFEASIBLE = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Published:
    """What is known of some cells: each between two numbers, and sums of them between two numbers.

    `sums` has shape (n_sums, n_cells), `low` and `high` (n_sums,), `least` and `most` (n_cells,). `is_whole`
    says that the cells are counts.
    """

    sums: Floats
    low: Floats
    high: Floats
    least: Floats
    most: Floats
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True, eq=False)
class KnownRange:
    """The least and the most that each group can be, given what is published; shape (n_groups,)."""

    low: Floats
    high: Floats

    @property
    def width(self) -> Floats:
        """What is left open of each group."""
        return self.high - self.low


@dataclass(frozen=True, kw_only=True, eq=False)
class SmallGroups:
    """The people that published cuts tell apart, fewer than five at a time, and what is known of their mean."""

    people: tuple[tuple[int, ...], ...]
    mean: KnownRange


def publish(
    sums: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    least: ArrayLike,
    most: ArrayLike,
    is_whole: bool = True,
) -> Published:
    """Write down what a reader knows.

    Parameters
    ----------
    sums : array_like of float, shape (n_sums, n_cells)
        How often each cell counts in each published sum.
    low, high : array_like of float, shape (n_sums,)
        Between what each sum lies: equal where it is exact, half a step of the last digit
        apart from it where it is rounded.
    least, most : array_like of float, shape (n_cells,)
        Between what each cell lies.
    is_whole : bool, default True
        Whether cells are counts, so that whoever knows the sum exactly can use that.

    Returns
    -------
    Published
        The same as arrays.

    Raises
    ------
    ValueError
        If shapes do not match, or a lower end is above an upper one.

    References
    ----------
    .. [1] Willenborg, L., de Waal, T. (2001), Elements of Statistical Disclosure Control,
       Springer. Key ``willenborg2001``.

    Examples
    --------
    >>> publish([[1, 1]], [7], [7], least=[0, 0], most=[9, 9]).sums.shape
    (1, 2)
    """
    cells_low, cells_high = np.asarray(least, dtype=float), np.asarray(most, dtype=float)
    ends = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    rows = np.asarray(sums, dtype=float)
    if cells_low.shape != cells_high.shape or any(
        (*end.shape, *cells_low.shape) != rows.shape for end in ends
    ):
        raise ValueError("there must be two ends for each cell and for each sum")
    if (cells_low > cells_high).any() or (ends[0] > ends[1]).any():
        raise ValueError("a lower end is above its upper end")
    return Published(
        sums=rows, low=ends[0], high=ends[1], least=cells_low, most=cells_high, is_whole=is_whole
    )


def known_range(published: Published, groups: ArrayLike) -> KnownRange:
    """Say between what each group must lie, given all that is published.

    Parameters
    ----------
    published : Published
        What the reader knows.
    groups : array_like of float, shape (n_groups, n_cells)
        How often each cell counts in each group.

    Returns
    -------
    KnownRange
        ``low`` and ``high``, in the cells' unit, shape (n_groups,); ``width``, what is open.

    Raises
    ------
    ValueError
        If what is published contradicts itself, or leaves a group without bounds, or shapes
        do not match.

    Notes
    -----
    Two programs a group: the least and the largest sum of its cells that fits everything
    published. Linear, over whole numbers where cells are counts; a linear program without
    that would find ranges wider than a careful reader's. Sums may be off by 1e-6.

    References
    ----------
    .. [1] Fischetti, M., Salazar, J. J. (2001), Management Science 47: 1008-1027. Key ``fischetti2001``.

    Examples
    --------
    Two of three counts are shown beside their total, and the third is hidden in vain:

    >>> total = publish([[1, 1, 1]], [12], [12], least=[6, 4, 0], most=[6, 4, 12])
    >>> known_range(total, [[0, 0, 1]]).width.tolist()
    [0.0]
    """
    wanted = np.asarray(groups, dtype=float)
    if wanted.ndim != 2 or wanted.shape[1] != published.least.size:
        raise ValueError("groups must have a column for each cell")
    ends = np.array([[_extreme(published, group), -_extreme(published, -group)] for group in wanted])
    low, high = ends.reshape(-1, 2).T
    return KnownRange(low=low, high=np.maximum(low, high))


def pairs_too_close(cuts: ArrayLike, *, least: int = SMALL_GROUP) -> list[tuple[int, int, int]]:
    """Find pairs of published cuts from which a few people can be had by subtraction.

    Parameters
    ----------
    cuts : array_like of bool, shape (n_cuts, n_people)
        Who is in each cut of which the same number was published: in any filter, report or
        snapshot.
    least : int, default 5
        People by which two cuts must differ, if they differ.

    Returns
    -------
    list of (int, int, int)
        Two cuts, and by how many people they differ: more than 0 and fewer than `least`.

    Raises
    ------
    ValueError
        If `cuts` has not two axes.

    Notes
    -----
    All pairs of all that was ever published, by one product: |A| + |B| - 2 |A and B|. What
    several cuts tell together is `small_groups`' to say.

    References
    ----------
    .. [1] Denning, D. E., Denning, P. J., Schwartz, M. D. (1979), ACM Transactions on Database
       Systems 4: 76-96. Key ``denning1979``.

    Examples
    --------
    Everybody, and everybody but the head:

    >>> pairs_too_close([[True] * 8, [True] * 7 + [False], [True] * 3 + [False] * 5])
    [(0, 1, 1), (1, 2, 4)]
    """
    members = np.asarray(cuts, dtype=bool)
    if members.ndim != 2:
        raise ValueError("cuts must have a row for each cut and a column for each person")
    counted = members.astype(float)
    sizes = counted.sum(axis=1)
    apart = np.rint(sizes[:, None] + sizes - 2 * (counted @ counted.T)).astype(int)
    first, second = np.nonzero(np.triu((apart > 0) & (apart < least), k=1))
    return [(int(a), int(b), int(apart[a, b])) for a, b in zip(first, second, strict=True)]


def small_groups(
    cuts: ArrayLike, means: ArrayLike, *, off: ArrayLike, ends: tuple[float, float], least: int = SMALL_GROUP
) -> SmallGroups:
    """Say what is known of the mean of each small group that published means tell apart.

    Parameters
    ----------
    cuts : array_like of bool, shape (n_cuts, n_people)
        Who is in each cut whose mean was published.
    means : array_like of float, shape (n_cuts,)
        The means.
    off : array_like of float, shape () or (n_cuts,)
        By how much each may be off: half a step of its last digit, 0 if it is exact.
    ends : pair of float
        The lowest and the highest that a person's value can be.
    least : int, default 5
        Groups of fewer people are small.

    Returns
    -------
    SmallGroups
        ``people``, the places of those in each small group, and ``mean``, what is known of it:
        a width of 0 is a disclosure, one as wide as the scale tells nothing.

    Raises
    ------
    ValueError
        If shapes do not match, or the means contradict each other.

    Notes
    -----
    People in the very same cuts are one atom: nothing published tells them apart. Looked at
    are all atoms under `least`, the differences of any two cuts, either way, that are, and
    what the total of some cuts leaves over. Values are taken as any between the ends.

    References
    ----------
    .. [1] Denning, D. E., Denning, P. J., Schwartz, M. D. (1979), as for `pairs_too_close`.
       Key ``denning1979``.

    Examples
    --------
    A total, two of its parts, and so the third:

    >>> who = np.repeat(np.eye(3, dtype=bool), [6, 6, 3], axis=1)
    >>> found = small_groups([who.any(axis=0), who[0], who[1]], [3, 3, 3.5], off=0, ends=(1, 4))
    >>> found.people, found.mean.low.round(6).tolist(), found.mean.high.round(6).tolist()
    (((12, 13, 14),), [2.0], [2.0])
    """
    members = np.asarray(cuts, dtype=bool)
    atoms, atom_of = np.unique(members.T, axis=0, return_inverse=True)
    size = np.bincount(atom_of.ravel(), minlength=len(atoms)).astype(float)
    sizes, about = members.sum(axis=1).astype(float), np.asarray(means, dtype=float)
    slack = np.broadcast_to(np.asarray(off, dtype=float), about.shape)
    published = publish(
        atoms.T.astype(float),
        sizes * (about - slack),
        sizes * (about + slack),
        least=size * ends[0],
        most=size * ends[1],
        is_whole=False,
    )
    groups = _small(atoms, size, least)
    known = known_range(published, groups)
    within = groups @ size if len(groups) else np.ones(0)
    return SmallGroups(
        people=tuple(tuple(np.flatnonzero(group[atom_of.ravel()]).tolist()) for group in groups),
        mean=KnownRange(low=known.low / within, high=known.high / within),
    )


def _small(atoms: Flags, size: Floats, least: int) -> Floats:
    """Every atom, and every difference of two cuts, with fewer people than that; nobody is no group."""
    cuts = atoms.T
    differences = [first & ~second for first in cuts for second in cuts]
    candidates = np.array([*np.eye(len(size), dtype=bool), *differences], dtype=bool).reshape(-1, len(size))
    people = candidates @ size
    kept = candidates[(people > 0) & (people < least)]
    return np.unique(kept, axis=0).astype(float) if len(kept) else np.zeros((0, len(size)))


def _extreme(published: Published, objective: Floats) -> float:
    """The least value of a sum of cells, in whole numbers where the cells are."""
    exact = published.low == published.high
    above, below = ~exact & np.isfinite(published.low), ~exact & np.isfinite(published.high)
    found = linprog(
        objective,
        A_ub=np.concatenate([published.sums[below], -published.sums[above]]),
        b_ub=np.concatenate([published.high[below], -published.low[above]]) + SLACK,
        A_eq=published.sums[exact],
        b_eq=published.low[exact],
        bounds=[(low, high) for low, high in zip(published.least, published.most, strict=True)],
        method="highs",
        integrality=1 if published.is_whole else 0,
    )
    if found.status == INFEASIBLE:
        raise ValueError("what is published contradicts itself")
    if found.fun is None or found.status != 0:
        raise ValueError(f"a group has no bounds: {found.message}")
    return float(found.fun)


def too_tight(known: KnownRange, *, wide: ArrayLike = WIDE) -> Sequence[int]:
    """Say which groups are bounded too tightly.

    Parameters
    ----------
    known : KnownRange
        As `known_range` gives it, n_groups.
    wide : array_like of float, shape () or (n_groups,), default 1
        How wide each range must be at least: 1 for a count leaves two values open.

    Returns
    -------
    sequence of int
        The places of the groups whose range is narrower.

    Raises
    ------
    ValueError
        If `wide` does not fit the groups.

    References
    ----------
    .. [1] Fischetti, M., Salazar, J. J. (2001), as for `known_range`. Key ``fischetti2001``.

    Examples
    --------
    >>> too_tight(KnownRange(low=np.array([0.0, 2.0]), high=np.array([4.0, 2.0])))
    [1]
    """
    needed = np.broadcast_to(np.asarray(wide, dtype=float), known.width.shape)
    return [int(place) for place in np.flatnonzero(known.width < needed - SLACK)]
