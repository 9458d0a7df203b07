"""What one installation is made of, handed to whoever opens transactions: pages, tasks and commands."""

from dataclasses import dataclass
from pathlib import Path

from govscore.questionnaire.loader import Library
from govscore.services.keys import Keys
from govscore.services.transaction import Database


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


@dataclass(frozen=True, kw_only=True)
class Installation:
    """The database, the keys and the questionnaires of one installation, and where it is reached."""

    database: Database
    keys: Keys
    library: Library
    base_url: str
    data_dir: Path
    demo_accounts: tuple[DemoAccount, ...] = ()
    demo_links: tuple[DemoLink, ...] = ()
