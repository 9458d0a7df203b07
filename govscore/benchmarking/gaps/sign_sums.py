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
    enough. Only sums up to the middle are counted, since those above are their mirror image.
    Exact: the counts are whole up to 2^53, and nothing is drawn. Terms with one divisor
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
    chances, below = _lower_half(one), _below(_lower_half(other))
    # Of two sums as far from the middle, up and down, one is kept for both; one on the middle counts once.
    away = step * (one.reach[:, None] - 2 * np.arange(chances.shape[1]))
    chances *= np.heaviside(away, 0.5)
    reach, wanted = other_step * other.reach[:, None], seen[:, None]
    rest = _reached(below, reach, wanted - away, step=2 * other_step)
    rest += _reached(below, reach, wanted + away, step=2 * other_step)
    return np.where(seen == 0, 1.0, np.minimum(2 * (chances * rest).sum(axis=1), 1.0))


def _reached(below: Floats, reach: Ints, wanted: Ints, *, step: int) -> Floats:
    """The chance that a side's sum is at least what is wanted: as likely as the same downward, or what is left."""
    is_down = wanted < 0
    places = np.clip((reach - np.abs(wanted) - is_down) // step + 1, 0, below.shape[1] - 1)
    places += np.arange(0, below.size, below.shape[1])[:, None]
    found = below.ravel().take(places)
    return np.where(is_down, 1 - found, found)


def _lower_half(side: _Side) -> Floats:
    """How likely the upward terms of a side hold 0, 1, 2 ... of its units, up to the middle of the widest row.

    In coarse steps as long as they do.
    """
    unit, chances, half = 1, np.ones((side.total.size, 1)), int(side.reach.max()) // 2
    for own_unit, terms in side.terms:
        whole = math.lcm(unit, own_unit)
        finer = np.zeros((side.total.size, (chances.shape[1] - 1) * (whole // unit) + 1))
        finer[:, :: whole // unit] = chances
        most = half // (side.unit // whole) + 1
        unit, chances = whole, _with_terms(finer, _ascending(terms) * (whole // own_unit), most=most)
    return chances


def _ascending(terms: Ints) -> Ints:
    sizes = np.sort(np.abs(terms), axis=1)
    return sizes[:, sizes.any(axis=0)]


def _with_terms(chances: Floats, sizes: Ints, *, most: int) -> Floats:
    """What becomes of the first chances of 0, 1, 2 ... when each term in turn is added or not; a row each."""
    (n_rows, width), n_terms = chances.shape, sizes.shape[1]
    reach = np.minimum(width + sizes.cumsum(axis=1).max(axis=0, initial=0), most)
    before = min(int(sizes.max(initial=0)), most)
    state = np.zeros((n_rows, before + int(reach.max(initial=width))))
    state[:, before : before + width] = chances * 2.0 ** -min(n_terms, MOST_HALVINGS)
    flat, steps = state.ravel(), np.arange(state.shape[1])
    starts = np.arange(n_rows)[:, None] * state.shape[1] + before - np.minimum(sizes, most)
    for place, (start, reached) in enumerate(zip(starts.T, reach.tolist(), strict=True)):
        held = state[:, before : before + reached]
        held += flat.take(start[:, None] + steps[:reached], mode="clip")
        if place >= MOST_HALVINGS:
            held *= 0.5
    return state[:, before:]


def _below(chances: Floats) -> Floats:
    """The chance of less than 0, 1, 2 ..."""
    below = np.zeros((chances.shape[0], chances.shape[1] + 1))
    chances.cumsum(axis=1, out=below[:, 1:])
    return below
