"""`govscore report`: a board's own report as one file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from govscore.cli.shell import Commands, installation, read_uuid, say, write_file
from govscore.services.exports import report_csv, report_of_evaluation, report_pdf
from govscore.web.standalone import report_html

FORMATS = ("html", "pdf", "csv")


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("report", help="write a board's report to a file")
    parser.add_argument(
        "--evaluation", required=True, metavar="ID", help="any of the board's closed evaluations"
    )
    parser.add_argument("--format", required=True, choices=FORMATS)
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.set_defaults(command=report)


def report(chosen: argparse.Namespace) -> int:
    """Write the whole report, or no file at all."""
    here = installation()
    with here.database.transaction(write=False) as session:
        found, workings = report_of_evaluation(
            session, read_uuid(chosen.evaluation), library=here.library, now=datetime.now(UTC)
        )
    match chosen.format:
        case "pdf":
            content = report_pdf(found)
        case "csv":
            content = report_csv(found)
        case _:
            content = report_html(found, workings, base_url=here.base_url)
    write_file(chosen.out, content)
    say(f"The report of {found.board.name} is in {chosen.out}. It is {found.standing}.")
    return 0
