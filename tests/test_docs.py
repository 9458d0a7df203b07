"""The documents name everything that is there: settings, commands, decisions."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govscore import config
from govscore.cli.main import build_parser

ROOT = Path(__file__).resolve().parent.parent
READ_FIRST = "\n".join((ROOT / path).read_text("utf-8") for path in ("README.md", "docs/operating.md"))
SETTINGS = sorted(set(re.findall(r"GOVSCORE_[A-Z_]+", Path(config.__file__).read_text(encoding="utf-8"))))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
WRITTEN = sorted(path for path in ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))


def commands(parser: argparse.ArgumentParser, above: str = "govscore") -> Iterator[str]:
    """Every command that can be given, in full."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield above
    for action in below:
        for name, child in action.choices.items():
            yield from commands(child, f"{above} {name}")


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from options(child)
        else:
            yield from (name for name in action.option_strings if name.startswith("--"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_explained(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \| \S.* \|.* \|$", READ_FIRST, re.MULTILINE)


def test_no_setting_is_explained_that_is_not_there() -> None:
    explained = set(re.findall(r"^\| `(GOVSCORE_[A-Z_]+)`", READ_FIRST, re.MULTILINE))
    assert explained == {*SETTINGS, "GOVSCORE_TEST_DATABASE"}


@pytest.mark.parametrize("command", sorted(commands(build_parser())))
def test_every_command_is_explained(command: str) -> None:
    assert re.search(rf"^\| `{command}\b(?:[^|`]|\\\|)*` \| \S.* \|$", READ_FIRST, re.MULTILINE)


def test_every_option_is_named() -> None:
    named = set(re.findall(r"--[a-z-]+", READ_FIRST))
    assert set(options(build_parser())) - named - {"--help", "--version"} == set()


def test_no_command_is_explained_that_is_not_there() -> None:
    known = set(commands(build_parser()))
    told = re.findall(r"^\| `(govscore [a-z]+(?: [a-z]+)?)", READ_FIRST, re.MULTILINE)
    assert {line for line in told if line not in known} == set()


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_every_decision_has_the_number_of_its_file_a_title_and_a_decision(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    number = re.fullmatch(r"(\d{4})-[a-z0-9-]+", path.stem)
    assert number
    heading = re.match(r"# (\d+)\. \S.*\n", text)
    assert heading
    assert int(heading[1]) == int(number[1])
    assert "**Decision.**" in text


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_no_link_leads_nowhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert missing == []
