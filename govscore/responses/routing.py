"""Which questions somebody is shown: what applies to the board, then each condition in order."""

from collections.abc import Mapping, Sequence

from govscore.questionnaire.applying import applies
from govscore.questionnaire.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Not,
    OneOf,
)
from govscore.questionnaire.model import Question, Questionnaire, Role
from govscore.responses.model import Answer

MEMBERS = frozenset({Role.GOVERNOR, Role.TRUSTEE})


def is_asked(role: Role, questionnaire: Questionnaire) -> bool:
    """Say whether a role is in the audience; governors and trustees, a board's members, count as one."""
    audience = set(questionnaire.manifest.audience)
    return role in audience or (role in MEMBERS and bool(audience & MEMBERS))


def shown(
    questionnaire: Questionnaire,
    *,
    governance: str,
    phases: Sequence[str],
    role: Role,
    answers: Mapping[str, Answer],
) -> tuple[Question, ...]:
    """List the questions somebody is shown, given what they have answered so far.

    A question applies to a board that has one of its phases, so a federation is asked whatever applies to
    any of its schools. Conditions are judged in order, and the answer to a question not shown counts for
    none of them.
    """
    if not is_asked(role, questionnaire):
        return ()
    seen: list[Question] = []
    counted: dict[str, Answer] = {}
    for question in questionnaire.questions:
        if not applies(question.applies_to, governance=governance, phases=phases):
            continue
        if question.show_if is not None and not _holds(question.show_if, counted, questionnaire):
            continue
        seen.append(question)
        if question.id in answers:
            counted[question.id] = answers[question.id]
    return tuple(seen)


def _holds(condition: Condition, answers: Mapping[str, Answer], questionnaire: Questionnaire) -> bool:
    match condition:
        case All(all=parts):
            return all(_holds(part, answers, questionnaire) for part in parts)
        case AnyOf(any=parts):
            return any(_holds(part, answers, questionnaire) for part in parts)
        case Not(not_=part):
            return not _holds(part, answers, questionnaire)
        case Answered(question=question, answered=answered):
            return (question in answers) is answered
        case Is(question=question, is_=value):
            return _choice(question, answers) == value
        case OneOf(question=question, one_of=values):
            return _choice(question, answers) in values
        case AtLeast(question=question, at_least=least):
            level = _level(question, answers, questionnaire)
            return level is not None and level >= least
        case _:
            level = _level(condition.question, answers, questionnaire)
            return level is not None and level <= condition.at_most


def _choice(question_id: str, answers: Mapping[str, Answer]) -> str | None:
    answer = answers.get(question_id)
    return None if answer is None else answer.choice


def _level(question_id: str, answers: Mapping[str, Answer], questionnaire: Questionnaire) -> float | None:
    """The value of the option chosen; an option that is not scored, or not there, has none."""
    choice = _choice(question_id, answers)
    question = questionnaire.by_id.get(question_id)
    if choice is None or question is None:
        return None
    option = questionnaire.scale_of(question).option(choice)
    return None if option is None or option.value is None else float(option.value)
