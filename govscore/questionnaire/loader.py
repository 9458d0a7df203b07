"""The door that reads questionnaires from their folders, and the shelf on which each is kept once read."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePath
from threading import Lock
from typing import Protocol

from govscore.errors import NotFoundError
from govscore.questionnaire.checks.cautions import warn_asked, warn_long
from govscore.questionnaire.checks.measures import check_measure
from govscore.questionnaire.checks.together import check_alone, check_name, check_together
from govscore.questionnaire.checks.translations import warn_untranslated
from govscore.questionnaire.faults import Fault, FaultyQuestionnaire, at_most, first_of_each_line
from govscore.questionnaire.files import (
    DOMAINS,
    MANIFEST,
    Contents,
    Files,
    faults_of,
    gather_contents,
    read_contents,
    read_document,
    read_folder,
)
from govscore.questionnaire.model import AdviceFile, Questionnaire, Rubric
from govscore.questionnaire.parts import Asked, Part
from govscore.questionnaire.published import FILE_NAME as PUBLISHED
from govscore.questionnaire.published import check_published, digest_of, published_keys, warn_unpublished

MOST_TOLD = 500


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


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What files came to: their parts, the questionnaire where they hold together, and what is wrong."""

    files: Files
    asked: Asked | None
    questionnaire: Questionnaire | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def examine_contents(contents: Contents, *, folder: PurePath) -> Examined:
    """Read a version that is kept elsewhere than in a folder; `folder` is `<code>/<version>`, for its messages."""
    return _together(read_contents(contents, folder=folder), shown=folder, named=folder)


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


class Shelf(Protocol):
    """Versions that are kept elsewhere than in a folder, published once and never changed."""

    def listed(self) -> tuple[tuple[str, str], ...]:
        """List code and version of each."""

    def contents(self, code: str, version: str) -> Contents | None:
        """Hand over the files of one version, or nothing where there is no such version."""


class _SeenOnce:
    """A shelf whose list is asked for once, and then kept."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._listed: tuple[tuple[str, str], ...] | None = None

    def listed(self) -> tuple[tuple[str, str], ...]:
        if self._listed is None:
            self._listed = self._shelf.listed()
        return self._listed

    def contents(self, code: str, version: str) -> Contents | None:
        return self._shelf.contents(code, version)


class Library:
    """Every version of every questionnaire in a folder and on a shelf, each read when first wanted, then kept."""

    def __init__(self, root: Path, shelf: Shelf | None = None) -> None:
        self._root = root
        self._shelf = shelf
        self._folders = {(folder.parent.name, folder.name): folder for folder in version_folders(root)}
        self._read: dict[tuple[str, str], Questionnaire] = {}
        self._lock = Lock()

    def seen_once(self) -> "Library":
        """The same library for one short piece of work, throughout which no version is added."""
        seen = copy(self)
        seen._shelf = _SeenOnce(self._shelf) if self._shelf else None
        return seen

    def get(self, code: str, version: str) -> Questionnaire:
        """Hand over one version, or say which there are."""
        with self._lock:
            if (code, version) not in self._read:
                self._read[code, version] = self._load(code, version)
            return self._read[code, version]

    def contents(self, code: str, version: str) -> Contents:
        """Hand over the files of one version, byte for byte, or say which versions there are."""
        folder = self._folders.get((code, version))
        if folder is not None:
            return gather_contents(folder)
        found = self._shelf.contents(code, version) if self._shelf else None
        if found is None:
            known = ", ".join(f"{code} {version}" for code, version in self.listed()) or "none"
            raise NotFoundError(f"There is no questionnaire {code} {version}. There are: {known}.")
        return found

    def listed(self) -> tuple[tuple[str, str], ...]:
        """List code and version of everything there is, by code and then from old to new."""
        shelved = self._shelf.listed() if self._shelf else ()
        return tuple(sorted({*self._folders, *shelved}, key=lambda key: (key[0], version_numbers(key[1]))))

    def versions(self, code: str) -> tuple[str, ...]:
        """List the versions of a questionnaire, oldest first."""
        return tuple(version for each, version in self.listed() if each == code)

    def latest(self, code: str) -> Questionnaire:
        """Hand over the newest version of a questionnaire, or say which questionnaires there are."""
        versions = self.versions(code)
        if not versions:
            known = ", ".join(sorted({code for code, _ in self.listed()})) or "none"
            raise NotFoundError(f"There is no questionnaire {code}. There are: {known}.")
        return self.get(code, versions[-1])

    def all(self) -> tuple[Questionnaire, ...]:
        """Hand over every version of every questionnaire, by code and then from old to new."""
        return tuple(self.get(code, version) for code, version in self.listed())

    def in_force(self, day: date) -> tuple[Questionnaire, ...]:
        """Hand over the newest version of each questionnaire that has come into force by a day, by code."""
        in_force = (each for each in self.all() if each.manifest.in_force <= day.isoformat())
        return tuple({each.code: each for each in in_force}.values())

    def _load(self, code: str, version: str) -> Questionnaire:
        folder = self._folders.get((code, version))
        if folder is not None:
            return load_questionnaire(folder)
        examined = examine_contents(self.contents(code, version), folder=PurePath(code, version))
        if examined.questionnaire is None or examined.faults:
            raise FaultyQuestionnaire(examined.faults)
        return examined.questionnaire


def version_numbers(version: str) -> tuple[int, ...]:
    """Tell versions apart as numbers, so that 1.10 follows 1.9."""
    return tuple(int(part) if part.isdecimal() else -1 for part in version.split("."))


def _examine(folder: Path) -> Examined:
    examined = _together(read_folder(folder), shown=folder, named=folder.absolute())
    if examined.questionnaire is None:
        return examined
    faults, unpublished = _beside_published(folder, examined.questionnaire)
    return replace(examined, faults=faults, warnings=(*examined.warnings, *unpublished))


def _together(files: Files, *, shown: PurePath, named: PurePath) -> Examined:
    """Hold the files together; a folder is shown as its reader wrote it, and named as it lies on the disk."""
    too_much = tuple(check_measure(files))
    asked = None if too_much else _asked(shown, files)
    faults = at_most(chain(files.faults, too_much or _inconsistencies(named, files, asked)), MOST_TOLD)
    warnings = tuple(warn_asked(asked)) if asked else ()
    whole = None
    if not faults and asked is not None and files.rubric is not None and files.advice is not None:
        whole = _whole(asked, files.rubric, files.advice)
        warnings = (*warnings, *warn_long(asked, whole), *warn_untranslated(asked, whole))
    return Examined(
        files=files,
        asked=asked,
        questionnaire=whole,
        faults=first_of_each_line(faults),
        warnings=warnings,
    )


def _asked(folder: PurePath, files: Files) -> Asked | None:
    """Put the domains in the manifest's order; with one missing, more checks would only echo that."""
    by_name = {part.content.id: part for part in files.domains}
    if files.manifest is None or by_name.keys() != set(files.manifest.content.domains):
        return None
    names = dict.fromkeys(files.manifest.content.domains)
    return Asked(folder=folder, manifest=files.manifest, domains=tuple(by_name[name] for name in names))


def _inconsistencies(folder: PurePath, files: Files, asked: Asked | None) -> Iterator[Fault]:
    for domain in files.domains:
        yield from check_name(domain)
    if files.manifest is not None:
        yield from check_alone(folder, files.manifest, domain_files=files.domain_files)
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
