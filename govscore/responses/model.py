"""Rounds and what is gathered in them: drafts while an evaluation is open, responses once it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from govscore.questionnaire.model import Role

RoundId = NewType("RoundId", UUID)
EvaluationId = NewType("EvaluationId", UUID)
InvitationId = NewType("InvitationId", UUID)
ResponseId = NewType("ResponseId", UUID)


class EvaluationState(StrEnum):
    """Where one board's evaluation stands; derived from its dates, never stored beside them."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    SENT = "sent"


class Progress(StrEnum):
    """How far one respondent has come. The clerk sees this, and nothing of the answers."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    SUBMITTED = "submitted"


@dataclass(frozen=True, kw_only=True)
class QuestionnaireRef:
    """One published version, named so that it can be found again unchanged."""

    code: str
    version: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Round:
    """A window opened to many boards, with the questionnaires asked in it."""

    id: RoundId
    title: str
    opens_at: datetime
    closes_at: datetime
    questionnaires: tuple[QuestionnaireRef, ...]
    is_simulated: bool = False


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """One board's run of one questionnaire version in a round."""

    id: EvaluationId
    round_id: RoundId
    board_id: UUID
    questionnaire: QuestionnaireRef
    closed_at: datetime | None = None
    sent_at: datetime | None = None

    def state(self, round_: Round, *, now: datetime) -> EvaluationState:
        """Say where the evaluation stands at a moment."""
        if self.sent_at is not None:
            return EvaluationState.SENT
        if self.closed_at is not None:
            return EvaluationState.CLOSED
        return EvaluationState.WAITING if now < round_.opens_at else EvaluationState.OPEN


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """One respondent's place in one evaluation.

    `on_paper` says, while it is open, that somebody keyed in what its holder had answered on paper.
    """

    id: InvitationId
    evaluation_id: EvaluationId
    name: str
    email: str
    role: Role
    link_version: int = 1
    has_answered: bool | None = None
    on_paper: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One value: the option chosen, and what the respondent noted as evidence.

    A question without an `Answer` was skipped, or not shown; don't know, not applicable and not my role are
    options.
    """

    choice: str
    note: str = ""
    checked: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What one respondent has answered so far, under a pseudonym."""

    pseudonym: bytes = field(repr=False)
    role: Role
    answers: Mapping[str, Answer]
    has_submitted: bool = False
    shares_view: bool = False


@dataclass(frozen=True, kw_only=True)
class Response:
    """What somebody in a role answered, after closing: no person, no order, no time."""

    id: ResponseId
    role: Role
    answers: Mapping[str, Answer]
    shares_view: bool = False
