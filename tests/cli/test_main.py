"""Every command: where it is, what it answers to wrong usage and to a world that is not as it should be."""

import argparse
from pathlib import Path

import pytest

from govscore import __version__
from govscore.cli.main import COMMANDS, build_parser
from govscore.storage.migrate import downgrade
from tests.cli.conftest import Run

NOBODY = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
ON_A_DATABASE = (
    ("rescore", "--round", NOBODY),
    ("backup", "--out", "all.backup"),
    ("user", "disable", "clerk@example.org"),
    ("user", "add", "clerk@example.org", "--role", "officer"),
)


def names(parser: argparse.ArgumentParser) -> list[str]:
    return [
        name
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name in action.choices
    ]


def test_every_command_of_the_contract_that_is_built_is_there() -> None:
    assert {"run", "demo", "check", "schools", "report", "county", "rescore"} <= set(names(build_parser()))
    assert {"migrate", "worker", "backup", "restore", "user"} <= set(names(build_parser()))


def test_every_file_of_commands_adds_one() -> None:
    folder = Path(COMMANDS[0].__file__ or "").parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "shell", "main"}
    assert {command.__name__.rpartition(".")[2] for command in COMMANDS} == files


def test_help_lists_every_command_with_a_word_about_it(govscore: Run) -> None:
    ran = govscore("--help")
    assert ran.status == 0
    lines = ran.out.splitlines()
    for name in names(build_parser()):
        at = next(at for at, line in enumerate(lines) if line.split()[:1] == [name])
        # What is too long for its column has its words on the line below.
        assert len(" ".join(lines[at : at + 2]).split()) > 2


@pytest.mark.parametrize("name", names(build_parser()))
def test_every_command_has_help(govscore: Run, name: str) -> None:
    assert govscore(name, "--help").status == 0


def test_the_version_is_told(govscore: Run) -> None:
    assert govscore("--version").out == f"govscore {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("schools",),
        ("schools", "import"),
        ("user",),
        ("user", "add", "clerk@example.org"),
        ("rescore",),
        ("backup",),
        ("restore",),
        ("demo", "--boards", "0"),
        ("demo", "--boards", "many"),
        ("run", "--port", "70000"),
        ("run", "--port", "http"),
        ("report", "--evaluation", NOBODY, "--format", "gif", "--out", "x"),
        ("county", "--round", NOBODY),
        ("check", "--colour"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_how_it_is_done(govscore: Run, arguments: tuple[str, ...]) -> None:
    ran = govscore(*arguments)
    assert ran.status == 2
    assert ran.err.startswith("usage: govscore")
    assert ran.out == ""


@pytest.mark.parametrize("arguments", ON_A_DATABASE, ids=" ".join)
def test_a_database_without_tables_is_said_so_in_one_line(govscore: Run, arguments: tuple[str, ...]) -> None:
    ran = govscore(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith("Run: govscore migrate\n")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("arguments", ON_A_DATABASE, ids=" ".join)
def test_so_it_is_on_postgresql(
    govscore: Run, arguments: tuple[str, ...], postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    downgrade(postgres_url, "base")
    monkeypatch.setenv("GOVSCORE_DATABASE", postgres_url)
    ran = govscore(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith("Run: govscore migrate\n")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "address",
    ["mysql://clerk:hunter2@db/x", "govscore.db", "postgresql://clerk:hunter2@db:port/x"],
)
@pytest.mark.parametrize("command", ["migrate", "run", "demo"])
def test_an_address_of_no_database_is_said_so_in_one_line(
    govscore: Run, monkeypatch: pytest.MonkeyPatch, command: str, address: str
) -> None:
    monkeypatch.setenv("GOVSCORE_DATABASE", address)
    ran = govscore(command, *(("--port", "0") if command == "run" else ()))
    assert (ran.status, ran.out) == (1, "")
    assert "GOVSCORE_DATABASE" in ran.err
    assert "hunter2" not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "address",
    ["postgresql://clerk:hunter2@127.0.0.1:9/x", "sqlite:////no/such/folder/x.db"],
    ids=["nobody there", "no folder"],
)
def test_a_database_that_cannot_be_reached_is_said_so_in_one_line(
    govscore: Run, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("GOVSCORE_DATABASE", address)
    ran = govscore("migrate")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("The database cannot be used: ")
    assert ran.err.endswith("Check GOVSCORE_DATABASE.\n")
    assert "hunter2" not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("secret", ["", "short", "not-a-secret: for the demo and for tests"])
@pytest.mark.parametrize("command", ["run", "worker"])
def test_nothing_is_served_without_a_secret_of_ones_own(
    govscore: Run, monkeypatch: pytest.MonkeyPatch, command: str, secret: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOVSCORE_SECRET_KEY", secret)
    ran = govscore(command)
    assert (ran.status, ran.out) == (1, "")
    assert "GOVSCORE_SECRET_KEY" in ran.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("setting", ["GOVSCORE_QUEUE", "GOVSCORE_MAIL", "GOVSCORE_TRUSTED_PROXIES"])
@pytest.mark.parametrize("command", ["run", "worker"])
def test_a_setting_that_is_wrong_stops_the_start_in_one_line(
    govscore: Run, monkeypatch: pytest.MonkeyPatch, command: str, setting: str
) -> None:
    govscore("migrate")
    monkeypatch.setenv(setting, "pigeon")
    ran = govscore(command, *(("--port", "0") if command == "run" else ()))
    assert (ran.status, ran.out) == (1, "")
    assert setting in ran.err
    assert ran.err.count("\n") == 1


def test_work_is_not_begun_on_a_database_without_tables(govscore: Run) -> None:
    ran = govscore("worker")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith("Run: govscore migrate\n")


def test_a_backup_needs_no_secret(govscore: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever keeps backups ought not to hold the secret."""
    monkeypatch.delenv("GOVSCORE_SECRET_KEY")
    assert govscore("migrate").status == 0
    assert govscore("backup", "--out", tmp_path / "all.backup").status == 0
