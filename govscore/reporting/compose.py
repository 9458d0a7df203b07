"""The whole report, composed from everything the river found out; the same material gives the same report."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

from govscore.questionnaire.model import Questionnaire
from govscore.recommendations.model import Recommendation
from govscore.reporting.advice import compose_advice
from govscore.reporting.authority import compose_authority
from govscore.reporting.beside_model import AdvicePart, AuthorityPart, Comparison, Duties
from govscore.reporting.comparison import compose_comparison
from govscore.reporting.duties import compose_duties
from govscore.reporting.head import compose_head
from govscore.reporting.highlights import find_strengths, find_talking_points, strengths_words, talking_words
from govscore.reporting.material import Material
from govscore.reporting.method import compose_method, compose_sources
from govscore.reporting.model import DomainSection, Report
from govscore.reporting.reading import LevelMark
from govscore.reporting.sections import DomainContext, compose_section, own_view
from govscore.reporting.summary import (
    compose_board,
    compose_round,
    compose_turnout,
    headline,
    overall_reading,
    standing_words,
)
from govscore.reporting.trend import compose_trend
from govscore.reporting.words import level_mark, level_marks

ADDED_LATER = ("trend",)


def compose_report(material: Material, *, generated_on: date) -> Report:
    """Lay out everything a reader will see, and seal it with the digest of its content."""
    questionnaire, card = material.review.questionnaire, material.review.scorecard
    marks = level_marks(questionnaire.rubric)
    authority = _authority(material, marks)
    sections = _sections(material, marks, authority)
    has_scores = any(row.mean.value is not None or row.band for part in sections for row in part.questions)
    strengths = find_strengths(sections, marks)
    talking = find_talking_points(sections, marks, but=strengths)
    unsealed = Report(
        digest="",
        board=compose_board(material.board),
        round=compose_round(material.round),
        generated_on=generated_on,
        sent_on=material.sent_on,
        standing=standing_words(material.sent_on),
        sources=compose_sources(material),
        levels=marks,
        turnout=compose_turnout(card, questionnaire, has_scores=has_scores),
        headline=headline(card, questionnaire, sections),
        overall=overall_reading(card, questionnaire),
        overall_level=level_mark(marks, card.overall_level),
        strengths=strengths,
        strengths_words=strengths_words(strengths, has_scores=has_scores),
        talking_points=talking,
        talking_points_words=talking_words(talking, has_scores=has_scores),
        duties=_duties(material),
        domains=sections,
        head=None if material.head is None else compose_head(material.head, material.review),
        comparison=_comparison(material),
        authority=authority,
        method=compose_method(material),
        trend=compose_trend(material),
    )
    return replace(unsealed, digest=digest_of(unsealed))


def digest_of(report: Report) -> str:
    """Take the SHA-256 of a report's content, its own digest left out, as reports of every age have it."""
    content = asdict(replace(report, digest=""))
    for part in ADDED_LATER:
        if content[part] is None:
            del content[part]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _sections(
    material: Material, marks: tuple[LevelMark, ...], authority: AuthorityPart | None
) -> tuple[DomainSection, ...]:
    questionnaire, card = material.review.questionnaire, material.review.scorecard
    latest = {} if authority is None else {line.domain: line for line in authority.latest}
    benchmarks = {} if material.benchmark is None else {b.domain: b for b in material.benchmark.domains}
    domains = {domain.id: domain for domain in questionnaire.domains}
    scores = {score.question: score for score in card.questions}
    apart = _advice_ids(material.compliance.questionnaire) if material.compliance else frozenset()
    given = [each for each in material.recommendations if each.advice.id not in apart]
    return tuple(
        compose_section(
            domains[score.domain],
            score,
            DomainContext(
                questionnaire=questionnaire,
                marks=marks,
                order=order,
                scores=scores,
                benchmark=benchmarks.get(score.domain),
                advice=_advice((each for each in given if each.domain == score.domain), material),
                authority=latest.get(score.domain),
            ),
        )
        for order, score in enumerate(card.domains, 1)
    )


def _authority(material: Material, marks: tuple[LevelMark, ...]) -> AuthorityPart | None:
    questionnaire = material.review.questionnaire
    own = {score.domain: own_view(score, questionnaire, marks) for score in material.review.scorecard.domains}
    return compose_authority(
        material.views, material.replies, questionnaire=questionnaire, marks=marks, own=own
    )


def _duties(material: Material) -> Duties | None:
    if material.compliance is None:
        return None
    own = _advice_ids(material.compliance.questionnaire)
    given = (each for each in material.recommendations if each.advice.id in own)
    return compose_duties(material.compliance, _advice(given, material))


def _comparison(material: Material) -> Comparison | None:
    if material.benchmark is None:
        return None
    return compose_comparison(material.benchmark, phase=material.board.phase)


def _advice(given: Iterable[Recommendation], material: Material) -> tuple[AdvicePart, ...]:
    scored = (material.review, material.compliance, material.head)
    known = [each.questionnaire for each in scored if each is not None]
    return tuple(compose_advice(each, known) for each in given)


def _advice_ids(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(advice.id for advice in questionnaire.advice)
