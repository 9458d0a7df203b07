"""The `govscore` command: find the command named, run it, and let no traceback reach a user."""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

from govscore import __version__
from govscore.cli import (
    analyse,
    backup,
    check,
    county,
    demo,
    migrate,
    questionnaires,
    report,
    rescore,
    run,
    schools,
    user,
    worker,
)
from govscore.errors import GovScoreError

COMMANDS = (
    run,
    demo,
    check,
    questionnaires,
    schools,
    analyse,
    report,
    county,
    rescore,
    migrate,
    worker,
    backup,
    user,
)


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
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        print(f"The database cannot be used: {said}. {_remedy(said)}", file=sys.stderr)
    except OSError as error:
        print(
            ": ".join(str(part) for part in (error.filename, error.strerror) if part) or error,
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        return 130
    return 1


def _remedy(said: str) -> str:
    has_no_tables = "no such table" in said or "does not exist" in said
    return "Run: govscore migrate" if has_no_tables else "Check GOVSCORE_DATABASE."


if __name__ == "__main__":
    sys.exit(main())
