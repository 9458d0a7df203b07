"""`govscore backup` writes one whole file, and `govscore restore` reads it into an empty database."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_backup_goes_into_a_new_database_and_makes_the_same_backup_there(
    govscore: Run, county: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.backup", tmp_path / "second.backup"
    ran = govscore("backup", "--out", first)
    assert (ran.status, ran.out) == (0, "")
    assert "The secret key is not in it" in ran.err
    monkeypatch.setenv("GOVSCORE_DATA_DIR", str(tmp_path / "elsewhere"))
    restored = govscore("restore", first)
    assert (restored.status, restored.out) == (0, "")
    assert restored.err.split()[0] == ran.err.split()[0]
    govscore("backup", "--out", second)
    assert second.read_bytes() == first.read_bytes()


def test_a_database_that_is_not_empty_is_refused(govscore: Run, county: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    govscore("backup", "--out", file)
    ran = govscore("restore", file)
    assert (ran.status, ran.out) == (1, "")
    assert "not empty" in ran.err


def test_no_half_file_is_left_where_nothing_can_be_written(
    govscore: Run, county: Path, tmp_path: Path
) -> None:
    target = tmp_path / "no" / "such" / "folder" / "all.backup"
    ran = govscore("backup", "--out", target)
    assert ran.status == 1
    assert "No such file or directory" in ran.err
    target = tmp_path / "folder"
    target.mkdir()
    assert govscore("backup", "--out", target).status == 1
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("content", [None, b"", b"hello"], ids=["no file", "empty", "text"])
def test_what_is_no_backup_is_refused_in_one_line(
    govscore: Run, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "all.backup"
    if content is not None:
        file.write_bytes(content)
    ran = govscore("restore", file)
    assert (ran.status, ran.out) == (1, "")
    assert "all.backup" in ran.err
    assert ran.err.count("\n") == 1
