"""A board's skills, competency by competency: how many are confident, where nobody is, and who would like to."""

from dataclasses import dataclass

from govscore.questionnaire.model import OptionKind, Question, Questionnaire
from govscore.recommendations.priority import target_value
from govscore.reporting.model import DomainSection, QuestionRow
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import join_words, sentence


@dataclass(frozen=True, kw_only=True)
class SkillLine:
    """One question on knowledge or on interest: how many, in words, or why that is not shown.

    `count` and `of` are None where they are withheld; `is_missing` says that nobody is confident.
    """

    question: str
    text: str
    competency: str
    words: str
    count: int | None
    of: int | None
    is_missing: bool = False


@dataclass(frozen=True, kw_only=True)
class SkillField:
    """One field of skills: what people know, and what they would like to do."""

    id: str
    title: str
    about: str
    knowledge: tuple[SkillLine, ...]
    interests: tuple[SkillLine, ...]

    @property
    def missing(self) -> tuple[SkillLine, ...]:
        """Where nobody is confident."""
        return tuple(line for line in self.knowledge if line.is_missing)


def compose_field(
    section: DomainSection, questionnaire: Questionnaire, marks: tuple[LevelMark, ...]
) -> SkillField:
    """Lay out one field; a question on the rubric's own levels asks what people know, any other what they want."""
    able = tuple(mark for mark in marks if mark.value >= target_value(questionnaire.rubric))
    knowledge, interests = [], []
    for row in section.questions:
        question = questionnaire.by_id[row.id]
        if _is_of_levels(question, questionnaire):
            knowledge.append(_knowledge(row, question, able))
        else:
            interests.append(_interest(row, question, questionnaire))
    return SkillField(
        id=section.id,
        title=section.title,
        about=section.about,
        knowledge=tuple(knowledge),
        interests=tuple(interests),
    )


def able_words(marks: tuple[LevelMark, ...]) -> str:
    """Name the upper levels together: confident or could lead others."""
    return " or ".join(mark.word for mark in marks)


def _is_of_levels(question: Question, questionnaire: Questionnaire) -> bool:
    options = questionnaire.scale_of(question).options
    scored = {option.id for option in options if option.kind is OptionKind.SCORED}
    return scored == {level.id for level in questionnaire.rubric.levels}


def _knowledge(row: QuestionRow, question: Question, able: tuple[LevelMark, ...]) -> SkillLine:
    places = {mark.place for mark in able}
    count = None if row.counts is None else sum(each.count for each in row.counts if each.place in places)
    of = _answering(row)
    verb = "is" if count == 1 else "are"
    words = f"{count or 'none'} of {of} {verb} {able_words(able)}"
    return SkillLine(
        question=row.id,
        text=row.text,
        competency=question.source.paragraph or "",
        words=sentence(words if count is not None else row.band or row.withheld or row.mean.words),
        count=count,
        of=of,
        is_missing=count == 0,
    )


def _interest(row: QuestionRow, question: Question, questionnaire: Questionnaire) -> SkillLine:
    """Count everybody but those who chose the lowest option, which is not now."""
    scale = questionnaire.scale_of(question)
    higher = {o.id: o.label for o in scale.options if o.value is not None and o.value > scale.values[0]}
    chosen = [each for each in row.counts or () if each.option in higher and each.count]
    listed = join_words([f"{each.count} “{each.label}”" for each in reversed(chosen)])
    words = listed or "nobody would like to this year"
    return SkillLine(
        question=row.id,
        text=row.text,
        competency=question.source.paragraph or "",
        words=sentence(words if row.counts is not None else row.band or row.withheld or row.mean.words),
        count=None if row.counts is None else sum(each.count for each in chosen),
        of=_answering(row),
    )


def _answering(row: QuestionRow) -> int | None:
    """How many were asked and did not say that it does not apply."""
    if row.counts is None or row.asked is None:
        return None
    left_out = OptionKind.NOT_APPLICABLE.value
    return row.asked - sum(each.count for each in row.counts if each.kind == left_out)
