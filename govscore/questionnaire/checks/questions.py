"""What questions must keep to: ids of their own, and scales, roles and kinds of board that exist."""

from collections.abc import Callable, Iterator

from govscore.questionnaire.applying import GOVERNANCE, PHASES
from govscore.questionnaire.checks.conditions import check_condition
from govscore.questionnaire.faults import Fault, Place, did_you_mean, quoted
from govscore.questionnaire.model import AppliesTo, Domain
from govscore.questionnaire.parts import Asked, Part, Placed

MOST_SHORT = 14


def check_questions(asked: Asked) -> Iterator[Fault]:
    """Find what is wrong in the domain files, taken together with the manifest."""
    for place, message in _unknown_kinds(asked.manifest.content.applies_to):
        yield asked.manifest.fault(place, message)
    for part in asked.domains:
        yield from _short_is_long(part)
    for placed in asked.placed:
        for check in _CHECKS:
            yield from check(asked, placed)


def _short_is_long(domain: Part[Domain]) -> Iterator[Fault]:
    length = len(domain.content.short)
    if length > MOST_SHORT:
        message = f"is {length} characters long, and {MOST_SHORT} fit beside a chart: choose a shorter word"
        yield domain.fault(("short",), message)


def _used_twice(asked: Asked, placed: Placed) -> Iterator[Fault]:
    first = asked.by_id[placed.question.id]
    if first is not placed:
        message = (
            f"{quoted(placed.question.id)} is already the id of the question at {first.spot}: choose another"
        )
        yield placed.fault(message, "id")


def _unknown_scale(asked: Asked, placed: Placed) -> Iterator[Fault]:
    name, known = placed.question.scale, asked.manifest.content.scales
    if name not in known:
        yield placed.fault(f"there is no scale {quoted(name)}: {did_you_mean(name, known)}", "scale")


def _wording_for_nobody(asked: Asked, placed: Placed) -> Iterator[Fault]:
    for role in placed.question.wording:
        if role not in asked.manifest.content.audience:
            message = (
                f"the {role} is not in the audience, so nobody would read this: take it out, or add the role"
            )
            yield placed.fault(message, "wording", role.value)


def _unknown_boards(_: Asked, placed: Placed) -> Iterator[Fault]:
    for place, message in _unknown_kinds(placed.question.applies_to):
        yield placed.fault(message, *place)


def _unknown_kinds(applies_to: AppliesTo) -> Iterator[tuple[Place, str]]:
    for key, names, known in (
        ("governance", applies_to.governance, GOVERNANCE),
        ("phases", applies_to.phases, PHASES),
    ):
        for index, name in enumerate(names):
            if name not in known:
                message = f"{quoted(name)} is not known here: {did_you_mean(name, known)}"
                yield ("applies_to", key, index), message


def _condition(asked: Asked, placed: Placed) -> Iterator[Fault]:
    if placed.question.show_if is not None:
        yield from check_condition(asked, placed, placed.question.show_if)


_CHECKS: tuple[Callable[[Asked, Placed], Iterator[Fault]], ...] = (
    _used_twice,
    _unknown_scale,
    _wording_for_nobody,
    _unknown_boards,
    _condition,
)
