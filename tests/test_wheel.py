"""The wheel carries all that the program needs, and works where nobody has ever seen the project."""

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = ("questionnaires", "static", "templates")
VENDOR = {"static/vendor/govuk-frontend.min.css", "static/vendor/govuk-frontend.min.js"}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

SERVE = """
import json
from pathlib import Path

import govscore
from govscore.app import create_app
from govscore.config import Settings
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.storage.migrate import upgrade

here = Path.cwd()
upgrade(f"sqlite:///{here / 'x.db'}")
settings = Settings(database=f"sqlite:///{here / 'x.db'}", data_dir=here)
client = create_app(settings).test_client()
print(json.dumps({
    "from": str(Path(govscore.__file__).parent),
    "start": client.get("/").status_code,
    "criteria": client.get("/criteria").status_code,
    "styles": [client.get(f"/static/{name}").status_code
               for name in ("vendor/govuk-frontend.min.css", "vendor/govuk-frontend.min.js", "govscore.css")],
    "questionnaires": [[q.code, q.version, q.digest] for q in Library(shared("questionnaires")).all()],
}))
"""


def tracked() -> list[str]:
    """Files of the project, those not yet added included, ignored ones not."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(path for path in set(listed.stdout.splitlines()) if (ROOT / path).is_file())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what is tracked, with the page assets that are here, so that none are fetched."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for path in tracked():
        if not path.startswith("tests/"):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, copy / path)
    if (ROOT / "static" / "vendor").is_dir():
        shutil.copytree(ROOT / "static" / "vendor", copy / "static" / "vendor")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-x", "--outdir", str(out), str(copy)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An environment with the wheel, in which the packages it needs are those of the present one."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    purelib = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (Path(purelib) / "present.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--ignore-installed",
            str(wheel),
        ],
        check=True,
        capture_output=True,
    )
    yield python
    shutil.rmtree(folder)


def ran(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_wheel_holds_the_files_beside_the_package_and_no_others(wheel: Path) -> None:
    prefix = "govscore/_data/"
    with zipfile.ZipFile(wheel) as archive:
        inside = {name.removeprefix(prefix) for name in archive.namelist() if name.startswith(prefix)}
    beside = {path for path in tracked() if path.startswith(DATA)}
    assert {name for name in inside if not name.endswith(".ok")} == beside | VENDOR


def test_the_wheel_holds_every_file_of_the_package_and_no_others(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("govscore/")}
    package = {
        path for path in tracked() if path.startswith("govscore/") and not path.endswith(".gitattributes")
    }
    assert {name for name in inside if not name.startswith("govscore/_data/")} == package


def test_neither_tests_nor_tools_travel_along(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"govscore"}


def test_it_serves_pages_with_their_styles_from_anywhere(python: Path, tmp_path: Path) -> None:
    done = ran([str(python), "-c", SERVE], tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert not Path(told["from"]).is_relative_to(ROOT)
    assert (told["start"], told["criteria"], told["styles"]) == (200, 200, [200, 200, 200])


def test_it_carries_every_questionnaire_unchanged(python: Path, tmp_path: Path) -> None:
    told = json.loads(ran([str(python), "-c", SERVE], tmp_path).stdout)
    published = json.loads((ROOT / "questionnaires" / "published.json").read_text(encoding="utf-8"))
    assert {f"{code}@{version}": digest for code, version, digest in told["questionnaires"]} == published


def test_its_command_checks_its_questionnaires_and_invents_a_county(python: Path, tmp_path: Path) -> None:
    command = str(python.with_name("govscore"))
    checked = ran([command, "check", "--json"], tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["questionnaires"] >= 3
    invented = ran([command, "demo", "--boards", "2", "--respondents", "6", "--json"], tmp_path)
    assert invented.returncode == 0, invented.stderr
    assert json.loads(invented.stdout)["boards"] == 2
