"""Accounts: who signs in, what each may do for which board, and how guessing at them is stopped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from govscore.errors import GovScoreError, NotFoundError
from govscore.services.passwords import hash_password, is_password, new_password, weakness
from govscore.services.transaction import Session
from govscore.storage import accounts as rows
from govscore.storage.accounts import BOARD_ROLES, COUNTY_ROLES, AccountRow, GrantRow

ADDRESS = re.compile(r"(?=.{3,254}$)[^@\s<>\"]+@[^@\s<>\"]+")
VICE_CHAIR = "vice-chair"
FREE_TRIES = 4
LONGEST_LOCK = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One role, for one board or for the whole county."""

    role: str
    board_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who signs in, and everything they may do."""

    id: UUID
    email: str
    name: str
    session_epoch: int
    grants: tuple[Grant, ...]

    def has_any(self, roles: tuple[str, ...], *, board_id: UUID | None = None) -> bool:
        """Say whether one of these roles is theirs, for the county or for that board."""
        return any(grant.role in roles and grant.board_id == board_id for grant in self.grants)

    @property
    def board_ids(self) -> tuple[UUID, ...]:
        """The boards on which they have a role."""
        return tuple(dict.fromkeys(grant.board_id for grant in self.grants if grant.board_id is not None))


@dataclass(frozen=True, kw_only=True)
class PasswordFault:
    """Why a password was not changed, and which of the two that were typed it is about."""

    field: str
    message: str


def find_account(session: Session, account_id: UUID, *, epoch: int) -> Account | None:
    """Find the account of a session that has not been ended."""
    row = session.get(AccountRow, account_id)
    if row is None or row.disabled_at is not None or row.session_epoch != epoch:
        return None
    return _account(session, row)


def get_account(session: Session, email: str) -> Account:
    """Find an account by its address."""
    row = rows.find_account(session, email)
    if row is None:
        raise NotFoundError(f"There is no account with the address {email}.")
    return _account(session, row)


def sign_in(session: Session, email: str, password: str, *, now: datetime) -> Account | None:
    """Let somebody in, or nobody: an unknown address, a wrong password and a locked account look the same.

    Tries at one account wait for each other, so that many at once are all counted.
    """
    row = rows.find_account(session, email, lock=True)
    is_right = is_password(row.password_hash if row else None, password)
    if (
        row is None
        or row.disabled_at is not None
        or (row.locked_until is not None and row.locked_until > now)
    ):
        return None
    if not is_right:
        row.failed_attempts += 1
        row.locked_until = _locked_until(row.failed_attempts, now=now)
        return None
    row.failed_attempts, row.locked_until = 0, None
    return _account(session, row)


def add_account(
    session: Session,
    email: str,
    *,
    name: str,
    role: str,
    board_id: UUID | None,
    now: datetime,
    password: str | None = None,
) -> str | None:
    """Give an address a role; a new account's password is returned, an existing account keeps its own.

    An account that was shut opens again with a new password, and with this role alone.
    """
    _refuse_role(role, board_id)
    address = email.strip().lower()
    if not ADDRESS.fullmatch(address):
        raise GovScoreError(f"{email!r} is not an email address; write it like name@example.org")
    row = rows.find_account(session, address, lock=True)
    made = None
    if row is None or row.disabled_at is not None:
        made = password or new_password()
        row = _opened(session, row, address, name=name, password=made, now=now)
    _refuse_both(rows.list_grants(session, row.id), role, board_id)
    if not rows.has_grant(session, row.id, role=role, board_id=board_id):
        session.add(GrantRow(account_id=row.id, role=role, board_id=board_id))
        session.flush()
    return made


def disable_account(session: Session, email: str, *, now: datetime) -> None:
    """Shut an account, and end its sessions."""
    row = rows.find_account(session, email)
    if row is None:
        raise NotFoundError(f"There is no account with the address {email}.")
    row.disabled_at = row.disabled_at or now
    row.session_epoch += 1


def end_sessions(session: Session, account_id: UUID) -> None:
    """Sign an account out everywhere."""
    row = session.get_one(AccountRow, account_id)
    row.session_epoch += 1


def change_password(session: Session, account_id: UUID, *, old: str, new: str) -> PasswordFault | None:
    """Change a password and end every session; say what is wrong where it cannot be done."""
    row = session.get_one(AccountRow, account_id)
    if not is_password(row.password_hash, old):
        return PasswordFault(field="old", message="Your present password is not right.")
    problem = weakness(new, about=(row.name, row.email))
    if problem is not None:
        return PasswordFault(field="new", message=problem)
    row.password_hash = hash_password(new)
    row.session_epoch += 1
    return None


def _opened(
    session: Session, row: AccountRow | None, email: str, *, name: str, password: str, now: datetime
) -> AccountRow:
    kept = hash_password(password)
    if row is None:
        row = AccountRow(email=email, name=name, password_hash=kept, created_at=now)
        session.add(row)
    else:
        rows.delete_grants(session, row.id)
        row.name, row.password_hash, row.disabled_at = name, kept, None
        row.failed_attempts, row.locked_until = 0, None
    session.flush()
    return row


def _refuse_role(role: str, board_id: UUID | None) -> None:
    if role in COUNTY_ROLES and board_id is not None:
        raise GovScoreError(f"The role {role} is for the whole county; leave the board out.")
    if role in BOARD_ROLES and board_id is None:
        raise GovScoreError(f"The role {role} is for one board; name the board.")
    if role not in COUNTY_ROLES + BOARD_ROLES:
        raise GovScoreError(f"{role!r} is not a role. Use one of: {', '.join(COUNTY_ROLES + BOARD_ROLES)}.")


def _refuse_both(held: Sequence[GrantRow], role: str, board_id: UUID | None) -> None:
    """What a board says about its chair is kept from chair, clerk, head and authority, so nobody is both."""
    beside = [each.role for each in held if each.board_id in (None, board_id) and each.role != role]
    if role == VICE_CHAIR and beside:
        raise GovScoreError(
            f"This account is {beside[0]} already, and the vice-chair’s is kept apart from that: what a board "
            "says about its chair goes to the vice-chair alone. Use another address."
        )
    is_vice_chair = any(each.role == VICE_CHAIR and board_id in (None, each.board_id) for each in held)
    if role != VICE_CHAIR and is_vice_chair:
        raise GovScoreError(
            f"This account is a vice-chair’s, and cannot be {role} as well: it can read what the board says "
            "about its chair. Use another address, or shut this account and open it again with the new role."
        )


def _locked_until(failures: int, *, now: datetime) -> datetime | None:
    """The wait doubles from the fifth failure: 1, 2, 4 … 30 minutes."""
    if failures <= FREE_TRIES:
        return None
    doublings = min(failures - FREE_TRIES - 1, 5)
    return now + min(timedelta(minutes=2**doublings), LONGEST_LOCK)


def _account(session: Session, row: AccountRow) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        session_epoch=row.session_epoch,
        grants=tuple(
            Grant(role=grant.role, board_id=grant.board_id) for grant in rows.list_grants(session, row.id)
        ),
    )
