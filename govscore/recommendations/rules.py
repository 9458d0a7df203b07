"""Whether a recommendation's rule holds for a scorecard, and which numbers made it hold."""

from dataclasses import dataclass

from govscore.questionnaire.model import Comparison, Measure, OptionKind, Questionnaire, Rule
from govscore.recommendations.model import Evidence
from govscore.scoring.model import DomainScore, DutyFinding, QuestionScore, Scorecard
from govscore.scoring.rubric import rubric_values

MOSTLY = 0.5


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a comparison looks at: the value and the number of people behind it.

    `is_least` says that the value is a lower bound, so that it can be at least something and never at most.
    """

    value: float | str
    n: int
    is_least: bool = False


def find_evidence(questionnaire: Questionnaire, scorecard: Scorecard, rule: Rule) -> tuple[Evidence, ...]:
    """List the numbers that make a rule hold, one for each comparison that holds, or none at all.

    A number that is missing or withheld makes its comparison false, whatever it asks.
    """
    required = [_evidence(questionnaire, scorecard, comparison) for comparison in rule.all]
    options = [_evidence(questionnaire, scorecard, comparison) for comparison in rule.any]
    if any(found is None for found in required) or (options and all(found is None for found in options)):
        return ()
    return tuple(found for found in (*required, *options) if found is not None)


def measure(questionnaire: Questionnaire, scorecard: Scorecard, comparison: Comparison) -> Measured | None:
    """Look up the number or the answer that a comparison is about, as far as it is shown."""
    if comparison.domain is not None:
        domain = next((each for each in scorecard.domains if each.domain == comparison.domain), None)
        return None if domain is None else _of_domain(domain, comparison.measure, scorecard.responses)
    duty = next((each for each in scorecard.duties if each.question == comparison.question), None)
    if duty is not None:
        return _of_duty(questionnaire, duty, comparison.measure)
    score = next((each for each in scorecard.questions if each.question == comparison.question), None)
    return None if score is None else _of_question(questionnaire, score, comparison.measure)


def _evidence(questionnaire: Questionnaire, scorecard: Scorecard, comparison: Comparison) -> Evidence | None:
    measured = measure(questionnaire, scorecard, comparison)
    threshold = _threshold_met(measured, comparison)
    if measured is None or threshold is None:
        return None
    return Evidence(
        question=comparison.question,
        domain=comparison.domain,
        measure=comparison.measure,
        value=measured.value,
        threshold=threshold,
        n=measured.n,
    )


def _threshold_met(measured: Measured | None, comparison: Comparison) -> float | str | None:
    """The threshold where all that is asked is met; the upper one where there are two."""
    if measured is None:
        return None
    if isinstance(measured.value, str):
        return comparison.is_ if comparison.is_ == measured.value else None
    least, most = comparison.at_least, comparison.at_most
    if comparison.is_ is not None or (least is None and most is None):
        return None
    if least is not None and measured.value < least:
        return None
    if most is not None and (measured.value > most or measured.is_least):
        return None
    return least if most is None else most


def _of_domain(score: DomainScore, looked_at: Measure, responses: int) -> Measured | None:
    values = {
        Measure.MEAN: score.mean,
        Measure.SPREAD: score.spread,
        Measure.DONT_KNOW: score.dont_know_share,
    }
    value = values.get(looked_at)
    if value is None:
        return None
    return Measured(value=value, n=responses if looked_at is Measure.DONT_KNOW else score.n or 0)


def _of_question(questionnaire: Questionnaire, score: QuestionScore, looked_at: Measure) -> Measured | None:
    match looked_at:
        case Measure.MEAN:
            return _mean(questionnaire, score)
        case Measure.SPREAD:
            return None if score.spread is None else Measured(value=score.spread, n=score.scored or 0)
        case Measure.DONT_KNOW:
            return _dont_know(score)
        case _:
            return _one_answer(score)


def _mean(questionnaire: Questionnaire, score: QuestionScore) -> Measured | None:
    """Where only a band is shown, what nearly all chose stands for the mean; nothing else is known of it."""
    if score.mean is not None:
        return Measured(value=score.mean, n=score.scored or 0)
    if score.nearly_all is None:
        return None
    values = rubric_values(questionnaire, questionnaire.by_id[score.question])
    return Measured(value=values[score.nearly_all], n=score.asked or 0)


def _dont_know(score: QuestionScore) -> Measured | None:
    if score.dont_know is not None and score.asked:
        return Measured(value=score.dont_know / score.asked, n=score.asked)
    return Measured(value=MOSTLY, n=score.asked or 0, is_least=True) if score.mostly_dont_know else None


def _one_answer(score: QuestionScore) -> Measured | None:
    """The one answer there is, where one person answers for the board."""
    chosen = [count.option for count in score.counts or () if count.count]
    return Measured(value=chosen[0], n=1) if score.asked == 1 and chosen else None


def _of_duty(questionnaire: Questionnaire, duty: DutyFinding, looked_at: Measure) -> Measured | None:
    if duty.answer is None:
        return None
    if looked_at is Measure.ANSWER:
        return Measured(value=duty.answer, n=1)
    if looked_at is not Measure.DONT_KNOW:
        return None
    option = questionnaire.scale_of(questionnaire.by_id[duty.question]).option(duty.answer)
    is_unknown = option is not None and option.kind is OptionKind.DONT_KNOW
    return Measured(value=1.0 if is_unknown else 0.0, n=1)
