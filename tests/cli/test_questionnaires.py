"""`govscore questionnaires` takes versions away as files, and brings drafts in with all that was lost."""

import json
from pathlib import Path

import pytest

from govscore.paths import shared
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.loader import check_questionnaire, load_questionnaire
from tests.cli.conftest import Run

FORMATS = ("yaml", "xlsx", "csv", "xlsform", "surveyjs", "pdf")
LSS = next((Path(__file__).parents[1] / "questionnaire" / "foreign" / "examples").glob("*.lss"))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_whole(govscore: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out.bin"
    ran = govscore("questionnaires", "export", "new-governor", "--format", form, "--out", out)
    assert (ran.status, ran.out) == (0, "")
    assert out.stat().st_size > 1000
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out.bin"]


@pytest.mark.parametrize("form", ["yaml", "xlsx", "csv"])
def test_what_is_ours_comes_back_as_a_folder_that_says_the_same(
    govscore: Run, tmp_path: Path, form: str
) -> None:
    out, folder = tmp_path / "out.bin", tmp_path / "in"
    assert govscore("questionnaires", "export", "skills@1.0", "--format", form, "--out", out).status == 0
    ran = govscore("questionnaires", "import", out, "--to", folder, "--json")
    assert ran.status == 0
    assert ran.document == {
        "folder": str(folder / "skills" / "1.0"),
        "code": "skills",
        "version": "1.0",
        "losses": [],
    }
    ours = shared("questionnaires") / "skills" / "1.0"
    assert gather_contents(folder / "skills" / "1.0") == gather_contents(ours)
    assert load_questionnaire(folder / "skills" / "1.0").digest == load_questionnaire(ours).digest


def test_what_another_tool_loses_is_told_line_by_line(govscore: Run, tmp_path: Path) -> None:
    ran = govscore("questionnaires", "import", LSS, "--to", tmp_path, "--json")
    assert ran.status == 0
    losses = ran.document["losses"]
    assert losses
    assert set(losses[0]) == {"line", "where", "message"}
    assert all(each["message"] in ran.err for each in losses)
    faults, _ = check_questionnaire(Path(ran.document["folder"]))
    assert faults
    assert all("still to be written" in fault.message for fault in faults)


def test_a_folder_is_never_written_over(govscore: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    govscore("questionnaires", "export", "skills", "--format", "yaml", "--out", out)
    assert govscore("questionnaires", "import", out, "--to", tmp_path / "in").status == 0
    again = govscore("questionnaires", "import", out, "--to", tmp_path / "in")
    assert again.status == 1
    assert "holds a version already" in again.err


@pytest.mark.parametrize("name", ["nothing", "skills@9.9", "@", "../skills"])
def test_a_version_that_is_not_there_is_told_with_those_that_are(
    govscore: Run, tmp_path: Path, name: str
) -> None:
    ran = govscore("questionnaires", "export", name, "--format", "yaml", "--out", tmp_path / "x")
    assert ran.status == 1
    assert "There are:" in ran.err
    assert not (tmp_path / "x").exists()


def test_what_cannot_be_read_is_one_plain_line(govscore: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    ran = govscore("questionnaires", "import", bad, "--to", tmp_path / "in")
    assert ran.status == 1
    assert ran.err.startswith("bad.xlsx:1:")
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "in").exists()


def test_a_file_that_is_not_there_is_said(govscore: Run, tmp_path: Path) -> None:
    ran = govscore("questionnaires", "import", tmp_path / "none.xlsx", "--to", tmp_path)
    assert ran.status == 1
    assert "none.xlsx" in ran.err


def test_large_print_for_one_role(govscore: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    options = ("--format", "pdf", "--role", "governor", "--large-print", "--out", out)
    assert govscore("questionnaires", "export", "new-governor", *options).status == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_the_json_is_one_document(govscore: Run, tmp_path: Path) -> None:
    ran = govscore("questionnaires", "import", LSS, "--to", tmp_path, "--json")
    assert json.loads(ran.out)["code"]
