"""What a condition must keep to: earlier questions, options that are there, and nobody shown alone."""

from collections.abc import Iterator

from govscore.questionnaire.checks.manifest import ONE_PERSON_ROLES
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
from govscore.questionnaire.faults import Fault, Place, did_you_mean, quoted
from govscore.questionnaire.model import Answering, ResponseScale
from govscore.questionnaire.parts import Asked, Placed

Test = Is | OneOf | AtLeast | AtMost | Answered


def check_condition(asked: Asked, placed: Placed, condition: Condition) -> Iterator[Fault]:
    """Find what is wrong in a question's `show_if`."""
    for place, test in _tests(condition, ("show_if",)):
        about = asked.by_id.get(test.question)
        message = _unasked(asked, placed, about, test.question)
        if message:
            yield placed.fault(message, *place, "question")
        elif about is not None and (scale := asked.scale_of(about.question)):
            for key, complaint in _impossible(test, scale):
                yield placed.fault(complaint, *place, *key)
    yield from _shown_to_one(asked, placed, condition)


def _tests(condition: Condition, place: Place) -> Iterator[tuple[Place, Test]]:
    match condition:
        case All(all=parts):
            for index, part in enumerate(parts):
                yield from _tests(part, (*place, "all", index))
        case AnyOf(any=parts):
            for index, part in enumerate(parts):
                yield from _tests(part, (*place, "any", index))
        case Not(not_=part):
            yield from _tests(part, (*place, "not"))
        case _:
            yield place, condition


def _unasked(asked: Asked, placed: Placed, about: Placed | None, name: str) -> str | None:
    if about is None:
        return f"there is no question {quoted(name)}: {did_you_mean(name, asked.by_id)}"
    if about.question.id == placed.question.id:
        return "a question cannot depend on its own answer: name an earlier one"
    if asked.position(about) > asked.position(placed):
        return f"{quoted(name)} is asked later, at {about.spot}: a condition may only name earlier questions"
    return None


def _impossible(test: Test, scale: ResponseScale) -> Iterator[tuple[Place, str]]:
    """Name what can never hold on a scale."""
    match test:
        case Is(is_=value):
            yield from _no_option(("is",), value, scale)
        case OneOf(one_of=values):
            for index, value in enumerate(values):
                yield from _no_option(("one_of", index), value, scale)
        case AtLeast(at_least=bound) if scale.values and bound > scale.values[-1]:
            yield (
                ("at_least",),
                f"no option has a value of {bound} or more (the highest is {scale.values[-1]:g})",
            )
        case AtMost(at_most=bound) if scale.values and bound < scale.values[0]:
            yield (
                ("at_most",),
                f"no option has a value of {bound} or less (the lowest is {scale.values[0]:g})",
            )


def _no_option(key: Place, value: Value, scale: ResponseScale) -> Iterator[tuple[Place, str]]:
    if not isinstance(value, str) or scale.option(value) is None:
        known = (option.id for option in scale.options)
        written = str(value).lower() if isinstance(value, bool) else str(value)
        yield key, f"{quoted(written)} is no option of that question: {did_you_mean(written, known)}"


def _shown_to_one(asked: Asked, placed: Placed, condition: Condition) -> Iterator[Fault]:
    """A question that only the chair sees gives the chair's answer away, whoever has promised what."""
    manifest = asked.manifest.content
    if manifest.confidential and manifest.answering is Answering.EACH and _names_one_person(condition):
        message = (
            "only one person would see this question, so the answer could not be confidential: "
            "show it to more people, or ask it in a questionnaire that is not confidential"
        )
        yield placed.fault(message, "show_if")


def _names_one_person(condition: Condition) -> bool:
    """Whether a condition can hold only for roles that one person holds; a `not` never narrows that far."""
    match condition:
        case All(all=parts):
            return any(_names_one_person(part) for part in parts)
        case AnyOf(any=parts):
            return all(_names_one_person(part) for part in parts)
        case Is(is_=value):
            return value in ONE_PERSON_ROLES
        case OneOf(one_of=values):
            return ONE_PERSON_ROLES.issuperset(values)
        case _:
            return False
