"""A command and the shell it is run from: its environment, its two outputs, the files it leaves."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from govscore.app import install
from govscore.config import Settings
from govscore.errors import GovScoreError
from govscore.services.installation import Installation

Commands = argparse._SubParsersAction  # argparse has no public name for it


def installation() -> Installation:
    """Open what the environment names, for a command that neither signs nor seals anything."""
    return install(Settings.from_environment(needs_secret=False))


@contextmanager
def opened(*, is_demo: bool = False) -> Iterator[Installation]:
    """Open what the environment names, for a command that neither signs nor seals, and let go of it again."""
    here = install(Settings.from_environment(is_demo=is_demo, needs_secret=False))
    try:
        yield here
    finally:
        here.database.dispose()


def put_out(document: object) -> None:
    """Print one JSON document."""
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False, default=str)
    print()


def say(line: str) -> None:
    """Print a line for a person, clear of what a program reads."""
    print(line, file=sys.stderr)


def read_uuid(text: str) -> UUID:
    """Read an id."""
    try:
        return UUID(text)
    except ValueError:
        raise GovScoreError(
            f"{text!r} is not an id; ids look like 1b4e28ba-2fa1-41d2-883f-0016d3cca427."
        ) from None


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or none of it."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
