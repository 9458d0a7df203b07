"""No formula on the page without its reference, no reference without its section, none that nobody compares."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.formulas.section import REFERENCES

HERE = Path(__file__).resolve().parent
PAGE = (HERE.parents[1] / "docs" / "statistics.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
FORMULAS = {title for title, text in SECTIONS.items() if re.search(r"\*\*Formula\.\*\* (?!None:)", text)}
FILES = [
    file for file in sorted(HERE.glob("*.py")) if "from tests.formulas.section" in file.read_text("utf-8")
]
PLAIN = [file for file in FILES if not file.stem.startswith("test_")]
ALLOWED = {"collections", "fractions", "itertools", "math", "random", "scipy", "statistics", "tests"}
NAMED = {
    node.attr
    for file in HERE.glob("test_*.py")
    for node in ast.walk(ast.parse(file.read_text("utf-8")))
    if isinstance(node, ast.Attribute)
}
for plain in PLAIN:
    importlib.import_module(f"tests.formulas.{plain.stem}")


def test_the_page_is_read_at_all() -> None:
    assert {"Funnel", "Ranks", "Counts"} <= FORMULAS
    assert "A set for the year" not in FORMULAS


@pytest.mark.parametrize("section", sorted(FORMULAS))
def test_every_formula_has_its_reference(section: str) -> None:
    count = SECTIONS[section].count("**Formula.**")
    assert len(REFERENCES.get(section, ())) >= count, (
        f"no function of tests/formulas is marked with {section!r}"
    )


@pytest.mark.parametrize("section", sorted(REFERENCES))
def test_every_reference_has_its_section(section: str) -> None:
    assert section in FORMULAS, f"docs/statistics.md has no formula under {section!r}"


@pytest.mark.parametrize("section", sorted(REFERENCES))
def test_every_reference_is_compared_with_the_engine(section: str) -> None:
    assert not set(REFERENCES[section]) - NAMED, "no test of tests/formulas calls it"


@pytest.mark.parametrize("file", PLAIN, ids=lambda file: file.stem)
def test_a_reference_knows_nothing_of_the_engine(file: Path) -> None:
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    modules = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert {module.partition(".")[0] for module in modules} <= ALLOWED
