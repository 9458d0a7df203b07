"""What a reader learns from the advice that a report gives, and from that which it does not give."""

from collections.abc import Iterator

from bench.disclosure.cells import BELOW, Asked, Fact
from govscore.questionnaire.model import Measure

FAR = 1e9


def advice_facts(asked: Asked, given: frozenset[str]) -> Iterator[Fact]:
    """Bound a mean to the nearest half by the rules, which are public, that look at this question's mean alone.

    A sum that would lead to other advice than is given cannot be the true one, if advice followed from exact
    means; where it follows from the halves, every sum or none within them leads to it, and nothing is learnt.
    """
    n, mean = asked.row.n, asked.row.mean.value
    if not asked.is_halved or n is None or mean is None:
        return
    rules = [
        (advice.id in given, _ends(advice.when.all))
        for advice in asked.questionnaire.advice
        if not advice.when.any
        and {(each.question, each.measure) for each in advice.when.all} == {(asked.row.id, Measure.MEAN)}
    ]
    if not rules or all(is_given == (low <= mean <= high) for is_given, (low, high) in rules):
        return
    lowest, highest = min(asked.values.values()), max(asked.values.values())
    sums = [n * lowest + k * asked.step for k in range(round(n * (highest - lowest) / asked.step) + 1)]
    open_ = [s for s in sums if all(is_given == (low <= s / n <= high) for is_given, (low, high) in rules)]
    if open_:
        yield Fact(sum=asked.total, low=min(open_) - BELOW, high=max(open_) + BELOW)


def _ends(comparisons: tuple[object, ...]) -> tuple[float, float]:
    least = [each.at_least for each in comparisons if each.at_least is not None]  # type: ignore[attr-defined]
    most = [each.at_most for each in comparisons if each.at_most is not None]  # type: ignore[attr-defined]
    return max(least, default=-FAR), min(most, default=FAR)
