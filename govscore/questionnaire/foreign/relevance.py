"""Their expressions as our conditions: each name a question asked before, each code one of its options."""

import operator
from collections.abc import Callable, Mapping
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
    Number,
    OneOf,
)
from govscore.questionnaire.faults import quoted
from govscore.questionnaire.foreign.expressions import (
    Compared,
    Dialect,
    Expression,
    Joined,
    Negated,
    NotTaken,
    Selected,
    read_expression,
)
from govscore.questionnaire.foreign.scales import number_of
from govscore.questionnaire.model import Option

_ORDERED: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """A question that was already asked: its id here, and the options by their codes."""

    id: str
    options: Mapping[str, Option]


def to_condition(text: str, dialect: Dialect, *, known: Mapping[str, Known]) -> Condition:
    """Put an expression into a condition on questions already asked, or raise NotTaken."""
    return _condition(read_expression(text, dialect), known)


def _condition(expression: Expression, known: Mapping[str, Known]) -> Condition:
    match expression:
        case Joined(by_and=True, parts=parts):
            return All(all=tuple(_condition(part, known) for part in parts))
        case Joined(parts=parts):
            return _any_of(parts, known)
        case Negated(part=part):
            return Not(not_=_condition(part, known))
        case Selected(name=name, literal=literal):
            about = _known(name, known)
            return Is(question=about.id, is_=_option(about, literal).id)
        case Compared():
            return _compared(expression, _known(expression.name, known))


def _any_of(parts: tuple[Expression, ...], known: Mapping[str, Known]) -> Condition:
    """Several answers to one question are a choice of one of them."""
    selected = [part for part in parts if isinstance(part, Selected)]
    if len(selected) == len(parts) and len({part.name for part in selected}) == 1:
        about = _known(selected[0].name, known)
        wanted = tuple(_option(about, part.literal).id for part in selected)
        return OneOf(question=about.id, one_of=wanted)
    return AnyOf(any=tuple(_condition(part, known) for part in parts))


def _known(name: str, known: Mapping[str, Known]) -> Known:
    if name not in known:
        raise NotTaken(f"{quoted(name)} is no question that was carried over and is asked before")
    return known[name]


def _option(about: Known, code: str) -> Option:
    if code not in about.options:
        raise NotTaken(f"{quoted(code)} is no answer to “{about.id}”")
    return about.options[code]


def _compared(test: Compared, about: Known) -> Condition:
    if test.sign not in ("=", "!="):
        return _ordered(test, about)
    if test.literal == "":
        return Answered(question=about.id, answered=test.sign == "!=")
    equal = _equal(test, about)
    return equal if test.sign == "=" else Not(not_=equal)


def _equal(test: Compared, about: Known) -> Condition:
    if not test.by_score:
        return Is(question=about.id, is_=_option(about, test.literal).id)
    wanted = number_of(test.literal)
    return _one_of(
        about, tuple(o.id for o in about.options.values() if o.value is not None and o.value == wanted)
    )


def _ordered(test: Compared, about: Known) -> Condition:
    bound = number_of(test.literal)
    if bound is None:
        raise NotTaken(f"“{test.sign} {test.literal}” needs a number")
    holds = _ORDERED[test.sign]
    numbers = {code: _number(code, option, test) for code, option in about.options.items()}
    meant = {code: number for code, number in numbers.items() if number is not None and holds(number, bound)}
    if not meant:
        raise NotTaken(f"no answer to “{about.id}” is “{test.sign} {test.literal}”")
    if any(about.options[code].value != numbers[code] for code in numbers):
        return _one_of(about, tuple(about.options[code].id for code in meant))
    if test.sign in (">", ">="):
        return AtLeast(question=about.id, at_least=bound if test.sign == ">=" else min(meant.values()))
    return AtMost(question=about.id, at_most=bound if test.sign == "<=" else max(meant.values()))


def _number(code: str, option: Option, test: Compared) -> Number | None:
    return option.value if test.by_score else number_of(code)


def _one_of(about: Known, wanted: tuple[str, ...]) -> Condition:
    if not wanted:
        raise NotTaken(f"no answer to “{about.id}” is meant by it")
    if len(wanted) == 1:
        return Is(question=about.id, is_=wanted[0])
    return OneOf(question=about.id, one_of=wanted)
