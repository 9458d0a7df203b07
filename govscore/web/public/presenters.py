"""Questionnaires and rubrics as the criteria page prints them."""

from dataclasses import dataclass

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import (
    Advice,
    Comparison,
    Domain,
    Duty,
    Measure,
    Purpose,
    Question,
    Questionnaire,
    Role,
)

DUTY_WORDS = {Duty.MUST: "Legal duty", Duty.SHOULD: "Should", Duty.GOOD: "Good practice"}
ROLE_WORDS = {
    Role.CHAIR: "the chair",
    Role.GOVERNOR: "governors",
    Role.TRUSTEE: "trustees",
    Role.HEAD: "the head",
    Role.CLERK: "the clerk",
}
MEASURE_WORDS = {
    Measure.MEAN: "the mean level",
    Measure.DONT_KNOW: "the share of don't know",
    Measure.SPREAD: "the average deviation",
    Measure.ANSWER: "the answer",
}


@dataclass(frozen=True, kw_only=True)
class QuestionCriteria:
    """One question and what each answer looks like."""

    text: str
    duty: str
    is_duty: bool
    weight: str
    source: str
    descriptors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class DomainCriteria:
    """One domain, how it counts, and its questions."""

    title: str
    about: str
    weight: str
    questions: tuple[QuestionCriteria, ...]


@dataclass(frozen=True, kw_only=True)
class AdviceCriteria:
    """One recommendation and the rule that gives it."""

    title: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireCriteria:
    """One questionnaire version in force."""

    anchor: str
    title: str
    summary: str
    version: str
    in_force: str
    digest: str
    answered_by: str
    is_scored: bool
    missing: str
    levels: tuple[tuple[str, str], ...]
    domains: tuple[DomainCriteria, ...]
    advice: tuple[AdviceCriteria, ...]


def present_criteria(library: Library) -> tuple[QuestionnaireCriteria, ...]:
    """Lay out the newest version of every questionnaire."""
    codes = dict.fromkeys(questionnaire.code for questionnaire in library.all())
    return tuple(_questionnaire(library.latest(code)) for code in codes)


def _questionnaire(questionnaire: Questionnaire) -> QuestionnaireCriteria:
    rule = questionnaire.rubric.missing
    return QuestionnaireCriteria(
        anchor=questionnaire.code,
        title=questionnaire.manifest.title,
        summary=questionnaire.manifest.summary,
        version=questionnaire.version,
        in_force=questionnaire.manifest.in_force,
        digest=questionnaire.digest[:12],
        answered_by=_joined(tuple(ROLE_WORDS[role] for role in questionnaire.manifest.audience)),
        is_scored=questionnaire.manifest.purpose is Purpose.QUALITY,
        missing=f"at least {rule.min_share:.0%} of the questions asked, and at least {rule.min_questions}",
        levels=tuple((level.label, level.about) for level in questionnaire.rubric.levels),
        domains=tuple(_domain(questionnaire, domain) for domain in questionnaire.domains),
        advice=tuple(_advice(questionnaire, advice) for advice in questionnaire.advice),
    )


def _domain(questionnaire: Questionnaire, domain: Domain) -> DomainCriteria:
    return DomainCriteria(
        title=domain.title,
        about=domain.about,
        weight=f"{questionnaire.rubric.domains[domain.id].weight:g}",
        questions=tuple(_question(questionnaire, question) for question in domain.questions),
    )


def _question(questionnaire: Questionnaire, question: Question) -> QuestionCriteria:
    rule = questionnaire.rubric.questions[question.id]
    options = questionnaire.scale_of(question).options
    source = question.source
    return QuestionCriteria(
        text=question.text,
        duty=DUTY_WORDS[question.duty],
        is_duty=question.duty is Duty.MUST,
        weight=f"{rule.weight:g}",
        source=", ".join(
            part for part in (source.name, source.paragraph, f"checked {source.checked}") if part
        ),
        descriptors=tuple((o.label, rule.descriptors[o.id]) for o in options if o.id in rule.descriptors),
    )


def _advice(questionnaire: Questionnaire, advice: Advice) -> AdviceCriteria:
    parts = advice.when.all or advice.when.any
    joint = " and " if advice.when.all else " or "
    return AdviceCriteria(
        title=advice.title, rule=joint.join(_comparison(questionnaire, part) for part in parts)
    )


def _comparison(questionnaire: Questionnaire, part: Comparison) -> str:
    domain = questionnaire.domain(part.domain) if part.domain else None
    subject = domain.title if domain else f"“{questionnaire.by_id[part.question or ''].text}”"
    if part.is_ is not None:
        return f"{MEASURE_WORDS[part.measure]} to {subject} is {part.is_}"
    limit = f"{part.at_most:g} or lower" if part.at_most is not None else f"{part.at_least:g} or higher"
    return f"{MEASURE_WORDS[part.measure]} of {subject} is {limit}"


def _joined(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
