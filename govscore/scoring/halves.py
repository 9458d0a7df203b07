"""Whether a mean to the nearest half is exact after all, by the sums of answers that it leaves.

Below ten people a half leaves a few sums open. With two options far apart it may leave one. And where everybody
answered everything, a domain's exact mean is the sum of its questions' own: at the ends, or by a weight that no
other question has, it may leave one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govscore.scoring.audit import UNITS, Hidden, all_but_one, everybody, open_sums, weighted

QUARTER = 0.25


@dataclass(frozen=True, kw_only=True)
class Halved:
    """A question outside its board: the mean to the nearest half, or None where that is not told."""

    question: Hidden
    half: float | None


def is_exact(halved: Halved) -> bool:
    """Say whether the half leaves one sum, by itself."""
    return halved.half is not None and len(_sums(halved)) < 2


def is_told_by_mean(questions: Sequence[Halved], mean: float) -> bool:
    """Say whether some half leaves one sum to whoever knows the domain's mean as well.

    The worst case is taken, that everybody answered everything.
    """
    total = round(mean * UNITS * sum(each.question.n * each.question.weight for each in questions))
    possible = [_sums(each) for each in questions]
    before, after = _totals(possible), _totals(reversed(possible))[::-1]
    return any(
        each.half is not None and _count(own, total, before[i], after[i + 1], slack=len(questions)) < 2
        for i, (each, own) in enumerate(zip(questions, possible, strict=True))
    )


def _sums(halved: Halved) -> set[int]:
    question, half = halved.question, halved.half
    if question.common is not None:
        return {everybody(question), *all_but_one(question)}
    sums = open_sums(question)
    if half is None:
        return sums
    low, high = (weighted(question, question.n * (half + edge)) for edge in (-QUARTER, QUARTER))
    return {sum_ for sum_ in sums if low <= sum_ < high}


def _totals(possible: Iterable[set[int]]) -> list[set[int]]:
    """The sums that the first questions can have together: of none, of one, and so on."""
    totals = [{0}]
    for own in possible:
        totals.append({before + sum_ for before in totals[-1] for sum_ in own})
    return totals


def _count(own: set[int], total: int, before: set[int], after: set[int], *, slack: int) -> int:
    """How many of a question's sums fit the total; each may be off by a unit of rounding."""
    others = {a + b for a in before for b in after}
    return sum(any(total - sum_ + off in others for off in range(-slack, slack + 1)) for sum_ in own)
