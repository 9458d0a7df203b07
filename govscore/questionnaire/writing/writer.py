"""Writes a questionnaire's files: the same text for the same content, from which the same is read again.

Only what was set is written, so the digest stays; what is read back and written again is equal byte for byte.
"""

from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import cast

from govscore.questionnaire.files import ADVICE, MANIFEST, RUBRIC, domain_file
from govscore.questionnaire.model import Advice, Domain, Manifest, Rubric
from govscore.questionnaire.writing.handwriting import WIDTH, Layout, hand_written, short_lines
from govscore.questionnaire.writing.trees import (
    Branch,
    advice_tree,
    branches,
    domain_tree,
    listed,
    manifest_tree,
    rubric_tree,
)
from govscore.questionnaire.yaml_reader import Tree

_SHORT = ("audience", "domains", "applies_to", "missing", "show_if", "when")
_STEP = "  "


def write_contents(
    manifest: Manifest, domains: Iterable[Domain], rubric: Rubric, advice: Iterable[Advice]
) -> dict[str, bytes]:
    """Write every file of a questionnaire, keyed by its name within the folder."""
    domains = tuple(domains)
    return {
        MANIFEST: write_manifest(manifest),
        **{domain_file(domain.id): write_domain(domain) for domain in domains},
        RUBRIC: write_rubric(rubric, manifest=manifest, domains=domains),
        ADVICE: write_advice(advice),
    }


def write_manifest(manifest: Manifest) -> bytes:
    """Write `questionnaire.yaml`."""
    tree = manifest_tree(manifest)
    scales = branches(tree.pop("scales"))
    layout = {name: {**_laid_out(scale, 4), "options": _options(scale)} for name, scale in scales.items()}
    return _file("Manifest", hand_written(_laid_out(tree, 0)), hand_written({"scales": layout}))


def write_domain(domain: Domain) -> bytes:
    """Write one file of `domains/`."""
    tree = domain_tree(domain)
    questions = listed(tree.pop("questions"))
    return _file("Domain", hand_written(_laid_out(tree, 0)), _items("questions", questions))


def write_rubric(
    rubric: Rubric, *, manifest: Manifest | None = None, domains: tuple[Domain, ...] = ()
) -> bytes:
    """Write `rubric.yaml`, in the order of the questions and their options as far as these are given."""
    tree = rubric_tree(rubric, manifest=manifest, domains=domains)
    marked, rules = branches(tree.pop("domains")), branches(tree.pop("questions"))
    sections = [hand_written({"levels": [_laid_out(level, 4) for level in listed(tree.pop("levels"))]})]
    if tree:
        sections.append(hand_written(_laid_out(tree, 0)))
    sections.append(hand_written({"domains": {name: _short(name, rule, 2) for name, rule in marked.items()}}))
    entries = (hand_written({name: _laid_out(rule, 2)}, width=WIDTH - 2) for name, rule in rules.items())
    sections.append(_below("questions", entries) if rules else "questions: {}\n")
    return _file("Rubric", "\n".join(sections))


def write_advice(advice: Iterable[Advice]) -> bytes:
    """Write `recommendations.yaml`."""
    return _file("AdviceFile", _items("recommendations", listed(advice_tree(advice)["recommendations"])))


def _file(part: str, *texts: str) -> bytes:
    above = "../../../" if part == "Domain" else "../../"
    first = f"# yaml-language-server: $schema={above}schema.json#/$defs/{part}\n"
    return "".join((first, *texts)).encode("utf-8")


def _items(key: str, items: list[Branch]) -> str:
    """Write a list whose items are read one by one, and so stand apart."""
    if not items:
        return f"{key}: []\n"
    return _below(key, (hand_written([_laid_out(item, 4)], width=WIDTH - len(_STEP)) for item in items))


def _below(key: str, entries: Iterable[str]) -> str:
    return f"{key}:\n" + "\n".join(indent(entry, _STEP, lambda line: line != "\n") for entry in entries)


def _laid_out(tree: Branch, depth: int) -> dict[str, Layout]:
    """Put what is short on one line; the mapping itself stands so many columns in."""
    return {
        key: _short(key, value, depth) if key in _SHORT else cast(Layout, value)
        for key, value in tree.items()
    }


def _short(key: str, tree: Tree, depth: int) -> Layout:
    return short_lines(tree, indent=depth, column=depth + len(key) + len(": "))


def _options(scale: Mapping[str, Tree]) -> list[Layout]:
    """An option stands on one line unless it is too long for that."""
    return [short_lines(cast(Tree, option), indent=6, column=8) for option in listed(scale["options"])]
