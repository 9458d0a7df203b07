"""One question of the report: what came of it, what the next level looks like, or why it is not shown."""

from dataclasses import dataclass
from datetime import date

from govscore.benchmarking.agreement.deviation import Agreement, agreement_word
from govscore.questionnaire.model import Duty, Option, OptionKind, Question, Questionnaire
from govscore.reporting.model import NextLevel, OptionCountLine, QuestionRow
from govscore.reporting.reading import LevelMark, Reading
from govscore.reporting.words import (
    DUTY_WORDS,
    answers_words,
    date_words,
    inside,
    level_mark,
    plain,
    score_words,
    withheld_words,
)
from govscore.scoring.model import OptionCount, QuestionScore, Withheld
from govscore.scoring.rubric import level_id, rubric_values

AGREEMENT_WORDS = {
    Agreement.CLOSE: "close",
    Agreement.MIXED: "mixed",
    Agreement.FAR_APART: "far apart",
    Agreement.TOO_FEW: "too few to say",
}


@dataclass(frozen=True, kw_only=True)
class QuestionContext:
    """What a question's row needs besides its score: the questionnaire, and where in it it stands."""

    questionnaire: Questionnaire
    marks: tuple[LevelMark, ...]
    domain: str
    order: str


def compose_question(question: Question, score: QuestionScore, context: QuestionContext) -> QuestionRow:
    """Lay out one question; whatever is withheld has its reason in the place of its number."""
    questionnaire = context.questionnaire
    band = None if score.nearly_all is None else questionnaire.scale_of(question).option(score.nearly_all)
    # A mean to the nearest half may lie on the other side of a level's edge from the exact one, so it names none.
    nearest = None if score.withheld is Withheld.OUTSIDE else level_id(questionnaire.rubric, score.mean)
    level = level_mark(context.marks, score.level or nearest)
    band_level = None if band is None else _level_of(question, band, context)
    return QuestionRow(
        id=question.id,
        order=context.order,
        domain=context.domain,
        text=question.text,
        why=question.why,
        look_at=question.evidence,
        duty=DUTY_WORDS[question.duty],
        is_legal_duty=question.duty is Duty.MUST,
        source=source_words(question),
        asked=score.asked,
        skipped=score.skipped,
        n=score.scored,
        n_words=answers_words(score.scored),
        mean=_mean(score, questionnaire),
        median=score.median,
        level=level,
        agreement=_agreement(score, question, questionnaire),
        counts=_counts(question, score, context),
        dont_know=_dont_know(score),
        answers=_answers(question, score, questionnaire),
        band="" if band is None else f"nearly all: {inside(band.label)}",
        band_level=band_level,
        mostly_dont_know=score.mostly_dont_know or (band is not None and band.kind is OptionKind.DONT_KNOW),
        withheld=withheld_words(score.withheld),
        withheld_reason="" if score.withheld is None else score.withheld.value,
        next_level=_next_level(question, level or band_level, context),
        notes=tuple(note for note in map(plain, score.notes) if note),
    )


def agreement_reading(
    spread: float | None, *, n: int | None, options: int, step: float, items: int = 1
) -> Reading:
    """Put an average deviation into a word; `step` is how far apart two options are on the rubric's scale."""
    if spread is None or n is None:
        return Reading(value=None, words=AGREEMENT_WORDS[Agreement.TOO_FEW])
    word = agreement_word(spread / step, options, n, items=items)
    return Reading(value=spread, words=AGREEMENT_WORDS[word])


def source_words(question: Question) -> str:
    """Say where the matter of a question comes from, and when that was last looked at."""
    source = question.source
    where = ", ".join(part for part in (source.name, source.paragraph) if part)
    return f"{where} (checked {date_words(date.fromisoformat(source.checked))})"


def _mean(score: QuestionScore, questionnaire: Questionnaire) -> Reading:
    if score.mean is not None:
        to_half = score.withheld is Withheld.OUTSIDE
        return Reading(value=score.mean, words=score_words(score.mean, questionnaire.rubric, to_half=to_half))
    if score.withheld is not None:
        return Reading(value=None, words=withheld_words(score.withheld))
    return Reading(value=None, words="nobody gave a level" if score.asked else "nobody was asked")


def _agreement(score: QuestionScore, question: Question, questionnaire: Questionnaire) -> Reading:
    if score.spread is None and score.withheld is not None:
        return Reading(value=None, words=withheld_words(score.withheld))
    values = sorted(rubric_values(questionnaire, question).values())
    if len(values) < 2:
        return Reading(value=None, words="")
    step = (values[-1] - values[0]) / (len(values) - 1)
    return agreement_reading(score.spread, n=score.scored, options=len(values), step=step)


def _counts(
    question: Question, score: QuestionScore, context: QuestionContext
) -> tuple[OptionCountLine, ...] | None:
    if score.counts is None:
        return None
    options = {option.id: option for option in context.questionnaire.scale_of(question).options}
    return tuple(_count(question, options[each.option], each, context) for each in score.counts)


def _count(
    question: Question, option: Option, counted: OptionCount, context: QuestionContext
) -> OptionCountLine:
    level = _level_of(question, option, context)
    return OptionCountLine(
        option=option.id,
        label=option.label,
        kind=counted.kind.value,
        place=None if level is None else level.place,
        count=counted.count,
    )


def _dont_know(score: QuestionScore) -> Reading:
    if score.dont_know is None:
        hidden = "" if score.withheld is Withheld.UNANIMOUS else withheld_words(score.withheld)
        return Reading(value=None, words="at least half don’t know" if score.mostly_dont_know else hidden)
    if score.dont_know == 0:
        return Reading(value=0.0, words="nobody chose don’t know")
    of = "" if score.asked is None else f" of {score.asked}"
    verb = "doesn’t" if score.dont_know == 1 else "don’t"
    return Reading(value=float(score.dont_know), words=f"{score.dont_know}{of} {verb} know")


def _answers(question: Question, score: QuestionScore, questionnaire: Questionnaire) -> str:
    """List the counts as a person would read them out; what nobody chose is left unsaid."""
    if score.counts is None:
        return ""
    labels = {option.id: inside(option.label) for option in questionnaire.scale_of(question).options}
    said: dict[bool, list[str]] = {True: [], False: []}
    for counted in score.counts:
        if counted.count:
            words = f"{counted.count} {labels[counted.option]}"
            said[counted.kind is OptionKind.SCORED].append(words)
    if score.skipped:
        said[False].append(f"{score.skipped} skipped")
    return "; ".join(", ".join(part) for part in said.values() if part)


def _level_of(question: Question, option: Option, context: QuestionContext) -> LevelMark | None:
    """The rung that an option stands for: the one nearest to its value on the rubric's scale."""
    value = rubric_values(context.questionnaire, question).get(option.id)
    return level_mark(context.marks, level_id(context.questionnaire.rubric, value))


def _next_level(question: Question, level: LevelMark | None, context: QuestionContext) -> NextLevel | None:
    if level is None:
        return None
    above = next((mark for mark in context.marks if mark.place == level.place + 1), None)
    rule = context.questionnaire.rubric.questions.get(question.id)
    if above is None or rule is None or above.id not in rule.descriptors:
        return None
    return NextLevel(
        question=question.id, text=question.text, level=above, descriptor=rule.descriptors[above.id]
    )
