"""`govscore worker`: work the queue beside a site that another process serves."""

import argparse
import logging

from govscore.app import install
from govscore.cli.shell import Commands, say
from govscore.config import Settings
from govscore.mail import make_sender
from govscore.services.health import refuse_old
from govscore.tasks import make_queue, make_worker

WORKERS = 2


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("worker", help="work the queue: letters, closings")
    parser.set_defaults(command=worker)


def worker(_chosen: argparse.Namespace) -> int:
    """Work until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    settings = Settings.from_environment()
    sender = make_sender(settings.mail, sender=settings.mail_from)
    here = install(settings)
    refuse_old(here.database)
    found = make_worker(make_queue(settings), installation=here, sender=sender)
    say("Working the queue (Ctrl-C stops it)")
    found.queue.create_consumer(workers=WORKERS, worker_type="thread").run()
    return 0
