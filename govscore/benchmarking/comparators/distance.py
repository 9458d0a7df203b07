"""How far apart two boards are by their schools' characteristics, within one phase.

Each characteristic is divided by a robust spread, so that one huge school does not shrink all other
differences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.errors import NothingToCompareBy, UnknownBoard
from govscore.errors import BenchmarkError

Floats = NDArray[np.float64]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"pupils": 0.30, "fsm": 0.30, "sen": 0.15, "eal": 0.15, "rural": 0.10}
)
COUNTED = LOGGED = frozenset({"pupils"})
MAD_TO_SD = 1.4826


@dataclass(frozen=True, kw_only=True)
class Characteristics:
    """What is known of the boards that may be compared: one entry a board, NaN where it is not known."""

    keys: tuple[str, ...]
    phases: tuple[str, ...]
    values: Mapping[str, ArrayLike]

    def __post_init__(self) -> None:
        if len(set(self.keys)) != len(self.keys):
            twice = next(key for i, key in enumerate(self.keys) if key in self.keys[:i])
            raise BenchmarkError(f"board {twice} is given twice; each board needs one row of characteristics")
        wrong = [name for name, column in self.values.items() if np.shape(column) != (len(self.keys),)]
        if len(self.phases) != len(self.keys) or wrong:
            raise BenchmarkError(
                f"{', '.join(wrong) or 'phases'}: not one entry for each of {len(self.keys)} boards; "
                "fill the gaps with NaN"
            )

    def rows_of(self, phase: str) -> NDArray[np.intp]:
        """Where the boards of a phase stand, in order of key; keys of digits alone go as numbers."""
        chosen = [i for i, own in enumerate(self.phases) if own == phase]
        return np.array(sorted(chosen, key=lambda i: _by_number(self.keys[i])), dtype=np.intp)

    def phase_of(self, key: str) -> str:
        """The phase of one board, which must be among those given."""
        if key not in self.keys:
            raise UnknownBoard(key)
        return self.phases[self.keys.index(key)]

    def allowed(self, eligible: ArrayLike | None) -> NDArray[np.bool_]:
        """Which boards may be chosen, one entry a board; all of them where nothing is said."""
        allowed = np.ones(len(self.keys), dtype=bool) if eligible is None else np.array(eligible, dtype=bool)
        if allowed.shape != (len(self.keys),):
            raise ValueError("eligible must have one entry a board")
        return allowed

    def column(self, name: str) -> Floats:
        """One characteristic, NaN where it is not known; no school has 0 pupils or fewer."""
        given = self.values.get(name)
        if given is None:
            return np.full(len(self.keys), np.nan)
        column = np.array(given, dtype=float)
        if np.isinf(column).any():
            raise ValueError(f"{name} must be finite, or NaN where it is not known")
        if name in COUNTED:
            column[~(column > 0)] = np.nan
        return column


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """One phase, standardised: Euclidean distance between rows of `points` is distance between boards.

    `rows` say where the boards stand among those given, in order of their `keys`; `known` are the values as
    they came; `unknown` were known for no board of the phase, and `constant` the same for all. Columns from
    `split` on, if there are any, have a root of their own, which is added to that of the others.
    """

    phase: str
    keys: tuple[str, ...]
    rows: NDArray[np.intp]
    points: Floats
    known: Floats
    names: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]
    scales: tuple[tuple[str, float], ...]
    unknown: tuple[str, ...]
    constant: tuple[str, ...]
    split: int | None = None

    def distances(self, own: NDArray[np.intp], others: NDArray[np.intp]) -> Floats:
        """From each of `own`, shape (n,), to its row of `others`, shape (n, m)."""
        columns = range(len(self.names))
        if self.split is None:
            return np.asarray(np.sqrt(self._squares(columns, own, others)))
        parts = columns[: self.split], columns[self.split :]
        first, second = (np.sqrt(self._squares(part, own, others)) for part in parts)
        return np.asarray(first + second)

    def contributions(self, place: int) -> Floats:
        """What each characteristic adds to the square of the distance from one board to each, as rows."""
        squares = (self.points - self.points[place]) ** 2
        if self.split is None:
            return np.asarray(squares)
        first, second = squares[:, : self.split], squares[:, self.split :]
        roots = [np.sqrt(part.sum(axis=1, keepdims=True)) for part in (first, second)]
        shares = [
            part / np.where(root > 0, root, 1.0) for part, root in zip((first, second), roots, strict=True)
        ]
        return np.asarray(np.hstack(shares) * (roots[0] + roots[1]))

    def _squares(self, columns: Sequence[int], own: NDArray[np.intp], others: NDArray[np.intp]) -> Floats:
        """Sums over some columns, one after the other, so that no array of all columns is held."""
        total = np.zeros(others.shape)
        for column in columns:
            values = self.points[:, column]
            total += (values[others] - values[own][:, None]) ** 2
        return total

    def gaps(self, place: int) -> tuple[str, ...]:
        """The characteristics that are not known of one board."""
        missing = np.isnan(self.known[place])
        return tuple(name for name, gap in zip(self.names, missing, strict=True) if gap)


def standardise(
    characteristics: Characteristics, phase: str, *, weights: Mapping[str, float] = WEIGHTS
) -> Block:
    """Put the boards of a phase on one footing, whatever the units of their characteristics.

    Parameters
    ----------
    characteristics : Characteristics
        Of all boards. Pupils are compared by their logarithm, all else as it is. NaN, and
        a number of pupils that is not positive, count as not known.
    phase : str
        The boards to keep: a difference in phase is never made up for by anything else.
    weights : mapping of str to float
        Weight of each characteristic, positive, in any unit; they are made to sum to 1.

    Returns
    -------
    Block
        The rows of the phase in order of key, and what was made of each characteristic.

    Raises
    ------
    NothingToCompareBy
        If no characteristic is known for any board of the phase.
    ValueError
        If a weight is not positive, or a value infinite.

    Notes
    -----
    The scale is 1.4826 times the median absolute deviation within the phase; the standard
    deviation (n - 1) where that is 0, as for rural or not; and where that is 0 too all
    boards are alike on it and it adds nothing. A gap is filled with the median of the
    phase before the scale is taken. A characteristic that nobody's is known of is left
    out and the other weights made up to 1: unlike one that is the same for all, it might
    have told boards apart.

    References
    ----------
    .. [1] Rousseeuw, P. J., Croux, C. (1993), Journal of the American Statistical
       Association 88: 1273-1283, on the median absolute deviation. Key ``rousseeuw1993``.

    Examples
    --------
    >>> boards = Characteristics(
    ...     keys=("a", "b", "c"), phases=("Primary",) * 3, values={"fsm": [10.0, 20.0, 40.0]}
    ... )
    >>> block = standardise(boards, "Primary", weights={"fsm": 1.0, "eal": 1.0})
    >>> round(dict(block.scales)["fsm"], 3), block.unknown, block.weights
    (14.826, ('eal',), (('fsm', 1.0),))
    """
    if any(not weight > 0 for weight in weights.values()):
        raise ValueError("every weight must be positive")
    rows = characteristics.rows_of(phase)
    known = {name: characteristics.column(name)[rows] for name in weights}
    names = tuple(name for name in weights if not np.isnan(known[name]).all())
    if not names:
        raise NothingToCompareBy(phase)
    total = sum(weights[name] for name in names)
    shares = {name: weights[name] / total for name in names}
    filled = {name: _comparable(name, known[name]) for name in names}
    scales = {name: _scale(filled[name]) for name in names}
    points = [np.sqrt(shares[name]) * _scaled(filled[name], scales[name]) for name in names]
    return Block(
        phase=phase,
        keys=tuple(characteristics.keys[row] for row in rows),
        rows=rows,
        points=np.column_stack(points),
        known=np.column_stack([known[name] for name in names]),
        names=names,
        weights=tuple(shares.items()),
        scales=tuple(scales.items()),
        unknown=tuple(name for name in weights if name not in shares),
        constant=tuple(name for name in names if scales[name] == 0),
    )


def nearest_first(
    distances: Floats, tie: float = 1e-9, *, ids: NDArray[np.intp] | None = None
) -> NDArray[np.intp]:
    """Order distances so that the same set comes out every time: ties go by place, which is order of key.

    Parameters
    ----------
    distances : array of float, shape (..., n)
        Distances from one board a row; infinity stands for one that must not be chosen.
    tie : float, default 1e-9
        Neighbouring distances no further apart than this are equal.
    ids : array of int, shape (..., n), optional
        What ties go by, where that is not the place itself.

    Returns
    -------
    array of int, shape (..., n)
        Places, nearest first.

    Raises
    ------
    ValueError
        If a distance is NaN.

    Notes
    -----
    Sorted distances are cut into runs wherever the step is more than `tie`; within a run
    the lower place is first. Without that the last bit of a sum would choose between twins.
    Most rows have no ties, and only those that have are put in order a second time.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, comparator
       sets, where a stable order is wanted for the same reason. Key ``dfe_comparators``.

    Examples
    --------
    >>> nearest_first(np.array([0.3, 0.1 + 0.2, 0.1])).tolist()
    [2, 0, 1]
    """
    if np.isnan(distances).any():
        raise ValueError("a distance must not be NaN")
    order = np.argsort(distances, axis=-1, kind="stable")
    ascending = np.take_along_axis(distances, order, axis=-1)
    ends = np.where(np.isinf(ascending), np.finfo(float).max, ascending)
    apart = np.diff(ends, axis=-1) > tie
    tied = ~apart.all(axis=-1)
    if tied.any():
        order[tied] = _by_id(
            order[tied],
            apart[tied],
            order[tied] if ids is None else np.take_along_axis(ids, order, axis=-1)[tied],
        )
    return order


def _by_id(order: NDArray[np.intp], apart: NDArray[np.bool_], ids: NDArray[np.intp]) -> NDArray[np.intp]:
    runs = np.zeros(order.shape, dtype=np.intp)
    runs[..., 1:] = np.cumsum(apart, axis=-1)
    return np.take_along_axis(order, np.lexsort((ids, runs), axis=-1), axis=-1)


def _by_number(key: str) -> tuple[bool, int, str]:
    return (True, 0, key) if not key.isdecimal() else (False, int(key), key)


def _comparable(name: str, known: Floats) -> Floats:
    middle = np.median(known[~np.isnan(known)])
    filled = np.where(np.isnan(known), middle, known)
    return np.log(filled) if name in LOGGED else filled


def _scale(values: Floats) -> float:
    if np.ptp(values) == 0:
        return 0.0
    spread = MAD_TO_SD * float(np.median(np.abs(values - np.median(values))))
    return spread if spread > 0 else float(np.std(values, ddof=1))


def _scaled(values: Floats, scale: float) -> Floats:
    return (values - np.median(values)) / scale if scale > 0 else np.zeros_like(values)
