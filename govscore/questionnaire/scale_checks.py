"""What makes a response scale one that can be scored."""

from collections.abc import Iterator

from govscore.questionnaire.faults import Place, quoted
from govscore.questionnaire.model import Option, OptionKind, ResponseScale


def scale_complaints(scale: ResponseScale) -> Iterator[tuple[Place, str]]:
    """Find what is wrong in a scale, by place within it."""
    yield from _used_twice(scale)
    unsound = [
        (index, message) for index, option in enumerate(scale.options) if (message := _value_and_kind(option))
    ]
    for index, message in unsound:
        yield ("options", index), message
    if not unsound and len(set(scale.values)) < 2:
        yield ("options",), "needs at least two options with different values, or nothing can be scored"


def _used_twice(scale: ResponseScale) -> Iterator[tuple[Place, str]]:
    names = [option.id for option in scale.options]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield ("options", index), f"{quoted(name)} is given twice: keep one of them"


def _value_and_kind(option: Option) -> str | None:
    if option.kind is OptionKind.SCORED and option.value is None:
        return "has no value: give it one, or say by its kind that it is not scored"
    if option.kind is not OptionKind.SCORED and option.value is not None:
        return f"is of the kind {option.kind}, which is never scored: take its value out"
    return None
