"""The shape of each kind of row, read off the models: a key that a model gains has its column at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.model import (
    Advice,
    Domain,
    DomainRule,
    Level,
    Manifest,
    MissingRule,
    Option,
    Question,
    QuestionRule,
)

Steps = tuple[str, ...]


class Kind(StrEnum):
    """What a row is about."""

    QUESTIONNAIRE = "questionnaire"
    SCALE_OPTION = "scale-option"
    LEVEL = "level"
    DOMAIN = "domain"
    QUESTION = "question"
    RECOMMENDATION = "recommendation"


class Cell(StrEnum):
    """How what stands in a cell is to be understood."""

    TEXT = "text"
    DATE = "date"
    LIST = "list"
    TREE = "tree"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Keys with a column each, and those of them that cannot be left out."""

    members: "Mapping[str, Shape]"
    required: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """As many columns as there are keys."""

    inner: "Shape"


Shape = Cell | Group | Keyed

_DATES = ("in_force", "checked")


@cache
def shape_of(kind: Kind) -> Group:
    """The shape of one row: the keys of a part, and with them what is said of that part elsewhere."""
    match kind:
        case Kind.QUESTIONNAIRE:
            rest = _group(Manifest, leave_out=("domains", "scales"))
            return _joined(rest, Group(members={"missing": _group(MissingRule)}, required=()))
        case Kind.SCALE_OPTION:
            return _joined(_only("scale"), _group(Option, renamed={"translations": "label@"}))
        case Kind.LEVEL:
            return _group(Level)
        case Kind.DOMAIN:
            return _joined(_group(Domain, leave_out=("questions",)), _group(DomainRule))
        case Kind.QUESTION:
            renamed = {"descriptors": "descriptor", "translations": "descriptor@"}
            return _joined(_only("domain"), _group(Question), _group(QuestionRule, renamed=renamed))
        case Kind.RECOMMENDATION:
            return _group(Advice)


def missing_columns(shape: Group, tree: Mapping[str, object], path: Steps = ()) -> Iterator[Steps]:
    """Name what a row has to say and does not."""
    for key, inner in shape.members.items():
        within = tree.get(key)
        if isinstance(inner, Group) and (key in shape.required or isinstance(within, dict)):
            yield from missing_columns(inner, within if isinstance(within, dict) else {}, (*path, key))
        elif key in shape.required and within is None:
            yield (*path, key)


def _only(name: str) -> Group:
    return Group(members={name: Cell.TEXT}, required=(name,))


def _joined(*groups: Group) -> Group:
    members = {key: shape for group in groups for key, shape in group.members.items()}
    return Group(members=members, required=tuple(key for group in groups for key in group.required))


def _group(
    model: type[Frozen], *, leave_out: tuple[str, ...] = (), renamed: Mapping[str, str] | None = None
) -> Group:
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    kept = {key: info for key, info in fields.items() if key not in leave_out}
    names = {key: (renamed or {}).get(key, key) for key in kept}
    return Group(
        members={names[key]: _shape(key, info.annotation) for key, info in kept.items()},
        required=tuple(names[key] for key, info in kept.items() if info.is_required()),
    )


def _shape(key: str, annotation: object) -> Shape:
    """A group of keys where a model has nothing but words and numbers; what is deeper stands in one cell."""
    members = [member for member in _members(annotation) if member is not NoneType]
    match members:
        case [only] if get_origin(only) is tuple:
            return Cell.LIST if _is_text(get_args(only)[0]) else Cell.TREE
        case [only] if get_origin(only) is Mapping:
            return Keyed(inner=_shape(key, get_args(only)[1]))
        case [only] if isinstance(only, type) and issubclass(only, Frozen):
            group = _group(only)
            return group if Cell.TREE not in group.members.values() or only is MissingRule else Cell.TREE
        case _ if all(_is_text(member) for member in members):
            return Cell.DATE if key in _DATES else Cell.TEXT
        case _:
            return Cell.TREE


def _members(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _is_text(annotation: object) -> bool:
    return all(isinstance(each, type) and issubclass(each, str) for each in _members(annotation))
