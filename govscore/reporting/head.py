"""The head's view beside the governors', where the head agreed before closing that it be shown."""

from govscore.benchmarking.compare import compare_views
from govscore.benchmarking.model import ViewGap
from govscore.questionnaire.model import Question, Questionnaire, Role
from govscore.reporting.beside_model import HeadRow, HeadView
from govscore.reporting.material import Scored
from govscore.reporting.reading import LevelMark, Reading
from govscore.reporting.words import (
    answers_words,
    count_words,
    inside,
    level_mark,
    level_marks,
    one_decimal,
    plain,
    score_words,
)
from govscore.scoring.model import QuestionScore, Withheld
from govscore.scoring.rubric import level_id

NOT_SHARED = "The head’s view is not shown. Every head is free to keep it private."
NOT_ANSWERED = "The head has not answered."
SHARED = (
    "The head agreed before closing that this be shown. It is one person’s view, beside the governors’ mean."
)
EQUAL = 0.05


def compose_head(head: Scored, review: Scored) -> HeadView:
    """Lay out the head's view, the widest gaps first; a view not shared leaves a sentence, nothing else."""
    card = head.scorecard
    if card.responses == 0:
        return _empty(NOT_ANSWERED)
    if card.overall_withheld is Withheld.NO_CONSENT:
        return _empty(NOT_SHARED)
    views = compare_views(head.questionnaire, card, review.scorecard)
    gaps = {gap.question: gap for gap in views.gaps}
    marks = level_marks(head.questionnaire.rubric)
    rows = [
        _row(head.questionnaire, score, marks, gaps.get(score.question), review)
        for score in card.questions
        if score.asked
    ]
    paired = sorted((row for row in rows if row.gap is not None), key=lambda row: -abs(row.gap or 0.0))
    return HeadView(
        is_shared=True,
        words=SHARED,
        mean_gap=_mean_gap(views.mean_gap),
        gaps=tuple(paired),
        others=tuple(row for row in rows if row.gap is None),
        left_out=views.left_out,
        left_out_words=_left_out_words(views.left_out),
    )


def gap_words(gap: float) -> str:
    """Say which way the two views differ, and by how much; no test goes with one person against a few."""
    if abs(gap) < EQUAL:
        return "The head and the governors see it alike."
    return (
        f"The head sees it {one_decimal(abs(gap))} {'higher' if gap > 0 else 'lower'} than the governors do."
    )


def _empty(words: str) -> HeadView:
    return HeadView(
        is_shared=False,
        words=words,
        mean_gap=Reading(value=None, words=""),
        gaps=(),
        others=(),
        left_out=0,
        left_out_words="",
    )


def _row(
    questionnaire: Questionnaire,
    score: QuestionScore,
    marks: tuple[LevelMark, ...],
    gap: ViewGap | None,
    review: Scored,
) -> HeadRow:
    question = questionnaire.by_id[score.question]
    domain = questionnaire.domain_of(question.id)
    level = level_mark(marks, score.level or level_id(questionnaire.rubric, score.mean))
    theirs = None if gap is None else review.questionnaire.by_id[gap.parallel]
    return HeadRow(
        question=question.id,
        text=question.text_for(Role.HEAD),
        domain=domain.id,
        domain_title=domain.title,
        level=level,
        answer=_answer(questionnaire, question, score, level),
        note=" ".join(plain(note) for note in score.notes),
        boards_question="" if theirs is None else theirs.id,
        boards_text="" if theirs is None else theirs.text,
        head=score.mean,
        governors=None if gap is None else gap.governors,
        gap=None if gap is None else gap.gap,
        is_large=gap is not None and gap.is_large,
        words="" if gap is None else _words(gap, review),
    )


def _words(gap: ViewGap, review: Scored) -> str:
    theirs = next(score for score in review.scorecard.questions if score.question == gap.parallel)
    is_coarse = theirs.withheld is Withheld.OUTSIDE
    governors = score_words(gap.governors, review.questionnaire.rubric, to_half=is_coarse)
    return f"{gap_words(gap.gap)} Governors: {governors}, {answers_words(gap.n)}."


def _answer(
    questionnaire: Questionnaire, question: Question, score: QuestionScore, level: LevelMark | None
) -> str:
    """The option chosen; where counts stay with the board, the level says the same of one person."""
    scale = questionnaire.scale_of(question)
    chosen = next((counted.option for counted in score.counts or () if counted.count), None)
    option = None if chosen is None else scale.option(chosen)
    if option is not None:
        return inside(option.label)
    return "no answer" if level is None else level.word


def _mean_gap(mean_gap: float | None) -> Reading:
    if mean_gap is None:
        return Reading(value=None, words="")
    if abs(mean_gap) < EQUAL:
        return Reading(value=mean_gap, words="Taken together, the head and the governors see it alike.")
    way = "higher" if mean_gap > 0 else "lower"
    return Reading(
        value=mean_gap,
        words=f"Taken together, the head’s view is {one_decimal(abs(mean_gap))} of a level {way}.",
    )


def _left_out_words(left_out: int) -> str:
    if left_out == 0:
        return ""
    verb = "is" if left_out == 1 else "are"
    return f"{count_words(left_out, 'pair')} {verb} not shown: one side is withheld, or gave no level."
