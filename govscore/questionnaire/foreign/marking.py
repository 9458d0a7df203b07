"""A rubric to begin with: levels from the answers most questions offer, and a gap for each description."""

from collections import Counter
from collections.abc import Mapping

from govscore.questionnaire.foreign.losses import Ledger, Spot
from govscore.questionnaire.foreign.placeholder import to_write
from govscore.questionnaire.model import (
    Domain,
    DomainRule,
    Level,
    MissingRule,
    OptionKind,
    Question,
    QuestionRule,
    ResponseScale,
    Rubric,
)

_WHOLE = Spot(line=None, where="the rubric")
_LONGEST = 100
_TOO_FEW = (
    Level(id="lower", label=to_write("the lower level"), value=1, about=to_write("what it means")),
    Level(id="upper", label=to_write("the upper level"), value=2, about=to_write("what it means")),
)


def first_rubric(domains: tuple[Domain, ...], scales: Mapping[str, ResponseScale], ledger: Ledger) -> Rubric:
    """Make a rubric that marks every question; one measured by another ruler than most gets the weight 0."""
    main = Counter(q.scale for domain in domains for q in domain.questions).most_common(1)[0][0]
    levels = _levels(scales[main])
    if levels is _TOO_FEW:
        ledger.tell(_WHOLE, "no answers differ in value, so two levels were made up: write them anew")
    ends = (levels[0].value, levels[-1].value)
    rules = {q.id: _rule(q, scales[q.scale], ends) for domain in domains for q in domain.questions}
    if weightless := [name for name, rule in rules.items() if rule.weight == 0]:
        message = f"answers on another scale than most count with the weight 0: {', '.join(weightless)}"
        ledger.tell(_WHOLE, message)
    counts = {domain.id: sum(rules[q.id].weight > 0 for q in domain.questions) for domain in domains}
    for_domains = {
        name: DomainRule(weight=1, required=True) if count else DomainRule(weight=0, required=False)
        for name, count in counts.items()
    }
    fewest = min((count for count in counts.values() if count), default=1)
    return Rubric(
        levels=levels,
        missing=MissingRule(min_share=0.5, min_questions=min(2, fewest)),
        domains=for_domains,
        questions=rules,
    )


def _levels(scale: ResponseScale) -> tuple[Level, ...]:
    by_value = {option.value: option for option in scale.options if option.value is not None}
    if len(by_value) < 2:
        return _TOO_FEW
    return tuple(
        Level(id=option.id, label=option.label, value=value, about=to_write("what this level means"))
        for value, option in sorted(by_value.items())
    )


def _cut(label: str) -> str:
    """A label stands in the rubric once for each question that offers it."""
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rstrip()}…"


def _rule(question: Question, scale: ResponseScale, ends: tuple[float, float]) -> QuestionRule:
    descriptors = {
        option.id: to_write(f"what is seen where the answer is “{_cut(option.label)}” ({option.id})")
        for option in scale.options
        if option.kind is OptionKind.SCORED
    }
    is_alike = bool(scale.values) and (scale.values[0], scale.values[-1]) == ends
    return QuestionRule(weight=1 if is_alike else 0, descriptors=descriptors)
