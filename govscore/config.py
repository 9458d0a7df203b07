"""The settings, read from the environment once and checked at the start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from govscore.errors import SettingsError

DEFAULT_SECRET = "not-a-secret: for the demo and for tests"  # noqa: S105
SHORTEST_SECRET = 32


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between one installation and another."""

    database: str
    data_dir: Path
    secret_key: str = field(repr=False, default=DEFAULT_SECRET)
    base_url: str = "http://127.0.0.1:8000"
    mail: str = "console"
    mail_from: str = "govscore@example.org"
    queue: str = "sqlite"
    is_demo: bool = False
    trusted_proxies: int = 0
    limits_enabled: bool = True

    @property
    def is_secure(self) -> bool:
        """Whether people reach the site over HTTPS."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] | None = None,
        *,
        is_demo: bool = False,
        needs_secret: bool = True,
    ) -> "Settings":
        """Read the settings, refusing to start without a secret key of one's own outside the demo.

        A command that signs and seals nothing, such as a backup, runs without the secret.
        """
        env = os.environ if environment is None else environment
        data_dir = Path(env.get("GOVSCORE_DATA_DIR") or "var").resolve()
        secret = env.get("GOVSCORE_SECRET_KEY", "")
        if needs_secret and not is_demo:
            _refuse_weak(secret)
        return cls(
            database=env.get("GOVSCORE_DATABASE") or f"sqlite:///{data_dir / 'govscore.db'}",
            data_dir=data_dir,
            secret_key=secret or DEFAULT_SECRET,
            base_url=(env.get("GOVSCORE_BASE_URL") or cls.base_url).rstrip("/"),
            mail=env.get("GOVSCORE_MAIL") or cls.mail,
            mail_from=env.get("GOVSCORE_MAIL_FROM") or cls.mail_from,
            queue=env.get("GOVSCORE_QUEUE") or cls.queue,
            is_demo=is_demo,
            trusted_proxies=_whole_number(env, "GOVSCORE_TRUSTED_PROXIES"),
        )


def _refuse_weak(secret: str) -> None:
    if not secret or secret == DEFAULT_SECRET:
        raise SettingsError(
            "GOVSCORE_SECRET_KEY is not set. Set it to a long random text, for example the output of: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(
            f"GOVSCORE_SECRET_KEY has {len(secret)} characters; "
            f"use {SHORTEST_SECRET} or more, chosen at random."
        )


def _whole_number(env: Mapping[str, str], name: str) -> int:
    text = env.get(name) or "0"
    if not text.isdecimal():
        raise SettingsError(f"{name} is {text!r}; it is a whole number, such as 0 or 1.")
    return int(text)
