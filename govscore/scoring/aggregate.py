"""From answers to numbers: questions, then people by domain, then domains by people, then the whole."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from uuid import UUID

from govscore.questionnaire.model import Domain, MissingRule, OptionKind, Question, Questionnaire
from govscore.responses.model import Answer
from govscore.scoring.model import DomainScore, NoScore, OptionCount, QuestionScore
from govscore.scoring.rubric import level_id, rubric_values, rule_for, weight_of

ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One response as it is scored: what was shown, and the answers to that."""

    shown: frozenset[str]
    answers: Mapping[str, Answer]


@dataclass(frozen=True, kw_only=True)
class PersonScores:
    """The people's own means in one domain, in no order that tells who."""

    domain: str
    means: tuple[float, ...]


def score_question(
    questionnaire: Questionnaire, question: Question, sheets: Sequence[Sheet], *, evaluation_id: UUID
) -> QuestionScore:
    """Count the answers to a question, and average those that give a level; the others are no zero."""
    asked = [sheet.answers.get(question.id) for sheet in sheets if question.id in sheet.shown]
    given = [answer for answer in asked if answer is not None]
    chosen = Counter(answer.choice for answer in given)
    options = questionnaire.scale_of(question).options
    values = rubric_values(questionnaire, question)
    levels = [values[answer.choice] for answer in given if answer.choice in values]
    mean = fmean(levels) if levels else None
    return QuestionScore(
        question=question.id,
        asked=len(asked),
        scored=len(levels),
        skipped=len(asked) - len(given),
        dont_know=sum(chosen[option.id] for option in options if option.kind is OptionKind.DONT_KNOW),
        mean=mean,
        median=float(median(levels)) if levels else None,
        spread=average_deviation(levels) if levels else None,
        counts=tuple(OptionCount(option=o.id, kind=o.kind, count=chosen[o.id]) for o in options),
        level=level_id(questionnaire.rubric, mean),
        notes=_notes(given, salt=evaluation_id.bytes + question.id.encode()),
    )


def person_scores(questionnaire: Questionnaire, domain: Domain, sheets: Iterable[Sheet]) -> PersonScores:
    """Give each person's weighted mean in a domain, for those who answered enough of what they were shown."""
    rubric = questionnaire.rubric
    weights = {question.id: weight_of(rubric, question.id) for question in domain.questions}
    weights = {question: weight for question, weight in weights.items() if weight > 0}
    values = {q.id: rubric_values(questionnaire, q) for q in domain.questions if q.id in weights}
    means = (_person_mean(sheet, weights, values, rubric.missing) for sheet in sheets)
    return PersonScores(domain=domain.id, means=tuple(sorted(mean for mean in means if mean is not None)))


def score_domain(questionnaire: Questionnaire, people: PersonScores) -> DomainScore:
    """Average the people's means: people first, so that nobody counts more for having answered more."""
    n = len(people.means)
    mean = fmean(people.means) if n else None
    return DomainScore(
        domain=people.domain,
        n=n,
        mean=mean,
        spread=average_deviation(people.means) if n else None,
        within=None if mean is None else math.fsum((value - mean) ** 2 for value in people.means),
        level=level_id(questionnaire.rubric, mean),
        dont_know_share=None,
        no_score=None if n else NoScore.NOBODY,
    )


def roll_up(
    questionnaire: Questionnaire, domains: Sequence[DomainScore]
) -> tuple[float | None, NoScore | None]:
    """Average the domains by their weights; a required domain without a score leaves the whole incomplete.

    A domain that nobody was asked is not required. To leave out a domain that was asked would let a board
    do better by not answering where it is weak.
    """
    rubric = questionnaire.rubric
    asked = [domain for domain in domains if domain.no_score is not NoScore.NOT_ASKED]
    if any(domain.mean is None and rule_for(rubric, domain.domain).required for domain in asked):
        return None, NoScore.INCOMPLETE
    weighted = [(float(rule_for(rubric, d.domain).weight), d.mean) for d in asked if d.mean is not None]
    total = math.fsum(weight for weight, _ in weighted)
    if total == 0:
        return None, NoScore.NOT_ASKED
    return math.fsum(weight * mean for weight, mean in weighted) / total, None


def average_deviation(values: Sequence[float]) -> float:
    """Say how far people are from their mean on average (Burke, Finkelstein & Dusig 1999; divisor n)."""
    centre = fmean(values)
    return math.fsum(abs(value - centre) for value in values) / len(values)


def _person_mean(
    sheet: Sheet,
    weights: Mapping[str, float],
    values: Mapping[str, Mapping[str, float]],
    rule: MissingRule,
) -> float | None:
    shown = [question for question in weights if question in sheet.shown]
    pairs = [
        (weights[question], values[question][sheet.answers[question].choice])
        for question in shown
        if question in sheet.answers and sheet.answers[question].choice in values[question]
    ]
    if not pairs or len(pairs) < _needed(len(shown), rule):
        return None
    total = math.fsum(weight for weight, _ in pairs)
    return math.fsum(weight * value for weight, value in pairs) / total


def _needed(shown: int, rule: MissingRule) -> int:
    """Half of three is two; where fewer are shown than the rule's least number, all of them are needed."""
    return max(math.ceil(rule.min_share * shown - ROUNDING), min(rule.min_questions, shown))


def _notes(answers: Iterable[Answer], *, salt: bytes) -> tuple[str, ...]:
    """In an order made from the words alone, so that no place in it belongs to a person."""
    texts = [answer.note for answer in answers if answer.note]
    return tuple(sorted(texts, key=lambda text: hashlib.sha256(salt + text.encode()).digest()))
