"""The parts of a version while somebody writes it: each sound in itself, together perhaps not yet.

Every change makes a new edition. Only the files that a change concerns are written again, so that what
nobody touched stays as it was, byte for byte.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeVar

from govscore.errors import NotFoundError
from govscore.questionnaire.files import ADVICE, MANIFEST, RUBRIC, Contents, domain_file, read_contents
from govscore.questionnaire.model import (
    Advice,
    AdviceFile,
    Domain,
    DomainRule,
    Manifest,
    Question,
    Questionnaire,
    QuestionRule,
    Rubric,
)
from govscore.questionnaire.writing.writer import write_advice, write_domain, write_manifest, write_rubric

Named = TypeVar("Named", Domain, Question, Advice)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What the files of a version say, its domains in order."""

    manifest: Manifest
    domains: tuple[Domain, ...]
    rubric: Rubric
    advice: tuple[Advice, ...]

    def domain(self, domain_id: str) -> Domain:
        """Find a domain, or say that there is none."""
        return _found(self.domains, domain_id, "domain")

    def question(self, question_id: str) -> Question:
        """Find a question, or say that there is none."""
        return _found(tuple(q for d in self.domains for q in d.questions), question_id, "question")

    def domain_of(self, question_id: str) -> Domain:
        """Find the domain of a question."""
        self.question(question_id)
        return next(d for d in self.domains if any(q.id == question_id for q in d.questions))

    def recommendation(self, advice_id: str) -> Advice:
        """Find a recommendation, or say that there is none."""
        return _found(self.advice, advice_id, "recommendation")

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Every question by its id, in the order asked."""
        return tuple(question.id for domain in self.domains for question in domain.questions)


def edition_of(questionnaire: Questionnaire) -> Edition:
    """Take a version apart."""
    return Edition(
        manifest=questionnaire.manifest,
        domains=questionnaire.domains,
        rubric=questionnaire.rubric,
        advice=questionnaire.advice,
    )


def questionnaire_of(edition: Edition) -> Questionnaire:
    """Put the parts together as they stand, with no digest, for they may not hold together."""
    return Questionnaire(
        manifest=edition.manifest,
        domains=edition.domains,
        rubric=edition.rubric,
        advice=edition.advice,
        digest="",
    )


def read_edition(contents: Contents) -> Edition | None:
    """Read the parts from their files; nothing where one of them cannot be read at all."""
    files = read_contents(contents, folder=PurePath())
    by_id = {part.content.id: part.content for part in files.domains}
    if files.manifest is None or files.rubric is None or files.advice is None:
        return None
    manifest = files.manifest.content
    if by_id.keys() != set(manifest.domains):
        return None
    return Edition(
        manifest=manifest,
        domains=tuple(by_id[name] for name in manifest.domains),
        rubric=files.rubric.content,
        advice=files.advice.content.recommendations,
    )


def write_edition(edition: Edition) -> Contents:
    """Write every file."""
    return {name: write() for name, write in _writers(edition).items()}


def rewrite(contents: Contents, before: Edition, after: Edition) -> Contents:
    """Write the files of what has changed, and keep the others as they are."""
    old, new = _pieces(before), _pieces(after)
    writers = _writers(after)
    return {
        name: contents[name] if name in contents and old.get(name) == new[name] else write()
        for name, write in writers.items()
    }


def with_question(edition: Edition, domain_id: str, question: Question, rule: QuestionRule) -> Edition:
    """Put a question in the place of the one with its id, or at the end of its domain where it is new."""
    domain = edition.domain(domain_id)
    is_new = question.id not in edition.question_ids
    kept = tuple(question if each.id == question.id else each for each in domain.questions)
    domain = domain.model_copy(update={"questions": (*kept, question) if is_new else kept})
    rules = {**edition.rubric.questions, question.id: rule}
    return replace(_with(edition, domain), rubric=edition.rubric.model_copy(update={"questions": rules}))


def without_question(edition: Edition, question_id: str) -> Edition:
    """Take a question out, with its rule; recommendations that name it are left for the check to tell."""
    domain = edition.domain_of(question_id)
    kept = tuple(each for each in domain.questions if each.id != question_id)
    rules = {key: rule for key, rule in edition.rubric.questions.items() if key != question_id}
    domain = domain.model_copy(update={"questions": kept})
    return replace(_with(edition, domain), rubric=edition.rubric.model_copy(update={"questions": rules}))


def with_question_at(edition: Edition, question_id: str, domain_id: str, *, after: str | None) -> Edition:
    """Ask a question after another one of a domain, or first in it; its rule stays as it is."""
    question, origin = edition.question(question_id), edition.domain_of(question_id)
    kept = tuple(each for each in origin.questions if each.id != question_id)
    edition = _with(edition, origin.model_copy(update={"questions": kept}))
    target = edition.domain(domain_id)
    place = _place_after([each.id for each in target.questions], after, "question")
    questions = (*target.questions[:place], question, *target.questions[place:])
    return _with(edition, target.model_copy(update={"questions": questions}))


def with_domain(edition: Edition, domain: Domain, rule: DomainRule) -> Edition:
    """Put a domain in the place of the one with its id, or last where it is new."""
    names = edition.manifest.domains
    if domain.id not in names:
        manifest = edition.manifest.model_copy(update={"domains": (*names, domain.id)})
        edition = replace(edition, manifest=manifest, domains=(*edition.domains, domain))
    rules = {**edition.rubric.domains, domain.id: rule}
    return replace(_with(edition, domain), rubric=edition.rubric.model_copy(update={"domains": rules}))


def without_domain(edition: Edition, domain_id: str) -> Edition:
    """Take a domain out, with its questions."""
    gone = edition.domain(domain_id)
    for question in gone.questions:
        edition = without_question(edition, question.id)
    names = tuple(name for name in edition.manifest.domains if name != domain_id)
    rules = {key: rule for key, rule in edition.rubric.domains.items() if key != domain_id}
    return replace(
        edition,
        manifest=edition.manifest.model_copy(update={"domains": names}),
        domains=tuple(domain for domain in edition.domains if domain.id != domain_id),
        rubric=edition.rubric.model_copy(update={"domains": rules}),
    )


def with_domain_at(edition: Edition, domain_id: str, *, after: str | None) -> Edition:
    """Ask a domain after another one, or first."""
    by_id = {domain.id: domain for domain in edition.domains}
    edition.domain(domain_id)
    rest = [name for name in edition.manifest.domains if name != domain_id]
    place = _place_after(rest, after, "domain")
    moved = (*rest[:place], domain_id, *rest[place:])
    manifest = edition.manifest.model_copy(update={"domains": moved})
    return replace(edition, manifest=manifest, domains=tuple(by_id[name] for name in moved))


def with_advice(edition: Edition, advice: Advice) -> Edition:
    """Put a recommendation in the place of the one with its id, or last where it is new."""
    is_new = all(each.id != advice.id for each in edition.advice)
    kept = tuple(advice if each.id == advice.id else each for each in edition.advice)
    return replace(edition, advice=(*kept, advice) if is_new else kept)


def without_advice(edition: Edition, advice_id: str) -> Edition:
    """Take a recommendation out."""
    edition.recommendation(advice_id)
    return replace(edition, advice=tuple(each for each in edition.advice if each.id != advice_id))


def _found(among: tuple[Named, ...], id_: str, what: str) -> Named:
    for each in among:
        if each.id == id_:
            return each
    raise NotFoundError(f"There is no {what} “{id_}” in this draft. Somebody may have taken it out.")


def _with(edition: Edition, domain: Domain) -> Edition:
    domains = tuple(domain if each.id == domain.id else each for each in edition.domains)
    return replace(edition, domains=domains)


def _place_after(names: Sequence[str], after: str | None, what: str) -> int:
    if after is None:
        return 0
    if after not in names:
        raise NotFoundError(
            f"There is no {what} “{after}” there. Somebody may have moved it or taken it out."
        )
    return names.index(after) + 1


def _pieces(edition: Edition) -> Mapping[str, object]:
    """What each file says, as it would be written: equal where nothing needs to be written again."""
    models = {
        MANIFEST: edition.manifest,
        RUBRIC: edition.rubric,
        ADVICE: _advice_file(edition),
        **{domain_file(domain.id): domain for domain in edition.domains},
    }
    return {name: model.model_dump(by_alias=True, exclude_unset=True) for name, model in models.items()}


def _writers(edition: Edition) -> Mapping[str, Callable[[], bytes]]:
    return {
        MANIFEST: lambda: write_manifest(edition.manifest),
        **{domain_file(domain.id): _writes(domain) for domain in edition.domains},
        RUBRIC: lambda: write_rubric(edition.rubric, manifest=edition.manifest, domains=edition.domains),
        ADVICE: lambda: write_advice(edition.advice),
    }


def _writes(domain: Domain) -> Callable[[], bytes]:
    return lambda: write_domain(domain)


def _advice_file(edition: Edition) -> AdviceFile:
    return AdviceFile(recommendations=edition.advice)
