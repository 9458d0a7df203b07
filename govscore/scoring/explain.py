"""Every number explained: which answers, which weights, which rule; and nothing that is withheld."""

import math
from dataclasses import dataclass

from govscore.errors import ScoringError
from govscore.questionnaire.model import Questionnaire, Rubric
from govscore.scoring.model import (
    DomainScore,
    NoScore,
    OptionCount,
    QuestionScore,
    Scorecard,
    Withheld,
)
from govscore.scoring.rubric import rubric_values, rule_for, weight_of


@dataclass(frozen=True, kw_only=True)
class Part:
    """One option in a question's mean: how many chose it, and its value, None where it does not count."""

    option: str
    count: int
    value: float | None


@dataclass(frozen=True, kw_only=True)
class Term:
    """One question in a domain, or one domain in the whole; `parts` are there where counts are."""

    key: str
    weight: float
    mean: float | None
    n: int | None
    withheld: Withheld | None
    no_score: NoScore | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LevelRange:
    """The rung a score was given, and the scores that are given it: from `low` on, and below `high`."""

    level: str
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """How one domain's score came about.

    A score is the mean of the people's own means, over the `n` who answered at least `min_share` of the
    questions they were shown and at least `min_questions`. `weighted_mean` is what the questions' means
    come to by their weights: the same number where everybody answered everything (`is_exact`), and close to
    it where not. It is None where a question is withheld.
    """

    domain: str
    mean: float | None
    n: int | None
    withheld: Withheld | None
    no_score: NoScore | None
    level: LevelRange | None
    min_share: float
    min_questions: int
    terms: tuple[Term, ...]
    weighted_mean: float | None
    is_exact: bool


@dataclass(frozen=True, kw_only=True)
class OverallExplanation:
    """How the overall score came about: the domains' means by their weights, and which of them it needs."""

    mean: float | None
    withheld: Withheld | None
    no_score: NoScore | None
    level: LevelRange | None
    terms: tuple[Term, ...]
    required: tuple[str, ...]


def explain_domain(questionnaire: Questionnaire, scorecard: Scorecard, domain_id: str) -> Explanation:
    """Show the arithmetic of one domain's score, as far as its parts are shown."""
    domain = questionnaire.domain(domain_id)
    score = next((each for each in scorecard.domains if each.domain == domain_id), None)
    if domain is None or score is None:
        raise ScoringError(
            f"{questionnaire.code} {questionnaire.version}: has no scored domain “{domain_id}”"
        )
    shown = {each.question: each for each in scorecard.questions}
    terms = tuple(_question_term(questionnaire, shown[q.id]) for q in domain.questions if q.id in shown)
    rule = questionnaire.rubric.missing
    return Explanation(
        domain=domain_id,
        mean=score.mean,
        n=score.n,
        withheld=score.withheld,
        no_score=score.no_score,
        level=_level_range(questionnaire.rubric, score.level),
        min_share=float(rule.min_share),
        min_questions=rule.min_questions,
        terms=terms,
        weighted_mean=_weighted_mean(terms),
        is_exact=all(term.n == score.n == scorecard.responses for term in terms if term.weight > 0),
    )


def explain_overall(questionnaire: Questionnaire, scorecard: Scorecard) -> OverallExplanation:
    """Show the arithmetic of the overall score: each domain's mean and weight."""
    rubric = questionnaire.rubric
    return OverallExplanation(
        mean=scorecard.overall,
        withheld=scorecard.overall_withheld,
        no_score=scorecard.overall_no_score,
        level=_level_range(rubric, scorecard.overall_level),
        terms=tuple(_domain_term(rubric, score) for score in scorecard.domains),
        required=tuple(s.domain for s in scorecard.domains if rule_for(rubric, s.domain).required),
    )


def _question_term(questionnaire: Questionnaire, score: QuestionScore) -> Term:
    values = rubric_values(questionnaire, questionnaire.by_id[score.question])
    return Term(
        key=score.question,
        weight=weight_of(questionnaire.rubric, score.question),
        mean=score.mean,
        n=score.scored,
        withheld=score.withheld,
        parts=tuple(_part(count, values.get(count.option)) for count in score.counts or ()),
    )


def _part(count: OptionCount, value: float | None) -> Part:
    return Part(option=count.option, count=count.count, value=value)


def _domain_term(rubric: Rubric, score: DomainScore) -> Term:
    return Term(
        key=score.domain,
        weight=float(rule_for(rubric, score.domain).weight),
        mean=score.mean,
        n=score.n,
        withheld=score.withheld,
        no_score=score.no_score,
    )


def _weighted_mean(terms: tuple[Term, ...]) -> float | None:
    counted = [term for term in terms if term.weight > 0 and term.n != 0]
    if not counted or any(term.mean is None for term in counted):
        return None
    total = math.fsum(term.weight for term in counted)
    return math.fsum(term.weight * (term.mean or 0.0) for term in counted) / total


def _level_range(rubric: Rubric, level_id: str | None) -> LevelRange | None:
    """A rung reaches half way to its neighbours, and half way counts for the upper one."""
    if level_id is None:
        return None
    levels = sorted(rubric.levels, key=lambda level: level.value)
    at = next(place for place, level in enumerate(levels) if level.id == level_id)
    return LevelRange(
        level=level_id,
        low=(levels[at - 1].value + levels[at].value) / 2 if at > 0 else None,
        high=(levels[at].value + levels[at + 1].value) / 2 if at + 1 < len(levels) else None,
    )
