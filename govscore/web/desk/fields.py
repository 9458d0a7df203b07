"""From typed fields to the parts of a questionnaire, and back: blanks are left out, not kept as empty text."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import ValidationError

from govscore.questionnaire.applying import GOVERNANCE, PHASES
from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.model import AppliesTo
from govscore.web.desk.typed import Typed
from govscore.web.public.rules import GOVERNANCE as GOVERNANCE_WORDS

DECIMALS = 3
LONGEST_TITLE = 100
WRONG_WEIGHT = "Enter the weight as a number from 0 to 100, with at most three decimals; 1 is usual"

Model = TypeVar("Model", bound=Frozen)

GOVERNANCE_CHOICES = tuple((name, GOVERNANCE_WORDS[name].capitalize()) for name in GOVERNANCE)
PHASE_CHOICES = tuple((name, name.replace("-", " ").capitalize()) for name in PHASES)


def rebuilt(model: Model, changes: Mapping[str, object]) -> Model:
    """Make the model again with some keys changed; a key changed to nothing is left out."""
    return made(type(model), {**model.model_dump(by_alias=True, exclude_unset=True), **changes})


def made(kind: type[Model], values: Mapping[str, object]) -> Model:
    """Make a model of those values that say something."""
    written = {key: value for key, value in values.items() if value not in (None, "", {}, (), [])}
    return kind.model_validate(written, by_alias=True, by_name=False)


def plain(typed: Typed, name: str) -> str:
    """One line of text, without blanks around it or doubled inside."""
    return " ".join(typed.get(name, "").split())


def missing(typed: Typed, wanted: Mapping[str, str]) -> dict[str, str]:
    """Say which fields that must be filled in are not; `wanted` gives each its sentence."""
    return {name: message for name, message in wanted.items() if not plain(typed, name)}


def too_long(typed: Typed) -> dict[str, str]:
    """Say that a title would not fit at the head of a page."""
    length = len(plain(typed, "title"))
    if length <= LONGEST_TITLE:
        return {}
    return {"title": f"The title has {length} characters; {LONGEST_TITLE} or fewer will do"}


def refusals(error: ValidationError, names: Mapping[str, str]) -> dict[str, str]:
    """Tell what a model refuses at the field that it came from; `names` maps keys to fields."""
    return dict(_refusals(error, names))


def applies_typed(rule: AppliesTo) -> dict[str, str]:
    """The two lists of boards as ticks."""
    return {"governance": " ".join(rule.governance), "phases": " ".join(rule.phases)}


def read_applies(typed: Typed, before: AppliesTo) -> dict[str, list[str]]:
    """The ticks as two lists, in the order they had; a new one that takes in all or nothing is left out."""
    ticked = {key: typed.get(key, "").split() for key in ("governance", "phases")}
    found = {
        "governance": [
            n for n in dict.fromkeys((*before.governance, *GOVERNANCE)) if n in ticked["governance"]
        ],
        "phases": [n for n in dict.fromkeys((*before.phases, *PHASES)) if n in ticked["phases"]],
    }
    idle = {"governance": set(GOVERNANCE), "phases": set(PHASES)}
    old: dict[str, tuple[str, ...]] = {"governance": before.governance, "phases": before.phases}
    return {
        key: list(old[key]) if set(names) == set(old[key]) else names
        for key, names in found.items()
        if names and (set(names) == set(old[key]) or set(names) != idle[key])
    }


def read_number(text: str) -> int | float | None:
    """Read a number as YAML would write it: whole where it is whole, and of at most three decimals."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    if number != number or abs(number) > 1e6 or number != round(number, DECIMALS):
        return None
    return int(number) if number.is_integer() else number


def _refusals(error: ValidationError, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for detail in error.errors(include_url=False):
        key = ".".join(str(part) for part in detail["loc"] if not str(part).startswith("function-"))
        yield names.get(key, key), str(detail["msg"]).removeprefix("Value error, ").capitalize()
