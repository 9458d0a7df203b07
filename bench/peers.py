"""Environments for peers, each apart from ours, so that none of them becomes a dependency."""

import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "var" / "bench"


def python_with(name: str, *requirements: str) -> str:
    """Give an interpreter that has the requirements, installing them the first time."""
    folder = FOLDER / name
    python, done = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join(requirements)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        print(f"installing {', '.join(requirements)} beside ours …", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        quietly = ["-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([str(python), *quietly, *requirements], check=True)
        done.write_text(wanted, encoding="utf-8")
    return str(python)


def own_python() -> str:
    """Give the interpreter govscore is installed in."""
    return sys.executable
