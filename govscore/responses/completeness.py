"""How far a respondent has come: what is answered, what is left, and where to go on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from govscore.questionnaire.model import Domain, Question, Questionnaire
from govscore.responses.model import Draft, Progress


@dataclass(frozen=True, kw_only=True)
class DomainProgress:
    """One domain, counted over the questions that are shown."""

    domain: str
    answered: int
    total: int
    first_unanswered: str | None

    @property
    def left(self) -> int:
        """How many shown questions have no answer yet."""
        return self.total - self.answered

    @property
    def is_complete(self) -> bool:
        """Whether every shown question has an answer."""
        return self.left == 0


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """Every domain of which something is shown, in the questionnaire's order."""

    domains: tuple[DomainProgress, ...]

    @property
    def answered(self) -> int:
        """How many shown questions have an answer."""
        return sum(domain.answered for domain in self.domains)

    @property
    def total(self) -> int:
        """How many questions are shown."""
        return sum(domain.total for domain in self.domains)

    @property
    def left(self) -> int:
        """How many shown questions have no answer yet."""
        return self.total - self.answered

    @property
    def is_complete(self) -> bool:
        """Whether every shown question has an answer."""
        return self.left == 0

    @property
    def first_unanswered(self) -> str | None:
        """The first shown question without an answer."""
        return next((d.first_unanswered for d in self.domains if d.first_unanswered), None)


def completeness(
    questionnaire: Questionnaire, questions: Iterable[Question], answered: Collection[str]
) -> Completeness:
    """Count the answers to the questions shown; don't know and not my role are answers, skipping is not."""
    shown = {question.id for question in questions}
    counted = (_progress_in(domain, shown, answered) for domain in questionnaire.domains)
    return Completeness(domains=tuple(progress for progress in counted if progress.total))


def progress(draft: Draft | None) -> Progress:
    """Say how far a respondent is, without a word about the answers."""
    if draft is None or not (draft.answers or draft.has_submitted):
        return Progress.NOT_STARTED
    return Progress.SUBMITTED if draft.has_submitted else Progress.STARTED


def _progress_in(domain: Domain, shown: Collection[str], answered: Collection[str]) -> DomainProgress:
    asked = [question.id for question in domain.questions if question.id in shown]
    left = [question for question in asked if question not in answered]
    return DomainProgress(
        domain=domain.id,
        answered=len(asked) - len(left),
        total=len(asked),
        first_unanswered=left[0] if left else None,
    )
