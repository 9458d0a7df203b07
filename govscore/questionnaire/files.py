"""Reads the files of one questionnaire, and tells what each of them alone is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import Fault, describe
from govscore.questionnaire.messages import explain
from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Rubric
from govscore.questionnaire.parts import Part
from govscore.questionnaire.yaml_reader import MAX_BYTES, Document, Problem, read_yaml

MANIFEST, RUBRIC, ADVICE, DOMAINS = "questionnaire.yaml", "rubric.yaml", "recommendations.yaml", "domains"

Content = TypeVar("Content", bound=Frozen)


@dataclass(frozen=True, kw_only=True)
class Files:
    """The files of one folder: those that could be read, and what was wrong with the others."""

    manifest: Part[Manifest] | None
    domains: tuple[Part[Domain], ...]
    rubric: Part[Rubric] | None
    advice: Part[AdviceFile] | None
    domain_files: Mapping[str, str]
    faults: tuple[Fault, ...]


def read_folder(folder: Path) -> Files:
    """Read the four kinds of file of one questionnaire."""
    domain_paths = sorted((folder / DOMAINS).glob("*.yaml"))
    manifest, first = _read(folder / MANIFEST, Manifest)
    domains = [_read(path, Domain) for path in domain_paths]
    rubric, second = _read(folder / RUBRIC, Rubric)
    advice, third = _read(folder / ADVICE, AdviceFile)
    in_domains = [fault for _, faults in domains for fault in faults]
    return Files(
        manifest=manifest,
        domains=tuple(part for part, _ in domains if part is not None),
        rubric=rubric,
        advice=advice,
        domain_files={path.stem: path.as_posix() for path in domain_paths},
        faults=(*first, *in_domains, *second, *third, *_strangers(folder)),
    )


def read_document(path: Path) -> Document:
    """Read one YAML or JSON file; one that cannot be read is a document with a problem."""
    try:
        with path.open("rb") as file:
            return read_yaml(file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        return _unread("there is no such file: write it")
    except OSError as error:
        return _unread(f"cannot be read ({(error.strerror or 'no reason given').lower()}): check what it is")


def faults_of(path: Path, document: Document) -> tuple[Fault, ...]:
    """Tell the problems of a document as faults of its file."""
    return tuple(
        Fault(
            file=path.as_posix(),
            line=problem.line,
            where=describe(document.content, problem.place),
            message=problem.message,
        )
        for problem in document.problems
    )


def _unread(message: str) -> Document:
    problem = Problem(line=1, place=(), message=message)
    return Document(content=None, lines={}, problems=(problem,), is_whole=False)


def _read(path: Path, model: type[Content]) -> tuple[Part[Content] | None, tuple[Fault, ...]]:
    document = read_document(path)
    faults = faults_of(path, document)
    if not document.is_whole:
        return None, faults
    try:
        content = model.model_validate(document.content, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, (*faults, *_refusals(path, document, error, model))
    part = Part(file=path.as_posix(), document=document, content=content)
    return (None, faults) if faults else (part, ())


def _refusals(path: Path, document: Document, error: ValidationError, model: type[Frozen]) -> Iterator[Fault]:
    for place, message in explain(error, document, model):
        where = describe(document.content, place)
        yield Fault(file=path.as_posix(), line=document.line(place), where=where, message=message)


def _strangers(folder: Path) -> Iterator[Fault]:
    """A file that nobody reads is a question that nobody is asked."""
    if not folder.is_dir():
        return
    known = {MANIFEST, RUBRIC, ADVICE, DOMAINS}
    for path in sorted((*folder.iterdir(), *(folder / DOMAINS).glob("*"))):
        is_known = path.suffix == ".yaml" if path.parent.name == DOMAINS else path.name in known
        if not is_known and not path.name.startswith("."):
            message = (
                "nothing reads this file: give it the name of one that is read, or take it out of the folder"
            )
            yield Fault(file=path.as_posix(), line=1, where="the whole file", message=message)
