"""A real browser, a real site to point it at, and a real mail server to read from."""

import email
import email.policy
import gc
import logging
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from werkzeug.serving import make_server

NAMES = ("chromium", "chromium-browser", "google-chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find_browser() -> str | None:
    """The browser that is named, or the first that is found."""
    named = os.environ.get("CHROME_BIN")
    candidates = [named, *(shutil.which(name) for name in NAMES), MAC]
    return next((path for path in candidates if path and Path(path).exists()), None)


CHROME = find_browser()
logging.getLogger("werkzeug").setLevel(logging.ERROR)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped, unless one is required."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            # A browser that leaves a page early leaves the development server with a file in its hand.
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))
            if CHROME is None and not os.environ.get("REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason="no Chromium or Chrome; set CHROME_BIN"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that is there, quietly."""
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": CHROME, "args": arguments}


@dataclass
class Post:
    """A mail server's letters, in the order in which they came."""

    address: str = ""
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take a letter."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self.letters.append(email.message_from_bytes(raw, policy=email.policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to one person."""
        return [letter for letter in self.letters if address in str(letter["To"])]

    def waits_for(self, *addresses: str, seconds: float = 20) -> None:
        """Wait until each of these people has a letter."""
        until = time.monotonic() + seconds
        while missing := [address for address in addresses if not self.to(address)]:
            if time.monotonic() > until:
                raise AssertionError(f"no letter came for {', '.join(missing)}")
            time.sleep(0.05)

    def link_for(self, address: str) -> str:
        """The personal link in the newest letter to one person."""
        body = self.to(address)[-1].get_body(("plain",))
        text = body.get_content() if body else ""
        found = re.search(r"https?://\S+/r/\S+", text)
        if not found:
            raise AssertionError(f"no link in the letter to {address}: {text}")
        return found[0].rstrip(".")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def post() -> Iterator[Post]:
    """A real mail server on this machine."""
    post = Post()
    port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    post.address = f"smtp://127.0.0.1:{port}"
    yield post
    controller.stop()


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], str]]:
    """Serve applications on ports of their own, until the test ends."""
    yield from _serve()


@pytest.fixture(scope="module")
def serve_all() -> Iterator[Callable[[Flask], str]]:
    """Serve applications on ports of their own, until the module's tests have ended."""
    yield from _serve()


def _serve() -> Iterator[Callable[[Flask], str]]:
    servers = []

    def start(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
    gc.collect()
