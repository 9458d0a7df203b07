"""The page assets come from the one archive that is expected, without the font that is not ours to use."""

import io
import runpy
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "tools" / "fetch_assets.py"
CSS = (
    "@font-face{font-family:GDS Transport;src:url(/assets/x.woff2)}"
    "body{font-family:GDS Transport,arial,sans-serif}"
)


@pytest.fixture
def tool() -> dict[str, Any]:
    """What the tool is made of."""
    return runpy.run_path(str(SCRIPT))


def archive(folder: Path, **files: str) -> Path:
    path = folder / "govuk-frontend-6.3.0.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/dist/govuk/{name.replace('_', '-')}")
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


def test_the_font_that_is_licensed_to_one_site_only_is_left_out(tool: dict[str, Any], tmp_path: Path) -> None:
    path = archive(tmp_path, **{"govuk-frontend.min.css": CSS})
    assert tool["_member"](path, "govuk-frontend.min.css") == b"body{font-family:Arial,Helvetica,sans-serif}"


def test_a_file_that_is_not_in_the_archive_is_said_so(tool: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"govuk-frontend\.min\.js"):
        tool["_member"](archive(tmp_path), "govuk-frontend.min.js")


def test_what_is_there_is_not_fetched_again(tool: dict[str, Any], tmp_path: Path) -> None:
    for name in ("6.3.0.ok", "govuk-frontend.min.css", "govuk-frontend.min.js"):
        (tmp_path / name).write_text("as it was")
    tool["fetch"](tmp_path)
    assert (tmp_path / "govuk-frontend.min.css").read_text() == "as it was"


def with_npm(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run the tool beside an `npm` of our own."""
    npm = folder / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(0o755)
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(folder / "vendor")],
        env={"PATH": f"{npm.parent}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_archive_that_is_another_is_not_unpacked(tmp_path: Path) -> None:
    archive(tmp_path, **{"govuk-frontend.min.css": "evil"})
    done = with_npm(tmp_path, f'cp {tmp_path}/govuk-frontend-6.3.0.tgz "$5"')
    assert done.returncode == 1
    assert done.stderr == "govuk-frontend 6.3.0: the archive is not the one expected; nothing was unpacked\n"
    assert list((tmp_path / "vendor").iterdir()) == []


def test_without_a_network_it_is_said_in_one_line(tmp_path: Path) -> None:
    done = with_npm(tmp_path, "exit 1")
    assert done.returncode == 1
    assert done.stderr.startswith("The page assets could not be fetched")
    assert done.stderr.count("\n") == 1
