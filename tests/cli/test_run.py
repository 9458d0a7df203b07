"""`govscore run` serves the demo county from nothing, stops when it is told to, and starts again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from govscore.demo.people import DEMO_ACCOUNTS
from govscore.web.errors import TITLES
from tests.cli.conftest import SETTINGS, Run
from tests.conftest import SECRET

PATIENCE = 120


def fetch(address: str | urllib.request.Request) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with closing(refusal):
            return refusal.code, refusal.read().decode()


@contextmanager
def running(folder: Path, *arguments: str, secret: str = "") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A site in a process of its own, and its address once it serves."""
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    environment |= {"GOVSCORE_DATA_DIR": str(folder), "GOVSCORE_SECRET_KEY": secret}
    command = [sys.executable, "-m", "govscore.cli.main", "run", "--port", "0", *arguments]
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=folder
    )
    try:
        yield process, address_of(process)
    finally:
        process.kill()
        process.communicate()


def address_of(process: subprocess.Popen[str]) -> str:
    """Read what it says until it says where it serves."""
    said = []
    for line in process.stderr or ():
        said.append(line)
        if line.startswith("Serving on "):
            return line.split()[2]
    raise AssertionError("".join(said))


def wait_for(address: str) -> tuple[int, str]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return fetch(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


@pytest.mark.slow
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_the_demo_county_is_served_stopped_and_served_again(
    tmp_path: Path, small_county: Path, told: signal.Signals
) -> None:
    folder = tmp_path if told is signal.SIGINT else small_county
    for _ in range(2):
        with running(folder, "--demo") as (process, address):
            status, text = wait_for(f"{address}/readyz")
            assert (status, json.loads(text)["queue"]) == (200, True)
            status, page = fetch(address)
            assert status == 200
            assert all(who.email in page and who.password in page for who in DEMO_ACCOUNTS)
            assert "Simulated." in page
            process.send_signal(told)
            assert process.wait(20) == 0
        with pytest.raises(urllib.error.URLError):
            fetch(address)


@pytest.mark.slow
def test_without_the_demo_nobodys_password_is_shown(small_county: Path) -> None:
    """Even where the boards are simulated."""
    with running(small_county, secret=SECRET) as (_, address):
        status, page = wait_for(address)
        assert status == 200
        assert "Simulated." in page
        assert DEMO_ACCOUNTS[0].password not in page


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [6, 30])
def test_a_file_that_is_too_large_is_answered_with_a_page(small_county: Path, megabytes: int) -> None:
    with running(small_county, secret=SECRET) as (_, address):
        wait_for(address)
        body = urllib.request.Request(f"{address}/sign-in", b"x" * megabytes * 2**20)
        body.add_header("Content-Type", "multipart/form-data; boundary=b")
        status, page = fetch(body)
    assert status == 413
    assert f'<h1 class="govuk-heading-l">{TITLES[413]}</h1>' in page
    assert "A file may be up to 5 MB." in page


@pytest.mark.slow
def test_a_demo_made_under_another_secret_is_served_all_the_same(small_county: Path) -> None:
    with running(small_county, "--demo", secret=SECRET) as (_, address):
        status, page = wait_for(address)
        assert status == 200
        assert DEMO_ACCOUNTS[0].password in page


@pytest.mark.slow
def test_a_real_database_is_served_without_the_demo_even_when_it_is_asked_for(
    govscore: Run, tmp_path: Path
) -> None:
    govscore("migrate")
    govscore("user", "add", "officer@example.org", "--role", "officer")
    with running(tmp_path / "data", "--demo") as (_, address):
        status, page = wait_for(address)
        assert status == 200
        assert "Simulated." not in page
        assert DEMO_ACCOUNTS[0].password not in page


def test_a_port_that_is_taken_is_said_so_before_anything_is_made(govscore: Run, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        ran = govscore("run", "--demo", "--port", port)
    assert (ran.status, ran.out) == (1, "")
    said = f"Cannot serve on 127.0.0.1, port {port}: Address already in use."
    assert ran.err == f"{said} Choose another with --host or --port.\n"
    assert not (tmp_path / "data" / "govscore.db").exists()


def test_a_host_that_is_not_here_is_said_so(govscore: Run) -> None:
    ran = govscore("run", "--demo", "--host", "192.0.2.1", "--port", "0")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("Cannot serve on 192.0.2.1, port 0: ")
