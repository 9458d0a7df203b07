"""From answers to a score, who answered, and what is counted."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from statistics import fmean, median

from tests.formulas.section import section

Levels = Sequence[float | None]


def given(levels: Levels) -> list[float]:
    """The answers that are a level: missing is not zero."""
    return [level for level in levels if level is not None]


@section("From answers to a score")
def question_score(levels: Levels) -> tuple[float, float]:
    """Mean and median of the levels chosen."""
    return fmean(given(levels)), median(given(levels))


@section("From answers to a score")
def person_score(
    levels: Levels, weights: Sequence[float], *, share: float = 0.5, least: int = 2
) -> float | None:
    """Σ w x / Σ w over the questions they gave a level to, of someone who gave enough of those that were asked."""
    pairs = [(w, x) for w, x in zip(weights, levels, strict=True) if x is not None]
    if not pairs or len(pairs) < max(share * len(levels), min(least, len(levels))):
        return None
    return sum(w * x for w, x in pairs) / sum(w for w, _ in pairs)


@section("From answers to a score")
def domain_score(people: Sequence[float | None]) -> float:
    """The mean of its people's scores."""
    return fmean(given(people))


@section("From answers to a score")
def whole(domains: Sequence[float], weights: Sequence[float]) -> float:
    """Σ W × domain / Σ W."""
    return sum(w * d for w, d in zip(weights, domains, strict=True)) / sum(weights)


@section("From answers to a score")
def nearest_rung(mean: float, rungs: Sequence[float]) -> float:
    """The nearest rung, half way the upper one."""
    return min(rungs, key=lambda rung: (round(abs(rung - mean), 9), -rung))


@section("From answers to a score")
def deviation(people: Sequence[float]) -> float:
    """Σ |y − ȳ| / n."""
    return sum(abs(y - fmean(people)) for y in people) / len(people)


@section("Who answered, and who did not know")
def dont_know_share(dont_knows: Sequence[int], asked: Sequence[int]) -> Fraction:
    """Don't knows / asked, over questions."""
    return Fraction(sum(dont_knows), sum(asked))


@section("How many are confident")
def confident(choices: Sequence[str | None], able: set[str]) -> tuple[int, int]:
    """How many chose secure or higher, of those asked who did not say that it does not apply; None skipped."""
    asked = [choice for choice in choices if choice != "not-applicable"]
    return sum(choice in able for choice in asked), len(asked)


@section("How many are confident")
def interested(choices: Sequence[str | None], not_now: str, wishes: set[str]) -> tuple[int, int]:
    """How many chose more than not now, of the same."""
    return confident(choices, wishes - {not_now})


@section("What to talk about first")
def advice_index(
    *,
    importance: float,
    mean: float,
    secure: float,
    ends: tuple[float, float],
    dont_know: float,
    spread: float,
) -> float:
    """Importance × (shortfall + ½ doubt)."""
    low, high = ends
    shortfall = max(0.0, secure - mean) / (high - low)
    doubt = max(dont_know, spread / ((high - low) / 2))
    return importance * (shortfall + doubt / 2)


@section("What to talk about first")
def strongest(questions: Sequence[tuple[str, float, bool]], rungs: Sequence[float]) -> list[str]:
    """Up to three with the highest means of those at the upper half of the levels, and not far apart."""
    upper = [rung for rung in rungs if rung > fmean(rungs)]
    high = [(name, mean) for name, mean, is_far_apart in questions if not is_far_apart]
    high = [(name, mean) for name, mean in high if nearest_rung(mean, rungs) in upper]
    return [name for name, _ in sorted(high, key=lambda pair: -pair[1])][:3]


@section("How far boards have come")
def furthest(steps: Sequence[Sequence[str]], order: Sequence[str]) -> Counter[str]:
    """Each board once, at the furthest of the steps that it has come to."""
    return Counter(max(board, key=order.index) for board in steps)


@section("An analyst's own data")
def analyst_score(answers: Levels) -> float | None:
    """The mean of their answers, if they gave half of them and two at least."""
    levels = given(answers)
    return fmean(levels) if len(levels) >= 2 and 2 * len(levels) >= len(answers) else None


@section("Counts")
def moments(values: Sequence[int]) -> tuple[Fraction, Fraction | None]:
    """Mean v_lowest + S/n, and variance (nQ − S²) / (n(n − 1)), in fractions."""
    n, lowest = len(values), min(values)
    s = sum(v - lowest for v in values)
    q = sum((v - lowest) ** 2 for v in values)
    return lowest + Fraction(s, n), Fraction(n * q - s * s, n * (n - 1)) if n > 1 else None
