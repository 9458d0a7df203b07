"""Whom a board asks: looking at a list before anything is sent, inviting, taking back, giving a new link."""

from datetime import datetime
from uuid import UUID

from govscore.errors import LifecycleError, NotFoundError
from govscore.mail import Letter
from govscore.questionnaire.loader import Library
from govscore.responses.completeness import progress
from govscore.responses.model import EvaluationState, Invitation, Progress
from govscore.responses.roster import Roster
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.letters import letter_to_respondent
from govscore.services.respond import draft_pseudonym, questionnaire_of
from govscore.services.rounds import BoardRound, get_board_round
from govscore.services.seating import Preview, Seats, plan_seats, seats_of
from govscore.services.transaction import Session
from govscore.storage import outbox
from govscore.storage import respondents as rows
from govscore.storage.drafts import delete_draft, find_draft
from govscore.storage.respondents import StoredPlace
from govscore.storage.rounds import lock_evaluations


def preview(session: Session, roster: Roster, *, round_id: UUID, board_id: UUID, library: Library) -> Preview:
    """Say what a list would do, and do nothing."""
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    return plan_seats(_seats(session, board_round, library), roster).preview


def add_respondents(
    session: Session, roster: Roster, *, round_id: UUID, board_id: UUID, library: Library, now: datetime
) -> Preview:
    """Invite everybody on a list who is not invited yet, and decide their letters; twice changes nothing."""
    lock_evaluations(session, round_id=round_id, board_id=board_id)
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    _check_running(board_round, now=now)
    plan = plan_seats(_seats(session, board_round, library), roster)
    rows.insert_invitations(session, plan.invitations)
    due_at = max(now, board_round.round.opens_at)
    outbox.insert_mail(session, "invitation", [each.id for each in plan.invitations], due_at=due_at)
    return plan.preview


def remove_respondent(
    session: Session, invitation_id: UUID, *, round_id: UUID, board_id: UUID, keys: Keys, now: datetime
) -> None:
    """Take an invitation back, and delete whatever its holder has answered so far."""
    found = _locked_place(session, invitation_id, round_id=round_id, board_id=board_id, now=now)
    name = draft_pseudonym(keys, found.stored.draft_key, found.invitation)
    rows.delete_invitation(session, invitation_id)
    delete_draft(session, name)


def send_new_link(
    session: Session, invitation_id: UUID, *, round_id: UUID, board_id: UUID, now: datetime
) -> None:
    """Make every earlier link of a respondent stop working, and send a new one."""
    found = _locked_place(session, invitation_id, round_id=round_id, board_id=board_id, now=now)
    rows.raise_link_version(session, invitation_id)
    outbox.insert_mail(session, "invitation", [invitation_id], due_at=max(now, found.round.opens_at))


def print_letter(
    session: Session,
    invitation_id: UUID,
    *,
    round_id: UUID,
    board_id: UUID,
    installation: Installation,
    now: datetime,
) -> Letter:
    """Write a letter to hand over on paper, with a new link, to somebody who has not begun to answer.

    Whoever prints it can see the link. So an answer already given is never behind a printed link, and the
    link in the earlier email stops working, which its holder will notice.
    """
    found = _locked_place(session, invitation_id, round_id=round_id, board_id=board_id, now=now)
    draft = find_draft(session, draft_pseudonym(installation.keys, found.stored.draft_key, found.invitation))
    if progress(draft) is not Progress.NOT_STARTED:
        raise LifecycleError(
            "This person has begun to answer, and a letter with their link would let its reader see their "
            "answers. Send them a new link by email instead."
        )
    rows.raise_link_version(session, invitation_id)
    renewed = rows.find_place(session, invitation_id) or found
    return letter_to_respondent(
        session,
        "printed",
        renewed,
        reference=str(invitation_id),
        keys=installation.keys,
        library=installation.library,
        base_url=installation.base_url,
    )


def get_respondent(session: Session, invitation_id: UUID, *, round_id: UUID, board_id: UUID) -> Invitation:
    """Find one of a board's respondents in a round."""
    return find_stored(session, invitation_id, round_id=round_id, board_id=board_id).invitation


def _locked_place(
    session: Session, invitation_id: UUID, *, round_id: UUID, board_id: UUID, now: datetime
) -> StoredPlace:
    lock_evaluations(session, round_id=round_id, board_id=board_id)
    _check_running(get_board_round(session, round_id=round_id, board_id=board_id), now=now)
    return find_stored(session, invitation_id, round_id=round_id, board_id=board_id)


def find_stored(session: Session, invitation_id: UUID, *, round_id: UUID, board_id: UUID) -> StoredPlace:
    """Find the invitation of one of a board's respondents with its evaluation and round."""
    found = rows.find_place(session, invitation_id)
    if found is None or (found.round.id, found.stored.evaluation.board_id) != (round_id, board_id):
        raise NotFoundError("This person is not among the board's respondents. They may have been removed.")
    return found


def _check_running(board_round: BoardRound, *, now: datetime) -> None:
    if board_round.state(now=now) not in (EvaluationState.WAITING, EvaluationState.OPEN):
        raise LifecycleError("This round is closed for your board, so its respondents stay as they were.")
    if now >= board_round.round.closes_at:
        raise LifecycleError(
            "This round has ended and is being closed, so its respondents stay as they were."
        )


def _seats(session: Session, board_round: BoardRound, library: Library) -> Seats:
    questionnaires = {
        stored.evaluation.id: questionnaire_of(library, stored.evaluation)
        for stored in board_round.evaluations
    }
    return seats_of(questionnaires, rows.list_invitations(session, list(questionnaires)))
