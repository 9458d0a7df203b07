"""A draft at a glance: its domains and questions, how long it takes, and what changes against the version before."""

from dataclasses import dataclass

from govscore.questionnaire.changes.model import (
    Change,
    DomainComparison,
    QuestionComparison,
    Trend,
    VersionComparison,
)
from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Domain, Questionnaire
from govscore.questionnaire.reading import minutes_to_answer
from govscore.services.desk import Draft, before_draft
from govscore.web.public.presenters import DUTY_WORDS, ROLE_WORDS
from govscore.web.public.rules import boards_asked

CHANGES = {
    Change.SAME: "Same",
    Change.REWORDED: "Reworded",
    Change.RESCALED: "Other answers",
    Change.MOVED: "Moved",
    Change.ADDED: "New",
    Change.REMOVED: "Taken out",
}
TRENDS = {
    Trend.DRAWN: "A trend can be drawn",
    Trend.WITH_NOTE: "A trend can be drawn, with a note",
    Trend.BREAKS: "The trend breaks",
}


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """One question of a draft."""

    id: str
    text: str
    duty: str
    weight: str
    asked_of: str
    is_conditional: bool
    change: str


@dataclass(frozen=True, kw_only=True)
class DomainPart:
    """One domain of a draft."""

    id: str
    title: str
    about: str
    weight: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What a draft asks, of whom, and for how long."""

    count: int
    minutes: tuple[tuple[str, int], ...]
    boards: str
    domains: tuple[DomainPart, ...]
    levels: tuple[str, ...]
    scales: tuple[tuple[str, str], ...]
    advice: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ChangedQuestion:
    """What became of one question."""

    change: str
    text: str
    before: str
    details: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ChangedDomain:
    """Whether one domain's trend goes on."""

    title: str
    trend: str
    breaks: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a version changes against the one before."""

    answer: str
    breaks: bool
    old: str
    new: str
    domains: tuple[ChangedDomain, ...]
    overall: ChangedDomain
    questions: tuple[ChangedQuestion, ...]
    same: int


def present_outline(draft: Draft, library: Library) -> Outline:
    """Lay out a draft."""
    questionnaire = draft.questionnaire()
    before = before_draft(draft, library)
    compared = compare(before, questionnaire) if before else None
    manifest = questionnaire.manifest
    return Outline(
        count=len(questionnaire.questions),
        minutes=tuple(
            (ROLE_WORDS[role], minutes_to_answer(questionnaire, role)) for role in manifest.audience
        ),
        boards=boards_asked(manifest.applies_to),
        domains=tuple(_domain(questionnaire, domain, compared) for domain in questionnaire.domains),
        levels=tuple(level.label for level in questionnaire.rubric.levels),
        scales=tuple(
            (name, ", ".join(o.label for o in scale.options)) for name, scale in manifest.scales.items()
        ),
        advice=tuple((advice.id, advice.title) for advice in questionnaire.advice),
    )


def present_changes(compared: VersionComparison) -> Changes:
    """Lay out what a version changes: questions that stay as they are only as a count."""
    changed = [each for each in compared.questions if each.changes != (Change.SAME,) or each.differences]
    domains = tuple(_changed_domain(each) for each in compared.domains)
    overall = DomainComparison(
        id="overall", title="Overall", trend=compared.overall, reasons=compared.overall_reasons
    )
    return Changes(
        answer=_trend_answer(domains),
        breaks=any(each.breaks for each in domains),
        old=compared.old,
        new=compared.new,
        domains=domains,
        overall=_changed_domain(overall),
        questions=tuple(_changed_question(each) for each in changed),
        same=len(compared.questions) - len(changed),
    )


def _domain(questionnaire: Questionnaire, domain: Domain, compared: VersionComparison | None) -> DomainPart:
    rule = questionnaire.rubric.domains.get(domain.id)
    lines = []
    for question in domain.questions:
        marking = questionnaire.rubric.questions.get(question.id)
        became = compared.question(question.id) if compared else None
        lines.append(
            QuestionLine(
                id=question.id,
                text=question.text,
                duty=DUTY_WORDS[question.duty],
                weight=f"{marking.weight:g}" if marking else "none yet",
                asked_of=boards_asked(question.applies_to),
                is_conditional=question.show_if is not None,
                change=_change_words(became) if became else "",
            )
        )
    return DomainPart(
        id=domain.id,
        title=domain.title,
        about=domain.about,
        weight=f"{rule.weight:g}" if rule else "none yet",
        questions=tuple(lines),
    )


def _change_words(became: QuestionComparison) -> str:
    words = [CHANGES[change] for change in became.changes if change is not Change.SAME]
    return ", ".join(words)


def _changed_question(became: QuestionComparison) -> ChangedQuestion:
    return ChangedQuestion(
        change=_change_words(became) or "Notes only",
        text=became.new_text or became.old_text or "",
        before=became.old_text or "",
        details=tuple((each.what, each.old, each.new) for each in became.differences),
    )


def _changed_domain(domain: DomainComparison) -> ChangedDomain:
    return ChangedDomain(
        title=domain.title,
        trend=TRENDS[domain.trend],
        breaks=domain.trend is Trend.BREAKS,
        reasons=domain.reasons,
    )


def _trend_answer(domains: tuple[ChangedDomain, ...]) -> str:
    broken = [each.title for each in domains if each.breaks]
    if not broken:
        return "Results can still be set beside those of the version before."
    return f"Results can no longer be set beside those of the version before in: {', '.join(broken)}."
