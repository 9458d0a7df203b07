"""Our YAML files, spoilt by somebody who knows what stands in them, or who knows YAML too well."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

import yaml

from bench.fuzzing.hostile import nested, safe_text, value
from bench.fuzzing.material import File, contents
from govscore.questionnaire.bundle import to_bundle

Tree = Any
Place = tuple[Tree, Any]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def bundle(files: dict[str, bytes], name: str = "board.yaml") -> File:
    """Pack files into one."""
    return File(name=name, raw=to_bundle(files))


def _trees(chance: Random) -> dict[str, Tree]:
    return {name: yaml.load(raw, Loader=_LOADER) for name, raw in contents(chance).items()}


def _written(trees: dict[str, Tree]) -> dict[str, bytes]:
    return {
        name: yaml.dump(tree, Dumper=_DUMPER, allow_unicode=True).encode() for name, tree in trees.items()
    }


def _places(tree: Tree) -> Iterator[Place]:
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from _places(tree[key])


def _any_place(chance: Random, trees: dict[str, Tree]) -> Place:
    return chance.choice(list(_places(chance.choice(list(trees.values())))))


def changed(chance: Random) -> File:
    """Values of other types, or texts that nobody means, stand in places of it."""
    trees = _trees(chance)
    for _ in range(chance.choice((1, 1, 3))):
        node, key = _any_place(chance, trees)
        node[key] = value(chance)
    return bundle(_written(trees))


def swapped(chance: Random) -> File:
    """Two things have changed their places."""
    trees = _trees(chance)
    (one, key), (other, place) = _any_place(chance, trees), _any_place(chance, trees)
    first, second = deepcopy(one[key]), deepcopy(other[place])
    one[key], other[place] = second, first
    return bundle(_written(trees))


def taken_out(chance: Random) -> File:
    """Keys, items or whole files are missing."""
    trees = _trees(chance)
    for _ in range(chance.choice((1, 1, 4))):
        node, key = _any_place(chance, trees)
        del node[key]
        trees = {name: tree for name, tree in trees.items() if tree}
    if chance.random() < 0.3 and len(trees) > 1:
        del trees[chance.choice(list(trees))]
    return bundle(_written(trees))


def doubled(chance: Random) -> File:
    """Items are there twice, or very often."""
    trees = _trees(chance)
    lists = [
        node[key] for tree in trees.values() for node, key in _places(tree) if isinstance(node[key], list)
    ]
    found = chance.choice([each for each in lists if each])
    found.extend([chance.choice(found)] * chance.choice((1, 1, 2, 40)))
    return bundle({name: _plain(tree) for name, tree in trees.items()})


def _plain(tree: Tree) -> bytes:
    """Write out again what is there twice, where PyYAML would write an alias."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(tree, Dumper=Dumper, allow_unicode=True).encode()


def conditions(chance: Random) -> File:
    """Questions depend on themselves, in a ring, on later ones, on none, and on impossible answers."""
    trees = _trees(chance)
    questions = [q for name, tree in trees.items() if name.startswith("domains/") for q in tree["questions"]]
    ids = [question["id"] for question in questions]
    for question in chance.sample(questions, min(len(questions), chance.randint(1, 4))):
        question["show_if"] = _condition(
            chance, [*ids, "nobody", question["id"], ids[-1]], chance.randrange(4)
        )
    if chance.random() < 0.3:
        questions[0]["show_if"] = {"question": ids[-1], "answered": True}
        questions[-1]["show_if"] = {"question": ids[0], "answered": True}
    return bundle(_written(trees))


def _condition(chance: Random, ids: list[str], depth: int) -> Tree:
    name = chance.choice(ids)
    if depth:
        parts = [_condition(chance, ids, depth - 1) for _ in range(chance.randint(1, 3))]
        return chance.choice(({"all": parts}, {"any": parts}, {"not": parts[0]}, {"not": parts}, {"all": []}))
    return chance.choice(
        (
            {"question": name, "is": chance.choice(("yes", "secure", True, 3, None, safe_text(chance)))},
            {"question": name, "one_of": chance.choice((["yes"], [], "yes", [None], ["chair"]))},
            {"question": name, "at_least": chance.choice((1, -1e308, 1e308, "3", 999_999_999_999_999))},
            {"question": name, "at_most": chance.choice((4, 0, -5, True))},
            {"question": name, "answered": chance.choice((True, False, "yes"))},
            {"question": name, "is": "yes", "at_least": 1},
            {"is": "yes"},
            {"question": name},
            name,
            nested(25),
        )
    )


def deep(chance: Random) -> File:
    """A condition, or anything else, is nested deeper than anybody can follow."""
    files = dict(contents(chance))
    name = chance.choice(list(files))
    depth = chance.choice((20, 28, 31, 200, 5_000, 20_000))
    opens, closes = chance.choice((("[", "]"), ("{a: ", "}"), ("{all: [", "]}"), ("{not: ", "}"), ("- ", "")))
    files[name] += f"extra: {opens * depth}{closes * chance.choice((depth, depth - 1, 0))}\n".encode()
    return bundle(files)


def clever(chance: Random) -> File:
    """It uses what YAML can do and no questionnaire needs."""
    files = dict(contents(chance))
    name = chance.choice(list(files))
    lines = files[name].decode().splitlines()
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = [chance.choice(_CLEVER)]
    files[name] = ("\n".join(lines) + "\n").encode()
    return bundle(files)


_CLEVER = (
    "a: &a [x, *a]",
    "<<: *nothing",
    "<<: {title: x}",
    "b: !!python/object/apply:os.system ['true']",
    "b: !!binary aGVsbG8=",
    "b: !include /etc/hostname",
    "b: !<tag:yaml.org,2002:set> {a, b}",
    "? [a, b]\n: c",
    "? {a: b}\n: c",
    "? |\n  a\n: c",
    "*x : y",
    "title: again\ntitle: and again",
    "%YAML 1.1\n---",
    "%TAG ! tag:example.org,2000:",
    "---",
    "...",
    "--- # rubric.yaml",
    "--- # ../../outside.yaml",
    "--- # questionnaire.yaml (no line end)",
    "\ta: b",
    "a: 'never closed",
    'a: "\\ud800 \\0 \\x07"',
    'a: "\\q"',
    "a: |\n\tb",
    "a: >99\n  b",
    ": no key",
    "a: [1, 2",
    "a: }",
    "a: @b",
    "a: `b`",
    "a: b: c",
    "a: 2026-11-24\nb: 12:30:45\nc: 0o17\nd: 1e400",
    "\u0085a: b",
    "a: \x01",
)


def laughs(chance: Random) -> File:
    """A short text that would become a thousand million laughs."""
    files = dict(contents(chance))
    name = chance.choice(list(files))
    lines = ['a0: &a0 ["lol"]', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    bomb = "\n".join(lines) + "\n"
    files[name] = (bomb + files[name].decode() if chance.random() < 0.5 else bomb).encode()
    return bundle(files)


def odd_bundle(chance: Random) -> File:
    """The lines between its files are wrong."""
    files = list(contents(chance).items())
    chance.shuffle(files)
    raw = bytearray()
    for name, content in files:
        mark = chance.choice(
            (
                f"--- # {name}\n",
                f"--- # {name}\r\n",
                f"--- #{name}\n",
                f"--- # {safe_text(chance)}\n",
                "---\n",
                "",
            )
        )
        raw += (f"--- # {name}\n" if chance.random() < 0.7 else mark).encode() + content
    return File(name="board.yaml", raw=bytes(raw))


MANY: tuple[Callable[[int], bytes], ...] = (
    lambda n: b"--- # questionnaire.yaml\nx: [" + b"a," * n + b"]\n",
    lambda n: b"--- # questionnaire.yaml\ndomains:\n" + b"- a\n" * n,
    lambda n: b"--- # questionnaire.yaml\n" + b"".join(b"k%x: 1\n" % i for i in range(n)),
    lambda n: b"--- # questionnaire.yaml\n" + b"titel: 1\n" * n,
    lambda n: b"--- # domains/a.yaml\nquestions: [" + b"{}," * n + b"]\n",
    lambda n: b"--- # domains/a.yaml\nquestions: [" + b"{idd: 1}," * (n // 3) + b"]\n",
    lambda n: b"--- # rubric.yaml\nlevels: [" + b"1," * n + b"]\nquestions: {" + b"A: 1," * (n // 2) + b"}\n",
    lambda n: b"--- # a.yaml\n" * n,
    lambda n: b"".join(b"--- # domains/a%x.yaml\n" % i for i in range(n // 4)),
    lambda n: b"".join(b"--- # domains/a%x.yaml\n[%s]\n" % (i, b"a," * (n // 150)) for i in range(150)),
    lambda n: b"--- # a.yaml\n" + b"\n" * n,
    lambda n: b"--- # a.yaml\n" + b"&a *a !b " * n,
    lambda n: b"--- # a.yaml\n" + b"[" * n,
    lambda n: b"--- # a.yaml\n? " * n,
)


def many(chance: Random) -> File:
    """There is far too much of something, though the file is no larger than may be sent."""
    make = chance.choice(MANY)
    return File(name="many.yaml", raw=make(chance.choice((40_000, 400_000, 1_600_000)))[:4_999_000])
