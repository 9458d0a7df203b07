"""Settings are read once, and what is missing or wrong stops the start with one clear sentence."""

from pathlib import Path

import pytest

from govscore.config import DEFAULT_SECRET, Settings
from govscore.errors import SettingsError
from govscore.paths import shared

SECRET = "x" * 32


def read(**environment: str) -> Settings:
    return Settings.from_environment({"GOVSCORE_SECRET_KEY": SECRET, **environment})


def test_without_any_setting_but_the_secret_all_lies_in_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read()
    assert settings.data_dir == tmp_path / "var"
    assert settings.database == f"sqlite:///{tmp_path / 'var' / 'govscore.db'}"
    assert (settings.mail, settings.queue, settings.trusted_proxies) == ("console", "sqlite", 0)
    assert not settings.is_secure
    assert not settings.is_demo


def test_an_empty_setting_is_as_good_as_none() -> None:
    names = ("DATABASE", "DATA_DIR", "BASE_URL", "MAIL", "MAIL_FROM", "QUEUE", "TRUSTED_PROXIES")
    assert read(**{f"GOVSCORE_{name}": "" for name in names}) == read()


def test_every_setting_is_taken() -> None:
    settings = read(
        GOVSCORE_DATABASE="postgresql://db/x",
        GOVSCORE_DATA_DIR="/srv/govscore",
        GOVSCORE_BASE_URL="https://boards.example.org/",
        GOVSCORE_MAIL="smtp://mail:25",
        GOVSCORE_MAIL_FROM="boards@example.org",
        GOVSCORE_QUEUE="postgres",
        GOVSCORE_TRUSTED_PROXIES="2",
    )
    assert settings == Settings(
        database="postgresql://db/x",
        data_dir=Path("/srv/govscore"),
        secret_key=SECRET,
        base_url="https://boards.example.org",
        mail="smtp://mail:25",
        mail_from="boards@example.org",
        queue="postgres",
        trusted_proxies=2,
    )
    assert settings.is_secure


@pytest.mark.parametrize("secret", ["", DEFAULT_SECRET, "x" * 31])
def test_a_secret_that_is_missing_known_or_short_stops_the_start(secret: str) -> None:
    with pytest.raises(SettingsError, match="GOVSCORE_SECRET_KEY") as refusal:
        read(GOVSCORE_SECRET_KEY=secret)
    assert "x" * 31 not in str(refusal.value)


def test_the_demo_starts_without_a_secret() -> None:
    settings = Settings.from_environment({}, is_demo=True)
    assert (settings.secret_key, settings.is_demo) == (DEFAULT_SECRET, True)


def test_the_demo_uses_a_secret_that_is_set() -> None:
    assert Settings.from_environment({"GOVSCORE_SECRET_KEY": SECRET}, is_demo=True).secret_key == SECRET


def test_what_neither_signs_nor_seals_needs_no_secret() -> None:
    assert Settings.from_environment({}, needs_secret=False).secret_key == DEFAULT_SECRET


@pytest.mark.parametrize("number", ["-1", "two", "1.5", "²"])
def test_a_number_of_proxies_is_a_whole_number(number: str) -> None:
    with pytest.raises(SettingsError, match="GOVSCORE_TRUSTED_PROXIES"):
        read(GOVSCORE_TRUSTED_PROXIES=number)


def test_the_secret_is_not_in_what_is_printed() -> None:
    assert SECRET not in repr(read())


@pytest.mark.parametrize("name", ["templates", "static", "questionnaires"])
def test_the_folders_beside_the_package_are_found(name: str) -> None:
    assert shared(name).is_dir()
