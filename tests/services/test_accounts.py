"""Accounts: who is let in, how guessing is stopped, what each may do, and how sessions end."""

from datetime import datetime, timedelta
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import func, select

from govscore.errors import GovScoreError, NotFoundError
from govscore.services.accounts import (
    Account,
    PasswordFault,
    add_account,
    change_password,
    disable_account,
    end_sessions,
    find_account,
    sign_in,
)
from govscore.services.transaction import Database
from govscore.storage.accounts import AccountRow, GrantRow
from tests.services.world import make_board

EMAIL = "clerk@example.org"
PASSWORD = "violet-harbour-sundial"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def board_id(database: Database, now: datetime) -> UUID:
    """A board, and its clerk's account."""
    with database.transaction() as session:
        board_id = make_board(session)
        add_account(
            session, EMAIL, name="Robin Ashworth", role="clerk", board_id=board_id, now=now, password=PASSWORD
        )
    return board_id


def try_in(
    database: Database, password: str = PASSWORD, *, now: datetime, email: str = EMAIL
) -> Account | None:
    with database.transaction() as session:
        return sign_in(session, email, password, now=now)


def test_the_right_password_lets_in_with_its_roles(database: Database, board_id: UUID, now: datetime) -> None:
    account = try_in(database, now=now)
    assert account is not None
    assert (account.email, account.board_ids) == (EMAIL, (board_id,))
    assert account.has_any(("chair", "clerk"), board_id=board_id)
    assert not account.has_any(("chair",), board_id=board_id)


def test_a_role_on_a_board_is_none_in_the_county_and_none_on_another_board(
    database: Database, board_id: UUID, now: datetime
) -> None:
    with database.transaction() as session:
        other = make_board(session, urn=900002, name="Lakeside")
    account = try_in(database, now=now)
    assert account is not None
    assert not account.has_any(("clerk",))
    assert not account.has_any(("clerk",), board_id=other)


@pytest.mark.usefixtures("board_id")
@pytest.mark.parametrize("typed", ["  clerk@example.org ", "Clerk@Example.ORG"])
def test_an_address_is_the_same_however_it_is_typed(database: Database, now: datetime, typed: str) -> None:
    assert try_in(database, now=now, email=typed) is not None


@pytest.mark.usefixtures("board_id")
def test_an_unknown_address_and_a_wrong_password_look_the_same(database: Database, now: datetime) -> None:
    assert try_in(database, "wrong", now=now) is None
    assert try_in(database, now=now, email="nobody@example.org") is None


@pytest.mark.usefixtures("board_id")
def test_four_wrong_tries_are_free(database: Database, now: datetime) -> None:
    for _ in range(4):
        try_in(database, "wrong", now=now)
    assert try_in(database, now=now) is not None


@pytest.mark.usefixtures("board_id")
def test_the_wait_doubles_from_the_fifth_try_up_to_half_an_hour(database: Database, now: datetime) -> None:
    for _ in range(4):
        try_in(database, "wrong", now=now)
    for minutes in (1, 2, 4, 8, 16, 30, 30):
        assert try_in(database, "wrong", now=now) is None
        assert try_in(database, now=now + minutes * MINUTE - timedelta(seconds=1)) is None
        now += minutes * MINUTE
    assert try_in(database, now=now) is not None


@pytest.mark.usefixtures("board_id")
def test_success_wipes_the_wrong_tries(database: Database, now: datetime) -> None:
    for _ in range(3):
        for _ in range(4):
            try_in(database, "wrong", now=now)
        assert try_in(database, now=now) is not None


@pytest.mark.usefixtures("board_id")
def test_tries_while_locked_do_not_lock_for_longer(database: Database, now: datetime) -> None:
    for _ in range(5):
        try_in(database, "wrong", now=now)
    for _ in range(20):
        try_in(database, "wrong", now=now)
    assert try_in(database, now=now + MINUTE) is not None


@pytest.mark.usefixtures("board_id")
def test_many_guesses_at_once_are_all_counted(database: Database, now: datetime) -> None:
    guesses = [Thread(target=try_in, args=(database, "wrong"), kwargs={"now": now}) for _ in range(8)]
    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()
    with database.transaction(write=False) as session:
        assert session.scalar(select(AccountRow.failed_attempts)) == 5


def test_a_shut_account_is_let_in_no_more_and_its_sessions_end(
    database: Database, board_id: UUID, now: datetime
) -> None:
    account = try_in(database, now=now)
    assert account is not None
    with database.transaction() as session:
        disable_account(session, "CLERK@example.org", now=now)
    assert try_in(database, now=now) is None
    assert looked_up(database, account) is None


def test_an_account_opened_again_has_a_new_password_and_only_the_role_named(
    database: Database, board_id: UUID, now: datetime
) -> None:
    with database.transaction() as session:
        add_account(session, EMAIL, name="Robin", role="officer", board_id=None, now=now)
        disable_account(session, EMAIL, now=now)
    with database.transaction() as session:
        made = add_account(session, EMAIL, name="Robin", role="chair", board_id=board_id, now=now)
    assert made is not None
    assert try_in(database, PASSWORD, now=now) is None
    account = try_in(database, made, now=now)
    assert account is not None
    assert [grant.role for grant in account.grants] == ["chair"]


def test_nobody_can_shut_an_account_that_is_not_there(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotFoundError, match=r"nobody@example\.org"):
        disable_account(session, "nobody@example.org", now=now)


@pytest.mark.usefixtures("board_id")
def test_signing_out_everywhere_ends_every_session(database: Database, now: datetime) -> None:
    account = try_in(database, now=now)
    assert account is not None
    assert looked_up(database, account) is not None
    with database.transaction() as session:
        end_sessions(session, account.id)
    assert looked_up(database, account) is None
    again = try_in(database, now=now)
    assert again is not None
    assert looked_up(database, again) is not None


@pytest.mark.usefixtures("board_id")
def test_a_new_password_replaces_the_old_and_ends_every_session(database: Database, now: datetime) -> None:
    account = try_in(database, now=now)
    assert account is not None
    assert changed(database, account, old=PASSWORD, new="marble-thicket-envoy") is None
    assert looked_up(database, account) is None
    assert try_in(database, PASSWORD, now=now) is None
    assert try_in(database, "marble-thicket-envoy", now=now) is not None


@pytest.mark.usefixtures("board_id")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", "marble-thicket-envoy", "present password is not right"),
        (PASSWORD, "short", "12 characters"),
        (PASSWORD, "ashworth2026", "easy to guess"),
    ],
)
def test_a_password_that_cannot_be_changed_stays(
    database: Database, now: datetime, old: str, new: str, said: str
) -> None:
    account = try_in(database, now=now)
    assert account is not None
    fault = changed(database, account, old=old, new=new)
    assert fault is not None
    assert fault.field == ("old" if old == "wrong" else "new")
    assert said in fault.message
    assert looked_up(database, account) is not None
    assert try_in(database, now=now) is not None


def test_a_second_role_leaves_the_password_and_is_given_once(
    database: Database, board_id: UUID, now: datetime
) -> None:
    with database.transaction() as session:
        for _ in range(2):
            made = add_account(session, EMAIL, name="Other", role="chair", board_id=board_id, now=now)
            assert made is None
            made = add_account(session, EMAIL, name="Other", role="officer", board_id=None, now=now)
            assert made is None
    account = try_in(database, now=now)
    assert account is not None
    assert account.name == "Robin Ashworth"
    assert sorted(grant.role for grant in account.grants) == ["chair", "clerk", "officer"]
    with database.transaction(write=False) as session:
        assert session.scalar(select(func.count()).select_from(GrantRow)) == 3


@pytest.mark.parametrize("role", ["chair", "clerk", "head"])
def test_a_role_on_a_board_needs_the_board(database: Database, now: datetime, role: str) -> None:
    with database.transaction() as session, pytest.raises(GovScoreError, match="name the board"):
        add_account(session, EMAIL, name="", role=role, board_id=None, now=now)


def test_a_role_in_the_county_takes_no_board(database: Database, board_id: UUID, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(GovScoreError, match="leave the board out"):
        add_account(session, EMAIL, name="", role="officer", board_id=board_id, now=now)


def test_a_role_nobody_knows_is_refused_with_those_there_are(database: Database, now: datetime) -> None:
    with (
        database.transaction() as session,
        pytest.raises(GovScoreError, match=r"'king' is not a role.*officer"),
    ):
        add_account(session, EMAIL, name="", role="king", board_id=None, now=now)


@pytest.mark.parametrize(
    "address", ["", "clerk", "@", "clerk@", "@example.org", "a b@example.org", "a@b@c", "<a@example.org>"]
)
def test_what_is_no_address_is_refused(database: Database, now: datetime, address: str) -> None:
    with database.transaction() as session, pytest.raises(GovScoreError, match="not an email address"):
        add_account(session, address, name="", role="officer", board_id=None, now=now)


def looked_up(database: Database, account: Account) -> Account | None:
    with database.transaction(write=False) as session:
        return find_account(session, account.id, epoch=account.session_epoch)


def changed(database: Database, account: Account, *, old: str, new: str) -> PasswordFault | None:
    with database.transaction() as session:
        return change_password(session, account.id, old=old, new=new)
