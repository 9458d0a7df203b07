"""What a report is made from: handed in whole, so that the same material gives the same report."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from govscore.benchmarking.model import Benchmark
from govscore.benchmarking.since import DomainChange
from govscore.oversight.model import AuthorityView, BoardReply
from govscore.questionnaire.changes.model import VersionComparison
from govscore.questionnaire.model import Questionnaire, Rubric
from govscore.recommendations.model import Recommendation
from govscore.scoring.model import Scorecard


@dataclass(frozen=True, kw_only=True)
class BoardFacts:
    """A board in words: its name, what it governs, and the phase it is compared within."""

    name: str
    kind: str
    phase: str


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """A round: its title, its days in the schools' clock, and whether its people are made up."""

    title: str
    opens_on: date | None = None
    closes_on: date | None = None
    is_simulated: bool = False


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One questionnaire and what the board's evaluation came to in it."""

    questionnaire: Questionnaire
    scorecard: Scorecard


@dataclass(frozen=True, kw_only=True)
class EarlierReview:
    """What an earlier evaluation by the same questionnaire came to, as it was scored then.

    `rubric` and `comparison`, of that version with the one of now, are None where the version is no longer at
    hand. `is_same_kind` says that the board was of the same kind and phases then.
    """

    round_id: UUID
    round: str
    closed_on: date
    version: str
    scorecard: Scorecard
    rubric: Rubric | None
    comparison: VersionComparison | None
    is_same_kind: bool
    was_sent: bool


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything about one board in one round; only the board's own review must be there.

    The head's scorecard comes from scoring, where a view that was not shared is withheld already. `views`
    and `replies` may come in any order; `earlier` begins with the last, and `changes` are since that one.
    """

    board: BoardFacts
    round: RoundFacts
    review: Scored
    compliance: Scored | None = None
    head: Scored | None = None
    benchmark: Benchmark | None = None
    recommendations: tuple[Recommendation, ...] = ()
    views: tuple[AuthorityView, ...] = ()
    replies: tuple[BoardReply, ...] = ()
    earlier: tuple[EarlierReview, ...] = ()
    changes: tuple[DomainChange, ...] = ()
    sent_on: date | None = None
