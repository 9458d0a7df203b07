"""Questionnaires and rubrics as the criteria page prints them."""

from dataclasses import dataclass
from datetime import date

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Domain, Duty, Purpose, Question, Questionnaire, Role
from govscore.web.public.rules import advice_rule, boards_asked, condition, listed

DUTY_WORDS = {Duty.MUST: "Legal duty", Duty.SHOULD: "Expected of every board", Duty.GOOD: "Good practice"}
ROLE_WORDS = {
    Role.CHAIR: "the chair",
    Role.GOVERNOR: "governors",
    Role.TRUSTEE: "trustees",
    Role.HEAD: "the head",
    Role.CLERK: "the clerk",
    Role.OFFICER: "the authority’s officer",
}


@dataclass(frozen=True, kw_only=True)
class QuestionCriteria:
    """One question and what each answer looks like."""

    text: str
    wordings: tuple[tuple[str, str], ...]
    asked_of: str
    shown_when: str
    duty: str
    is_duty: bool
    weight: str
    source: str
    checked: date
    descriptors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class DomainCriteria:
    """One domain, how it counts, and its questions."""

    title: str
    about: str
    size: str
    weight: str
    is_required: bool
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
    in_force: date
    digest: str
    answered_by: str
    is_scored: bool
    has_overall: bool
    missing: str
    levels: tuple[tuple[str, str], ...]
    domains: tuple[DomainCriteria, ...]
    advice: tuple[AdviceCriteria, ...]
    rules: str


def present_criteria(library: Library) -> tuple[QuestionnaireCriteria, ...]:
    """Lay out the newest version of every questionnaire."""
    codes = dict.fromkeys(questionnaire.code for questionnaire in library.all())
    return tuple(present_questionnaire(library.latest(code)) for code in codes)


def present_questionnaire(questionnaire: Questionnaire) -> QuestionnaireCriteria:
    """Lay out one version."""
    rule = questionnaire.rubric.missing
    return QuestionnaireCriteria(
        anchor=questionnaire.code,
        title=questionnaire.manifest.title,
        summary=questionnaire.manifest.summary,
        version=questionnaire.version,
        in_force=date.fromisoformat(questionnaire.manifest.in_force),
        digest=questionnaire.digest[:12],
        answered_by=listed((ROLE_WORDS[role] for role in questionnaire.manifest.audience), "and"),
        has_overall=questionnaire.manifest.purpose is Purpose.QUALITY,
        is_scored=questionnaire.manifest.purpose is not Purpose.COMPLIANCE,
        missing=f"at least {rule.min_share:.0%} of the questions asked, and at least {rule.min_questions}",
        levels=tuple((level.label, level.about) for level in questionnaire.rubric.levels),
        domains=tuple(_domain(questionnaire, domain) for domain in questionnaire.domains),
        advice=tuple(
            AdviceCriteria(title=advice.title, rule=advice_rule(questionnaire, advice.when))
            for advice in questionnaire.advice
        ),
        rules=_counted(len(questionnaire.advice), "rule"),
    )


def _domain(questionnaire: Questionnaire, domain: Domain) -> DomainCriteria:
    rule = questionnaire.rubric.domains[domain.id]
    return DomainCriteria(
        title=domain.title,
        about=domain.about,
        size=_counted(len(domain.questions), "question"),
        weight=f"{rule.weight:g}",
        is_required=rule.required,
        questions=tuple(_question(questionnaire, question) for question in domain.questions),
    )


def _question(questionnaire: Questionnaire, question: Question) -> QuestionCriteria:
    rule = questionnaire.rubric.questions[question.id]
    options = questionnaire.scale_of(question).options
    source = question.source
    return QuestionCriteria(
        text=question.text,
        wordings=tuple((ROLE_WORDS[role], wording) for role, wording in question.wording.items()),
        asked_of=boards_asked(question.applies_to),
        shown_when="" if question.show_if is None else condition(questionnaire, question.show_if),
        duty=DUTY_WORDS[question.duty],
        is_duty=question.duty is Duty.MUST,
        weight=f"{rule.weight:g}",
        source=", ".join(part for part in (source.name, source.paragraph) if part),
        checked=date.fromisoformat(source.checked),
        descriptors=tuple((o.label, rule.descriptors[o.id]) for o in options if o.id in rule.descriptors),
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
