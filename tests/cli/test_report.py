"""`govscore report` and `govscore county` write whole files, or say in one line why not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from govscore.cli.main import main
from govscore.questionnaire.loader import Library
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from tests.county_factory import CODES, County, make_county, send_quickly


@pytest.fixture
def county(
    sqlite_url: str, tmp_path: Path, library: Library, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> County:
    """Seven boards of which six have closed and five sent, in the database that the environment names."""
    monkeypatch.setenv("GOVSCORE_DATABASE", sqlite_url)
    monkeypatch.setenv("GOVSCORE_DATA_DIR", str(tmp_path))
    database = Database(sqlite_url)
    now = datetime.now(UTC)
    with database.transaction() as session:
        made = make_county(session, library=library, keys=keys, now=now, boards=7, closed=6)
        send_quickly(session, made, made.boards[:5], at=now)
    database.dispose()
    return made


STARTS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize("form", ["html", "pdf", "csv"])
def test_a_boards_report_is_written_in_each_format(county: County, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    evaluation = county.evaluations[county.ids[5], CODES[0]]
    assert main(["report", "--evaluation", str(evaluation), "--format", form, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(STARTS[form])


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_countys_report_is_written_in_each_format(county: County, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"county.{form}"
    assert main(["county", "--round", str(county.round_id), "--format", form, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(STARTS[form])


def test_an_open_evaluation_has_no_report(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    evaluation = county.evaluations[county.ids[6], CODES[0]]
    assert main(["report", "--evaluation", str(evaluation), "--format", "html", "--out", str(out)]) == 1
    assert capsys.readouterr().err == "The report is made when the evaluation closes.\n"
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "--evaluation", "x", "--format", "csv"], "is not an id"),
        (
            ["report", "--evaluation", "1b4e28ba-2fa1-41d2-883f-0016d3cca427", "--format", "csv"],
            "There is no such evaluation.",
        ),
        (
            ["county", "--round", "1b4e28ba-2fa1-41d2-883f-0016d3cca427", "--format", "pdf"],
            "There is no such round.",
        ),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_the_same_round_gives_the_same_file(county: County, tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("one.html", "two.html")]
    for out in outs:
        main(["county", "--round", str(county.round_id), "--format", "html", "--out", str(out)])
    assert outs[0].read_bytes() == outs[1].read_bytes()
