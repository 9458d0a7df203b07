"""Every sum that signs can make of whole numbers, counted: the engine under the exact tests of pairs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Sums of one side of a row: beyond them the row is not worked out.
MOST_SUMS = 2**21
# Cells worked on at a time: what stays close to the processor.
BLOCK = 2**16
# So many halvings of 1 a number can hold at once; further ones are made on the way.
MOST_HALVINGS = 1_000


@dataclass(frozen=True, kw_only=True, eq=False)
class _Side:
    """Some of the terms by their divisors, and for each row their sum and its reach in units of 1 / `unit`."""

    unit: int
    terms: tuple[tuple[int, Ints], ...]
    total: Ints
    reach: Ints


def two_sided_p(numerators: Ints, divisors: Ints) -> Floats:
    """Say how rarely chance signs make a sum as far from 0 as the one seen, for each row.

    Parameters
    ----------
    numerators, divisors : array of int, shape (n_rows, n_terms)
        Term i of a row is numerators / divisors; a term of 0 counts for nothing. Divisors
        are positive, and their least common multiple with the sums fits in 62 bits.

    Returns
    -------
    array of float, shape (n_rows,)
        P(abs(sum of signs x terms) >= abs(sum of terms)), every sign as likely; 1 where the
        sum is 0. NaN where one side has more than 2^21 sums.

    Raises
    ------
    None
        What is no whole number, `sign_flip` has refused.

    Notes
    -----
    The terms are parted in two sides, each with a unit of its own; the sums of a side are
    counted by convolution, term by term for each divisor and then divisor by divisor, and the
    two are joined by looking up, for each sum of the one, how many of the other carry it far
    enough. Exact: the counts are whole up to 2^53, and nothing is drawn. Terms with one divisor
    are on one side, so that nine answers and eleven need no steps of 1/99; rows whose divisors
    are the same are worked out at once.

    References
    ----------
    .. [1] Streitberg, B., Röhmel, J. (1986), Statistical Software Newsletter 12: 10-17.
       Key ``streitberg1986``.

    Examples
    --------
    >>> two_sided_p(np.array([[1, 1, 1], [1, -1, 0]]), np.array([[2, 2, 3], [1, 1, 1]])).tolist()
    [0.25, 1.0]
    """
    found = np.ones(numerators.shape[0])
    divisors = np.where(numerators == 0, 1, divisors)
    for rows, parts in _alike(numerators, divisors):
        found[rows] = np.nan
        for some in _blocks(numerators[rows], divisors[rows], parts):
            found[rows[some]] = _joined(*_sides(numerators[rows[some]], divisors[rows[some]], parts))
    return found


def _alike(numerators: Ints, divisors: Ints) -> Iterator[tuple[Ints, tuple[tuple[int, ...], ...]]]:
    """Rows with the same divisors, and on which side each divisor goes."""
    counts = numerators != 0
    units = np.unique(divisors[counts])
    if not units.size:
        return
    has = np.stack([((divisors == unit) & counts).any(axis=1) for unit in units], axis=1)
    kinds, kind = np.unique(np.packbits(has, axis=1), axis=0, return_inverse=True)
    order = np.argsort(kind.ravel(), kind="stable")
    for rows in np.split(order, np.cumsum(np.bincount(kind.ravel(), minlength=len(kinds)))[:-1]):
        own = units[has[rows[0]]]
        if own.size:
            sizes = np.abs(numerators[rows])
            weight = [float(sizes[divisors[rows] == unit].sum()) / int(unit) for unit in own]
            yield rows, _part(own.tolist(), weight)


def _part(units: Sequence[int], weights: Sequence[float]) -> tuple[tuple[int, ...], ...]:
    """Put each unit on the side where it adds fewest sums, the weightiest first; one alone goes to both."""
    if len(units) == 1:
        return (units[0],), (units[0],)
    sides: list[list[int]] = [[], []]
    carried, fine = [0.0, 0.0], [1, 1]
    for weight, unit in sorted(zip(weights, units, strict=True), reverse=True):
        grown = [(carried[i] + weight) * math.lcm(fine[i], unit) - carried[i] * fine[i] for i in (0, 1)]
        best = 0 if grown[0] < grown[1] else 1
        sides[best].append(unit)
        carried[best] += weight
        fine[best] = math.lcm(fine[best], unit)
    return tuple(sides[0]), tuple(sides[1])


def _blocks(numerators: Ints, divisors: Ints, parts: tuple[tuple[int, ...], ...]) -> Iterator[Ints]:
    """Rows of about one width together, as many as are worked on at a time; none that is too wide."""
    width = np.maximum(*(side.reach for side in _sides(numerators, divisors, parts))) + 1
    order = np.argsort(width, kind="stable")[: np.count_nonzero(width <= MOST_SUMS + 1)]
    start = 0
    while start < order.size:
        fits = width[order[start:]] * np.arange(1, order.size - start + 1) <= BLOCK
        stop = start + max(int(np.count_nonzero(fits)), 1)
        yield order[start:stop]
        start = stop


def _sides(numerators: Ints, divisors: Ints, parts: tuple[tuple[int, ...], ...]) -> tuple[_Side, _Side]:
    if parts[0] == parts[1]:
        return _side([(parts[0][0], numerators[:, 0::2])]), _side([(parts[0][0], numerators[:, 1::2])])
    one, other = (
        _side([(unit, np.where(divisors == unit, numerators, 0)) for unit in units]) for units in parts
    )
    return one, other


def _side(terms: list[tuple[int, Ints]]) -> _Side:
    whole = math.lcm(*(unit for unit, _ in terms))
    scaled = [(whole // unit, own) for unit, own in terms]
    return _Side(
        unit=whole,
        terms=tuple(terms),
        total=sum((step * own.sum(axis=1) for step, own in scaled), np.zeros(1, dtype=np.int64)),
        reach=sum((step * np.abs(own).sum(axis=1) for step, own in scaled), np.zeros(1, dtype=np.int64)),
    )


def _joined(one: _Side, other: _Side) -> Floats:
    """Twice the chance of a sum at least as far up as the one seen: chance signs fall either way alike."""
    whole = math.lcm(one.unit, other.unit)
    step, other_step = whole // one.unit, whole // other.unit
    seen = np.abs(one.total * step + other.total * other_step)
    chances, tail = _side_chances(one), _at_least(_side_chances(other))
    # A side's sum is twice what its upward terms hold, less the whole of it.
    needed = (seen + one.reach * step + other.reach * other_step)[:, None] - 2 * step * np.arange(
        chances.shape[1]
    )
    least = np.clip(-(-needed // (2 * other_step)), 0, tail.shape[1] - 1)
    p = 2 * (chances * np.take_along_axis(tail, least, axis=1)).sum(axis=1)
    return np.where(seen == 0, 1.0, np.minimum(p, 1.0))


def _side_chances(side: _Side) -> Floats:
    """How likely the upward terms of a side hold 0, 1, 2 ... of its units; in coarse steps as long as they do."""
    unit, chances = 1, np.ones((side.total.size, 1))
    for own_unit, terms in side.terms:
        whole = math.lcm(unit, own_unit)
        finer = np.zeros((side.total.size, (chances.shape[1] - 1) * (whole // unit) + 1))
        finer[:, :: whole // unit] = chances
        unit, chances = whole, _with_terms(finer, _ascending(terms) * (whole // own_unit))
    return chances


def _ascending(terms: Ints) -> Ints:
    sizes = np.sort(np.abs(terms), axis=1)
    return sizes[:, sizes.any(axis=0)]


def _with_terms(chances: Floats, sizes: Ints) -> Floats:
    """What becomes of the chances of 0, 1, 2 ... when each term in turn is added or not; a row each."""
    (n_rows, width), n_terms = chances.shape, sizes.shape[1]
    reach = width + sizes.cumsum(axis=1).max(axis=0, initial=0)
    before = int(sizes.max(initial=0))
    state = np.zeros((n_rows, before + int(reach.max(initial=width))))
    state[:, before : before + width] = chances * 2.0 ** -min(n_terms, MOST_HALVINGS)
    flat, starts, steps = (
        state.ravel(),
        np.arange(n_rows) * state.shape[1] + before,
        np.arange(state.shape[1]),
    )
    for place, (size, reached) in enumerate(zip(sizes.T, reach.tolist(), strict=True)):
        held = state[:, before : before + reached]
        held += flat.take((starts - size)[:, None] + steps[:reached], mode="clip")
        if place >= MOST_HALVINGS:
            held *= 0.5
    return state[:, before:]


def _at_least(chances: Floats) -> Floats:
    tail = np.zeros((chances.shape[0], chances.shape[1] + 1))
    tail[:, :-1] = chances[:, ::-1].cumsum(axis=1)[:, ::-1]
    return tail
