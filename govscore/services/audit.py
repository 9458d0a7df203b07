"""Who did and viewed what; never what a respondent does, and never an answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.services.transaction import Session
from govscore.storage.audit import AuditRow


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act: by whom, what, on what."""

    account_id: UUID | None
    action: str
    subject: str
    detail: str = ""


def record_acts(session: Session, acts: tuple[Act, ...], *, at: datetime) -> None:
    """Add acts to the audit table."""
    session.add_all(
        AuditRow(at=at, account_id=act.account_id, action=act.action, subject=act.subject, detail=act.detail)
        for act in acts
    )
