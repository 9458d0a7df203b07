"""YAML as a careful person writes it: short things on one line, long texts folded, nothing a tool could misread."""

import re
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import cast

import yaml
from yaml.emitter import ScalarAnalysis

from govscore.questionnaire.yaml_reader import Tree

WIDTH = 100

_NARROWEST = 20
_UNBROKEN = 1_000_000_000
_FOLDABLE = re.compile(r"[^ \t\r\n]+(?: [^ \t\r\n]+)*")
_SEVERAL_LINES = re.compile(r"[^ \t\r\n][^\t\r\n]*(?:\n+[^\t\r\n]+)+")
_READ_OTHERWISE = re.compile(r"(?:[-+.]?[0-9][0-9a-z_.,:+-]*|[yn]|[-+]?\.(?:inf|nan))\Z", re.IGNORECASE)


class OnOneLine:
    """A list or a mapping that is written in brackets or braces."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree


Layout = Tree | OnOneLine | Sequence["Layout"] | Mapping[str, "Layout"]


class _Hand(yaml.SafeDumper):
    """PyYAML's dumper, which knows where a text needs quotes; how the text is laid out is decided here."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        text, analysis = cast(yaml.ScalarEvent, self.event).value, cast(ScalarAnalysis, self.analysis)
        if analysis.allow_block and not self.flow_level and not self.simple_key_context:
            if _SEVERAL_LINES.fullmatch(text):
                return "|"
            if self.column + len(text) >= self.best_width and _FOLDABLE.fullmatch(text):
                return ">"
        return '"' if style == "'" and not ('"' in text or "\\" in text) else style

    def write_plain(self, text: str, split: bool = True) -> None:
        super().write_plain(text, False)

    def write_single_quoted(self, text: str, split: bool = True) -> None:
        super().write_single_quoted(text, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        super().write_double_quoted(text, False)

    def write_folded(self, text: str) -> None:
        """PyYAML breaks a line once it has become too long; here it ends before that."""
        self.write_indicator(">-", True)
        room = max(_NARROWEST, self.best_width - (self.indent or 0))
        for line in wrap(text, room, break_long_words=False, break_on_hyphens=False):
            self.write_indent()
            self.column += len(line)
            self.whitespace = self.indention = False
            self.stream.write(line)

    def represent_on_one_line(self, data: OnOneLine) -> yaml.Node:
        node = cast(yaml.CollectionNode, self.represent_data(data.tree))
        node.flow_style = True
        return node


_Hand.add_representer(OnOneLine, _Hand.represent_on_one_line)
# Text that some reader of YAML takes for a number, a time or a boolean is quoted, whatever ours makes of it.
_Hand.add_implicit_resolver("tag:govscore.invalid,2026:doubtful", _READ_OTHERWISE, None)


def hand_written(layout: Layout, *, width: int = WIDTH) -> str:
    """Write lines of YAML, each ended, in which our own reader finds the same tree again."""
    return yaml.dump(layout, Dumper=_Hand, width=width, allow_unicode=True, sort_keys=False)


def one_line(tree: Tree) -> str:
    """Write a tree on one line, as it may stand in a cell of a table."""
    return hand_written([OnOneLine(tree)], width=_UNBROKEN)[len("- ") :].rstrip("\n")


def short_lines(tree: Tree, *, indent: int, column: int, width: int = WIDTH) -> Layout:
    """Lay a tree out on one line where it fits, and in lines that fit where it does not.

    Its first line would begin at the column, and further ones at the indent.
    """
    if column + len(one_line(tree)) <= width or not tree:
        return OnOneLine(tree)
    if isinstance(tree, list):
        inner = indent + 4
        return [short_lines(each, indent=inner, column=inner, width=width) for each in tree]
    if isinstance(tree, dict):
        inner = indent + 2
        return {
            key: short_lines(each, indent=inner, column=inner + len(key) + 2, width=width)
            for key, each in tree.items()
        }
    return tree
