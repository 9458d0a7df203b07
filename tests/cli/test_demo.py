"""`govscore demo` fills an empty database and says whom one can be."""

from pathlib import Path

import pytest

from govscore.demo.people import DEMO_ACCOUNTS
from tests.cli.conftest import Run


def test_it_says_whom_one_can_be_and_what_there_is(govscore: Run) -> None:
    ran = govscore("demo", "--boards", "6", "--respondents", "7", "--json")
    assert ran.status == 0
    assert set(ran.document) == {"accounts", "rounds", "boards", "responses"}
    assert ran.document["boards"] == 6
    assert 10 < ran.document["responses"] <= 6 * 9 + 3 * (7 + 8)
    assert len(ran.document["rounds"]) == 3
    assert ran.document["accounts"] == [
        {"email": who.email, "password": who.password, "roles": list(who.roles)} for who in DEMO_ACCOUNTS
    ]


def test_it_needs_no_secret(govscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVSCORE_SECRET_KEY")
    assert govscore("demo", "--boards", "2", "--respondents", "5").status == 0


def test_the_same_seed_gives_the_same_rounds(
    govscore: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = []
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        monkeypatch.setenv("GOVSCORE_DATA_DIR", str(tmp_path / name))
        ran = govscore("demo", "--boards", "3", "--respondents", "6", "--seed", seed, "--json")
        told.append(([each["id"] for each in ran.document["rounds"]], ran.document["responses"]))
    assert told[0] == told[1] != told[2]


@pytest.mark.usefixtures("county")
def test_it_goes_into_an_empty_database_only(govscore: Run) -> None:
    ran = govscore("demo", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "not empty" in ran.err


def test_people_are_told_too(govscore: Run) -> None:
    ran = govscore("demo", "--boards", "2", "--respondents", "5")
    assert ran.out == ""
    assert "all simulated" in ran.err
    for who in DEMO_ACCOUNTS:
        assert f"{who.email}  {who.password}" in ran.err
