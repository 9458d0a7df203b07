"""Queries on invitations. Nothing here is written when somebody answers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from govscore.questionnaire.model import Role
from govscore.responses.model import EvaluationId, Invitation, InvitationId, Round
from govscore.storage.evaluations import EvaluationRow, InvitationRow, RoundRow
from govscore.storage.rounds import StoredEvaluation, to_evaluation, to_round


@dataclass(frozen=True, kw_only=True)
class StoredPlace:
    """An invitation with the evaluation and the round it belongs to."""

    invitation: Invitation
    stored: StoredEvaluation
    round: Round


def insert_invitations(session: Session, invitations: Iterable[Invitation]) -> None:
    """Write invitations, all in one statement however many."""
    rows = [
        {
            "id": invitation.id,
            "evaluation_id": invitation.evaluation_id,
            "name": invitation.name,
            "email": invitation.email,
            "role": invitation.role.value,
            "link_version": invitation.link_version,
        }
        for invitation in invitations
    ]
    if rows:
        session.execute(insert(InvitationRow), rows)


def list_invitations(session: Session, evaluation_ids: Collection[UUID]) -> tuple[Invitation, ...]:
    """List who is invited to these evaluations, by name."""
    found = session.scalars(
        select(InvitationRow)
        .where(InvitationRow.evaluation_id.in_(evaluation_ids))
        .order_by(InvitationRow.name, InvitationRow.email, InvitationRow.id)
        .execution_options(populate_existing=True)
    )
    return tuple(_to_invitation(row) for row in found)


def hold_open(session: Session, invitation_id: UUID) -> None:
    """Keep an invitation's evaluation from closing until the transaction ends; others may save meanwhile.

    Whoever closes, adds or removes takes the evaluation's row first too, so that no two wait for each other.
    """
    session.execute(
        select(EvaluationRow.id)
        .join(InvitationRow, InvitationRow.evaluation_id == EvaluationRow.id)
        .where(InvitationRow.id == invitation_id)
        .with_for_update(read=True, of=EvaluationRow)
    )


def find_place(session: Session, invitation_id: UUID) -> StoredPlace | None:
    """Find an invitation with its evaluation and round, in one statement."""
    row = session.execute(
        select(InvitationRow, EvaluationRow, RoundRow)
        .join(EvaluationRow, EvaluationRow.id == InvitationRow.evaluation_id)
        .join(RoundRow, RoundRow.id == EvaluationRow.round_id)
        .where(InvitationRow.id == invitation_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        return None
    invitation, evaluation, round_ = row
    return StoredPlace(
        invitation=_to_invitation(invitation), stored=to_evaluation(evaluation), round=to_round(round_, ())
    )


def delete_invitation(session: Session, invitation_id: UUID) -> None:
    """Take an invitation back; its letters go with it."""
    session.execute(delete(InvitationRow).where(InvitationRow.id == invitation_id))


def raise_link_version(session: Session, invitation_id: UUID) -> None:
    """Make every link handed out so far stop working."""
    session.execute(
        update(InvitationRow)
        .where(InvitationRow.id == invitation_id)
        .values(link_version=InvitationRow.link_version + 1)
    )


def mark_on_paper(session: Session, invitation_id: UUID) -> None:
    """Put down that an invitation's answers were keyed in from paper."""
    session.execute(update(InvitationRow).where(InvitationRow.id == invitation_id).values(on_paper=True))


def forget_paper(session: Session, evaluation_id: UUID) -> None:
    """Forget whose answers were keyed in from paper."""
    of_evaluation = InvitationRow.evaluation_id == evaluation_id
    session.execute(update(InvitationRow).where(of_evaluation).values(on_paper=False))


def record_who_answered(session: Session, evaluation_id: UUID, answered: Collection[InvitationId]) -> None:
    """Put down for everybody at once, at closing, whether they answered."""
    of_evaluation = InvitationRow.evaluation_id == evaluation_id
    session.execute(
        update(InvitationRow).where(of_evaluation).values(has_answered=InvitationRow.id.in_(answered))
    )


def _to_invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        id=InvitationId(row.id),
        evaluation_id=EvaluationId(row.evaluation_id),
        name=row.name,
        email=row.email,
        role=Role(row.role),
        link_version=row.link_version,
        has_answered=row.has_answered,
        on_paper=row.on_paper,
    )
