"""Environments for peers, each apart from ours, so that none of them becomes a dependency."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "var" / "bench"
PACKAGES = (
    "krippendorff==0.9.0",
    "pandas==3.1.1",
    "pingouin==0.7.0",
    "scikit-learn==1.9.1",
    "scipy==1.17.1",
    "statsmodels==0.15.0",
)


def python_with(name: str, *requirements: str) -> str:
    """Give an interpreter that has the requirements, installing them the first time."""
    folder = FOLDER / name
    python, done = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join(requirements)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        print(f"installing {', '.join(requirements)} beside ours …", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True, clear=True)
        quietly = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([str(python), *quietly, *requirements], check=True)
        done.write_text(wanted, encoding="utf-8")
    return str(python)


def r_with(package: str) -> tuple[str, str] | None:
    """Give R's interpreter and the version of a package that it has; None where it has not, or there is no R."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return None
    asked = f'cat(as.character(packageVersion("{package}")))'
    ran = subprocess.run([rscript, "-e", asked], capture_output=True, text=True, check=False)
    return (rscript, ran.stdout) if ran.returncode == 0 else None


def r_version() -> list[str]:
    """Give the version of R, or nothing where there is none."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return []
    asked = "cat(R.version.string)"
    ran = subprocess.run([rscript, "-e", asked], capture_output=True, text=True, check=True)
    return [ran.stdout.partition(" (")[0]]


def own_python() -> str:
    """Give the interpreter govscore is installed in."""
    return sys.executable
