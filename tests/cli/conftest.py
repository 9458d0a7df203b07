"""Runs commands as from a shell, in an environment of their own."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from govscore.cli.main import main
from tests.conftest import SECRET

SETTINGS = (
    "GOVSCORE_DATABASE",
    "GOVSCORE_DATA_DIR",
    "GOVSCORE_SECRET_KEY",
    "GOVSCORE_BASE_URL",
    "GOVSCORE_MAIL",
    "GOVSCORE_MAIL_FROM",
    "GOVSCORE_QUEUE",
    "GOVSCORE_TRUSTED_PROXIES",
)


@dataclass(frozen=True)
class Ran:
    """What became of a command."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its standard output as one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def govscore(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """A shell with a data folder and a secret of its own; a run never shows a traceback."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOVSCORE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GOVSCORE_SECRET_KEY", SECRET)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        said = capfd.readouterr()
        if "Traceback" in said.err + said.out:
            raise AssertionError(said.err)
        return Ran(status, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def small_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demo county of eight boards."""
    folder = tmp_path_factory.mktemp("county")
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("GOVSCORE_DATA_DIR", str(folder))
        status = main(["demo", "--boards", "8", "--respondents", "8"])
    if status:
        raise AssertionError("the demo county could not be made")
    return folder


@pytest.fixture
def county(govscore: Run, small_county: Path, tmp_path: Path) -> Path:
    """The demo county, copied into the data folder of the shell."""
    return Path(shutil.copytree(small_county, tmp_path / "data"))
