"""A condition in words that go on after “Answer only if”, for a sheet on which no question comes or goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
)
from govscore.questionnaire.model import Option, Questionnaire

Choice = Is | OneOf | AtLeast | AtMost


@dataclass(frozen=True, kw_only=True)
class _Joined:
    """Phrases that hold together, or of which one is enough."""

    word: str
    parts: tuple["_Phrase", ...]


_Phrase = str | _Joined


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """What a condition is read against: the questionnaire, and the number of each question on the sheet."""

    questionnaire: Questionnaire
    numbers: Mapping[str, int]


def only_if(condition: Condition, questionnaire: Questionnaire, *, numbers: Mapping[str, int]) -> str | bool:
    """Say when a condition holds, by the numbers of the questions; or that it always or never does.

    A question without a number is not on the sheet, so it never has an answer, which settles any test of it.
    """
    found = _phrase(condition, _Sheet(questionnaire=questionnaire, numbers=numbers), holds=True)
    return found if isinstance(found, bool) else _sentence(found)


def _phrase(condition: Condition, sheet: _Sheet, *, holds: bool) -> _Phrase | bool:
    match condition:
        case Not(not_=part):
            return _phrase(part, sheet, holds=not holds)
        case All(all=parts):
            return _joined("and" if holds else "or", (_phrase(part, sheet, holds=holds) for part in parts))
        case AnyOf(any=parts):
            return _joined("or" if holds else "and", (_phrase(part, sheet, holds=holds) for part in parts))
        case Answered(question=question, answered=answered):
            return _answered(sheet.numbers.get(question), is_wanted=answered is holds)
        case _:
            return _chosen(condition, sheet, holds=holds)


def _joined(word: str, parts: Iterable[_Phrase | bool]) -> _Phrase | bool:
    """Leave out what is settled: one part that fails settles an “and”, one that holds an “or”."""
    settling = word == "or"
    phrases: list[_Phrase] = []
    for part in parts:
        if part is settling:
            return settling
        if not isinstance(part, bool):
            phrases.append(part)
    if not phrases:
        return not settling
    return phrases[0] if len(phrases) == 1 else _Joined(word=word, parts=tuple(phrases))


def _answered(number: int | None, *, is_wanted: bool) -> str | bool:
    if number is None:
        return not is_wanted
    return f"you answered question {number}" if is_wanted else f"you left question {number} blank"


def _chosen(test: Choice, sheet: _Sheet, *, holds: bool) -> str | bool:
    number = sheet.numbers.get(test.question)
    options = _options(test, sheet.questionnaire)
    if number is None or not options:
        return not holds
    labels = listed((f"“{option.label}”" for option in options), "or")
    return f"you {'chose' if holds else 'did not choose'} {labels} at question {number}"


def _options(test: Choice, questionnaire: Questionnaire) -> tuple[Option, ...]:
    """List the options that pass a test."""
    question = questionnaire.by_id.get(test.question)
    options = questionnaire.scale_of(question).options if question else ()
    return tuple(option for option in options if _passes(option, test))


def _passes(option: Option, test: Choice) -> bool:
    match test:
        case Is(is_=value):
            return option.id == value
        case OneOf(one_of=values):
            return option.id in values
        case AtLeast(at_least=least):
            return option.value is not None and option.value >= least
        case AtMost(at_most=most):
            return option.value is not None and option.value <= most


def _sentence(phrase: _Phrase) -> str:
    if isinstance(phrase, str):
        return phrase
    parts = tuple(part if isinstance(part, str) else f"({_sentence(part)})" for part in phrase.parts)
    return f"{', '.join(parts[:-1])}, {phrase.word} {parts[-1]}"


def listed(names: Iterable[str], word: str) -> str:
    """Write names in a row, the last after a word."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
