"""The door that reads questionnaires from their folders, and the shelf on which each is kept once read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from govscore.errors import NotFoundError
from govscore.questionnaire.cautions import warn_asked, warn_long
from govscore.questionnaire.checks import check_alone, check_name, check_together
from govscore.questionnaire.faults import Fault, FaultyQuestionnaire, first_of_each_line
from govscore.questionnaire.files import DOMAINS, MANIFEST, Files, faults_of, read_document, read_folder
from govscore.questionnaire.model import AdviceFile, Questionnaire, Rubric
from govscore.questionnaire.parts import Asked, Part
from govscore.questionnaire.published import FILE_NAME as PUBLISHED
from govscore.questionnaire.published import check_published, digest_of, published_keys, warn_unpublished


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The outcome of checking folders: how many questionnaires there are, and what is wrong with them."""

    questionnaires: int
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def load_questionnaire(folder: Path) -> Questionnaire:
    """Read one version of a questionnaire, or raise every fault of its files at once."""
    examined = _examine(folder)
    if examined.questionnaire is None or examined.faults:
        raise FaultyQuestionnaire(examined.faults)
    return examined.questionnaire


def check_questionnaire(folder: Path) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Find every fault and every warning in one version of a questionnaire."""
    examined = _examine(folder)
    return examined.faults, examined.warnings


def check_folders(paths: Iterable[Path]) -> Checked:
    """Check each questionnaire at or below some folders, and what was published there."""
    asked_for = tuple(paths)
    folders = tuple(dict.fromkeys(folder for path in asked_for for folder in version_folders(path)))
    examined = [_examine(folder) for folder in folders]
    faults = [fault for each in examined for fault in each.faults]
    for path in asked_for:
        faults.extend(_empty(path))
        faults.extend(_published_and_gone(path))
    warnings = tuple(warning for each in examined for warning in each.warnings)
    return Checked(questionnaires=len(folders), faults=tuple(faults), warnings=warnings)


def version_folders(path: Path, *, depth: int = 2) -> tuple[Path, ...]:
    """List the folders at or below a path that hold a version of a questionnaire."""
    if (path / MANIFEST).is_file() or (path / DOMAINS).is_dir():
        return (path,)
    if depth == 0 or not path.is_dir():
        return ()
    below = sorted(child for child in path.iterdir() if child.is_dir() and not child.name.startswith("."))
    return tuple(folder for child in below for folder in version_folders(child, depth=depth - 1))


class Library:
    """Every version of every questionnaire below one folder, each read when first wanted and then kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = {(folder.parent.name, folder.name): folder for folder in version_folders(root)}
        self._read: dict[tuple[str, str], Questionnaire] = {}
        self._lock = Lock()

    def get(self, code: str, version: str) -> Questionnaire:
        """Hand over one version, or say which there are."""
        folder = self._folders.get((code, version))
        if folder is None:
            known = ", ".join(f"{code} {version}" for code, version in self._folders) or "none"
            raise NotFoundError(
                f"There is no questionnaire {code} {version} in {self._root}. There are: {known}."
            )
        with self._lock:
            if (code, version) not in self._read:
                self._read[code, version] = load_questionnaire(folder)
            return self._read[code, version]

    def versions(self, code: str) -> tuple[str, ...]:
        """List the versions of a questionnaire, oldest first."""
        return tuple(sorted((v for c, v in self._folders if c == code), key=_numbers))

    def latest(self, code: str) -> Questionnaire:
        """Hand over the newest version of a questionnaire, or say which questionnaires there are."""
        versions = self.versions(code)
        if not versions:
            known = ", ".join(sorted({code for code, _ in self._folders})) or "none"
            raise NotFoundError(f"There is no questionnaire {code} in {self._root}. There are: {known}.")
        return self.get(code, versions[-1])

    def all(self) -> tuple[Questionnaire, ...]:
        """Hand over every version of every questionnaire, by code and then from old to new."""
        codes = sorted({code for code, _ in self._folders})
        return tuple(self.get(code, version) for code in codes for version in self.versions(code))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else -1 for part in version.split("."))


@dataclass(frozen=True, kw_only=True)
class _Examined:
    questionnaire: Questionnaire | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def _examine(folder: Path) -> _Examined:
    files = read_folder(folder)
    asked = _asked(folder, files)
    faults = (*files.faults, *_inconsistencies(folder, files, asked))
    warnings = tuple(warn_asked(asked)) if asked else ()
    if faults or asked is None or files.rubric is None or files.advice is None:
        return _Examined(questionnaire=None, faults=first_of_each_line(faults), warnings=warnings)
    whole = _whole(asked, files.rubric, files.advice)
    faults, unpublished = _beside_published(folder, whole)
    warnings = (*warnings, *warn_long(asked, whole), *unpublished)
    return _Examined(questionnaire=whole, faults=faults, warnings=warnings)


def _asked(folder: Path, files: Files) -> Asked | None:
    """Put the domains in the manifest's order; with one missing, more checks would only echo that."""
    by_name = {part.content.id: part for part in files.domains}
    if files.manifest is None or by_name.keys() != set(files.manifest.content.domains):
        return None
    names = dict.fromkeys(files.manifest.content.domains)
    return Asked(folder=folder, manifest=files.manifest, domains=tuple(by_name[name] for name in names))


def _inconsistencies(folder: Path, files: Files, asked: Asked | None) -> Iterator[Fault]:
    for domain in files.domains:
        yield from check_name(domain)
    if files.manifest is not None:
        yield from check_alone(folder.absolute(), files.manifest, domain_files=files.domain_files)
    if asked is not None:
        yield from check_together(asked, files.rubric, files.advice)


def _whole(asked: Asked, rubric: Part[Rubric], advice: Part[AdviceFile]) -> Questionnaire:
    manifest, domains = asked.manifest.content, tuple(part.content for part in asked.domains)
    recommendations = advice.content.recommendations
    digest = digest_of(manifest, domains, rubric.content, recommendations)
    return Questionnaire(
        manifest=manifest, domains=domains, rubric=rubric.content, advice=recommendations, digest=digest
    )


def _beside_published(
    folder: Path, questionnaire: Questionnaire
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Hold a version against what was published, where anything was."""
    path = folder.absolute().parent.parent / PUBLISHED
    if not path.exists():
        return (), ()
    file = (folder.parent.parent / PUBLISHED).as_posix()
    document = read_document(path)
    faults = faults_of(path, document) or tuple(check_published(questionnaire, file=file, document=document))
    return faults, tuple(warn_unpublished(questionnaire, file=file, document=document))


def _empty(path: Path) -> Iterator[Fault]:
    if not version_folders(path):
        message = "holds no questionnaire: name a folder with a questionnaire.yaml, or one above such folders"
        yield Fault(file=path.as_posix(), line=1, where="the whole folder", message=message)


def _published_and_gone(path: Path) -> Iterator[Fault]:
    file = path / PUBLISHED
    if not file.is_file():
        return
    document = read_document(file)
    for key in published_keys(document):
        code, _, version = key.partition("@")
        if not (path / code / version / MANIFEST).is_file():
            message = f"was published, but there is no {code}/{version}/{MANIFEST}: bring the folder back"
            yield Fault(file=file.as_posix(), line=document.line((key,)), where=key, message=message)
