"""What one installation is made of, handed to whoever opens transactions: pages, tasks and commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govscore.questionnaire.loader import Library
from govscore.services.keys import Keys
from govscore.services.transaction import Database, Session


@dataclass(frozen=True, kw_only=True)
class DemoAccount:
    """An account of the demo county, its password shown to everybody."""

    email: str
    name: str
    password: str
    roles: tuple[str, ...]
    sees: str


@dataclass(frozen=True, kw_only=True)
class DemoLink:
    """A personal link of the demo county, shown to everybody."""

    token: str
    name: str
    role: str
    sees: str


FindLinks = Callable[[Session, datetime], tuple[DemoLink, ...]]


def no_links(_session: Session, _now: datetime) -> tuple[DemoLink, ...]:
    """Outside the demo nobody's personal link is shown."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Installation:
    """The database, the keys and the questionnaires of one installation, and where it is reached.

    The demo's links are looked for anew each time, since whoever tries the demo may close the way of one.
    """

    database: Database
    keys: Keys
    library: Library
    base_url: str
    data_dir: Path
    demo_accounts: tuple[DemoAccount, ...] = ()
    demo_links: FindLinks = no_links
