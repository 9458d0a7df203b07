"""Which cells of a table to hide beside those that must be, so that its totals give none of them away."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, kron

from govscore.benchmarking.disclosure.audit import KnownRange, Published, known_range, publish

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Suppression:
    """The cells to hide, shape of the table, the first among them; and what is then known of those."""

    hidden: Flags
    primary: Flags
    known: KnownRange

    @property
    def n_more(self) -> int:
        """How many cells are hidden for the sake of others."""
        return int(np.count_nonzero(self.hidden & ~self.primary))


def table_with_totals(counts: ArrayLike, hidden: ArrayLike) -> Published:
    """Say what a reader knows of a table whose row and column totals are shown.

    Parameters
    ----------
    counts : array_like of int, shape (n_rows, n_columns)
        The table.
    hidden : array_like of bool, shape (n_rows, n_columns)
        Cells that are not shown.

    Returns
    -------
    Published
        The hidden cells in reading order, each between 0 and the smaller of its totals, and
        the sums of rows and columns without the cells that are shown.

    Raises
    ------
    ValueError
        If shapes do not match, or a count is not a whole number of 0 or more.

    References
    ----------
    .. [1] Willenborg, L., de Waal, T. (2001), Elements of Statistical Disclosure Control,
       Springer. Key ``willenborg2001``.

    Examples
    --------
    >>> known = table_with_totals([[1, 8], [2, 3]], [[True, False], [False, False]])
    >>> known_range(known, [[1]]).low.tolist(), known_range(known, [[1]]).high.tolist()
    ([1.0], [1.0])
    """
    table, gone = _table(counts), np.asarray(hidden, dtype=bool)
    if gone.shape != table.shape:
        raise ValueError("hidden must have the shape of the table")
    cells = np.flatnonzero(gone)
    sums = _totals(table.shape)[:, cells]
    left = sums @ table.ravel()[cells]
    most = np.minimum.outer(table.sum(axis=1), table.sum(axis=0)).ravel()[cells]
    return publish(sums, left, left, least=np.zeros(cells.size), most=most)


def suppress(counts: ArrayLike, primary: ArrayLike, *, wide: float) -> Suppression:
    """Choose the fewest cells to hide so that totals leave every primary cell open by that much.

    Parameters
    ----------
    counts : array_like of int, shape (n_rows, n_columns)
        The table; its row and column totals are shown.
    primary : array_like of bool, shape (n_rows, n_columns)
        Cells that must be hidden in any case.
    wide : float
        How wide the range of each primary cell must be.

    Returns
    -------
    Suppression
        ``hidden``, ``n_more`` beside the primary cells, and ``known``, the ranges of the
        primary cells in reading order.

    Raises
    ------
    ValueError
        If shapes do not match, or no choice leaves every primary cell open by `wide`.

    Notes
    -----
    Of the choices with the fewest cells, the one that hides the fewest people; of those, the
    first in reading order. For each primary cell, two tables with the same totals, equal to
    the true one in every cell that is shown, whose values in that cell are `wide` apart.

    References
    ----------
    .. [1] Fischetti, M., Salazar, J. J. (2001), Management Science 47: 1008-1027. Key ``fischetti2001``.

    Examples
    --------
    Hiding only the counts under 5 hides nothing; two cells more leave each at least 5 open:

    >>> table = np.array([[6, 2, 9], [1, 8, 4], [5, 7, 3]])
    >>> found = suppress(table, table < 5, wide=5)
    >>> found.n_more, float(found.known.width.min())
    (2, 5.0)
    >>> np.argwhere(found.hidden & ~found.primary).tolist()
    [[0, 0], [2, 1]]
    """
    table, must = _table(counts), np.asarray(primary, dtype=bool)
    if must.shape != table.shape:
        raise ValueError("primary must have the shape of the table")
    hidden = must.ravel().copy()
    if must.any():
        hidden = _chosen(table, np.flatnonzero(must), wide)
    cells = np.flatnonzero(hidden)
    groups = (np.flatnonzero(must)[:, None] == cells).astype(float)
    known = known_range(table_with_totals(table, hidden.reshape(table.shape)), groups)
    return Suppression(hidden=hidden.reshape(table.shape), primary=must, known=known)


def _chosen(table: Floats, must: NDArray[np.intp], wide: float) -> Flags:
    """Variables: whether each cell is hidden; then for each primary cell a low table and a high one."""
    n, n_tables = table.size, 2 * must.size
    true, total = table.ravel(), float(table.sum())
    least = np.zeros(n * (1 + n_tables))
    least[must] = 1
    most = np.concatenate([np.ones(n), np.full(n * n_tables, np.inf)])
    people = (true + np.arange(1, n + 1) / (2 * n * n)) / (2 * n * (total + 1))
    found = milp(
        np.concatenate([1 + people, np.zeros(n * n_tables)]),
        integrality=np.concatenate([np.ones(n), np.zeros(n * n_tables)]),
        bounds=Bounds(least, most),
        constraints=[
            _same_totals(table, n_tables),
            *_same_where_shown(true, n_tables),
            _apart(n, must, wide),
        ],
        options={"mip_rel_gap": 0},
    )
    if found.status != 0:
        raise ValueError(f"no choice of cells leaves every primary cell open by {wide:g}")
    return np.asarray(found.x[:n] > 0.5)


def _same_totals(table: Floats, n_tables: int) -> LinearConstraint:
    totals = _totals(table.shape)
    rows = csr_array(kron(np.eye(n_tables), totals))
    true = np.tile(totals @ table.ravel(), n_tables)
    return LinearConstraint(hstack([csr_array((rows.shape[0], table.size)), rows]), true, true)


def _same_where_shown(true: Floats, n_tables: int) -> tuple[LinearConstraint, LinearConstraint]:
    """Shown, a cell has its true value in every table; hidden, anything from 0 to all people."""
    every, ones = csr_array(np.eye(true.size * n_tables)), np.ones((n_tables, 1))
    over, under = (csr_array(kron(ones, np.diag(reach))) for reach in (true - true.sum(), true))
    repeated = np.tile(true, n_tables)
    return (
        LinearConstraint(hstack([over, every]), -np.inf, repeated),
        LinearConstraint(hstack([under, every]), repeated, np.inf),
    )


def _apart(n: int, must: NDArray[np.intp], wide: float) -> LinearConstraint:
    place, own = np.arange(must.size), np.zeros((must.size, n * (1 + 2 * must.size)))
    own[place, n * (1 + 2 * place) + must] = -1
    own[place, n * (2 + 2 * place) + must] = 1
    return LinearConstraint(csr_array(own), wide, np.inf)


def _totals(shape: tuple[int, ...]) -> Floats:
    """Which cells count in each row total, then in each column total."""
    rows, columns = shape
    return np.concatenate([np.kron(np.eye(rows), np.ones(columns)), np.kron(np.ones(rows), np.eye(columns))])


def _table(counts: ArrayLike) -> Floats:
    table = np.asarray(counts, dtype=float)
    if table.ndim != 2 or (table < 0).any() or (table != np.rint(table)).any():
        raise ValueError("a table has rows and columns of whole numbers, 0 or more")
    return table
