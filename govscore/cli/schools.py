"""`govscore schools import`: read the register of schools."""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from govscore.cli.shell import Commands, opened, put_out, say
from govscore.services.health import prepare
from govscore.services.schools import File, ImportReport, SchoolFiles, import_schools, read_school_files


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("schools", help="read the register of schools")
    kinds = parser.add_subparsers(metavar="import", required=True)
    importing = kinds.add_parser("import", help="read the register, and its links, groups and census")
    importing.add_argument(
        "file", type=Path, metavar="FILE", help="edubasealldata….csv or the search download"
    )
    importing.add_argument("--links", type=Path, metavar="FILE", help="links_edubasealldata….csv")
    importing.add_argument(
        "--groups", type=Path, metavar="FILE", help="alllinksdata….csv or allgroupsdata….csv"
    )
    importing.add_argument(
        "--census", type=Path, metavar="FILE", help="school-level census figures, .csv or .csv.gz"
    )
    importing.add_argument(
        "--la", metavar="CODE", help="take only the schools of this authority, for example 916"
    )
    importing.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    importing.add_argument("--json", action="store_true", help="print one JSON document")
    importing.set_defaults(command=import_register)


def import_register(chosen: argparse.Namespace) -> int:
    """Read the files; 1 where rows were refused."""
    files = SchoolFiles(
        register=_file(chosen.file),
        links=_file(chosen.links) if chosen.links else None,
        groups=_file(chosen.groups) if chosen.groups else None,
        census=_file(chosen.census) if chosen.census else None,
    )
    readings = read_school_files(files, la_code=chosen.la)
    with opened() as here:
        prepare(here.database)
        with here.database.transaction(write=not chosen.dry_run) as session:
            report = import_schools(session, readings, today=datetime.now(UTC).date())
    if chosen.json:
        put_out(asdict(report))
    else:
        _tell(report, is_dry_run=chosen.dry_run)
    return 1 if report.refused else 0


def _file(path: Path) -> File:
    return File(name=str(path), content=path.read_bytes())


def _tell(report: ImportReport, *, is_dry_run: bool) -> None:
    for refusal in report.refused:
        print(f"line {refusal.line}: URN {refusal.urn or 'missing'}: {refusal.reason}")
    for warning in report.warnings:
        say(f"line {warning.line}: {warning.message}" if warning.line else warning.message)
    say(
        f"{report.rows} rows: {report.imported} imported, {report.updated} updated, {report.unchanged} "
        f"unchanged, {len(report.refused)} refused, {report.elsewhere} of other authorities."
    )
    say(
        f"{report.closed} schools are closed, {report.successors} have a successor. "
        f"{report.boards} boards: {report.founded} new, {report.moved} moved."
    )
    if is_dry_run:
        say("Nothing was changed: this was a dry run.")
