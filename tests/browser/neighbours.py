"""Other boards of the round, answering through the same drafts as everybody."""

from collections.abc import Mapping
from random import Random
from uuid import UUID, uuid4

from govscore.questionnaire.model import Questionnaire, Role
from govscore.responses.model import Answer, Draft, Invitation, InvitationId
from govscore.responses.pseudonym import kept_role, pseudonym
from govscore.responses.routing import shown
from govscore.services.boards import BoardView, get_board
from govscore.services.installation import Installation
from govscore.services.transaction import Session
from govscore.storage.drafts import save_draft
from govscore.storage.respondents import insert_invitations
from govscore.storage.rounds import StoredEvaluation, list_evaluations

REVIEW = "board-self-review"


def answer_for_board(
    session: Session, installation: Installation, *, round_id: UUID, board_id: UUID, people: int, seed: int
) -> None:
    """Let this many governors of a board hand in their answers."""
    random, board = Random(seed), get_board(session, board_id)
    found = list_evaluations(session, round_id=round_id, board_ids=[board_id])
    stored = next((each for each in found if each.evaluation.questionnaire.code == REVIEW), None)
    if stored is None:
        return
    ref = stored.evaluation.questionnaire
    questionnaire = installation.library.get(ref.code, ref.version)
    for number in range(people):
        _answer(session, installation, stored, questionnaire, board, random=random, number=number)


def _answer(
    session: Session,
    installation: Installation,
    stored: StoredEvaluation,
    questionnaire: Questionnaire,
    board: BoardView,
    *,
    random: Random,
    number: int,
) -> None:
    invitation = Invitation(
        id=InvitationId(uuid4()),
        evaluation_id=stored.evaluation.id,
        name=f"Governor {number}",
        email=f"governor.{number}@example.org",
        role=Role.GOVERNOR,
    )
    insert_invitations(session, [invitation])
    answers = _choose(random, questionnaire, board)
    draft = Draft(
        pseudonym=pseudonym(installation.keys.open_draft_key(stored.draft_key or b""), invitation.id),
        role=kept_role(Role.GOVERNOR, questionnaire),
        answers=answers,
        has_submitted=True,
    )
    save_draft(session, stored.evaluation.id, draft, changed=answers)


def _choose(random: Random, questionnaire: Questionnaire, board: BoardView) -> Mapping[str, Answer]:
    asked = shown(
        questionnaire, governance=board.governance, phases=board.phases, role=Role.GOVERNOR, answers={}
    )
    return {
        question.id: Answer(choice=random.choice(questionnaire.scale_of(question).options[:4]).id)
        for question in asked
    }
