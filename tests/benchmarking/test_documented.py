"""Every statistic has its place in docs/statistics.md, and every key that is cited is in the bibliography."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
KEYS = set(
    re.findall(r"^@\w+\{(\w+),", (ROOT / "docs" / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
)
# The likelihood behind fit_boards is documented with it; compare and outside only put statistics together.
WITHIN = {"variance", "compare", "outside"}
MODULES = sorted((ROOT / "govscore" / "benchmarking").rglob("*.py"))


@pytest.mark.parametrize("module", [m for m in MODULES if m.stem not in WITHIN], ids=lambda m: m.stem)
def test_every_statistic_is_on_the_page(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    public = [f.name for f in tree.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")]
    assert not [name for name in public if f"`{name}`" not in PAGE]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.stem)
def test_every_key_a_docstring_cites_is_in_the_bibliography(module: Path) -> None:
    cited = re.findall(r"Key\s+``(\w+)``", module.read_text(encoding="utf-8"))
    assert set(cited) <= KEYS


def test_every_key_the_page_cites_is_in_the_bibliography() -> None:
    cited = {key for group in re.findall(r"\[([a-z_0-9; ]+)\]", PAGE) for key in group.split("; ")}
    assert cited
    assert cited <= KEYS
