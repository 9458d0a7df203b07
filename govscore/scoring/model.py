"""What an evaluation came to: counts, means and spread, with what is withheld already gone."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from govscore.questionnaire.model import Duty, OptionKind
from govscore.responses.model import QuestionnaireRef


class Withheld(StrEnum):
    """Why a value is not shown; the value itself is nowhere in the scorecard."""

    TOO_FEW = "too-few"
    SUBTRACTION = "subtraction"
    UNANIMOUS = "unanimous"
    NO_CONSENT = "no-consent"
    OUTSIDE = "outside"


class NoScore(StrEnum):
    """Why there is nothing to show although nothing is withheld."""

    NOBODY = "nobody"
    INCOMPLETE = "incomplete"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, kw_only=True)
class OptionCount:
    """How many chose one option."""

    option: str
    kind: OptionKind
    count: int


@dataclass(frozen=True, kw_only=True)
class QuestionScore:
    """One question: how many were asked, how many gave a level, and what came of it.

    `mean`, `median` and `spread` are on the rubric's scale, over the people who gave a level, and `level` is
    the rung of the mean; `counts` has every option of the question's scale, in its order. A value that is
    withheld is None, with the reason in `withheld`; `nearly_all` names the option that all, or all but one,
    chose, where the counts are withheld for that reason; `mostly_dont_know` says that at least half of those
    asked don't know, where how many is withheld.
    """

    question: str
    asked: int | None
    scored: int | None
    skipped: int | None
    dont_know: int | None
    mean: float | None
    median: float | None
    spread: float | None
    counts: tuple[OptionCount, ...] | None
    level: str | None = None
    nearly_all: str | None = None
    mostly_dont_know: bool = False
    withheld: Withheld | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DomainScore:
    """One domain: the mean of the person means, the average deviation from it, and the sum of squares.

    Withheld as unanimous, it keeps its mean and level, and only spread and sum of squares are gone.
    """

    domain: str
    n: int | None
    mean: float | None
    spread: float | None
    within: float | None
    level: str | None
    dont_know_share: float | None
    withheld: Withheld | None = None
    no_score: NoScore | None = None


@dataclass(frozen=True, kw_only=True)
class DutyFinding:
    """One duty as the board itself reports it: never averaged, and a no stays visible."""

    question: str
    domain: str
    duty: Duty
    answer: str | None
    note: str = ""
    checked: str = ""


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """All the scores of one evaluation."""

    evaluation_id: UUID
    questionnaire: QuestionnaireRef
    invited: int
    responses: int
    overall: float | None
    overall_level: str | None
    overall_withheld: Withheld | None
    overall_no_score: NoScore | None
    domains: tuple[DomainScore, ...]
    questions: tuple[QuestionScore, ...]
    duties: tuple[DutyFinding, ...] = ()
