"""The names of a table's columns: a step into a group is a dot (`source.name`), another language an `@`.

So `wording.chair` is the wording for the chair, and `wording.chair@cy` the same in Welsh.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from govscore.questionnaire.sheets.row_shapes import Group, Keyed, Kind, Shape, Steps, shape_of

# Words in another language are written beside their original, so these stand in a column's name after "@".
_TRANSLATED: Mapping[str, str] = {"translations": "", "label@": "label", "descriptor@": "descriptor"}


def name_of(path: Steps) -> str:
    """Name the column of a place in a row."""
    first, *rest = path
    if first not in _TRANSLATED:
        return ".".join(path)
    prefix = _TRANSLATED[first]
    language, *inner = rest or [""]
    return ".".join([prefix, *inner] if prefix else inner) + f"@{language}"


def path_of(kind: Kind, name: str) -> Steps | None:
    """Find the place in a row that a column names; there may be none."""
    shape = shape_of(kind)
    if "@" not in name:
        return None if name in _TRANSLATED else _walk(shape, name)
    base, _, language = name.rpartition("@")
    for key, prefix in _TRANSLATED.items():
        within = base.removeprefix(prefix)
        if key in shape.members and base.startswith(prefix) and (not prefix or within[:1] in ("", ".")):
            found = _translated(shape.members[key], within.removeprefix("."), language)
            if found is not None:
                return (key, *found)
    return None


def shape_at(kind: Kind, path: Steps) -> Shape:
    """The shape of a place that `path_of` found."""
    shape: Shape = shape_of(kind)
    for step in path:
        shape = shape.members[step] if isinstance(shape, Group) else _inner(shape)
    return shape


def standing_columns(kind: Kind) -> tuple[str, ...]:
    """The columns that each table of a kind has, in the order of the model."""
    return tuple(name_of(path) for path in _leaves(shape_of(kind)))


def in_order(kind: Kind, names: Iterable[str]) -> tuple[str, ...]:
    """Sort columns as the model has their keys, each language after the original; else as they were met."""
    order = list(shape_of(kind).members)

    def rank(name: str) -> tuple[str, int]:
        original, _, language = name.rpartition("@") if "@" in name else (name, "", "")
        first = original.partition(".")[0]
        return language, order.index(first) if first in order else 0

    return tuple(sorted(dict.fromkeys(names), key=rank))


def _walk(shape: Shape, name: str) -> Steps | None:
    if not name:
        return ()
    if isinstance(shape, Keyed):
        rest = _walk(shape.inner, "") if not isinstance(shape.inner, Keyed) else None
        return None if rest is None else (name,)
    if isinstance(shape, Group):
        first, _, rest_of_name = name.partition(".")
        inner = _walk(shape.members[first], rest_of_name) if first in shape.members else None
        return None if inner is None else (first, *inner)
    return None


def _translated(shape: Shape, within: str, language: str) -> Steps | None:
    if not language:
        return None if within else ()
    found = _walk(_inner(shape), within)
    return None if found is None else (language, *found)


def _inner(shape: Shape) -> Shape:
    return cast(Keyed, shape).inner


def _leaves(shape: Shape, path: Steps = ()) -> Iterator[Steps]:
    if isinstance(shape, Group):
        for key, inner in shape.members.items():
            yield from _leaves(inner, (*path, key))
    elif not isinstance(shape, Keyed):
        yield path
