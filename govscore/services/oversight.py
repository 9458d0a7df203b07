"""The authority's own view of a board and the board's reply: beside the board's scores, never in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from govscore.errors import LifecycleError, NotFoundError
from govscore.oversight.model import AuthorityView, BoardReply
from govscore.oversight.moderation import Sheet, sheet_of
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.services.accounts import Account
from govscore.services.asked import review_of
from govscore.services.moderation import moderations_of
from govscore.services.transaction import Session
from govscore.storage import oversight as rows
from govscore.storage.reports import has_sent_report
from govscore.storage.rounds import get_round

LONGEST_TEXT = 4000


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What an officer concludes about one domain: the level, what they looked at, how good that is, and why."""

    domain: str
    level: str
    evidence: str
    reasons: str
    quality: str = ""


@dataclass(frozen=True, kw_only=True)
class OversightFault:
    """What is wrong with one field of a view or a reply."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Everything the authority and a board have said to each other about one round, the latest first.

    `moderations` are the sets that views were made with, by code@version, for their words.
    """

    views: tuple[AuthorityView, ...]
    replies: tuple[BoardReply, ...]
    moderations: Mapping[str, Questionnaire] = field(default_factory=dict)

    def of(self, domain_id: str) -> tuple[AuthorityView, ...]:
        """List the views of one domain, the latest first."""
        return tuple(view for view in self.views if view.domain == domain_id)

    @property
    def latest(self) -> tuple[AuthorityView, ...]:
        """The latest view of each domain."""
        return tuple({view.domain: view for view in reversed(self.views)}.values())


def conversation(
    session: Session, *, round_id: UUID, board_id: UUID, library: Library | None = None
) -> Conversation:
    """Gather the views and replies of one board in one round, with a library also what views were made with."""
    views = rows.list_views(session, round_id=round_id, board_id=board_id)
    return Conversation(
        views=views,
        moderations={} if library is None else moderations_of(views, library),
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
    moderation: Questionnaire | None = None,
) -> tuple[OversightFault, ...]:
    """Add the authority's view of one domain of a board that has sent its report, or say what it lacks.

    An earlier view of the same domain stays; the board sees both. What may be chosen is what the moderation
    set offers for the domain; without one, the levels of the board's own review.
    """
    _refuse_unsent(session, round_id=round_id, board_id=board_id)
    questionnaire = review_of(get_round(session, round_id), library)
    if questionnaire.domain(judgement.domain) is None:
        raise NotFoundError("There is no such domain. Go back to the list of domains.")
    sheet = None if moderation is None else sheet_of(moderation, judgement.domain)
    faults = tuple(_faults(judgement, questionnaire, sheet))
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
            quality=judgement.quality if sheet is not None and sheet.quality is not None else None,
            made_with=None if sheet is None else sheet.made_with,
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


def _faults(
    judgement: Judgement, questionnaire: Questionnaire, sheet: Sheet | None
) -> Iterator[OversightFault]:
    levels = questionnaire.rubric.levels if sheet is None else sheet.levels
    if judgement.level not in {level.id for level in levels}:
        yield OversightFault(field="level", message="Choose a level")
    if sheet is not None and sheet.quality is not None and sheet.quality_named(judgement.quality) is None:
        yield OversightFault(field="quality", message="Say how good the evidence is")
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
