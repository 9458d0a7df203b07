"""How pressing a piece of advice is: an index that is published with its parts.

index = importance × (shortfall + ½ doubt). It orders advice and means nothing else; see
docs/recommendations.md.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from govscore.questionnaire.model import Advice, Comparison, Duty, Measure, Questionnaire, Rubric
from govscore.recommendations.model import Evidence, Priority
from govscore.recommendations.rules import measure
from govscore.scoring.model import DutyFinding, Scorecard
from govscore.scoring.rubric import bounds

TARGET = "secure"
WEIGHT_OF_DOUBT = 0.5
BINDING: Mapping[Duty, float] = MappingProxyType({Duty.MUST: 1.0, Duty.SHOULD: 2 / 3, Duty.GOOD: 1 / 3})


def prioritise(
    questionnaire: Questionnaire, scorecard: Scorecard, advice: Advice, evidence: Iterable[Evidence]
) -> Priority:
    """Weigh advice by its importance, how far the board is short of secure, and how far it is in doubt.

    Both are taken over the questions and domains of the evidence, the largest of each; what is missing or
    withheld adds nothing.
    """
    found = tuple(evidence)
    shortfall = max((_shortfall(questionnaire, scorecard, each) for each in found), default=0.0)
    doubt = max((_doubt(questionnaire, scorecard, each) for each in found), default=0.0)
    return Priority(
        index=advice.importance * (shortfall + WEIGHT_OF_DOUBT * doubt),
        importance=advice.importance,
        shortfall=shortfall,
        doubt=doubt,
    )


def target_value(rubric: Rubric) -> float:
    """Give the value of the rung to be reached: secure, or in a rubric without it the highest but one."""
    named = next((float(level.value) for level in rubric.levels if level.id == TARGET), None)
    return sorted(float(level.value) for level in rubric.levels)[-2] if named is None else named


def _shortfall(questionnaire: Questionnaire, scorecard: Scorecard, evidence: Evidence) -> float:
    duty = next((each for each in scorecard.duties if each.question == evidence.question), None)
    if duty is not None:
        return _duty_shortfall(questionnaire, duty)
    mean = _value(questionnaire, scorecard, evidence, Measure.MEAN)
    bottom, top = bounds(questionnaire.rubric)
    return 0.0 if mean is None else max(0.0, target_value(questionnaire.rubric) - mean) / (top - bottom)


def _duty_shortfall(questionnaire: Questionnaire, duty: DutyFinding) -> float:
    """How far down its scale the answer is, counting less where the duty binds less."""
    scale = questionnaire.scale_of(questionnaire.by_id[duty.question])
    option = scale.option(duty.answer or "")
    if option is None or option.value is None:
        return 0.0
    lowest, highest = scale.values[0], scale.values[-1]
    return BINDING[duty.duty] * (highest - float(option.value)) / (highest - lowest)


def _doubt(questionnaire: Questionnaire, scorecard: Scorecard, evidence: Evidence) -> float:
    bottom, top = bounds(questionnaire.rubric)
    unknown = _value(questionnaire, scorecard, evidence, Measure.DONT_KNOW) or 0.0
    spread = _value(questionnaire, scorecard, evidence, Measure.SPREAD) or 0.0
    return max(unknown, spread / ((top - bottom) / 2))


def _value(
    questionnaire: Questionnaire, scorecard: Scorecard, evidence: Evidence, looked_at: Measure
) -> float | None:
    asked = Comparison(question=evidence.question, domain=evidence.domain, measure=looked_at)
    measured = measure(questionnaire, scorecard, asked)
    return measured.value if measured is not None and not isinstance(measured.value, str) else None
