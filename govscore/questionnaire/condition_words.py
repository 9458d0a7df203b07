"""Who is asked a question, in words: for which boards it is meant, and after which answers it is shown."""

from collections.abc import Sequence

from govscore.questionnaire.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Is,
    Not,
    OneOf,
    Value,
)
from govscore.questionnaire.model import AppliesTo


def condition_words(condition: Condition | None) -> str:
    """Say when a question is shown, by the ids of the questions it depends on; nothing where it always is."""
    match condition:
        case None:
            return ""
        case All(all=parts):
            return _joined(parts, " and ")
        case AnyOf(any=parts):
            return _joined(parts, " or ")
        case Not(not_=part):
            return f"not ({condition_words(part)})"
        case Is(question=question, is_=value):
            return f"“{question}” is {_written(value)}"
        case OneOf(question=question, one_of=values):
            return f"“{question}” is {' or '.join(_written(value) for value in values)}"
        case AtLeast(question=question, at_least=least):
            return f"“{question}” is {least:g} or more"
        case AtMost(question=question, at_most=most):
            return f"“{question}” is {most:g} or less"
        case Answered(question=question, answered=answered):
            return f"“{question}” {'has an answer' if answered else 'has no answer'}"


def applies_words(rule: AppliesTo) -> str:
    """Say which boards are asked."""
    kinds = " or ".join(sorted(rule.governance)) or "every kind"
    phases = " or ".join(sorted(rule.phases)) or "every phase"
    return f"{kinds}, {phases}"


def _joined(parts: Sequence[Condition], word: str) -> str:
    return word.join(
        f"({condition_words(part)})" if isinstance(part, All | AnyOf) else condition_words(part)
        for part in parts
    )


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
