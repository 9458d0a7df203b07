"""Reads the files of one questionnaire, and tells what each of them alone is not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import ValidationError

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import Fault, describe
from govscore.questionnaire.messages import explain
from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Rubric
from govscore.questionnaire.parts import Part
from govscore.questionnaire.yaml_reader import MAX_BYTES, MAX_VALUES, Document, Problem, read_yaml

MANIFEST, RUBRIC, ADVICE, DOMAINS = "questionnaire.yaml", "rubric.yaml", "recommendations.yaml", "domains"
MISSING = "there is no such file: write it"
TOO_MUCH = "was not read, for the files before it hold more than any questionnaire: take out what is too much"
_BYTES_A_VALUE = 20

Contents = Mapping[str, bytes]
"""The files of one version by their names below its folder, such as `domains/people.yaml`."""

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


def domain_file(domain_id: str) -> str:
    """Name the file of a domain."""
    return f"{DOMAINS}/{domain_id}.yaml"


def gather_contents(folder: Path) -> Contents:
    """Take the files of a version as they are, byte for byte."""
    paths = (*folder.glob("*.yaml"), *(folder / DOMAINS).glob("*.yaml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def strange_files(contents: Contents, *, folder: PurePath) -> tuple[Fault, ...]:
    """Tell the files that nobody would read, such as one that lies outside the folder."""
    return tuple(_strangers(folder, contents))


def read_contents(contents: Contents, *, folder: PurePath) -> Files:
    """Read the four kinds of file of one questionnaire, wherever they are kept."""
    return _read_files(dict(_documents(contents)), folder, contents)


def _documents(contents: Contents) -> Iterator[tuple[str, Document]]:
    """Read one file after another, as long as all together are not too much."""
    left = MAX_VALUES
    for name, raw in contents.items():
        document = read_yaml(raw) if left > 0 else _unread(TOO_MUCH)
        left -= len(document.lines) or len(raw) // _BYTES_A_VALUE
        yield name, document


def read_folder(folder: Path) -> Files:
    """Read the four kinds of file of one questionnaire."""
    domains = (f"{DOMAINS}/{path.name}" for path in (folder / DOMAINS).glob("*.yaml"))
    documents = {name: read_document(folder / name) for name in (MANIFEST, RUBRIC, ADVICE, *domains)}
    return _read_files(documents, folder, _names(folder))


def _names(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        for path in sorted((*folder.iterdir(), *(folder / DOMAINS).glob("*"))):
            yield path.relative_to(folder).as_posix()


def _read_files(documents: Mapping[str, Document], folder: PurePath, names: Iterable[str]) -> Files:
    domain_names = sorted(name for name in documents if _is_domain(name))
    manifest, first = _read(folder / MANIFEST, documents.get(MANIFEST), Manifest)
    domains = [_read(folder / name, documents[name], Domain) for name in domain_names]
    rubric, second = _read(folder / RUBRIC, documents.get(RUBRIC), Rubric)
    advice, third = _read(folder / ADVICE, documents.get(ADVICE), AdviceFile)
    in_domains = [fault for _, faults in domains for fault in faults]
    return Files(
        manifest=manifest,
        domains=tuple(part for part, _ in domains if part is not None),
        rubric=rubric,
        advice=advice,
        domain_files={PurePath(name).stem: (folder / name).as_posix() for name in domain_names},
        faults=(*first, *in_domains, *second, *third, *_strangers(folder, names)),
    )


def _is_domain(name: str) -> bool:
    path = PurePath(name)
    return path.parent.as_posix() == DOMAINS and path.suffix == ".yaml"


def read_document(path: Path) -> Document:
    """Read one YAML or JSON file; one that cannot be read is a document with a problem."""
    try:
        with path.open("rb") as file:
            return read_yaml(file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        return _unread(MISSING)
    except OSError as error:
        return _unread(f"cannot be read ({(error.strerror or 'no reason given').lower()}): check what it is")


def faults_of(path: PurePath, document: Document) -> tuple[Fault, ...]:
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


def _read(
    path: PurePath, found: Document | None, model: type[Content]
) -> tuple[Part[Content] | None, tuple[Fault, ...]]:
    document = found or _unread(MISSING)
    faults = faults_of(path, document)
    if not document.is_whole:
        return None, faults
    try:
        content = model.model_validate(document.content, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, (*faults, *_refusals(path, document, error, model))
    part = Part(file=path.as_posix(), document=document, content=content)
    return (None, faults) if faults else (part, ())


def _refusals(
    path: PurePath, document: Document, error: ValidationError, model: type[Frozen]
) -> Iterator[Fault]:
    for place, message in explain(error, document, model):
        where = describe(document.content, place)
        yield Fault(file=path.as_posix(), line=document.line(place), where=where, message=message)


def _strangers(folder: PurePath, names: Iterable[str]) -> Iterator[Fault]:
    """A file that nobody reads is a question that nobody is asked."""
    for name in names:
        is_known = name in (MANIFEST, RUBRIC, ADVICE, DOMAINS) or _is_domain(name)
        if not is_known and not PurePath(name).name.startswith("."):
            message = (
                "nothing reads this file: give it the name of one that is read, or take it out of the folder"
            )
            yield Fault(file=(folder / name).as_posix(), line=1, where="the whole file", message=message)
