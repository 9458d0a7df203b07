"""One domain of the report: its score, how far people agree, its questions, and what would come next."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from govscore.benchmarking.model import DomainBenchmark
from govscore.questionnaire.model import Domain, Questionnaire
from govscore.reporting.beside_model import AdvicePart, AuthorityLine
from govscore.reporting.highlights import by_standing, standing_of
from govscore.reporting.model import DomainSection, NextLevel, PositionPart, QuestionRow
from govscore.reporting.positions import compose_position
from govscore.reporting.questions import QuestionContext, agreement_reading, compose_question
from govscore.reporting.reading import LevelMark, Reading
from govscore.reporting.words import (
    answers_words,
    count_words,
    level_mark,
    no_score_words,
    one_decimal,
    score_words,
    sentence,
    share_words,
    withheld_words,
)
from govscore.scoring.model import DomainScore, QuestionScore
from govscore.scoring.rubric import rule_for, weight_of

MOST_NEXT_LEVELS = 2


@dataclass(frozen=True, kw_only=True)
class DomainContext:
    """What a domain's section needs besides its scores."""

    questionnaire: Questionnaire
    marks: tuple[LevelMark, ...]
    order: int
    scores: Mapping[str, QuestionScore]
    benchmark: DomainBenchmark | None
    advice: tuple[AdvicePart, ...]
    authority: AuthorityLine | None


def compose_section(domain: Domain, score: DomainScore, context: DomainContext) -> DomainSection:
    """Lay out one domain with those of its questions that this board was asked."""
    rubric = context.questionnaire.rubric
    rows = _rows(domain, context)
    position = None if context.benchmark is None else compose_position(context.benchmark, rubric)
    mean, level = mean_of(score, context.questionnaire), level_mark(context.marks, score.level)
    return DomainSection(
        id=domain.id,
        order=str(context.order),
        title=domain.title,
        short=domain.short,
        about=domain.about,
        sentence=_sentence(mean, level, score, position),
        n=score.n,
        n_words=answers_words(score.n),
        mean=mean,
        level=level,
        deviation=_deviation(score),
        agreement=_agreement(score, rows, context.questionnaire),
        dont_know=_dont_know(score),
        withheld=withheld_words(score.withheld),
        withheld_reason="" if score.withheld is None else score.withheld.value,
        position=position,
        questions=rows,
        next_levels=_next_levels(rows),
        advice=context.advice,
        authority=context.authority,
        how=_how(domain, rows, context.questionnaire),
    )


def mean_of(score: DomainScore, questionnaire: Questionnaire) -> Reading:
    """Put a domain's mean into words, or say why there is none."""
    if score.mean is not None:
        return Reading(value=score.mean, words=score_words(score.mean, questionnaire.rubric))
    if score.withheld is not None:
        return Reading(value=None, words=withheld_words(score.withheld))
    return Reading(value=None, words=no_score_words(score.no_score))


def own_view(score: DomainScore, questionnaire: Questionnaire, marks: tuple[LevelMark, ...]) -> str:
    """Say in a few words what the board's own answers come to in a domain."""
    mean, level = mean_of(score, questionnaire), level_mark(marks, score.level)
    return mean.words if level is None else f"{level.word} ({mean.words}, {answers_words(score.n)})"


def _rows(domain: Domain, context: DomainContext) -> tuple[QuestionRow, ...]:
    asked = [question for question in domain.questions if question.id in context.scores]
    return tuple(
        compose_question(
            question,
            context.scores[question.id],
            QuestionContext(
                questionnaire=context.questionnaire,
                marks=context.marks,
                domain=domain.id,
                order=f"{context.order}.{place}",
            ),
        )
        for place, question in enumerate(asked, 1)
    )


def _sentence(
    mean: Reading, level: LevelMark | None, score: DomainScore, position: PositionPart | None
) -> str:
    if level is None:
        return sentence(mean.words)
    own = f"{level.label} ({mean.words}, {answers_words(score.n)})."
    return own if position is None else f"{own} {position.words}"


def _deviation(score: DomainScore) -> Reading:
    if score.spread is None:
        return Reading(value=None, words=withheld_words(score.withheld))
    return Reading(
        value=score.spread,
        words=f"people’s own means lie {one_decimal(score.spread)} of a level from the board’s, on average",
    )


def _agreement(score: DomainScore, rows: tuple[QuestionRow, ...], questionnaire: Questionnaire) -> Reading:
    """Judge by the questions, since people's own means over many questions always look alike."""
    shown = [row for row in rows if row.agreement.value is not None and row.n is not None]
    if score.mean is None or not shown:
        hidden = withheld_words(score.withheld) or "too few to say"
        return Reading(value=None, words=hidden)
    spread = fmean(row.agreement.value or 0.0 for row in shown)
    levels = questionnaire.rubric.levels
    values = sorted(float(level.value) for level in levels)
    step = (values[-1] - values[0]) / (len(values) - 1)
    fewest = min(row.n or 0 for row in shown)
    return agreement_reading(spread, n=fewest, options=len(values), step=step, items=len(shown))


def _dont_know(score: DomainScore) -> Reading:
    if score.dont_know_share is None:
        return Reading(value=None, words="don’t knows are withheld" if score.withheld else "")
    return Reading(
        value=score.dont_know_share, words=f"{share_words(score.dont_know_share)} of answers are don’t know"
    )


def _next_levels(rows: tuple[QuestionRow, ...]) -> tuple[NextLevel, ...]:
    lowest = sorted((row for row in rows if standing_of(row) is not None), key=by_standing)
    found = (row.next_level for row in lowest[:MOST_NEXT_LEVELS])
    return tuple(each for each in found if each is not None)


def _how(domain: Domain, rows: tuple[QuestionRow, ...], questionnaire: Questionnaire) -> tuple[str, ...]:
    rule, rubric = questionnaire.rubric.missing, questionnaire.rubric
    weights = {row.order: weight_of(rubric, row.id) for row in rows}
    if len(set(weights.values())) <= 1:
        weighing = "All questions of this domain weigh the same."
    else:
        listed = ", ".join(f"{order}: {weight:g}" for order, weight in weights.items())
        weighing = f"The questions’ weights are {listed}."
    share, needed = share_words(rule.min_share), count_words(rule.min_questions, "question")
    return (
        "First each person’s own weighted mean, then the mean of all people.",
        f"A person counts with {share} of the questions answered, and at least {needed}.",
        weighing,
        f"In the overall score this domain weighs {rule_for(rubric, domain.id).weight:g}.",
    )
