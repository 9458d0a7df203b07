"""Writing many closed evaluations at once, for a county that is simulated or restored."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.orm import Session

from govscore.responses.model import Evaluation, Invitation
from govscore.scoring.model import Scorecard
from govscore.storage.evaluations import EvaluationRow, InvitationRow
from govscore.storage.responses import StoredResponse, insert_responses
from govscore.storage.scorecards import insert_scorecards


@dataclass(frozen=True, kw_only=True)
class ClosedRecord:
    """One closed evaluation with everything that closing leaves behind."""

    evaluation: Evaluation
    governance: str
    phases: tuple[str, ...]
    invitations: tuple[Invitation, ...]
    answered: int
    responses: tuple[StoredResponse, ...]
    scorecard: Scorecard


def insert_closed(session: Session, records: Sequence[ClosedRecord]) -> None:
    """Write closed evaluations, in a fixed number of statements however many."""
    # Rows with a gap in them go into the same statement as those without.
    at_once = {"render_nulls": True}
    session.execute(
        insert(EvaluationRow).execution_options(**at_once), [_evaluation(record) for record in records]
    )
    session.execute(
        insert(InvitationRow).execution_options(**at_once),
        [
            {
                "id": invitation.id,
                "evaluation_id": invitation.evaluation_id,
                "name": invitation.name,
                "email": invitation.email,
                "role": invitation.role.value,
                "has_answered": invitation.has_answered,
            }
            for record in records
            for invitation in record.invitations
        ],
    )
    insert_responses(session, (response for record in records for response in record.responses))
    insert_scorecards(session, [record.scorecard for record in records])


def _evaluation(record: ClosedRecord) -> dict[str, object]:
    evaluation = record.evaluation
    return {
        "id": evaluation.id,
        "round_id": evaluation.round_id,
        "board_id": evaluation.board_id,
        "questionnaire_code": evaluation.questionnaire.code,
        "questionnaire_version": evaluation.questionnaire.version,
        "questionnaire_digest": evaluation.questionnaire.digest,
        "closed": True,
        "closed_at": evaluation.closed_at,
        "sent_at": evaluation.sent_at,
        "draft_key": None,
        "invited": len(record.invitations),
        "responses": record.answered,
        "governance": record.governance,
        "phases": " ".join(record.phases),
    }
