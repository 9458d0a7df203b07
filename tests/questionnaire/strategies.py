"""Questionnaires as nobody would write them, and sound all the same: every kind of key, odd words, odd numbers."""

import math
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from govscore.questionnaire.applying import GOVERNANCE, PHASES
from govscore.questionnaire.checks.manifest import ONE_PERSON_ROLES
from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.model import Advice, AdviceFile, Domain, Manifest, Purpose, Role, Rubric

Tree = dict[str, Any]
Parts = tuple[Manifest, tuple[Domain, ...], Rubric, tuple[Advice, ...]]

WORDS = ("yes", "no", "null", "true", "on", "off", "y", "n", "e1", "wording", "when", "missing", "descriptor")
SNIPPETS = (
    *(
        "=1+1",
        "+44 20",
        "-5",
        "-",
        "- x",
        "@home",
        "'tis",
        "'=x",
        "''",
        "＝1",
        "null",
        "~",
        "{}",
        "[]",
        "{a: b}",
    ),
    *("yes", "No", "true", "1", "1.0", "007", "2026.10", "1:30", "1e3", "0x1F", ".5", "2026-11-24", "1_000"),
    *(
        "a: b",
        "a #b",
        "# a",
        "a:",
        "? a",
        "! a",
        "& a",
        "* a",
        "% a",
        "| a",
        "> a",
        "`a`",
        '"a"',
        "'a'",
        "a'b",
    ),
    *(
        "\\",
        "C:\\new",
        "a\tb",
        "a  b",
        "a\nb",
        "a\n\n b",
        "a\n b",
        "a\rb",
        "a\r\nb",
        "_x000D_",
        "_x005F_",
        "---",
    ),
    *(
        "é",
        "ŵŷ",
        "“ok” – fine…",
        "\U0001f989",
        "e\u0301",
        "\u05d0",
        "a\u00a0b",
        "a\u200bb",
        "x" * 130,
        ",",
        ";",
    ),
)
LONG = (
    "Who decides what: the board, a committee or the head - and where is it written down, and by whom? " * 2
)
_LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
_PIECES = st.one_of(st.sampled_from(SNIPPETS), st.text(_LETTERS, max_size=12), st.just(LONG))
_MANY = st.lists(_PIECES, min_size=1, max_size=3)

texts = st.one_of(_PIECES, _MANY.map(" ".join), _MANY.map("".join)).map(str.strip).filter(bool)
short_texts = st.text(_LETTERS, max_size=14).map(str.strip).filter(bool)
names = st.one_of(
    st.sampled_from(WORDS), st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
)
days = st.dates().map(lambda day: day.isoformat())
_HUNDREDTHS = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
weights = st.one_of(st.integers(0, 100), _HUNDREDTHS)


def read_part(model: type[Frozen], tree: Tree) -> Any:
    """Read a tree as a file would be read."""
    return model.model_validate(tree, by_alias=True, by_name=False)


def _ids(least: int, most: int) -> st.SearchStrategy[list[str]]:
    apart = names.filter(lambda name: name not in ONE_PERSON_ROLES)
    return st.lists(apart, min_size=least, max_size=most, unique=True)


def _number(low: float, high: float) -> st.SearchStrategy[float]:
    """A number in whole hundredths, written as an integer where it is one, or not."""
    hundredths = st.integers(round(low * 100), round(high * 100)).map(lambda number: number / 100)
    whole = math.ceil(low), math.floor(high)
    return st.one_of(hundredths, st.integers(*whole)) if whole[0] <= whole[1] else hundredths


@dataclass(kw_only=True)
class _World:
    """What has been made so far, and what the rest may refer to."""

    draw: st.DrawFn
    language: str
    purpose: Purpose
    answering: str
    audience: list[str]
    levels: list[float]
    scales: dict[str, Tree]
    asked: dict[str, str]

    def some(self, likely: int = 3) -> bool:
        """Decide; one time in so many it is so."""
        return self.draw(st.integers(1, likely)) == 1

    def maybe(self, tree: Tree, **values: st.SearchStrategy[Any]) -> Tree:
        """Set some of these keys, and now and then one to nothing."""
        for key, value in values.items():
            if self.some():
                tree[key] = None if self.some(8) else self.draw(value)
        return tree

    def translated(self, tree: Tree, **values: st.SearchStrategy[Any]) -> Tree:
        """Add translations of some keys, perhaps none of them."""
        if self.some():
            languages = self.draw(
                st.lists(st.sampled_from(("cy", "pl", "kw", "gd")), max_size=2, unique=True)
            )
            others = [language for language in languages if language != self.language]
            tree["translations"] = {language: self.maybe({}, **values) for language in others}
        return tree

    def options(self, scale: str, *, scored: bool = True) -> list[Tree]:
        """The options of a scale that have a value, or those that have none."""
        return [
            option for option in self.scales[scale]["options"] if (option.get("value") is not None) == scored
        ]

    def values(self, scale: str) -> list[float]:
        """The values of a scale."""
        return [option["value"] for option in self.options(scale)]

    def knows_not(self, scale: str) -> bool:
        """Whether a scale lets somebody say that they don't know."""
        return any(option.get("kind") == "dont-know" for option in self.options(scale, scored=False))


@st.composite
def questionnaires(draw: st.DrawFn, *, most_domains: int = 2, most_questions: int = 3) -> Parts:
    """Draw the parts of a questionnaire that `govscore check` finds sound."""
    world = _world(draw)
    world.scales = {name: _scale(world) for name in draw(_ids(1, 3))}
    domains = [_domain(world, name) for name in draw(_ids(1, most_domains))]
    questions = draw(_ids(len(domains), len(domains) * most_questions))
    for index, name in enumerate(questions):
        domain = domains[min(index * len(domains) // len(questions), len(domains) - 1)]
        domain["questions"].append(_question(world, name))
    manifest = _manifest(world, [domain["id"] for domain in domains])
    rubric = _rubric(world, domains)
    advice = [_advice(world, name, domains) for name in draw(_ids(0, 3))]
    return (
        read_part(Manifest, manifest),
        tuple(read_part(Domain, domain) for domain in domains),
        read_part(Rubric, rubric),
        read_part(AdviceFile, {"recommendations": advice}).recommendations,
    )


def _world(draw: st.DrawFn) -> _World:
    purpose = draw(st.sampled_from(Purpose))
    roles = [role.value for role in Role if role is not Role.OFFICER]
    audience = draw(st.lists(st.sampled_from(roles), min_size=1, max_size=4, unique=True))
    if purpose is Purpose.MODERATION:
        audience = ["officer"]
    elif ONE_PERSON_ROLES.issuperset(audience):
        audience.append(draw(st.sampled_from(("governor", "trustee"))))
    levels = draw(st.lists(_number(-5, 9.5), min_size=2, max_size=5, unique_by=float))
    return _World(
        draw=draw,
        language=draw(st.sampled_from(("en", "cy"))),
        purpose=purpose,
        answering=draw(st.sampled_from(("each", "once"))) if purpose.value not in _OF_A_GROUP else "each",
        audience=audience,
        levels=sorted(levels),
        scales={},
        asked={},
    )


_OF_A_GROUP = ("skills", "induction", "chair")


def _scale(world: _World) -> Tree:
    between = st.lists(_number(world.levels[0], world.levels[-1]), max_size=2)
    values = [world.levels[0], *world.draw(between), world.levels[-1]]
    unscored = world.draw(
        st.lists(st.sampled_from(("dont-know", "not-applicable", "not-my-role")), max_size=2)
    )
    ids = world.draw(_ids(len(values) + len(unscored), len(values) + len(unscored)))
    options = [_option(world, name, value=value) for name, value in zip(ids, values, strict=False)]
    rest = [_option(world, name, kind=kind) for name, kind in zip(ids[len(values) :], unscored, strict=True)]
    return {"options": [*options, *rest]}


def _option(world: _World, name: str, **said: Any) -> Tree:
    option = {"id": name, "label": world.draw(texts), **said}
    if "kind" in said and world.some(5):
        option["value"] = None
    if "value" in said and world.some(5):
        option["kind"] = "scored"
    if world.some():
        others = [language for language in ("cy", "pl") if language != world.language]
        option["translations"] = {language: world.draw(texts) for language in others if world.some(2)}
    return option


def _manifest(world: _World, domains: list[str]) -> Tree:
    tree = {"code": world.draw(names), "version": world.draw(st.sampled_from(("1.0", "1.10", "12.3")))}
    tree |= {"title": world.draw(texts), "summary": world.draw(texts), "purpose": world.purpose.value}
    tree |= {"answering": world.answering, "audience": world.audience, "in_force": world.draw(days)}
    tree |= {"confidential": world.purpose.value in _OF_A_GROUP or world.some(2)}
    tree |= {"domains": domains, "scales": world.scales}
    world.maybe(tree, changes=texts)
    if world.language != "en" or world.some():
        tree["language"] = world.language
    if world.some():
        tree["applies_to"] = _boards(world)
    return world.translated(tree, title=texts, summary=texts)


def _boards(world: _World) -> Tree:
    tree: Tree = {}
    for key, known in (("governance", GOVERNANCE), ("phases", PHASES)):
        if world.some(2):
            tree[key] = world.draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
    return tree


def _domain(world: _World, name: str) -> Tree:
    draw = world.draw
    tree = {
        "id": name,
        "title": draw(texts),
        "short": draw(short_texts),
        "about": draw(texts),
        "questions": [],
    }
    return world.translated(tree, title=texts, short=short_texts, about=texts)


def _question(world: _World, name: str) -> Tree:
    draw = world.draw
    tree: Tree = {"id": name, "text": draw(texts), "why": draw(texts), "evidence": draw(texts)}
    tree |= {"scale": draw(st.sampled_from(sorted(world.scales)))}
    tree |= {"duty": draw(st.sampled_from(("must", "should", "good-practice")))}
    source = {"name": draw(texts), "checked": draw(days)}
    tree["source"] = world.maybe(source, paragraph=texts, url=texts, status=texts)
    world.maybe(tree, hint=texts, theme=texts, parallel=names)
    if world.some():
        tree["wording"] = {role: draw(texts) for role in world.audience if world.some(2)}
    if world.some():
        tree["applies_to"] = _boards(world)
    if world.asked and world.some(2):
        tree["show_if"] = _condition(world, depth=3)
    words = {"text": texts, "why": texts, "evidence": texts} | ({"hint": texts} if tree.get("hint") else {})
    if tree.get("wording"):
        words["wording"] = st.dictionaries(st.sampled_from(sorted(tree["wording"])), texts, max_size=2)
    world.translated(tree, **words)
    for said in tree.get("translations", {}).values():
        if "wording" in said and said["wording"] is None:
            del said["wording"]
    world.asked[name] = tree["scale"]
    return tree


def _condition(world: _World, *, depth: int) -> Tree:
    kinds = ("all", "any", "not", "is", "one_of", "at_least", "at_most", "answered")
    kind = world.draw(st.sampled_from(kinds if depth else kinds[3:]))
    if kind in ("all", "any"):
        count = world.draw(st.integers(1, 2))
        return {kind: [_condition(world, depth=depth - 1) for _ in range(count)]}
    if kind == "not":
        return {"not": _condition(world, depth=depth - 1)}
    question = world.draw(st.sampled_from(sorted(world.asked)))
    scale = world.asked[question]
    options = [option["id"] for option in world.scales[scale]["options"]]
    values = {
        "is": st.sampled_from(options),
        "one_of": st.lists(st.sampled_from(options), min_size=1, max_size=3),
        "at_least": st.sampled_from(world.values(scale)),
        "at_most": st.sampled_from(world.values(scale)),
        "answered": st.booleans(),
    }
    return {"question": question, kind: world.draw(values[kind])}


def _rubric(world: _World, domains: list[Tree]) -> Tree:
    ids = world.draw(_ids(len(world.levels), len(world.levels)))
    tree: Tree = {"levels": [_level(world, *each) for each in zip(ids, world.levels, strict=True)]}
    tree["domains"] = {domain["id"]: {} for domain in domains}
    tree["questions"] = {}
    first = world.draw(st.sampled_from(domains))["id"]
    for domain in domains:
        rule = tree["domains"][domain["id"]]
        if world.some(2):
            rule["weight"] = world.draw(weights) or (1 if domain["id"] == first else 0)
        if not rule.get("weight", 1):
            rule["required"] = False
        elif world.some(2):
            rule["required"] = world.some(2)
        for index, question in enumerate(domain["questions"]):
            tree["questions"][question["id"]] = _rule(world, question, counts=index == 0)
    counts = [sum(1 for q in d["questions"] if tree["questions"][q["id"]].get("weight", 1)) for d in domains]
    if min(counts) < 2 or world.some(2):
        tree["missing"] = world.maybe({"min_questions": 1}, min_share=_number(0, 1))
        if tree["missing"].get("min_share", 0) is None:
            del tree["missing"]["min_share"]
    return tree


def _level(world: _World, name: str, value: float) -> Tree:
    tree = {"id": name, "label": world.draw(texts), "value": value, "about": world.draw(texts)}
    return world.translated(tree, label=texts, about=texts)


def _rule(world: _World, question: Tree, *, counts: bool) -> Tree:
    rule: Tree = {}
    options = [option["id"] for option in world.options(question["scale"])]
    rule["descriptors"] = {name: f"{world.draw(texts)} {index}" for index, name in enumerate(options)}
    if world.some(2):
        rule["weight"] = world.draw(weights) or int(counts)
    if world.some():
        others = [language for language in ("cy", "pl") if language != world.language and world.some(2)]
        rule["translations"] = {
            language: {name: world.draw(texts) for name in options if world.some(2)} for language in others
        }
    return rule


def _advice(world: _World, name: str, domains: list[Tree]) -> Tree:
    keys = ("title", "what", "who", "time", "success")
    tree: Tree = {"id": name} | {key: world.draw(texts) for key in keys}
    if world.some(2):
        tree["importance"] = world.draw(st.integers(1, 3))
    joined = world.draw(st.sampled_from(("all", "any")))
    about = world.draw(st.lists(st.sampled_from(sorted(world.asked)), min_size=1, max_size=3, unique=True))
    tree["when"] = {joined: [_comparison(world, question, domains) for question in about]}
    if world.some(4):
        tree["when"]["any" if joined == "all" else "all"] = []
    return world.translated(tree, **dict.fromkeys(keys, texts))


def _comparison(world: _World, question: str, domains: list[Tree]) -> Tree:
    scale = world.asked[question]
    low, high = min(world.values(scale)), max(world.values(scale))
    measures = {"mean": (low, high)} if world.purpose is not Purpose.COMPLIANCE else {}
    if world.answering == "each":
        measures["spread"] = (0, max(0, high - low - 0.01))  # what is subtracted is not exact
    if world.knows_not(scale):
        measures["dont-know"] = (0, 1)
    choices = [*measures, *(["answer"] if world.answering == "once" else [])]
    measure = world.draw(st.sampled_from(choices or ["mean"]))
    tree: Tree = {"question": question, "measure": measure}
    if measure == "answer":
        options = [option["id"] for option in world.scales[scale]["options"]]
        return tree | {"is": world.draw(st.sampled_from(options))}
    return tree | {
        world.draw(st.sampled_from(("at_least", "at_most"))): world.draw(_number(*measures[measure]))
    }
