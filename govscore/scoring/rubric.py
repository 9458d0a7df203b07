"""How an answer becomes a value on the rubric's scale, and how much it weighs."""

from collections.abc import Mapping

from govscore.errors import ScoringError
from govscore.questionnaire.model import DomainRule, Question, Questionnaire, Rubric


def bounds(rubric: Rubric) -> tuple[float, float]:
    """Give the lowest and the highest rung."""
    values = [float(level.value) for level in rubric.levels]
    return min(values), max(values)


def weight_of(rubric: Rubric, question_id: str) -> float:
    """Give a question's weight in its domain; one without a rule weighs 1."""
    rule = rubric.questions.get(question_id)
    return 1.0 if rule is None else float(rule.weight)


def rule_for(rubric: Rubric, domain_id: str) -> DomainRule:
    """Give a domain's weight in the overall score, and whether that needs it; without a rule 1, and yes."""
    return rubric.domains.get(domain_id, DomainRule())


def level_id(rubric: Rubric, score: float | None) -> str | None:
    """Name the rung nearest to a score, where there is a score."""
    return None if score is None else rubric.level_at(score).id


def rubric_values(questionnaire: Questionnaire, question: Question) -> Mapping[str, float]:
    """Give the value of each scored option on the rubric's scale.

    A scale with other ends, such as no = 0 and yes = 1, is stretched evenly to the rubric's; don't know, not
    applicable and not my role have no value, and are no zero.
    """
    scale = questionnaire.scale_of(question)
    given = {option.id: float(option.value) for option in scale.options if option.value is not None}
    if not given:
        return {}
    lowest, highest = min(given.values()), max(given.values())
    bottom, top = bounds(questionnaire.rubric)
    if (lowest, highest) == (bottom, top):
        return given
    if lowest == highest:
        raise ScoringError(
            f"question “{question.id}”: its scale “{question.scale}” has one value only; to be scored it "
            "needs two"
        )
    stretch = (top - bottom) / (highest - lowest)
    return {option: bottom + (value - lowest) * stretch for option, value in given.items()}
