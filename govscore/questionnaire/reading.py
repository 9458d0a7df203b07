"""How long a questionnaire takes: its words at the pace of somebody who reads to decide."""

import math
from collections.abc import Iterator

from govscore.questionnaire.model import Question, Questionnaire, Role

WORDS_PER_MINUTE = 180


def minutes_to_answer(questionnaire: Questionnaire, role: Role) -> int:
    """Count every word on the pages at 180 a minute, and round up.

    Adults read plain English at about 240 words a minute; the slower pace leaves time to choose. Each
    question's text, hint, options and descriptors count, and every question is taken as shown.
    """
    words = sum(len(text.split()) for text in _texts(questionnaire, role))
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def _texts(questionnaire: Questionnaire, role: Role) -> Iterator[str]:
    for domain in questionnaire.domains:
        yield domain.title
        yield domain.about
        for question in domain.questions:
            yield from _question_texts(questionnaire, question, role)


def _question_texts(questionnaire: Questionnaire, question: Question, role: Role) -> Iterator[str]:
    yield question.text_for(role)
    yield question.hint or ""
    rule = questionnaire.rubric.questions.get(question.id)
    for option in questionnaire.scale_of(question).options:
        yield option.label
        yield rule.descriptors.get(option.id, "") if rule else ""
