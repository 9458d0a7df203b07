"""How long a questionnaire takes: its words at the pace of somebody who reads to decide."""

import math
from collections.abc import Iterable, Iterator
from itertools import product

from govscore.questionnaire.applying import GOVERNANCE, PHASES, meant_for
from govscore.questionnaire.model import Question, Questionnaire, Role

WORDS_PER_MINUTE = 180


def minutes_to_answer(questionnaire: Questionnaire, role: Role) -> int:
    """Count what the busiest kind of board is asked: of each kind with schools of one phase, the longest."""
    kinds = product(GOVERNANCE, PHASES)
    asked = (meant_for(questionnaire, governance=kind, phases=(phase,)) for kind, phase in kinds)
    different = {tuple(question.id for question in questions): questions for questions in asked}
    return max(minutes_to_read(questionnaire, questions, role) for questions in different.values())


def minutes_to_read(questionnaire: Questionnaire, questions: Iterable[Question], role: Role) -> int:
    """Count every word of some questions at 180 a minute, and round up.

    Adults read plain English at about 240 words a minute; the slower pace leaves time to choose. Each
    question's text, hint, options and descriptors count, and the headings of the pages they stand on.
    """
    words = sum(len(text.split()) for text in _texts(questionnaire, questions, role))
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def _texts(questionnaire: Questionnaire, questions: Iterable[Question], role: Role) -> Iterator[str]:
    asked = {question.id for question in questions}
    for domain in questionnaire.domains:
        on_page = [question for question in domain.questions if question.id in asked]
        if on_page:
            yield domain.title
            yield domain.about
        for question in on_page:
            yield from _question_texts(questionnaire, question, role)


def _question_texts(questionnaire: Questionnaire, question: Question, role: Role) -> Iterator[str]:
    yield question.text_for(role)
    yield question.hint or ""
    rule = questionnaire.rubric.questions.get(question.id)
    for option in questionnaire.scale_of(question).options:
        yield option.label
        yield rule.descriptors.get(option.id, "") if rule else ""
