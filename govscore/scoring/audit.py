"""Whether a domain's mean may be shown beside bands: by the totals it could be, not by the one that it is.

Whoever knows these rules could reason back from what they did. So what they do depends on nothing but what
is shown anyway, and on the total of the withheld questions in such a way that the total, shown or withheld,
leaves both open: that everybody chose the option in the band, and that one did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement

BAND_BELOW = 10
UNITS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """A question whose levels are withheld: its weight, how many gave a level, and the values it offers.

    `common` is the value of the option in the band; a question withheld beside a band has none.
    """

    weight: float
    n: int
    values: tuple[float, ...]
    common: float | None = None


def may_show_mean(hidden: Sequence[Hidden], sums: Sequence[float]) -> bool:
    """Say whether the mean may be shown although it gives away the weighted total of what is withheld.

    The worst case is taken, that everybody answered everything; with gaps the total can only be guessed.
    """
    total = sum(weighted(question, sum_) for question, sum_ in zip(hidden, sums, strict=True))
    return total in _shown_totals(tuple(hidden))


@lru_cache(maxsize=1_000)
def _shown_totals(hidden: tuple[Hidden, ...]) -> frozenset[int]:
    """The totals for which the mean is shown.

    Each fits with either state of every band. The others are withheld, and where there are so few of these
    that the withholding itself would tell, their neighbours are withheld with them.
    """
    states = _band_states(hidden)
    totals = _sums(hidden)
    shown = {total for total in totals if all(total in a and total in b for a, b in states)}
    gone = totals - shown
    while gone and shown and not all(gone & a and gone & b for a, b in states):
        next_ = min(shown, key=lambda total: (min(abs(total - other) for other in gone), -total))
        shown.remove(next_)
        gone.add(next_)
    return frozenset(shown)


def _band_states(hidden: tuple[Hidden, ...]) -> list[tuple[set[int], set[int]]]:
    """For each band the totals that fit with everybody having chosen it, and those with all but one."""
    states = []
    for at, band in enumerate(hidden):
        if band.common is None:
            continue
        others = _sums(hidden[:at] + hidden[at + 1 :])
        all_, but_one = everybody(band), all_but_one(band)
        states.append(({all_ + o for o in others}, {own + o for own in but_one for o in others}))
    return states


def _sums(hidden: Sequence[Hidden]) -> set[int]:
    sums = {0}
    for question in hidden:
        own = (
            open_sums(question) if question.common is None else {everybody(question), *all_but_one(question)}
        )
        sums = {before + sum_ for before in sums for sum_ in own}
    return sums


def everybody(band: Hidden) -> int:
    """The weighted sum where everybody chose the option in the band."""
    return weighted(band, band.n * (band.common or 0.0))


def all_but_one(band: Hidden) -> set[int]:
    """Every weighted sum where one did not."""
    common = band.common or 0.0
    return {weighted(band, (band.n - 1) * common + value) for value in band.values if value != common}


def open_sums(question: Hidden) -> set[int]:
    """Every sum that the answers could have without being so alike that a band would be shown."""
    values, n = question.values, question.n
    if n >= BAND_BELOW:
        return {weighted(question, sum_) for sum_ in _sums_of_many(values, n)}
    mixed = (
        answers
        for answers in combinations_with_replacement(values, n)
        if max(answers.count(value) for value in values) < n - 1
    )
    return {weighted(question, sum(answers)) for answers in mixed}


def _sums_of_many(values: Sequence[float], n: int) -> set[float]:
    sums = {0.0}
    for _ in range(n):
        sums = {round(before + value, 9) for before in sums for value in values}
    return sums


def weighted(question: Hidden, sum_: float) -> int:
    """In whole units, so that equal sums are equal."""
    return round(question.weight * sum_ * UNITS)
