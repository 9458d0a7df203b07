"""Sending what has been decided: which letters are due, taking one in hand, and what became of it."""

from datetime import datetime, timedelta
from uuid import UUID

from govscore.mail import Letter
from govscore.questionnaire.loader import Library
from govscore.responses.completeness import progress
from govscore.responses.lifecycle import can_answer
from govscore.responses.model import Progress
from govscore.services.keys import Keys
from govscore.services.letters import letter_to_account, letter_to_respondent
from govscore.services.respond import draft_pseudonym
from govscore.services.transaction import Session
from govscore.storage import outbox as rows
from govscore.storage.accounts import AccountRow
from govscore.storage.drafts import find_draft
from govscore.storage.outbox import Mail
from govscore.storage.respondents import StoredPlace, find_place

MOST_AT_ONCE = 100
FIRST_REST = timedelta(minutes=5)


def due_mail(session: Session, *, now: datetime) -> tuple[UUID, ...]:
    """List the letters to send now, the longest due first."""
    return rows.list_due(session, now=now, limit=MOST_AT_ONCE)


def is_due(session: Session, mail_id: UUID, *, now: datetime) -> bool:
    """Say whether a letter is to be sent now; cheap, and takes nothing in hand."""
    return rows.is_due(session, mail_id, now=now)


def take_letter(
    session: Session, mail_id: UUID, *, keys: Keys, library: Library, base_url: str, now: datetime
) -> Letter | None:
    """Take one letter in hand and write it; nothing where it is sent, in other hands, or no longer needed.

    Whether a reminder is still needed is found out here, and only once it is written: so writing fails for
    all or for none, and one that is not needed is marked as one that went. Nothing tells them apart.
    """
    mail = rows.claim(session, mail_id, now=now)
    if mail is None:
        return None
    if mail.account_id is not None:
        account = session.get_one(AccountRow, mail.account_id)
        return letter_to_account(session, account, reference=str(mail.id), base_url=base_url)
    found = find_place(session, mail.invitation_id) if mail.invitation_id else None
    if found is None:
        return None
    letter = letter_to_respondent(
        session,
        mail.letter,
        found,
        reference=str(mail.id),
        keys=keys,
        library=library,
        base_url=base_url,
        keyed_by=session.get_one(AccountRow, mail.keyed_by).name if mail.keyed_by else "",
    )
    if _is_needed(session, mail, found, keys=keys, now=now):
        return letter
    rows.record_sent(session, mail.id, at=now)
    return None


def mark_sent(session: Session, mail_id: UUID, *, now: datetime) -> None:
    """Put down that a letter went."""
    rows.record_sent(session, mail_id, at=now)


def mark_failed(session: Session, mail_id: UUID, *, failure: str, now: datetime) -> None:
    """Let a letter rest after a failed attempt, twice as long each time; after eight it is given up."""
    rest = FIRST_REST * 2 ** rows.count_attempts(session, mail_id)
    rows.record_failure(session, mail_id, failure=failure, retry_at=now + rest)


def mark_refused(session: Session, mail_id: UUID, *, failure: str, now: datetime) -> None:
    """Put down that a letter's address was not taken.

    A reminder counts as sent: a failure would tell that its holder had not answered, and that the address is
    wrong is told by the invitation.
    """
    if rows.is_reminder(session, mail_id):
        rows.record_sent(session, mail_id, at=now)
    else:
        mark_failed(session, mail_id, failure=failure, now=now)


def _is_needed(session: Session, mail: Mail, found: StoredPlace, *, keys: Keys, now: datetime) -> bool:
    if not can_answer(found.stored.evaluation, found.round, now=now):
        return False
    if mail.letter != "reminder":
        return True
    draft = find_draft(session, draft_pseudonym(keys, found.stored.draft_key, found.invitation))
    return progress(draft) is not Progress.SUBMITTED
