"""The `govscore` command: find the command named, run it, and let no traceback reach a user."""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.exc import OperationalError

from govscore import __version__
from govscore.cli import backup, check, county, demo, migrate, report, rescore, run, schools, user, worker
from govscore.errors import GovScoreError

COMMANDS = (run, demo, check, schools, report, county, rescore, migrate, worker, backup, user)


def build_parser() -> argparse.ArgumentParser:
    """Gather every command's own arguments."""
    parser = argparse.ArgumentParser(
        prog="govscore", description="School governing boards evaluate themselves."
    )
    parser.add_argument("--version", action="version", version=f"govscore {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 the input or the data is wrong, 2 wrong usage."""
    chosen = build_parser().parse_args(arguments)
    try:
        return int(chosen.command(chosen))
    except GovScoreError as error:
        print(error, file=sys.stderr)
    except OperationalError as error:
        print(
            f"The database cannot be used: {error.orig}. Check GOVSCORE_DATABASE, then run: govscore migrate",
            file=sys.stderr,
        )
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
