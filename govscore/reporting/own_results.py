"""What is read apart from the report, by the few it is meant for: on the chair, on skills, on the first year."""

from collections.abc import Iterable
from dataclasses import dataclass

from govscore.questionnaire.model import Domain, Purpose, Questionnaire
from govscore.recommendations.model import Recommendation
from govscore.reporting.advice import compose_advice
from govscore.reporting.beside_model import AdvicePart
from govscore.reporting.material import Scored
from govscore.reporting.method import source_line
from govscore.reporting.model import DomainSection, SourceLine, Turnout
from govscore.reporting.reading import LevelMark
from govscore.reporting.sections import DomainContext, compose_section
from govscore.reporting.skills import SkillField, compose_field
from govscore.reporting.summary import compose_turnout
from govscore.reporting.words import level_marks
from govscore.scoring.model import DomainScore


@dataclass(frozen=True, kw_only=True)
class OwnResults:
    """What one questionnaire came to, for those it is meant for; below the smallest group only how many answered.

    There is no verdict on the whole and nobody is compared. Of skills there are `fields`, of anything else
    `sections`; advice on a field stands in `advice`, as it does for a section within it.
    """

    turnout: Turnout
    levels: tuple[LevelMark, ...]
    sections: tuple[DomainSection, ...]
    fields: tuple[SkillField, ...]
    advice: tuple[AdvicePart, ...]
    source: SourceLine


def compose_own_results(scored: Scored, given: Iterable[Recommendation]) -> OwnResults:
    """Lay out what a questionnaire came to, domain by domain."""
    questionnaire, card = scored.questionnaire, scored.scorecard
    marks = level_marks(questionnaire.rubric)
    recommendations = tuple(given)
    is_shown = card.responses > 0 and card.overall_withheld is None
    sections = tuple(
        _section(scored, score, marks, recommendations, order=order)
        for order, score in enumerate(card.domains if is_shown else (), 1)
    )
    is_skills = questionnaire.manifest.purpose is Purpose.SKILLS
    return OwnResults(
        turnout=compose_turnout(card, questionnaire, has_scores=is_shown),
        levels=marks,
        sections=() if is_skills else sections,
        fields=tuple(compose_field(each, questionnaire, marks) for each in sections) if is_skills else (),
        advice=tuple(compose_advice(each, (questionnaire,)) for each in recommendations),
        source=source_line(questionnaire),
    )


def _section(
    scored: Scored,
    score: DomainScore,
    marks: tuple[LevelMark, ...],
    given: tuple[Recommendation, ...],
    *,
    order: int,
) -> DomainSection:
    questionnaire = scored.questionnaire
    own = (each for each in given if each.domain == score.domain)
    context = DomainContext(
        questionnaire=questionnaire,
        marks=marks,
        order=order,
        scores={each.question: each for each in scored.scorecard.questions},
        benchmark=None,
        advice=tuple(compose_advice(each, (questionnaire,)) for each in own),
        authority=None,
    )
    return compose_section(_domain(questionnaire, score.domain), score, context)


def _domain(questionnaire: Questionnaire, domain_id: str) -> Domain:
    return next(domain for domain in questionnaire.domains if domain.id == domain_id)
