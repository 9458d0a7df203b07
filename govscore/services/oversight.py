"""The authority's own view of a board and the board's reply: beside the board's scores, never in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from govscore.errors import LifecycleError, NotFoundError
from govscore.oversight.model import AuthorityView, BoardReply
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.services.accounts import Account
from govscore.services.asked import review_of
from govscore.services.transaction import Session
from govscore.storage import oversight as rows
from govscore.storage.reports import has_sent_report
from govscore.storage.rounds import get_round

LONGEST_TEXT = 4000


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What an officer concludes about one domain: the level, what they looked at, and why."""

    domain: str
    level: str
    evidence: str
    reasons: str


@dataclass(frozen=True, kw_only=True)
class OversightFault:
    """What is wrong with one field of a view or a reply."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Everything the authority and a board have said to each other about one round, the latest first."""

    views: tuple[AuthorityView, ...]
    replies: tuple[BoardReply, ...]

    def of(self, domain_id: str) -> tuple[AuthorityView, ...]:
        """List the views of one domain, the latest first."""
        return tuple(view for view in self.views if view.domain == domain_id)


def conversation(session: Session, *, round_id: UUID, board_id: UUID) -> Conversation:
    """Gather the views and replies of one board in one round."""
    return Conversation(
        views=rows.list_views(session, round_id=round_id, board_id=board_id),
        replies=rows.list_replies(session, round_id=round_id, board_id=board_id),
    )


def record_view(
    session: Session,
    judgement: Judgement,
    *,
    library: Library,
    round_id: UUID,
    board_id: UUID,
    account: Account,
    now: datetime,
) -> tuple[OversightFault, ...]:
    """Add the authority's view of one domain of a board that has sent its report, or say what it lacks.

    An earlier view of the same domain stays; the board sees both.
    """
    _refuse_unsent(session, round_id=round_id, board_id=board_id)
    questionnaire = review_of(get_round(session, round_id), library)
    if questionnaire.domain(judgement.domain) is None:
        raise NotFoundError("There is no such domain. Go back to the list of domains.")
    faults = tuple(_faults(judgement, questionnaire))
    if not faults:
        view = AuthorityView(
            id=uuid4(),
            round_id=round_id,
            board_id=board_id,
            domain=judgement.domain,
            level=judgement.level,
            evidence=judgement.evidence.strip(),
            reasons=judgement.reasons.strip(),
            recorded_by=account.name,
            recorded_at=now,
        )
        rows.insert_view(session, view, account_id=account.id)
    return faults


def write_reply(
    session: Session, text: str, *, round_id: UUID, board_id: UUID, account: Account, now: datetime
) -> OversightFault | None:
    """Add a board's reply to the authority's views, or say what it lacks."""
    _refuse_unsent(session, round_id=round_id, board_id=board_id)
    if not rows.list_views(session, round_id=round_id, board_id=board_id):
        raise LifecycleError("The authority has not recorded a view yet, so there is nothing to reply to.")
    fault = _text_fault("reply", text, missing="Write your board’s reply")
    if fault is None:
        reply = BoardReply(
            id=uuid4(),
            round_id=round_id,
            board_id=board_id,
            text=text.strip(),
            written_by=account.name,
            written_at=now,
        )
        rows.insert_reply(session, reply, account_id=account.id)
    return fault


def _refuse_unsent(session: Session, *, round_id: UUID, board_id: UUID) -> None:
    if not has_sent_report(session, round_id=round_id, board_id=board_id):
        raise LifecycleError(
            "This board has not sent its report, so the authority has no view of it yet. "
            "Chair or clerk can send it once the evaluation is closed."
        )


def _faults(judgement: Judgement, questionnaire: Questionnaire) -> Iterator[OversightFault]:
    if judgement.level not in {level.id for level in questionnaire.rubric.levels}:
        yield OversightFault(field="level", message="Choose a level")
    evidence = _text_fault("evidence", judgement.evidence, missing="Say what you looked at")
    reasons = _text_fault("reasons", judgement.reasons, missing="Give your reasons")
    yield from (fault for fault in (evidence, reasons) if fault is not None)


def _text_fault(field: str, text: str, *, missing: str) -> OversightFault | None:
    length = len(text.strip())
    if length == 0:
        return OversightFault(field=field, message=missing)
    if length > LONGEST_TEXT:
        return OversightFault(
            field=field, message=f"Write {LONGEST_TEXT} characters or fewer; there are {length}"
        )
    return None
