"""What every foreign questionnaire comes down to, before it is put into our form: texts, answers, order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from govscore.questionnaire.foreign.expressions import Dialect
from govscore.questionnaire.foreign.losses import Spot

Texts = Mapping[str, str]
"""Texts by the name of our field, such as `title` or `hint`; an empty one is left out."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An answer to choose: their code, its label in each language, and a score or kind if they give one."""

    code: str
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)
    score: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class ChoiceList:
    """The answers that one question or several offer; with a name of its own, or only that of a question."""

    name: str
    is_named: bool = False
    choices: tuple[Choice, ...]
    spot: Spot


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question with one answer out of several."""

    code: str
    also_called: tuple[str, ...] = ()
    texts: Texts
    translations: Mapping[str, Texts] = field(default_factory=dict)
    answers: ChoiceList
    relevance: tuple[str, ...] = ()
    spot: Spot


@dataclass(frozen=True, kw_only=True)
class Section:
    """Questions under one heading."""

    code: str
    texts: Texts
    translations: Mapping[str, Texts] = field(default_factory=dict)
    items: tuple[Item, ...]
    spot: Spot


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A whole questionnaire as another tool has it."""

    texts: Texts
    translations: Mapping[str, Texts] = field(default_factory=dict)
    language: str
    dialect: Dialect
    sections: tuple[Section, ...]
