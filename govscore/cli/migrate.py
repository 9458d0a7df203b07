"""`govscore migrate`: bring the database to the shape this version expects."""

import argparse

from govscore.cli.shell import Commands, opened, say
from govscore.services.health import migrate as bring_up_to_date


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("migrate", help="bring the database to the newest shape")
    parser.set_defaults(command=migrate)


def migrate(_chosen: argparse.Namespace) -> int:
    """Run what is missing."""
    with opened() as here:
        bring_up_to_date(here.database)
    say("The database has the newest shape.")
    return 0
