"""`govscore check`: do the questionnaires hold together?"""

import argparse
from dataclasses import asdict
from pathlib import Path

from govscore.cli.shell import Commands, put_out, say
from govscore.paths import shared
from govscore.questionnaire.loader import check_folders


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check questionnaires")
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="folders of questionnaires (default: all)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(command=check)


def check(chosen: argparse.Namespace) -> int:
    """Check and report; 1 where there is a fault."""
    result = check_folders(chosen.paths or [shared("questionnaires")])
    if chosen.json:
        put_out(
            {
                "questionnaires": result.questionnaires,
                "faults": [asdict(fault) for fault in result.faults],
                "warnings": [asdict(warning) for warning in result.warnings],
            }
        )
    else:
        for fault in result.faults:
            print(fault)
        for warning in result.warnings:
            say(f"warning: {warning}")
        faults, warnings = len(result.faults), len(result.warnings)
        say(f"{result.questionnaires} questionnaires, {faults} faults, {warnings} warnings")
    return 1 if result.faults else 0
