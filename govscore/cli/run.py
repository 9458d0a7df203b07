"""`govscore run`: migrate, serve the site and work the queue, in one process."""

import argparse
import logging
from dataclasses import replace
from datetime import UTC, datetime

import waitress

from govscore.app import create_app, install
from govscore.cli.common import Commands, say
from govscore.config import Settings
from govscore.demo.fill import Size, fill, is_empty
from govscore.demo.people import DEMO_ACCOUNTS
from govscore.mail import make_sender
from govscore.paths import shared
from govscore.services.authority import get_authority
from govscore.services.health import migrate
from govscore.services.installation import Installation
from govscore.tasks import make_queue, make_worker

STYLES = "vendor/govuk-frontend.min.css"
THREADS = 8


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("run", help="serve the site and work the queue")
    parser.add_argument("--host", default="127.0.0.1", metavar="H")
    parser.add_argument("--port", type=int, default=8000, metavar="P")
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty database with the demo county first"
    )
    parser.set_defaults(command=run)


def run(chosen: argparse.Namespace) -> int:
    """Serve until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    settings = Settings.from_environment(is_demo=chosen.demo)
    if chosen.demo and settings.base_url == Settings.base_url:
        settings = replace(settings, base_url=f"http://{chosen.host}:{chosen.port}")
    here = install(settings)
    migrate(here.database)
    if chosen.demo:
        here = _with_demo(here)
    if not (shared("static") / STYLES).exists():
        say(
            "The page assets are missing, so pages are unstyled. Fetch them with: python tools/fetch_assets.py"
        )
    app = create_app(settings, here)
    worker = make_worker(
        make_queue(settings), installation=here, sender=make_sender(settings.mail, sender=settings.mail_from)
    )
    consumer = worker.embedded()
    consumer.start()
    say(f"Serving on http://{chosen.host}:{chosen.port} (Ctrl-C stops it)")
    try:
        waitress.serve(app, host=chosen.host, port=chosen.port, threads=THREADS, ident=None)
    finally:
        consumer.stop(graceful=True)
    return 0


def _with_demo(here: Installation) -> Installation:
    """A database that holds anything else than simulated boards is served as it is, without the demo's accounts."""
    with here.database.transaction() as session:
        if is_empty(session):
            made = fill(session, here, size=Size(), now=datetime.now(UTC))
            say(f"The demo county is ready: {made.boards} boards, {made.responses} responses, all simulated.")
        is_simulated = get_authority(session).is_simulated
    return replace(here, demo_accounts=DEMO_ACCOUNTS) if is_simulated else here
