"""What two versions of a questionnaire differ in, and whether their scores may be joined by a line."""

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What became of a question. `same` stands alone; the others may come together."""

    SAME = "same"
    REWORDED = "reworded"
    RESCALED = "rescaled"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


class Bearing(StrEnum):
    """What a difference bears on: what people read and answer, how it counts, who is asked, or nothing of these."""

    ANSWER = "answer"
    SCORE = "score"
    ASKED = "asked"
    NOTE = "note"


class Trend(StrEnum):
    """Whether two scores may be joined: plainly, with a note beside, or not at all."""

    DRAWN = "drawn"
    WITH_NOTE = "with-note"
    BREAKS = "breaks"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is not as it was, in words; what was not there before, or is not there now, is empty."""

    what: str
    old: str
    new: str
    bearing: Bearing


@dataclass(frozen=True, kw_only=True)
class QuestionComparison:
    """One question in both versions; its texts are None in a version that does not ask it."""

    id: str
    changes: tuple[Change, ...]
    old_text: str | None
    new_text: str | None
    differences: tuple[Difference, ...] = ()

    @property
    def is_carried_over(self) -> bool:
        """Whether both versions ask it in the same domain and on the same scale, worded as it may be."""
        return {Change.SAME, Change.REWORDED}.issuperset(self.changes)


@dataclass(frozen=True, kw_only=True)
class DomainComparison:
    """One domain in both versions: whether its scores may be joined, and why not plainly."""

    id: str
    title: str
    trend: Trend
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VersionComparison:
    """Two versions side by side: every question and domain of either, and the overall score."""

    old: str
    new: str
    questions: tuple[QuestionComparison, ...]
    domains: tuple[DomainComparison, ...]
    overall: Trend
    overall_reasons: tuple[str, ...] = ()

    def question(self, question_id: str) -> QuestionComparison | None:
        """Find what became of a question."""
        return next((each for each in self.questions if each.id == question_id), None)

    def domain(self, domain_id: str) -> DomainComparison | None:
        """Find what became of a domain."""
        return next((each for each in self.domains if each.id == domain_id), None)
