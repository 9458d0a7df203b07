"""What the board reports about its duties: what is not yet met first, a legal No before anything else."""

from collections.abc import Sequence
from datetime import date

from govscore.questionnaire.model import Duty, OptionKind, Question, Questionnaire
from govscore.reporting.beside_model import AdvicePart, Duties, DutyLine
from govscore.reporting.material import Scored
from govscore.reporting.questions import source_words
from govscore.reporting.words import DUTY_WORDS, count_words, date_words, plain, sentence
from govscore.scoring.model import DutyFinding

MET, PARTLY, NOT_MET = "met", "partly", "not-met"
TO_CHECK, UNANSWERED, NOT_APPLICABLE = "to-check", "unanswered", "not-applicable"
URGENCY = (NOT_MET, PARTLY, TO_CHECK, UNANSWERED)
DUTY_ORDER = (Duty.MUST, Duty.SHOULD, Duty.GOOD)
NO_ANSWERS = "The compliance check has no answers yet."
NOT_SCORED = {OptionKind.DONT_KNOW: TO_CHECK}


def compose_duties(compliance: Scored, advice: tuple[AdvicePart, ...]) -> Duties:
    """Lay out every duty asked about; they are never averaged, and one left unanswered is not met."""
    questionnaire, card = compliance.questionnaire, compliance.scorecard
    ordered = sorted(card.duties, key=lambda finding: _urgency(questionnaire, finding))
    lines = tuple(_line(questionnaire, finding) for finding in ordered)
    not_yet_met = tuple(line for line in lines if line.standing in URGENCY)
    met = tuple(line for line in lines if line.standing == MET)
    return Duties(
        words=duties_words(not_yet_met, met) if card.responses else NO_ANSWERS,
        not_yet_met=not_yet_met,
        met=met,
        not_applicable=tuple(line for line in lines if line.standing == NOT_APPLICABLE),
        advice=advice,
    )


def duties_words(not_yet_met: Sequence[DutyLine], met: Sequence[DutyLine]) -> str:
    """Count what is not yet met: legal duties where there are any, other points where there are none."""
    legal = [line.standing for line in not_yet_met if line.is_legal_duty]
    if legal:
        return sentence("; ".join(_legal_parts(legal)))
    if not_yet_met:
        others = count_words(len(not_yet_met), "other point")
        return f"All legal duties are met, as the board reports; {others} not yet in place."
    if len(met) == 1:
        return "The one duty that applies is met, as the board reports."
    return f"All {len(met)} duties that apply are met, as the board reports."


def _legal_parts(standings: Sequence[str]) -> list[str]:
    missing, partly = standings.count(NOT_MET), standings.count(PARTLY)
    to_check = standings.count(TO_CHECK) + standings.count(UNANSWERED)
    noun = count_words(missing, "legal duty", "legal duties")
    parts = [f"{noun} not yet met"] if missing else []
    for number, state in ((partly, "partly met"), (to_check, "still to check")):
        if number:
            noun = str(number) if parts else count_words(number, "legal duty", "legal duties")
            parts.append(f"{noun} {state}")
    return parts


def _urgency(questionnaire: Questionnaire, finding: DutyFinding) -> tuple[int, int]:
    standing = _standing(questionnaire, finding)
    place = URGENCY.index(standing) if standing in URGENCY else len(URGENCY)
    return DUTY_ORDER.index(finding.duty), place


def _standing(questionnaire: Questionnaire, finding: DutyFinding) -> str:
    question = questionnaire.by_id[finding.question]
    scale = questionnaire.scale_of(question)
    option = None if finding.answer is None else scale.option(finding.answer)
    if option is None:
        return UNANSWERED
    if option.value is None:
        return NOT_SCORED.get(option.kind, NOT_APPLICABLE)
    if option.value == scale.values[-1]:
        return MET
    return NOT_MET if option.value == scale.values[0] else PARTLY


def _line(questionnaire: Questionnaire, finding: DutyFinding) -> DutyLine:
    question = questionnaire.by_id[finding.question]
    option = None if finding.answer is None else questionnaire.scale_of(question).option(finding.answer)
    return DutyLine(
        question=question.id,
        text=question.text,
        area=questionnaire.domain_of(question.id).title,
        duty=DUTY_WORDS[finding.duty],
        is_legal_duty=finding.duty is Duty.MUST,
        standing=_standing(questionnaire, finding),
        answer="No answer yet" if option is None else option.label,
        note=plain(finding.note),
        checked=_checked(finding.checked),
        needed=_needed(questionnaire, question),
        source=source_words(question),
    )


def _needed(questionnaire: Questionnaire, question: Question) -> str:
    """What it looks like when the duty is met."""
    scale = questionnaire.scale_of(question)
    rule = questionnaire.rubric.questions.get(question.id)
    best = [
        option.id for option in scale.options if option.value is not None and option.value == scale.values[-1]
    ]
    return rule.descriptors.get(best[0], "") if rule is not None and best else ""


def _checked(text: str) -> str:
    """A day is written as a day; whatever else a clerk wrote stands as it is."""
    try:
        return date_words(date.fromisoformat(text))
    except ValueError:
        return plain(text)
