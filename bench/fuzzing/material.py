"""What the spoiling begins with: real questionnaires in every form that can be taken away, and foreign examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from govscore.questionnaire.exporting import FileForm, write_questionnaire
from govscore.questionnaire.files import Contents, gather_contents
from govscore.questionnaire.loader import load_questionnaire, version_folders

ROOT = Path(__file__).resolve().parents[2]
REAL, SMALL = ROOT / "questionnaires", ROOT / "tests" / "questionnaires"
EXAMPLES = ROOT / "tests" / "questionnaire" / "foreign" / "examples"
SUFFIXES: Mapping[FileForm, str] = {
    FileForm.YAML: "yaml",
    FileForm.XLSX: "xlsx",
    FileForm.CSV: "csv",
    FileForm.XLSFORM: "xlsx",
}


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as somebody sends it in."""

    name: str
    raw: bytes


@cache
def folders() -> tuple[Path, ...]:
    """The folders to draw from; the small ones stand there more often, since they are read in no time."""
    real = version_folders(REAL)
    small = tuple(path for path in version_folders(SMALL) if "broken" not in path.parts)
    return real + small * (1 + 3 * len(real) // len(small))


def contents(chance: Random) -> Contents:
    """Draw the files of one version."""
    return gather_contents(chance.choice(folders()))


def exported(chance: Random, form: FileForm) -> File:
    """Draw one version as a file."""
    return _exported(chance.choice(folders()), form)


@cache
def _exported(folder: Path, form: FileForm) -> File:
    written = write_questionnaire(load_questionnaire(folder), gather_contents(folder), form)
    return File(name=f"{folder.parent.name}.{SUFFIXES[form]}", raw=written.raw)


@cache
def examples() -> tuple[File, ...]:
    """The files of other tools."""
    paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".lss", ".xlsx", ".txt"))
    told = (path for path in paths if not path.name.endswith("losses.txt"))
    return tuple(File(name=path.name, raw=path.read_bytes()) for path in told)


def example(chance: Random, suffix: str) -> File:
    """Draw a file of another tool, of one kind."""
    return chance.choice([file for file in examples() if file.name.endswith(suffix)])


def anything(chance: Random) -> File:
    """Draw a sound file of any kind."""
    if chance.random() < 0.4:
        return chance.choice(examples())
    return exported(chance, chance.choice(tuple(SUFFIXES)))
