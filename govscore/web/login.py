"""Who is signed in on this request: a session lasts until it ends, or until its account's epoch is raised."""

from uuid import UUID

from flask import Flask
from flask_login import LoginManager, UserMixin

from govscore.services.accounts import Account, find_account
from govscore.web.scope import session


class SignedIn(UserMixin):
    """An account, as Flask-Login wants it."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """The account and the epoch of its sessions: raising the epoch signs it out everywhere."""
        return f"{self.account.id}.{self.account.session_epoch}"


def _load(user_id: str) -> SignedIn | None:
    account_id, _, epoch = user_id.partition(".")
    account = find_account(session(), UUID(account_id), epoch=int(epoch))
    return SignedIn(account) if account else None


def init_app(app: Flask) -> None:
    """Let Flask-Login find accounts."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)
