"""The boards a board is compared with: who they are, how they were chosen, and how alike they are."""

from collections.abc import Mapping, Sequence

from govscore.benchmarking.model import Balance, Benchmark, Comparator, ComparatorSummary
from govscore.reporting.beside_model import BalanceLine, ComparatorLine, Comparison
from govscore.reporting.words import count_words, join_words, one_decimal, plain, share_words

CHARACTERISTIC_WORDS: Mapping[str, str] = {
    "pupils": "number of pupils",
    "fsm": "free school meals",
    "sen": "special educational needs",
    "eal": "English as an additional language",
    "rural": "rural or urban",
}
VERY_ALIKE, ALIKE, FAR = 0.5, 1.0, 2.0
RURAL, URBAN = "rural", "urban"


def compose_comparison(benchmark: Benchmark, *, phase: str) -> Comparison:
    """Name the comparators, say how they were chosen, and warn where few are alike."""
    summary = benchmark.comparators
    weights = dict(summary.weights)
    return Comparison(
        words=_words(summary, phase),
        how_chosen=_how_chosen(summary, phase),
        cautions=_cautions(summary),
        members=tuple(_member(each) for each in summary.members),
        balance=tuple(_balance(each, weights) for each in summary.balance),
        confidence_level=benchmark.confidence_level,
    )


def characteristic_words(name: str) -> str:
    """Say what a characteristic is; one that is new here keeps its own name."""
    return CHARACTERISTIC_WORDS.get(name, name)


def _words(summary: ComparatorSummary, phase: str) -> str:
    if not summary.members:
        return "There is no board to compare with yet."
    boards = count_words(len(summary.members), "board")
    return f"Compared with the {boards} most like yours in the same phase ({phase})."


def _how_chosen(summary: ComparatorSummary, phase: str) -> tuple[str, ...]:
    weights = [f"{characteristic_words(name)} ({share_words(weight)})" for name, weight in summary.weights]
    sentences = [f"Only boards of the same phase ({phase}) are considered, and never your own."]
    if weights:
        sentences.append(f"The nearest are chosen by {join_words(weights)}.")
        sentences.append(
            "A difference counts in standard deviations of the phase, multiplied by that weight."
        )
    return tuple(sentences)


def _cautions(summary: ComparatorSummary) -> tuple[str, ...]:
    cautions = []
    if summary.few_similar:
        cautions.append("Few boards are much like yours, so read the comparison with care.")
    if summary.left_out:
        names = join_words([characteristic_words(name) for name in summary.left_out])
        cautions.append(f"Left out, since no figure tells boards apart: {names}.")
    if summary.filled:
        names = join_words([characteristic_words(name) for name in summary.filled])
        cautions.append(f"Not known of your board, so the middle of the phase stands in: {names}.")
    return tuple(cautions)


def _member(member: Comparator) -> ComparatorLine:
    return ComparatorLine(name=plain(member.name), distance=member.distance, words=_likeness(member))


def _likeness(member: Comparator) -> str:
    differs = max(member.contributions, key=lambda pair: pair[1], default=None)
    if member.distance <= VERY_ALIKE or differs is None:
        return "very alike"
    words = (
        "alike" if member.distance <= ALIKE else "less alike" if member.distance <= FAR else "not much alike"
    )
    return f"{words}; differs most in {characteristic_words(differs[0])}"


def _balance(balance: Balance, weights: Mapping[str, float]) -> BalanceLine:
    name = balance.characteristic
    weight = weights.get(name)
    return BalanceLine(
        characteristic=characteristic_words(name)[:1].upper() + characteristic_words(name)[1:],
        weight="not used" if weight is None else share_words(weight),
        own=_value(name, balance.own),
        median=_value(name, balance.median),
        usual=_usual(name, (balance.p10, balance.p90)),
    )


def _usual(name: str, ends: Sequence[float | None]) -> str:
    low, high = (_value(name, end) for end in ends)
    return low if low == high else f"{low} to {high}"


def _value(name: str, value: float | None) -> str:
    if value is None:
        return "not known"
    match name:
        case "rural":
            return RURAL if value >= 0.5 else URBAN
        case "pupils":
            return f"{value:.0f}"
        case "fsm" | "sen" | "eal":
            return f"{one_decimal(value)}%"
        case _:
            return one_decimal(value)
