"""What the complete answers of each board add up to: enough for alpha and for variance components.

All that is kept are sums, so boards drawn anew, as the bootstrap does, are added up by one matrix product.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.grouping import group_rows

Floats = NDArray[np.float64]

AT_A_TIME = 200_000
FEW = 64


@dataclass(frozen=True, kw_only=True, eq=False)
class BoardSums:
    """Sums over the people who answered every item; the leading axes are boards, or draws, or nothing.

    With x a person's answers less one constant, t their total and s the sums of a board's x by item:
    `people` n and its square, `items` s, `squares` the sum of x^2, `totals` that of t^2, and what boards alone
    bring about of either, `between_squares` |s|^2 / n and `between_totals` (sum of s)^2 / n.
    """

    table: Floats
    n_items: int

    @property
    def people(self) -> Floats:
        """People with every item answered."""
        return self.table[..., 0]

    @property
    def people_squared(self) -> Floats:
        """The sum over boards of the square of their people."""
        return self.table[..., 1]

    @property
    def squares(self) -> Floats:
        """Squared answers."""
        return self.table[..., 2]

    @property
    def totals(self) -> Floats:
        """Squared totals of people."""
        return self.table[..., 3]

    @property
    def between_squares(self) -> Floats:
        """Squared board means by item, by people."""
        return self.table[..., 4]

    @property
    def between_totals(self) -> Floats:
        """Squared board means of totals, by people."""
        return self.table[..., 5]

    @property
    def items(self) -> Floats:
        """Sums of answers by item."""
        return self.table[..., 6:]

    def whole(self) -> "BoardSums":
        """All boards together."""
        return self._of(self.table.sum(axis=0))

    def redraw(self, *, rng: np.random.Generator, replicates: int) -> "BoardSums":
        """Add up as many boards as there are, drawn with replacement, `replicates` times."""
        n_boards = self.table.shape[0]
        if n_boards == 0:
            raise ValueError("there is no board to draw from")
        drawn = [_drawn(n_boards, size, rng) @ self.table for size in _portions(replicates, n_boards)]
        return self._of(np.concatenate(drawn))

    def _of(self, table: Floats) -> "BoardSums":
        return BoardSums(table=table, n_items=self.n_items)


@dataclass(frozen=True, kw_only=True, eq=False)
class CompleteAnswers:
    """The people who answered every item, and the places of the items that are `used`.

    What nobody answered is not used and named, else nobody would be complete; `constant` items, which all
    complete people answered alike, are used until `varying` leaves them out.
    """

    answers: Floats
    is_complete: NDArray[np.bool_]
    used: tuple[int, ...]
    constant: tuple[int, ...]
    unanswered: tuple[int, ...]

    def varying(self) -> "CompleteAnswers":
        """The same people without the items that all answered alike."""
        if not self.constant:
            return self
        kept = [place not in self.constant for place in self.used]
        return replace(
            self,
            answers=self.answers[:, kept],
            used=tuple(place for place in self.used if place not in self.constant),
        )


def complete_answers(answers: ArrayLike) -> CompleteAnswers:
    """Keep the people who answered every item that anybody answered.

    Parameters
    ----------
    answers : array_like of float, shape (n_people, n_items)
        NaN for no answer.

    Returns
    -------
    CompleteAnswers
        ``answers`` of those people to the ``used`` items; ``is_complete``, shape (n_people,).

    Raises
    ------
    ValueError
        If `answers` is not two-dimensional, has no item, or holds an infinity.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> found = complete_answers([[1, 2, float("nan")], [3, float("nan"), float("nan")]])
    >>> found.answers.tolist(), found.is_complete.tolist(), found.unanswered
    ([[1.0, 2.0]], [True, False], (2,))
    """
    given = np.asarray(answers, dtype=float)
    if given.ndim != 2 or given.shape[1] == 0:
        raise ValueError("answers must have a row for each person and a column for each of one or more items")
    if np.isinf(given).any():
        raise ValueError("answers must be finite, or NaN where there is none")
    total = _row_sums(given)
    used = np.arange(given.shape[1])
    if given.shape[0] and np.isnan(total).all():
        used = np.flatnonzero(~np.isnan(given).all(axis=0))
        total = _row_sums(given[:, used])
    is_complete = ~np.isnan(total) if used.size else np.zeros(total.size, dtype=bool)
    kept = given if is_complete.all() else given.take(np.flatnonzero(is_complete), axis=0)
    kept = kept if used.size == given.shape[1] else kept[:, used]
    same = np.array([kept.shape[0] > 1 and _all_same(item) for item in kept.T], dtype=bool)
    return CompleteAnswers(
        answers=kept,
        is_complete=is_complete,
        used=tuple(used.tolist()),
        constant=tuple(used[same].tolist()),
        unanswered=tuple(sorted(set(range(given.shape[1])) - set(used.tolist()))),
    )


def sum_boards(found: CompleteAnswers, board: ArrayLike, *, n_boards: int) -> BoardSums:
    """Add up what each board's complete answers bring to alpha and to the variance components.

    Parameters
    ----------
    found : CompleteAnswers
        Of the items of one domain, as from `complete_answers`.
    board : array_like of int, shape (n_people,)
        The board of each, 0 to `n_boards` - 1, in any order; of those with gaps too.
    n_boards : int
        Boards there are.

    Returns
    -------
    BoardSums
        A row for each board with somebody who answered every item; the others are left out.

    Raises
    ------
    ValueError
        If `board` has not one entry a person, or a board is not there.

    Notes
    -----
    Answers are taken less their mean, one constant for all items, so that no digits cancel.

    References
    ----------
    .. [1] Ours; compared with a loop over boards in the tests.

    Examples
    --------
    >>> answers = complete_answers([[1, 2], [3, 4], [2, float("nan")]])
    >>> sums = sum_boards(answers, [0, 0, 1], n_boards=2)
    >>> sums.people.tolist(), sums.totals.tolist(), sums.between_totals.tolist()
    ([2.0], [8.0], [0.0])
    """
    boards = np.asarray(board)
    if boards.shape != found.is_complete.shape:
        raise ValueError("board must have one entry for each person")
    rows = group_rows(boards[found.is_complete].astype(np.int64), n_boards=n_boards)
    ordered = found.answers if rows.order is None else found.answers.take(rows.order, axis=0)
    kept = rows.sizes > 0
    n = rows.sizes[kept].astype(float)
    table = np.empty((n.size, 6 + ordered.shape[1]))
    if ordered.size:
        x = ordered - ordered.mean()
        starts = (np.cumsum(rows.sizes) - rows.sizes)[kept]
        s = np.add.reduceat(x, starts, axis=0)
        table[:, 2] = np.add.reduceat(_row_sums(x * x), starts)
        table[:, 3] = np.add.reduceat(_row_sums(x) ** 2, starts)
        table[:, 0], table[:, 1] = n, n**2
        table[:, 4], table[:, 5] = _row_sums(s * s) / n, _row_sums(s) ** 2 / n
        table[:, 6:] = s
    return BoardSums(table=table, n_items=ordered.shape[1])


def _all_same(item: Floats) -> bool:
    """Nearly every item differs within the first few, and the others need not be looked at."""
    return bool((item[:FEW] == item[0]).all()) and bool((item == item[0]).all())


def _row_sums(rows: Floats) -> Floats:
    """A product with ones adds up short rows several times faster than a sum does."""
    return rows @ np.ones(rows.shape[1])


def _portions(replicates: int, n_boards: int) -> list[int]:
    most = max(1, AT_A_TIME // n_boards)
    return [min(most, replicates - done) for done in range(0, replicates, most)]


def _drawn(n_boards: int, replicates: int, rng: np.random.Generator) -> Floats:
    """How often each board was drawn, a row a replicate."""
    picked = rng.integers(0, n_boards, size=(replicates, n_boards))
    drawn = np.empty((replicates, n_boards))
    for replicate, places in enumerate(picked):
        drawn[replicate] = np.bincount(places, minlength=n_boards)
    return drawn
