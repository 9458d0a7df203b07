"""What two people typed into the same form, field by field, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govscore.web.desk.typed import Typed

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""For a field that offers a choice, each value with its words."""

UNSEEN = ("csrf_token", "mark", "joint")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field in which what was typed and what somebody else saved are not the same."""

    label: str
    yours: str
    theirs: str


def find_differences(
    labels: Mapping[str, str], choices: Choices, *, yours: Typed, theirs: Typed
) -> tuple[Difference, ...]:
    """List the fields that differ, in the order of their labels."""
    found = []
    for name, label in labels.items():
        words = dict(choices.get(name, ()))
        ours, other = (_said(typed.get(name, ""), words) for typed in (yours, theirs))
        if ours != other:
            found.append(Difference(label=label, yours=ours, theirs=other))
    return tuple(found)


def typed_words(typed: Typed) -> tuple[str, ...]:
    """List the texts that were typed, to be copied: what was chosen can be chosen again."""
    return tuple(text.strip() for name, text in typed.items() if name not in UNSEEN and " " in text.strip())


def _said(text: str, words: Mapping[str, str]) -> str:
    if text in words:
        return words[text]
    if words:
        return ", ".join(sorted(words.get(each, each) for each in text.split()))
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
