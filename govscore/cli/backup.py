"""`govscore backup` and `govscore restore`: the whole database in one file for either kind of database."""

import argparse
from pathlib import Path

from govscore.cli.shell import Commands, opened, say, write_file
from govscore.services.backup import dump, load
from govscore.services.health import prepare


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    backing_up = commands.add_parser("backup", help="write everything to one file")
    backing_up.add_argument("--out", required=True, type=Path, metavar="FILE")
    backing_up.set_defaults(command=backup)
    restoring = commands.add_parser("restore", help="read a backup into an empty database")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.set_defaults(command=restore)


def backup(chosen: argparse.Namespace) -> int:
    """Write everything to a file, or no file at all."""
    with opened() as here, here.database.transaction(write=False) as session:
        content, rows = dump(session)
    write_file(chosen.out, content)
    say(f"{rows} rows written to {chosen.out}. The secret key is not in it; keep the two apart.")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Read a backup, refusing a database that is not empty."""
    content = chosen.file.read_bytes()
    with opened() as here:
        prepare(here.database)
        with here.database.transaction() as session:
            rows = load(session, content, name=str(chosen.file))
    say(f"{rows} rows restored from {chosen.file}.")
    return 0
