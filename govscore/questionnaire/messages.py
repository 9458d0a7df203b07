"""Puts what pydantic finds into words that say what to do, at the place where the author wrote it."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, TypeGuard, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from govscore.questionnaire.conditions import KINDS, Frozen
from govscore.questionnaire.faults import MOST_FAULTS, Place, did_you_mean, quoted
from govscore.questionnaire.yaml_reader import Document

Context = Mapping[str, object]

_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def explain(error: ValidationError, document: Document, model: type[Frozen]) -> Iterator[tuple[Place, str]]:
    """Tell place and message of each thing a model refuses; keys missing at one place are told together."""
    found = error.errors(include_url=False)[:MOST_FAULTS]
    for place, names in _missing_keys(found).items():
        yield place, _missing(names)
    for detail in found:
        place = _written(_place(detail["loc"]), document)
        if detail["type"] != "missing" and not _is_echo(detail):
            yield place, _message(detail, place, model)


def known_keys(annotation: object, place: Place) -> tuple[str, ...]:
    """List the keys that may stand at a place, in the order in which the model has them."""
    models = [each for each in _members(annotation) if _is_model(each)]
    if not place:
        return tuple(dict.fromkeys(name for each in models for name in _fields(each)))
    inner = [step for each in _members(annotation) for step in _inside(each, place[0])]
    return tuple(dict.fromkeys(key for each in inner for key in known_keys(each, place[1:])))


def _place(location: tuple[str | int, ...]) -> Place:
    """Step over the names that pydantic gives to the kinds of condition."""
    place: list[str | int] = []
    awaits_kind = False
    for part in location:
        if awaits_kind and part in KINDS:
            awaits_kind = False
            continue
        place.append(part)
        inside = "show_if" in place
        awaits_kind = inside and (isinstance(part, int) or part in ("show_if", "not"))
    return tuple(place)


def _written(place: Place, document: Document) -> Place:
    """Step over the names that pydantic gives to the members of a union, and to keys."""
    while place and place not in document.lines:
        place = place[:-1]
    return place


def _is_echo(detail: ErrorDetails) -> bool:
    """A list is not too short if it is so only because faulty items were left out of the count."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _missing_keys(found: list[ErrorDetails]) -> dict[Place, list[str]]:
    """Gather the missing keys by place; one that is there in another spelling is told as unknown instead."""
    unknown = _keys_by_place(found, "extra_forbidden")
    missing = {
        place: [name for name in names if not get_close_matches(name, unknown.get(place, ()))]
        for place, names in _keys_by_place(found, "missing").items()
    }
    return {place: names for place, names in missing.items() if names}


def _keys_by_place(found: list[ErrorDetails], kind: str) -> dict[Place, list[str]]:
    keys: dict[Place, list[str]] = {}
    for *around, name in (_place(detail["loc"]) for detail in found if detail["type"] == kind):
        keys.setdefault(tuple(around), []).append(str(name))
    return keys


def _missing(names: list[str]) -> str:
    if len(names) == 1:
        return f'{quoted(names[0])} is missing: add a line "{names[0]}: …"'
    return f"these are missing: {', '.join(names)}; add a line for each"


def _message(detail: ErrorDetails, place: Place, model: type[Frozen]) -> str:
    given, kind = detail["input"], detail["type"]
    if kind == "extra_forbidden":
        return (
            f"unknown key {quoted(place[-1])}: {did_you_mean(str(place[-1]), known_keys(model, place[:-1]))}"
        )
    if given is None:
        return "is empty: fill it in, or take the line out" if place else "is empty: write what belongs here"
    explain_it = _EXPLAINED.get(kind)
    return explain_it(given, detail.get("ctx", {})) if explain_it else f"{detail['msg']}: correct this"


def _not_text(given: object, _: Context) -> str:
    if isinstance(given, list | dict):
        return "must be one piece of text, not a list or a group of keys"
    written = str(given).lower() if isinstance(given, bool) else str(given)
    return f'must be text: put it in quotes, "{written}"'


def _not_number(given: object, _: Context) -> str:
    if isinstance(given, str) and re.fullmatch(r"\s*-?[0-9]+(\.[0-9]+)?\s*", given):
        plain = float(given)
        written = int(plain) if plain.is_integer() else plain
        return f"must be a number as it is usually written: {written}, without quotes and needless noughts"
    if isinstance(given, float):
        return f"must be a whole number, not {given}"
    return f"must be a number, not {_kind(given)}"


def _not_boolean(given: object, _: Context) -> str:
    return f"must be true or false, without quotes, not {_kind(given)}"


def _not_list(given: object, _: Context) -> str:
    return f'must be a list, each item on a line that begins with "- ", not {_kind(given)}'


def _not_keys(given: object, _: Context) -> str:
    return f'must be keys with their values ("key: value"), not {_kind(given)}'


def _kind(given: object) -> str:
    match given:
        case list():
            return "a list"
        case dict():
            return "a group of keys"
        case bool():
            return str(given).lower()
        case _:
            return quoted(given)


def _wrong_pattern(given: object, context: Context) -> str:
    if str(context.get("pattern", "")).startswith("^[0-9]"):
        return f'{quoted(given)} is no version: write two whole numbers with a dot, such as "1.0"'
    if "{2,3}" in str(context.get("pattern", "")):
        return (
            f'{quoted(given)} is no language code: write two or three small letters, such as "cy" for Welsh'
        )
    return f'{quoted(given)} is no id: use small letters, digits and single hyphens, such as "pupil-voice"'


def _not_known(given: object, context: Context) -> str:
    known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    return f"{quoted(given)} is not known here: {did_you_mean(str(given), known)}"


def _out_of_bounds(given: object, context: Context) -> str:
    bounds = [f"{words} {context[key]}" for key, words in _BOUNDS.items() if key in context]
    return f"must be {' and '.join(bounds)}, not {given}"


def _too_few(_: object, context: Context) -> str:
    least = context.get("min_length", 1)
    return f"needs at least {least} {'item' if least == 1 else 'items'}"


def _too_many(_: object, context: Context) -> str:
    return f"may have at most {context.get('max_length')} items"


def _blank(_: object, __: Context) -> str:
    return "is empty: fill it in, or take the line out"


def _too_long(given: object, context: Context) -> str:
    return f"is {len(str(given))} characters long: use at most {context.get('max_length')}"


def _own_words(given: object, context: Context) -> str:
    return f"{quoted(given)}: {context.get('error')}"


def _condition(_: object, __: Context) -> str:
    return f"a condition has exactly one of {', '.join(KINDS)}: keep one, or join two under all or any"


_EXPLAINED: Mapping[str, Callable[[object, Context], str]] = {
    "string_type": _not_text,
    "int_type": _not_number,
    "float_type": _not_number,
    "bool_type": _not_boolean,
    "tuple_type": _not_list,
    "dict_type": _not_keys,
    "mapping_type": _not_keys,
    "model_type": _not_keys,
    "string_pattern_mismatch": _wrong_pattern,
    "enum": _not_known,
    "greater_than_equal": _out_of_bounds,
    "greater_than": _out_of_bounds,
    "less_than_equal": _out_of_bounds,
    "less_than": _out_of_bounds,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_too_short": _blank,
    "string_too_long": _too_long,
    "value_error": _own_words,
    "condition": _condition,
}


def _members(annotation: object) -> Iterator[object]:
    """The types of which a field may be, with notes and unions taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _inside(annotation: object, part: str | int) -> Iterator[object]:
    arguments = get_args(annotation)
    if _is_model(annotation):
        if part in _fields(annotation):
            yield _fields(annotation)[str(part)]
    elif get_origin(annotation) is tuple and isinstance(part, int):
        yield arguments[0]
    elif get_origin(annotation) is Mapping:
        yield arguments[1]


def _is_model(annotation: object) -> TypeGuard[type[Frozen]]:
    return isinstance(annotation, type) and issubclass(annotation, Frozen)


def _fields(model: type[Frozen]) -> dict[str, object]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}
