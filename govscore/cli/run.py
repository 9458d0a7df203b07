"""`govscore run`: migrate, serve the site and work the queue, in one process."""

import argparse
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import FrameType

import waitress
from flask import Flask

from govscore.app import create_app, install
from govscore.cli.shell import Commands, say
from govscore.config import Settings
from govscore.demo.fill import Size, fill, is_empty
from govscore.demo.links import find_demo_links
from govscore.demo.people import DEMO_ACCOUNTS
from govscore.errors import SettingsError
from govscore.mail import make_sender
from govscore.paths import shared
from govscore.services.authority import get_authority
from govscore.services.health import migrate
from govscore.services.installation import FindLinks, Installation, no_links
from govscore.services.transaction import Session
from govscore.tasks import Worker, make_queue, make_worker
from govscore.web.afterwards import NUDGE
from govscore.web.public.views import QUEUE_IS_WELL

STYLES = "vendor/govuk-frontend.min.css"
THREADS = 8
# Far more than is taken: what waitress refuses itself it cuts off, and a browser that still sends shows no page.
LARGEST_BODY = 64 * 2**20


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("run", help="serve the site and work the queue")
    parser.add_argument("--host", default="127.0.0.1", metavar="H")
    parser.add_argument("--port", type=_port, default=8000, metavar="P")
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty database with the demo county first"
    )
    parser.set_defaults(command=run)


def run(chosen: argparse.Namespace) -> int:
    """Serve until stopped; what is set wrongly is said before anything is made ready."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for talkative in ("alembic", "huey"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    settings = Settings.from_environment(is_demo=chosen.demo)
    sender, queue = make_sender(settings.mail, sender=settings.mail_from), make_queue(settings)
    with closing(_bound(chosen.host, chosen.port)) as door:
        address = f"http://{chosen.host}:{door.getsockname()[1]}"
        if chosen.demo and settings.base_url == Settings.base_url:
            settings = replace(settings, base_url=address)
        with _installed(settings) as here:
            app = create_app(settings, here)
            worker = make_worker(queue, installation=here, sender=sender)
            _stop_on_signals()
            with _working(app, worker):
                _warn_of_printed_letters(settings)
                say(f"Serving on {address} (Ctrl-C stops it)")
                waitress.serve(
                    app, sockets=[door], threads=THREADS, ident=None, max_request_body_size=LARGEST_BODY
                )
    return 0


def _warn_of_printed_letters(settings: Settings) -> None:
    if settings.mail == "console" and not settings.is_demo:
        say("GOVSCORE_MAIL is console: letters, with their personal links, are printed here, sent to nobody.")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port; ports are numbers up to 65535")
    return number


def _bound(host: str, port: int) -> socket.socket:
    """Take the port before anything else, so that nothing is made ready in vain; nobody is let in yet."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise SettingsError(
            f"Cannot serve on {host}, port {port}: {error.strerror}. Choose another with --host or --port."
        ) from error
    return door


@contextmanager
def _installed(settings: Settings) -> Iterator[Installation]:
    """An installation with the newest tables, and with the demo county where it is wanted."""
    if not (shared("static") / STYLES).exists():
        say("The page assets are missing, so pages are unstyled. Install again where npm can be reached.")
    here = install(settings)
    try:
        migrate(here.database)
        yield _with_demo(here) if settings.is_demo else here
    finally:
        here.database.dispose()


@contextmanager
def _working(app: Flask, worker: Worker) -> Iterator[None]:
    """Work the queue beside the site; pages may hurry it, and `/readyz` looks after it."""
    consumer = worker.embedded()
    threads = (consumer.scheduler, *(thread for _, thread in consumer.worker_threads))
    app.extensions[NUDGE] = worker.nudge
    app.extensions[QUEUE_IS_WELL] = lambda: all(thread.is_alive() for thread in threads)
    consumer.start()
    try:
        yield
    finally:
        consumer.stop(graceful=True)


def _with_demo(here: Installation) -> Installation:
    """A database of anything but simulated boards is served as it is, without the demo's accounts."""
    with here.database.transaction() as session:
        if is_empty(session):
            say("Inventing the demo county …")
            made = fill(session, here, size=Size(), now=datetime.now(UTC))
            say(f"The demo county is ready: {made.boards} boards, {made.responses} responses, all simulated.")
        if not get_authority(session).is_simulated:
            return here
        return replace(here, demo_accounts=DEMO_ACCOUNTS, demo_links=_links(session, here))


def _links(session: Session, here: Installation) -> FindLinks:
    """A county that was made under another secret is served without its personal links: they open nothing."""
    try:
        find_demo_links(session, here, now=datetime.now(UTC))
    except SettingsError as error:
        say(str(error))
        return no_links
    return lambda session, now: find_demo_links(session, here, now=now)


def _stop_on_signals() -> None:
    """End in good order when told to, even where whoever started us made us deaf to it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _stop)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
