"""What a schema cannot say: whether a questionnaire's files hold together. Here what concerns whole files."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from govscore.questionnaire.checks.advice import check_advice
from govscore.questionnaire.checks.manifest import check_manifest
from govscore.questionnaire.checks.placeholders import check_placeholders
from govscore.questionnaire.checks.questions import check_questions
from govscore.questionnaire.checks.rubric import check_rubric
from govscore.questionnaire.checks.translations import check_translations
from govscore.questionnaire.faults import Fault, did_you_mean, quoted
from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Rubric
from govscore.questionnaire.parts import Asked, Part


def check_alone(
    folder: PurePath, manifest: Part[Manifest], *, domain_files: Mapping[str, str]
) -> Iterator[Fault]:
    """Find what is wrong in the manifest and in the set of domain files, which are keyed by their stems."""
    yield from check_manifest(folder, manifest)
    yield from _without_file(manifest, domain_files)
    yield from _unnamed_files(manifest, domain_files)
    yield from check_placeholders(manifest)


def check_together(
    asked: Asked, rubric: Part[Rubric] | None, advice: Part[AdviceFile] | None
) -> Iterator[Fault]:
    """Find what is wrong between the files; a rubric or advice that could not be read is left out."""
    yield from check_questions(asked)
    if rubric is not None:
        yield from check_rubric(asked, rubric)
    if advice is not None:
        yield from check_advice(asked, advice)
    yield from check_translations(asked, rubric, advice)
    for domain in asked.domains:
        yield from check_placeholders(domain)
    if rubric is not None:
        yield from check_placeholders(rubric)
    if advice is not None:
        yield from check_placeholders(advice)


def check_name(domain: Part[Domain]) -> Iterator[Fault]:
    """A domain's file has the name of the domain."""
    stem = PurePath(domain.file).stem
    if domain.content.id != stem:
        message = (
            f"the domain {quoted(domain.content.id)} lies in {stem}.yaml: make id and file name the same"
        )
        yield domain.fault(("id",), message)


def _without_file(manifest: Part[Manifest], domain_files: Mapping[str, str]) -> Iterator[Fault]:
    for index, name in enumerate(manifest.content.domains):
        if name not in domain_files:
            near = did_you_mean(name, domain_files)
            message = (
                f"there is no domains/{name}.yaml: write it, or take {quoted(name)} out of this list; {near}"
            )
            yield manifest.fault(("domains", index), message)


def _unnamed_files(manifest: Part[Manifest], domain_files: Mapping[str, str]) -> Iterator[Fault]:
    for name, file in domain_files.items():
        if name not in manifest.content.domains:
            message = (
                f"questionnaire.yaml does not list {quoted(name)} under domains: add it, or delete this file"
            )
            yield Fault(file=file, line=1, where="the whole file", message=message)
