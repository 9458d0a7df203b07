"""Our conditions in the words of other tools."""

from collections.abc import Callable

from govscore.questionnaire.conditions import All, Answered, AnyOf, AtLeast, AtMost, Condition, Is, Not, OneOf
from govscore.questionnaire.model import Questionnaire

Write = Callable[[Condition, Questionnaire], str]


def xpath(condition: Condition, questionnaire: Questionnaire) -> str:
    """Write a condition as XLSForm's `relevant`; a level is looked up in the column `score` of the choices."""
    match condition:
        case All(all=parts):
            return _joined(" and ", parts, questionnaire, xpath)
        case AnyOf(any=parts):
            return _joined(" or ", parts, questionnaire, xpath)
        case Not(not_=part):
            return f"not({xpath(part, questionnaire)})"
        case Answered(question=question, answered=answered):
            return f"${{{question}}} {'!=' if answered else '='} ''"
        case Is(question=question, is_=value):
            return f"${{{question}}} = '{value}'"
        case OneOf(question=question, one_of=values):
            tests = " or ".join(f"selected(${{{question}}}, '{value}')" for value in values)
            return f"({tests})" if len(values) > 1 else tests
        case AtLeast(question=question, at_least=bound):
            return f"{_score(question, questionnaire)} >= {bound}"
        case AtMost(question=question, at_most=bound):
            return f"{_score(question, questionnaire)} <= {bound}"


def _score(question: str, questionnaire: Questionnaire) -> str:
    scale = questionnaire.by_id[question].scale
    return f"instance('{scale}')/root/item[name = ${{{question}}}]/score"


def visible_if(condition: Condition, questionnaire: Questionnaire) -> str:
    """Write a condition as SurveyJS's `visibleIf`; a level is spelt out as the options that reach it."""
    match condition:
        case All(all=parts):
            return _joined(" and ", parts, questionnaire, visible_if)
        case AnyOf(any=parts):
            return _joined(" or ", parts, questionnaire, visible_if)
        case Not(not_=part):
            return f"!({visible_if(part, questionnaire)})"
        case Answered(question=question, answered=answered):
            return f"{{{question}}} {'notempty' if answered else 'empty'}"
        case Is(question=question, is_=value):
            return f"{{{question}}} = '{value}'"
        case OneOf(question=question, one_of=values):
            return _anyof(question, tuple(map(str, values)))
        case AtLeast(question=question, at_least=bound):
            return _anyof(question, _reaching(question, questionnaire, lambda value: value >= bound))
        case AtMost(question=question, at_most=bound):
            return _anyof(question, _reaching(question, questionnaire, lambda value: value <= bound))


def _reaching(question: str, questionnaire: Questionnaire, holds: Callable[[float], bool]) -> tuple[str, ...]:
    options = questionnaire.scale_of(questionnaire.by_id[question]).options
    return tuple(option.id for option in options if option.value is not None and holds(option.value))


def _anyof(question: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return (
        f"{{{question}}} anyof [{listed}]"
        if values
        else f"({{{question}}} empty and {{{question}}} notempty)"
    )


def _joined(word: str, parts: tuple[Condition, ...], questionnaire: Questionnaire, write: Write) -> str:
    return "(" + word.join(write(part, questionnaire) for part in parts) + ")"
