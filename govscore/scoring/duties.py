"""Duties as the board reports them itself: one finding each, never averaged, and a no stays visible."""

from collections.abc import Iterable, Mapping

from govscore.questionnaire.model import Domain, Question
from govscore.responses.model import Answer
from govscore.scoring.model import DutyFinding


def find_duties(
    domains: Iterable[Domain], shown: Iterable[Question], answers: Mapping[str, Answer]
) -> tuple[DutyFinding, ...]:
    """Set down what was answered on each duty shown; one left out stays unanswered, and is no yes."""
    asked = {question.id for question in shown}
    return tuple(
        _finding(domain, question, answers.get(question.id))
        for domain in domains
        for question in domain.questions
        if question.id in asked
    )


def _finding(domain: Domain, question: Question, answer: Answer | None) -> DutyFinding:
    return DutyFinding(
        question=question.id,
        domain=domain.id,
        duty=question.duty,
        answer=None if answer is None else answer.choice,
        note="" if answer is None else answer.note,
        checked="" if answer is None else answer.checked,
    )
