"""`govscore check` tells every fault with its place, and ends with 1 where there is one."""

import shutil
from pathlib import Path

import pytest

from govscore.paths import shared
from tests.cli.conftest import Run


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A copy of the questionnaires in which one question has lost its text."""
    folder = tmp_path / "questionnaires"
    shutil.copytree(shared("questionnaires"), folder)
    domain = folder / "heads-view" / "1.0" / "domains" / "strategy.yaml"
    lines = domain.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip().startswith("text:"))
    lines[at] = lines[at].replace("text:", "txet:")
    domain.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_questionnaires_of_the_product_have_no_fault(govscore: Run) -> None:
    ran = govscore("check")
    assert (ran.status, ran.out) == (0, "")
    assert "0 faults" in ran.err


def test_as_json_it_is_one_document_and_nothing_else(govscore: Run) -> None:
    ran = govscore("check", "--json")
    assert ran.status == 0
    assert set(ran.document) == {"questionnaires", "faults", "warnings"}
    assert ran.document["questionnaires"] >= 3
    assert ran.document["faults"] == []
    assert ran.err == ""


def test_a_fault_is_told_with_file_line_place_and_what_to_do(govscore: Run, faulty: Path) -> None:
    ran = govscore("check", faulty)
    assert ran.status == 1
    first = ran.out.splitlines()[0]
    file, line, where, message = first.split(":", 3)
    assert file.endswith("heads-view/1.0/domains/strategy.yaml")
    assert int(line) > 1
    assert where.strip()
    assert message.strip()


def test_a_fault_in_json_has_its_parts(govscore: Run, faulty: Path) -> None:
    ran = govscore("check", faulty, "--json")
    assert ran.status == 1
    assert len(ran.document["faults"]) >= 1
    for fault in ran.document["faults"]:
        assert set(fault) == {"file", "line", "where", "message"}
        assert isinstance(fault["line"], int)


def test_one_folder_alone_can_be_checked(govscore: Run, faulty: Path) -> None:
    ran = govscore("check", faulty / "compliance", "--json")
    assert (ran.status, ran.document["questionnaires"]) == (
        0,
        len(list((faulty / "compliance").glob("*/questionnaire.yaml"))),
    )


@pytest.mark.parametrize("path", ["nothing-here", "empty"])
def test_a_place_without_questionnaires_is_a_fault(govscore: Run, tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = govscore("check", tmp_path / path)
    assert ran.status == 1
    assert "holds no questionnaire" in ran.out
