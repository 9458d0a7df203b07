"""What starting up costs: the whole of SciPy's statistics is a second that nobody should wait for."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parents[2] / "govscore" / "benchmarking"
MODULES = sorted(
    ".".join(path.relative_to(ROOM).with_suffix("").parts)
    for path in ROOM.rglob("*.py")
    if path.stem != "__init__"
)
OPTIMISES = {
    "disclosure.audit",
    "disclosure.suppression",
    "gaps.ordinal_levels",
    "gaps.over_claiming",
    "plans.matching",
    "plans.planning",
}
USES_SCIPY = OPTIMISES | {
    "analysis",
    "between.icc",
    "agreement.concordance",
    "standing.dispersion",
    "gaps.dominance",
    "standing.funnel",
    "standing.known_errors",
    "quality.mahalanobis",
    "comparators.nearest",
    "comparators.neighbours",
    "change.paired",
    "quality.flags",
    "standing.ranks",
    "consistency.alpha",
    "change.trend",
}


def heavy_modules_after(imports: str) -> str:
    check = "print(sorted({'scipy.stats', 'scipy.optimize', 'scipy'} & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys, {imports}; {check}"], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def named(names: Iterable[str]) -> str:
    return ", ".join(f"govscore.benchmarking.{name}" for name in sorted(names))


def test_no_module_of_the_room_brings_in_the_whole_of_scipy() -> None:
    assert heavy_modules_after(named(set(MODULES) - OPTIMISES)) == "['scipy']"


def test_what_optimises_brings_in_what_it_needs_and_no_statistics() -> None:
    assert heavy_modules_after(named(OPTIMISES)) == "['scipy', 'scipy.optimize']"


@pytest.mark.parametrize("name", [name for name in MODULES if name not in USES_SCIPY])
def test_what_a_boards_report_needs_starts_without_scipy(name: str) -> None:
    assert heavy_modules_after(f"govscore.benchmarking.{name}") == "[]"
