"""The files of a questionnaire as trees: what was set and nothing else, always in the same order."""

from collections.abc import Collection, Iterable, Mapping
from typing import cast

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.model import Advice, Domain, Manifest, Role, Rubric
from govscore.questionnaire.yaml_reader import Tree

Branch = dict[str, Tree]

_ROLES = tuple(role.value for role in Role)


def manifest_tree(manifest: Manifest) -> Branch:
    """What `questionnaire.yaml` says."""
    tree = _ordered(_written(manifest))
    for scale in branches(tree.get("scales")).values():
        scale["options"] = [_ordered(option) for option in listed(scale.get("options"))]
    return tree


def domain_tree(domain: Domain) -> Branch:
    """What one domain's file says."""
    tree = _ordered(_written(domain))
    tree["questions"] = [_ordered(question) for question in listed(tree.get("questions"))]
    return tree


def rubric_tree(
    rubric: Rubric, *, manifest: Manifest | None = None, domains: tuple[Domain, ...] = ()
) -> Branch:
    """What `rubric.yaml` says, in the order of the questions and their options as far as these are given."""
    tree = _written(rubric)
    tree["levels"] = [_ordered(level) for level in listed(tree.get("levels"))]
    tree["domains"] = _in_order(branch(tree.get("domains")), manifest.domains if manifest else ())
    questions = {question.id: question for domain in domains for question in domain.questions}
    rules = branches(_in_order(branch(tree.get("questions")), questions))
    scales = manifest.scales if manifest else {}
    for name, rule in rules.items():
        scale = scales.get(questions[name].scale) if name in questions else None
        _order_options(rule, [option.id for option in scale.options] if scale else ())
    tree["questions"] = cast(Branch, rules)
    return tree


def advice_tree(advice: Iterable[Advice]) -> Branch:
    """What `recommendations.yaml` says."""
    return {"recommendations": [_ordered(_written(each)) for each in advice]}


def branch(tree: Tree) -> Branch:
    """A mapping; nothing where there is none."""
    return tree if isinstance(tree, dict) else {}


def branches(tree: Tree) -> dict[str, Branch]:
    """A mapping whose every value is one; nothing where there is none."""
    return cast(dict[str, Branch], tree if isinstance(tree, dict) else {})


def listed(tree: Tree) -> list[Branch]:
    """A list of mappings; nothing where there is none."""
    return cast(list[Branch], tree if isinstance(tree, list) else [])


def _written(model: Frozen) -> Branch:
    return cast(Branch, model.model_dump(mode="json", by_alias=True, exclude_unset=True))


def _ordered(tree: Branch) -> Branch:
    """Put wording in the order of the roles, and translations in that of their languages."""
    if wording := branch(tree.get("wording")):
        tree["wording"] = _in_order(wording, (*_ROLES, *sorted(wording)))
    if translations := branch(tree.get("translations")):
        tree["translations"] = {name: _ordered_inside(translations[name]) for name in sorted(translations)}
    return tree


def _ordered_inside(tree: Tree) -> Tree:
    return _ordered(tree) if isinstance(tree, dict) else tree


def _order_options(rule: Branch, options: Collection[str]) -> None:
    if descriptors := branch(rule.get("descriptors")):
        rule["descriptors"] = _in_order(descriptors, options)
    if translations := branches(rule.get("translations")):
        rule["translations"] = {
            language: _in_order(translations[language], options) for language in sorted(translations)
        }


def _in_order(tree: Mapping[str, Tree], first: Iterable[str]) -> Branch:
    """What is named comes first, in the order of the names, and the rest as it stood."""
    named = [name for name in first if name in tree]
    return {name: tree[name] for name in dict.fromkeys((*named, *tree))}
