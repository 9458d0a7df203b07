"""`govscore user` gives and takes accounts; the password is shown once, and alone on standard output."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from govscore.services.accounts import Account, sign_in
from govscore.services.transaction import Database
from govscore.storage.boards import BoardRow
from tests.cli.conftest import Run

EMAIL = "robin@example.org"


def try_in(county: Path, password: str) -> Account | None:
    database = Database(f"sqlite:///{county / 'govscore.db'}")
    with database.transaction() as session:
        return sign_in(session, EMAIL, password, now=datetime.now(UTC))


def a_board(county: Path) -> str:
    database = Database(f"sqlite:///{county / 'govscore.db'}")
    with database.transaction(write=False) as session:
        return str(session.scalars(select(BoardRow.id).limit(1)).one())


def test_a_new_account_gets_a_password_that_opens_it(govscore: Run, county: Path) -> None:
    ran = govscore("user", "add", EMAIL, "--role", "officer", "--name", "Robin Ashworth")
    assert ran.status == 0
    account = try_in(county, ran.out.strip())
    assert account is not None
    assert (account.name, account.has_any(("officer",))) == ("Robin Ashworth", True)


def test_a_second_role_shows_no_password(govscore: Run, county: Path) -> None:
    password = govscore("user", "add", EMAIL, "--role", "officer").out.strip()
    ran = govscore("user", "add", EMAIL, "--role", "chair", "--board", a_board(county))
    assert (ran.status, ran.out) == (0, "")
    assert "has an account already" in ran.err
    account = try_in(county, password)
    assert account is not None
    assert sorted(grant.role for grant in account.grants) == ["chair", "officer"]


def test_a_shut_account_opens_no_more_until_it_is_given_a_role_again(govscore: Run, county: Path) -> None:
    password = govscore("user", "add", EMAIL, "--role", "officer").out.strip()
    assert govscore("user", "disable", EMAIL).status == 0
    assert try_in(county, password) is None
    again = govscore("user", "add", EMAIL, "--role", "analyst")
    assert try_in(county, password) is None
    assert try_in(county, again.out.strip()) is not None


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "nobody", "--role", "officer"), "not an email address"),
        (("add", EMAIL, "--role", "king"), "'king' is not a role"),
        (("add", EMAIL, "--role", "chair"), "name the board"),
        (("add", EMAIL, "--role", "chair", "--board", "x"), "'x' is not an id"),
        (
            ("add", EMAIL, "--role", "chair", "--board", "1b4e28ba-2fa1-41d2-883f-0016d3cca427"),
            "There is no such board",
        ),
        (("disable", EMAIL), f"no account with the address {EMAIL}"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(
    govscore: Run, arguments: tuple[str, ...], said: str
) -> None:
    ran = govscore("user", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
