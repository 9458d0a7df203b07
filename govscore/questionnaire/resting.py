"""What rests on questions and domains that are to be taken out, and how to take it out with them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from govscore.questionnaire.conditions import AnyOf, Condition, questions_named
from govscore.questionnaire.edition import Edition, with_advice, without_advice
from govscore.questionnaire.model import Advice, Comparison, Question, Rule


class Loss(StrEnum):
    """What becomes of something that loses its ground."""

    ADVICE = "advice"
    ADVICE_CONDITION = "advice-condition"
    SHOWN = "shown"
    SHOWN_CONDITION = "shown-condition"


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Ids of what is to be taken out."""

    questions: Collection[str] = ()
    domains: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class Resting:
    """A recommendation, or a question that is shown after certain answers, and what it would lose."""

    id: str
    words: str
    loss: Loss


def resting_on(edition: Edition, gone: Gone) -> Iterator[Resting]:
    """Find what would lose its ground."""
    for question in _shown_after(edition, gone):
        kept = _condition_without(question.show_if, gone)
        loss = Loss.SHOWN_CONDITION if kept else Loss.SHOWN
        yield Resting(id=question.id, words=question.text, loss=loss)
    for advice in edition.advice:
        if any(_names(each, gone) for each in (*advice.when.all, *advice.when.any)):
            loss = Loss.ADVICE_CONDITION if _rule_without(advice.when, gone) else Loss.ADVICE
            yield Resting(id=advice.id, words=advice.title, loss=loss)


def without_resting(edition: Edition, gone: Gone, chosen: Collection[tuple[Loss, str]]) -> Edition:
    """Take out what was chosen of what rests on it: the condition where others are left, or else the whole."""
    for resting in tuple(resting_on(edition, gone)):
        if (resting.loss, resting.id) not in chosen:
            continue
        if resting.loss in (Loss.SHOWN, Loss.SHOWN_CONDITION):
            edition = _shown_otherwise(edition, edition.question(resting.id), gone)
        else:
            edition = _advised_otherwise(edition, edition.recommendation(resting.id), gone)
    return edition


def _shown_after(edition: Edition, gone: Gone) -> Iterator[Question]:
    for domain in edition.domains:
        for question in domain.questions:
            is_staying = question.id not in gone.questions
            if is_staying and question.show_if and _asks_about(question.show_if, gone):
                yield question


def _asks_about(condition: Condition, gone: Gone) -> bool:
    return any(name in gone.questions for name in questions_named(condition))


def _names(comparison: Comparison, gone: Gone) -> bool:
    return comparison.question in gone.questions or comparison.domain in gone.domains


def _condition_without(condition: Condition | None, gone: Gone) -> Condition | None:
    """Any of some tests can do without one of them; all of them, or a test alone, cannot."""
    if not isinstance(condition, AnyOf):
        return None
    kept = tuple(part for part in condition.any if not _asks_about(part, gone))
    return kept[0] if len(kept) == 1 else AnyOf(any=kept) if kept else None


def _rule_without(rule: Rule, gone: Gone) -> Rule | None:
    kept = tuple(each for each in rule.any if not _names(each, gone))
    return Rule(any=kept) if kept and not rule.all else None


def _shown_otherwise(edition: Edition, question: Question, gone: Gone) -> Edition:
    condition = _condition_without(question.show_if, gone)
    said = {key: getattr(question, key) for key in question.model_fields_set if key != "show_if"}
    changed = Question(**said, **({"show_if": condition} if condition else {}))
    domain = edition.domain_of(question.id)
    questions = tuple(changed if each.id == question.id else each for each in domain.questions)
    domain = domain.model_copy(update={"questions": questions})
    domains = tuple(domain if each.id == domain.id else each for each in edition.domains)
    return replace(edition, domains=domains)


def _advised_otherwise(edition: Edition, advice: Advice, gone: Gone) -> Edition:
    rule = _rule_without(advice.when, gone)
    if rule is None:
        return without_advice(edition, advice.id)
    return with_advice(edition, advice.model_copy(update={"when": rule}))
