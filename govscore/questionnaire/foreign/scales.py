"""Answer lists as response scales: which answers are scored, and with what; their order stays as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from govscore.questionnaire.conditions import Number
from govscore.questionnaire.faults import quoted
from govscore.questionnaire.foreign.losses import Ledger
from govscore.questionnaire.foreign.names import Ids
from govscore.questionnaire.foreign.outline import Choice, ChoiceList
from govscore.questionnaire.model import Option, OptionKind, ResponseScale

FEWEST, MOST = 2, 30

KIND_WORDS: Mapping[str, OptionKind] = {
    "dont know": OptionKind.DONT_KNOW,
    "do not know": OptionKind.DONT_KNOW,
    "i dont know": OptionKind.DONT_KNOW,
    "not sure": OptionKind.DONT_KNOW,
    "unsure": OptionKind.DONT_KNOW,
    "uncertain": OptionKind.DONT_KNOW,
    "cant say": OptionKind.DONT_KNOW,
    "no opinion": OptionKind.DONT_KNOW,
    "not applicable": OptionKind.NOT_APPLICABLE,
    "n/a": OptionKind.NOT_APPLICABLE,
    "does not apply": OptionKind.NOT_APPLICABLE,
    "not my role": OptionKind.NOT_MY_ROLE,
}
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A response scale, its id, and the option that each of their codes became."""

    id: str
    scale: ResponseScale
    options: Mapping[str, Option]


def number_of(text: str) -> Number | None:
    """Read a number as it is usually written; anything else is none."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def kind_named(text: str) -> OptionKind | None:
    """Tell by a small list of words whether an answer is none."""
    words = re.sub(r"[’'‘`]", "", text.casefold())
    return KIND_WORDS.get(" ".join(words.replace("-", " ").replace("_", " ").split()).rstrip("."))


def is_usable(answers: ChoiceList) -> bool:
    """Whether so many answers can be put on a scale."""
    return FEWEST <= len({choice.code for choice in answers.choices}) <= MOST


class Scales:
    """Makes scales of answer lists; lists that say the same share one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ids = Ids("scale")
        self._made: dict[object, Scale] = {}

    def take(self, answers: ChoiceList) -> Scale:
        """Find the scale of an answer list, or make it and tell what that changes."""
        choices = tuple({choice.code: choice for choice in reversed(answers.choices)}.values())[::-1]
        key = (answers.name if answers.is_named else "", tuple(_content(choice) for choice in choices))
        if key not in self._made:
            self._made[key] = self._make(answers, choices)
        return self._made[key]

    def all(self) -> dict[str, ResponseScale]:
        """Every scale by its id, in the order in which they were first needed."""
        return {made.id: made.scale for made in self._made.values()}

    def _make(self, answers: ChoiceList, choices: tuple[Choice, ...]) -> Scale:
        if len(choices) < len(answers.choices):
            self._ledger.tell(answers.spot, "answers whose code was given before were left out")
        kinds = [self._kind(answers, choice) for choice in choices]
        values = self._values(answers, choices, kinds)
        ids = self._option_ids(answers, choices)
        by_code = {
            choice.code: _option(choice, option_id, kind=kind, value=value)
            for choice, option_id, kind, value in zip(choices, ids, kinds, values, strict=True)
        }
        scale_id = self._ids.give(answers.name)
        if answers.is_named and scale_id != answers.name:
            self._ledger.tell(answers.spot, f"the list {quoted(answers.name)} became the scale “{scale_id}”")
        return Scale(id=scale_id, scale=ResponseScale(options=tuple(by_code.values())), options=by_code)

    def _kind(self, answers: ChoiceList, choice: Choice) -> OptionKind:
        if choice.kind in set(OptionKind):
            return OptionKind(choice.kind)
        kind = kind_named(choice.label) or OptionKind.SCORED
        if kind is not OptionKind.SCORED:
            message = f"the answer {quoted(choice.label)} was taken as “{kind}”, so it has no value"
            self._ledger.tell(answers.spot, message)
        return kind

    def _values(
        self, answers: ChoiceList, choices: tuple[Choice, ...], kinds: list[OptionKind]
    ) -> list[Number | None]:
        """Take scores, or else codes, where they are numbers that differ; or else count from one."""
        scored = [choice for choice, kind in zip(choices, kinds, strict=True) if kind is OptionKind.SCORED]
        for source in ("score", "code"):
            found = {choice.code: number_of(str(getattr(choice, source))) for choice in scored}
            if None not in found.values() and len(set(found.values())) > 1:
                return [found.get(choice.code) for choice in choices]
        order = {choice.code: number for number, choice in enumerate(scored, 1)}
        message = "its answers have no numbers that differ, so they were given values in their order, from 1"
        self._ledger.tell(answers.spot, message)
        return [order.get(choice.code) for choice in choices]

    def _option_ids(self, answers: ChoiceList, choices: tuple[Choice, ...]) -> list[str]:
        ids = Ids("answer")
        given = [ids.give(choice.code) for choice in choices]
        changed = [
            f"{quoted(choice.code)} “{option_id}”"
            for choice, option_id in zip(choices, given, strict=True)
            if choice.code != option_id
        ]
        if changed:
            self._ledger.tell(answers.spot, f"codes of answers became ids: {', '.join(changed)}")
        return given


def _option(choice: Choice, option_id: str, *, kind: OptionKind, value: Number | None) -> Option:
    written: dict[str, object] = {"id": option_id, "label": choice.label}
    if kind is not OptionKind.SCORED:
        written["kind"] = kind
    elif value is not None:
        written["value"] = value
    if choice.labels:
        written["translations"] = dict(choice.labels)
    return Option.model_validate(written)


def _content(choice: Choice) -> tuple[object, ...]:
    return (choice.code, choice.label, choice.score, choice.kind, tuple(choice.labels.items()))
