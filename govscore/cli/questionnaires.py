"""`govscore questionnaires`: bring a questionnaire in from a file, or take one away as a file or on paper."""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from govscore.cli.shell import Commands, opened, put_out, say, write_file
from govscore.errors import QuestionnaireError
from govscore.paths import shared
from govscore.questionnaire.edition import read_edition
from govscore.questionnaire.exporting import FileForm, write_questionnaire
from govscore.questionnaire.files import Contents, read_contents
from govscore.questionnaire.importing import read_questionnaire
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Manifest, Questionnaire, Role
from govscore.reporting.paper_form import paper_form

PDF = "pdf"


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the two commands."""
    parser = commands.add_parser("questionnaires", help="bring questionnaires in, or take them away")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_import(actions)
    _add_export(actions)


def bring_in(chosen: argparse.Namespace) -> int:
    """Write a draft's folder, and tell everything that could not be carried over."""
    raw = chosen.file.read_bytes()
    carried = read_questionnaire(raw, name=chosen.file.name, on=datetime.now(UTC).date())
    for loss in carried.losses:
        say(f"{chosen.file.name}: {loss}")
    if carried.contents is None:
        raise QuestionnaireError(f"{chosen.file.name} holds nothing that could be asked here.")
    manifest = _manifest(carried.contents)
    folder = _write_folder(chosen.to, manifest, carried.contents)
    if chosen.json:
        put_out(
            {
                "folder": str(folder),
                "code": manifest.code,
                "version": manifest.version,
                "losses": [asdict(loss) for loss in carried.losses],
            }
        )
    say(f"{manifest.title} {manifest.version} is in {folder}, with {_counted(len(carried.losses))}.")
    return 0


def take_away(chosen: argparse.Namespace) -> int:
    """Write one version to a file, and tell what the file cannot say."""
    code, _, version = chosen.questionnaire.partition("@")
    questionnaire, contents = _find(code, version)
    if chosen.format == PDF:
        role = Role(chosen.role) if chosen.role else questionnaire.manifest.audience[0]
        write_file(chosen.out, paper_form(questionnaire, role=role, large_print=chosen.large_print))
    else:
        exported = write_questionnaire(questionnaire, contents, FileForm(chosen.format))
        for loss in exported.losses:
            say(f"{chosen.out.name}: {loss}")
        write_file(chosen.out, exported.raw)
    say(f"{questionnaire.manifest.title} {questionnaire.version} is in {chosen.out}.")
    return 0


def _add_import(actions: "Commands[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("import", help="write a draft's folder from a file")
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="YAML, zip, XLSX or CSV from an export; an XLSForm .xlsx; a LimeSurvey .lss or tab-separated .txt",
    )
    parser.add_argument("--to", required=True, type=Path, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(command=bring_in)


def _add_export(actions: "Commands[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("export", help="write one version to a file")
    parser.add_argument("questionnaire", metavar="CODE[@VERSION]", help="without a version: the newest")
    parser.add_argument("--format", required=True, choices=[*(form.value for form in FileForm), PDF])
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.add_argument("--role", choices=[role.value for role in Role], help="on paper: whose wording")
    parser.add_argument("--large-print", action="store_true", help="on paper: no letter under 18 points")
    parser.set_defaults(command=take_away)


def _find(code: str, version: str) -> tuple[Questionnaire, Contents]:
    """What was published at the desk is in the database; without one there is what came with the program."""
    with opened() as here:
        try:
            here.library.listed()
            library = here.library
        except DBAPIError:
            library = Library(shared("questionnaires"))
        found = library.get(code, version) if version else library.latest(code)
        return found, library.contents(code, found.version)


def _manifest(contents: Contents) -> Manifest:
    """What every draft must have is a manifest that can be read; the check tells the rest."""
    edition = read_edition(contents)
    if edition is not None:
        return edition.manifest
    files = read_contents(contents, folder=Path())
    if files.manifest is None:
        raise QuestionnaireError("\n".join(str(fault) for fault in files.faults))
    return files.manifest.content


def _write_folder(to: Path, manifest: Manifest, contents: Contents) -> Path:
    is_named = (to.parent.name, to.name) == (manifest.code, manifest.version)
    folder = to if is_named else to / manifest.code / manifest.version
    if folder.exists() and any(folder.iterdir()):
        raise QuestionnaireError(
            f"{folder} holds a version already: name another folder, or empty this one first."
        )
    for name, raw in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, raw)
    return folder


def _counted(count: int) -> str:
    if count == 0:
        return "nothing lost"
    return f"{count} thing{'' if count == 1 else 's'} that could not be carried over"
