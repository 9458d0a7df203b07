"""The demo county, filled once for all that look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govscore.demo.fill import Demo, Size, fill
from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.migrate import upgrade

SECRET = "a secret of the demo's tests, long enough"
NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Filled:
    """A database with a county in it, and what was said about it."""

    installation: Installation
    made: Demo

    @property
    def database(self) -> Database:
        """Its database."""
        return self.installation.database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker for all, so that the county is filled once."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.xdist_group("demo"))


def fill_county(folder: Path, size: Size, library: Library, *, now: datetime = NOW) -> Filled:
    """Fill a new database in a folder."""
    url = f"sqlite:///{folder / 'demo.db'}"
    upgrade(url)
    installation = Installation(
        database=Database(url), keys=Keys(SECRET), library=library, base_url="", data_dir=folder
    )
    with installation.database.transaction() as session:
        made = fill(session, installation, size=size, now=now)
    return Filled(installation, made)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Filled]:
    """The county that is true to the register."""
    filled = fill_county(tmp_path_factory.mktemp("county"), Size(), library)
    yield filled
    filled.database.dispose()


@pytest.fixture(scope="session")
def forty(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Filled]:
    """Forty synthetic boards with ten people each."""
    filled = fill_county(tmp_path_factory.mktemp("forty"), Size(boards=40, respondents=10), library)
    yield filled
    filled.database.dispose()
