"""What is allowed and still worth a second look: long or double questions, wrong counts, old sources, long sittings."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from govscore.questionnaire.checks.counts import warn_count
from govscore.questionnaire.faults import Fault, quoted
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.parts import Asked, Placed
from govscore.questionnaire.reading import minutes_to_answer

MOST_WORDS = 25
MOST_MINUTES = 20

_TWO_THINGS = re.compile(
    r"\b(?:and|or)\b[^.?!]*\b(?:and|or)\b|, and\b|\band (?:we|it|they|the board|governors)\b", re.I
)


def warn_asked(asked: Asked) -> Iterator[Fault]:
    """Find what to look at again among the questions."""
    yield from warn_count(asked)
    yield from _idle_scales(asked)
    for placed in asked.placed:
        for caution in _CAUTIONS:
            yield from caution(asked, placed)


def warn_long(asked: Asked, questionnaire: Questionnaire) -> Iterator[Fault]:
    """Find the roles for whom the questionnaire takes too long, on the kind of board that is asked most."""
    for index, role in enumerate(questionnaire.manifest.audience):
        minutes = minutes_to_answer(questionnaire, role)
        if minutes > MOST_MINUTES:
            message = (
                f"the {role} needs about {minutes} minutes; beyond {MOST_MINUTES} people give up: shorten it"
            )
            yield asked.manifest.fault(("audience", index), message)


def _idle_scales(asked: Asked) -> Iterator[Fault]:
    used = {placed.question.scale for placed in asked.placed}
    for name in asked.manifest.content.scales:
        if name not in used:
            yield asked.manifest.fault(
                ("scales", name), "no question uses this scale: take it out if it is not needed"
            )


def _long_question(_: Asked, placed: Placed) -> Iterator[Fault]:
    for keys, text in _texts(placed):
        count = len(text.split())
        if count > MOST_WORDS:
            yield placed.fault(
                f"is {count} words long; above {MOST_WORDS} people lose the thread: shorten it", *keys
            )


def _double_question(_: Asked, placed: Placed) -> Iterator[Fault]:
    for keys, text in _texts(placed):
        if found := _TWO_THINGS.search(text):
            message = (
                f"{quoted(found[0])} may ask two things at once: could somebody agree to only one of them?"
            )
            yield placed.fault(message, *keys)


def _old_source(asked: Asked, placed: Placed) -> Iterator[Fault]:
    in_force = date.fromisoformat(asked.manifest.content.in_force)
    checked = date.fromisoformat(placed.question.source.checked)
    if (in_force - checked).days > 365:
        message = (
            f"was looked at more than a year before this version comes into force ({in_force}): look again"
        )
        yield placed.fault(message, "source", "checked")


def _texts(placed: Placed) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("text",), placed.question.text
    for role, text in placed.question.wording.items():
        yield ("wording", role.value), text


_CAUTIONS: tuple[Callable[[Asked, Placed], Iterator[Fault]], ...] = (
    _long_question,
    _double_question,
    _old_source,
)
