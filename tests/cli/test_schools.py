"""`govscore schools import` reads the register and says what it did."""

from pathlib import Path

import pytest

from tests.boards.make import CENSUS, DATA, LINKS, MEMBERSHIPS, REGISTER_135, SEARCH, register
from tests.cli.conftest import Run

KEYS = {"rows", "imported", "updated", "unchanged", "closed", "successors", "refused", "warnings"}


def test_the_register_is_read_into_a_new_database(govscore: Run) -> None:
    ran = govscore("schools", "import", DATA / REGISTER_135, "--links", DATA / LINKS, "--json")
    assert ran.status == 0
    assert set(ran.document) >= KEYS
    told = {
        key: ran.document[key] for key in ("rows", "imported", "updated", "unchanged", "closed", "successors")
    }
    assert told == {"rows": 337, "imported": 337, "updated": 0, "unchanged": 0, "closed": 5, "successors": 33}
    assert ran.document["refused"] == []
    assert {frozenset(warning) for warning in ran.document["warnings"]} == {frozenset({"line", "message"})}


def test_a_second_time_changes_nothing(govscore: Run) -> None:
    every = ("--links", DATA / LINKS, "--groups", DATA / MEMBERSHIPS, "--census", DATA / CENSUS)
    govscore("schools", "import", DATA / REGISTER_135, *every)
    ran = govscore("schools", "import", DATA / REGISTER_135, *every, "--json")
    assert ran.document["unchanged"] == 337
    assert ran.document["founded"] == ran.document["moved"] == 0


def test_a_dry_run_changes_nothing(govscore: Run) -> None:
    ran = govscore("schools", "import", DATA / REGISTER_135, "--dry-run")
    assert ran.status == 0
    assert "337 imported" in ran.err
    assert ran.err.endswith("Nothing was changed: this was a dry run.\n")
    again = govscore("schools", "import", DATA / REGISTER_135, "--json")
    assert again.document["imported"] == 337


def test_one_authority_of_several_can_be_named(govscore: Run) -> None:
    ran = govscore("schools", "import", DATA / SEARCH, "--la", "936", "--json")
    assert (ran.document["imported"], ran.document["elsewhere"]) == (20, 180)


def test_a_refused_row_ends_with_1_and_the_rest_are_read(govscore: Run, tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    file.write_bytes(register({}, {"URN": "x"}))
    ran = govscore("schools", "import", file, "--json")
    assert ran.status == 1
    assert ran.document["imported"] == 1
    (refused,) = ran.document["refused"]
    assert set(refused) == {"line", "urn", "reason"}
    assert (refused["line"], refused["urn"]) == (3, "x")
    told = govscore("schools", "import", file)
    assert told.status == 1
    assert told.out.startswith("line 3: URN x: ")


@pytest.mark.parametrize("kind", ["", "--links", "--groups", "--census"])
def test_a_file_that_is_not_there_is_said_so(govscore: Run, kind: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    arguments = (missing,) if not kind else (DATA / REGISTER_135, kind, missing)
    ran = govscore("schools", "import", *arguments, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"{missing}: No such file or directory\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("content", [b"", b"hello\n", bytes(range(256))], ids=["empty", "text", "bytes"])
def test_a_file_that_is_no_register_is_said_so_in_one_line(
    govscore: Run, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "schools.csv"
    file.write_bytes(content)
    ran = govscore("schools", "import", file, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "schools.csv" in ran.err
    assert ran.err.count("\n") == 1


def test_a_folder_is_no_file(govscore: Run, tmp_path: Path) -> None:
    ran = govscore("schools", "import", tmp_path)
    assert (ran.status, ran.err) == (1, f"{tmp_path}: Is a directory\n")
