"""Finds what an author has begun and not written yet."""

from collections.abc import Iterator
from typing import TypeVar

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import Fault, Place, quoted
from govscore.questionnaire.parts import Part
from govscore.questionnaire.placeholder import PLACEHOLDER
from govscore.questionnaire.yaml_reader import Tree

Content = TypeVar("Content", bound=Frozen)


def check_placeholders(part: Part[Content]) -> Iterator[Fault]:
    """Find every text of a file that is still to be written, wherever it stands."""
    for place, text in _texts(part.document.content, ()):
        if text.startswith(PLACEHOLDER):
            yield part.fault(place, f"is still to be written: replace {quoted(text)}")


def _texts(tree: Tree, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(tree, str):
        yield place, tree
    elif isinstance(tree, dict):
        for key, branch in tree.items():
            yield from _texts(branch, (*place, key))
    elif isinstance(tree, list):
        for index, branch in enumerate(tree):
            yield from _texts(branch, (*place, index))
