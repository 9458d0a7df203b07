"""The house keeps its measure: small files, short functions, a law for each room, terms for each statistic."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "govscore"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if not {"versions", "_data"} & set(p.parts))
ROOMS = sorted(p for p in PACKAGE.iterdir() if (p / "__init__.py").exists())
PURE = (
    "boards",
    "questionnaire",
    "responses",
    "scoring",
    "benchmarking",
    "recommendations",
    "oversight",
    "reporting",
)
NOT_STATISTICS = {"__init__", "model", "errors", "compare", "outside", "since"}
SAYS_NOTHING = {"common", "helpers", "manager", "misc", "utils"}
STATISTICS = [p for p in MODULES if "benchmarking" in p.parts and p.stem not in NOT_STATISTICS]
SECTIONS = ("Parameters", "Returns", "Raises", "References", "Examples")

CLOCKS_AND_CHANCE = (
    r"datetime\.now|utcnow|date\.today|time\.time|os\.environ"
    r"|\brandom\.(random|choice|shuffle|seed)|np\.random\.seed"
)
FILE_LINES = 400
FUNCTION_LINES = 40


def functions(module: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_file_outgrows_its_reader(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_function_outgrows_a_screen(module: Path) -> None:
    assert not {f.name: body_lines(f) for f in functions(module) if body_lines(f) > FUNCTION_LINES}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_every_module_says_what_it_knows(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_every_name_says_what_is_inside(module: Path) -> None:
    assert not SAYS_NOTHING & set(module.with_suffix("").parts)


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_every_room_states_its_law_and_holds_no_code_there(room: Path) -> None:
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


@pytest.mark.parametrize("module", STATISTICS, ids=name)
def test_every_public_statistic_states_its_terms(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    public = [f for f in tree.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")]
    for function in public:
        docstring = ast.get_docstring(function) or ""
        missing = [s for s in SECTIONS if f"{s}\n{'-' * len(s)}" not in docstring]
        assert not missing, f"{function.name} lacks {missing}"


@pytest.mark.parametrize("module", [m for m in MODULES if name(m).split("/")[0] in PURE], ids=name)
def test_the_river_reads_no_clock_no_environment_and_no_global_randomness(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert not re.search(CLOCKS_AND_CHANCE, source)


def test_only_the_transaction_commits() -> None:
    committing = [name(m) for m in MODULES if re.search(r"\.commit\(", m.read_text(encoding="utf-8"))]
    assert committing == ["services/transaction.py"]


def test_imports_point_upstream() -> None:
    ran = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


def test_the_project_speaks_of_itself_alone() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    # An XPath, which follows a bracket, may begin at a root of its own.
    machine = re.compile(r"(?<!\))/(?:work|root|home)/\w|\w/bash_jobs|\.\./shared")
    found = [
        f"{path}:{number}"
        for path in listed
        if Path(path).suffix
        in {".py", ".md", ".yaml", ".cfg", ".toml", ".html", ".js", ".css", ".sh", ".typ"}
        for number, line in enumerate(
            (ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if machine.search(line) and path != "tests/test_house.py"
    ]
    assert not found
