"""The form on paper of a board's questionnaire: only what this board is asked, until when, and of whom."""

from uuid import UUID

from govscore.errors import NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire, Role
from govscore.reporting.paper_form import Occasion, paper_form
from govscore.services.asked import check_takes_paper, questionnaire_named
from govscore.services.boards import BoardView, get_board
from govscore.services.dates import moment_words
from govscore.services.rounds import BoardRound, get_board_round
from govscore.services.transaction import Session

OF_TRUSTS = ("academy", "trust")


def board_paper_form(
    session: Session,
    code: str,
    *,
    round_id: UUID,
    board_id: UUID,
    library: Library,
    role: Role | None = None,
    large_print: bool = False,
) -> bytes:
    """Set the form that a board may hand out in a round; without a role, for most of those asked."""
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    board = get_board(session, board_id)
    questionnaire = _asked(board_round, code, library)
    return paper_form(
        questionnaire,
        role=role or _usual_role(questionnaire, board),
        governance=board.governance,
        phases=board.phases,
        large_print=large_print,
        occasion=Occasion(
            board=board.name,
            round=board_round.round.title,
            hand_in_by=moment_words(board_round.round.closes_at),
        ),
    )


def _asked(board_round: BoardRound, code: str, library: Library) -> Questionnaire:
    for stored in board_round.evaluations:
        if stored.evaluation.questionnaire.code == code:
            questionnaire = questionnaire_named(library, stored.evaluation.questionnaire)
            check_takes_paper(questionnaire)
            return questionnaire
    raise NotFoundError(
        "This round does not ask that questionnaire. Go back to the round and choose another."
    )


def _usual_role(questionnaire: Questionnaire, board: BoardView) -> Role:
    audience = questionnaire.manifest.audience
    usual = Role.TRUSTEE if board.governance in OF_TRUSTS else Role.GOVERNOR
    if usual in audience:
        return usual
    return Role.GOVERNOR if Role.GOVERNOR in audience else audience[0]
