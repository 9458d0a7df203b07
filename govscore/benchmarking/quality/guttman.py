"""Whose answers go against the order in which people find the steps of the items easy: person fit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.quality.patterns import Codes, code_table, is_answer
from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Halves = NDArray[np.float32]  # halves below 2^23 are exact

PEOPLE_AT_ONCE = 16_384


@dataclass(frozen=True, kw_only=True, eq=False)
class GuttmanErrors:
    """Each person's errors, the most that their total allows, and the share; arrays of shape (n_people,)."""

    errors: Floats
    most: Floats
    n_items: Ints

    @property
    def normed(self) -> Floats:
        """0 in perfect order, 1 as far from it as the total allows; NaN where nothing can be out of order."""
        out = np.full(self.most.shape, np.nan)
        return np.asarray(np.divide(self.errors, self.most, out=out, where=self.most > 0))

    @property
    def reason(self) -> NDArray[np.object_]:
        """Why a person has no share."""
        return first_reason((self.n_items < 2, Reason.TOO_FEW), (~(self.most > 0), Reason.NO_VARIATION))


def guttman_errors(codes: ArrayLike, *, n_options: int) -> GuttmanErrors:
    """Count how often somebody took a hard step and not an easier one.

    Parameters
    ----------
    codes : array_like of int, shape (n_people, n_items)
        1 for the lowest option, to `n_options`, or a `Blank`. All items are of one scale.
    n_options : int
        Options of the scale, 2 or more.

    Returns
    -------
    GuttmanErrors
        ``errors``, pairs of steps out of order; ``most``, the most that anybody with the same
        total over the same items can have; ``normed``, their ratio: NaN with fewer than two
        answers (``too_few``), or where no order can be wrong, as with all at the lowest
        option (``no_variation``).

    Raises
    ------
    ValueError
        If a code is beyond the scale, or the scale has fewer than two options.

    Notes
    -----
    Choosing option x takes the first x - 1 steps of an item. Steps are ordered by the share of
    all who answered the item that took them; steps with the same share are half out of order
    where one is taken and the other not, so that the order of items does not matter. With o
    the number of easier steps, errors are the sum of o over the r steps taken, less
    r (r - 1) / 2. That sum is convex in each item's answer, so the most is reached with every
    item at an end but one. For longer questionnaires (15 items or more).

    References
    ----------
    .. [1] Emons, W. H. M. (2008), Applied Psychological Measurement 32: 224-247. Key ``emons2008``.

    Examples
    --------
    Everybody but the last finds the first item the easier one:

    >>> found = guttman_errors([[3, 1], [3, 2], [2, 1], [1, 3]], n_options=3)
    >>> found.errors.tolist(), found.most.tolist()
    ([0.5, 0.0, 0.0, 3.5], [3.5, 1.5, 1.5, 3.5])
    """
    sheet = code_table(codes)
    given = is_answer(sheet)
    if n_options < 2 or (sheet[given] > n_options).any():
        raise ValueError("a scale has two options or more, and no code is beyond it")
    easier = _easier_steps(sheet, given, n_options)
    starts = range(0, len(sheet), PEOPLE_AT_ONCE)
    blocks = [slice(start, start + PEOPLE_AT_ONCE) for start in starts]
    found = [_count(sheet[block], given[block], easier) for block in blocks] or [_count(sheet, given, easier)]
    return GuttmanErrors(
        errors=np.concatenate([errors for errors, _ in found]),
        most=np.concatenate([most for _, most in found]),
        n_items=np.count_nonzero(given, axis=1),
    )


def _easier_steps(sheet: Codes, given: Flags, n_options: int) -> Halves:
    """How many steps of one item are easier than the first x of another, summed: axes item, other item, x."""
    taken = np.array([np.count_nonzero(given & (sheet > option), axis=0) for option in range(1, n_options)])
    people = np.count_nonzero(given, axis=0)
    shares = np.divide(taken, people, out=np.zeros(taken.shape), where=people > 0).T.ravel()
    easier = (shares[:, None] > shares) + (shares[:, None] == shares) / 2
    np.fill_diagonal(easier, 0)
    by_item = easier.reshape(people.size, n_options - 1, people.size, n_options - 1).sum(axis=1)
    return np.pad(np.cumsum(by_item, axis=2), ((0, 0), (0, 0), (1, 0))).astype(np.float32)


def _count(sheet: Codes, given: Flags, easier: Halves) -> tuple[Floats, Floats]:
    people, n_items = sheet.shape
    steps = np.where(given, sheet, 1).astype(np.int64) - 1
    total = steps.sum(axis=1)
    order = given.astype(np.float32) @ easier.reshape(n_items, n_items * easier.shape[2])
    sums = order.reshape(people, n_items, easier.shape[2])
    taken = np.take_along_axis(sums, steps[:, :, None], axis=2)[:, :, 0].sum(axis=1, dtype=float)
    pairs = total * (total - 1) / 2
    return taken - pairs, _most(sums, given, total) - pairs


def _most(sums: Halves, given: Flags, total: Ints) -> Floats:
    """The largest sum with that many steps: some items to the top, one part of the way, none of the others."""
    people, n_items, n_options = sums.shape
    if n_items == 0:
        return np.zeros(people)
    whole, rest = np.divmod(total, n_options - 1)
    top = np.where(given, sums[:, :, -1], np.float32(0))
    falling = np.sort(top, axis=1)[:, ::-1]
    reached = np.concatenate([np.zeros((people, 1)), np.cumsum(falling, axis=1, dtype=float)], axis=1)
    best = np.take_along_axis(reached, whole[:, None], axis=1)
    with_next = np.take_along_axis(reached, np.minimum(whole + 1, n_items)[:, None], axis=1)
    lowest = np.take_along_axis(falling, np.maximum(whole - 1, 0)[:, None], axis=1)
    is_used = (top >= lowest) & (whole > 0)[:, None]
    part = np.take_along_axis(sums, rest[:, None, None], axis=2)[:, :, 0]
    found = part + np.where(is_used, with_next - top, best)
    return np.asarray(np.where(rest > 0, np.where(given, found, -np.inf).max(axis=1), best[:, 0]))
