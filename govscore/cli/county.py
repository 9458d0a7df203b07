"""`govscore county`: the authority's report on one round as one file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from govscore.cli.shell import Commands, installation, read_uuid, say, write_file
from govscore.services.county import EVERY_BOARD, county_view
from govscore.services.exports import county_pdf
from govscore.services.rounds import get_round
from govscore.web.standalone import county_html

FORMATS = ("html", "pdf")


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("county", help="write the authority's report to a file")
    parser.add_argument("--round", required=True, metavar="ID")
    parser.add_argument("--format", required=True, choices=FORMATS)
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.set_defaults(command=county)


def county(chosen: argparse.Namespace) -> int:
    """Write the whole report, or no file at all."""
    here = installation()
    with here.database.transaction(write=False) as session:
        round_ = get_round(session, read_uuid(chosen.round))
        view = county_view(session, round_, EVERY_BOARD, library=here.library, now=datetime.now(UTC))
    content = county_html(view) if chosen.format == "html" else county_pdf(view.report)
    write_file(chosen.out, content)
    say(f"The report on {round_.title} is in {chosen.out}. {view.report.headline}")
    return 0
