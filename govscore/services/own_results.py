"""What a board reads apart from its report, and who alone may: never the authority, never in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from govscore.errors import AccessError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.recommendations.recommend import recommend
from govscore.reporting.material import Scored
from govscore.reporting.own_results import OwnResults, compose_own_results
from govscore.responses.model import Round
from govscore.services.accounts import VICE_CHAIR, Account
from govscore.services.asked import Part, part_of
from govscore.services.boards import BoardView, get_board
from govscore.services.respond import questionnaire_of
from govscore.services.rounds import BoardRound, get_board_round
from govscore.services.transaction import Session
from govscore.storage.rounds import StoredEvaluation
from govscore.storage.scorecards import get_scorecard

READERS: Mapping[Part, tuple[str, ...]] = {
    Part.SKILLS: ("chair", "clerk"),
    Part.INDUCTION: ("chair", "clerk"),
    Part.CHAIR: (VICE_CHAIR,),
}


@dataclass(frozen=True, kw_only=True)
class Apart:
    """One questionnaire that is read apart: where it was asked, and what it came to once it has closed."""

    board: BoardView
    round: Round
    questionnaire: Questionnaire
    results: OwnResults | None


def may_read(part: Part, reader: Account, board_id: UUID) -> bool:
    """Say whether an account may read what a part came to on one board."""
    return reader.has_any(READERS.get(part, ()), board_id=board_id)


def find_own_results(
    session: Session, part: Part, *, round_id: UUID, board_id: UUID, reader: Account, library: Library
) -> Apart:
    """Find what a part came to, for whoever may read it; nothing of it while the evaluation is open."""
    if not may_read(part, reader, board_id):
        raise AccessError("These results are kept for others: ask your clerk who on your board reads them.")
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    stored, questionnaire = _asked(board_round, part, library)
    return Apart(
        board=get_board(session, board_id),
        round=board_round.round,
        questionnaire=questionnaire,
        results=_results(session, stored, questionnaire) if stored.is_closed else None,
    )


def _asked(board_round: BoardRound, part: Part, library: Library) -> tuple[StoredEvaluation, Questionnaire]:
    for stored in board_round.evaluations:
        questionnaire = questionnaire_of(library, stored.evaluation)
        if part_of(questionnaire) is part:
            return stored, questionnaire
    raise NotFoundError("This round did not ask your board about that. Go back to your board’s rounds.")


def _results(session: Session, stored: StoredEvaluation, questionnaire: Questionnaire) -> OwnResults:
    card = get_scorecard(session, stored.evaluation.id)
    scored = Scored(questionnaire=questionnaire, scorecard=card)
    return compose_own_results(scored, recommend(questionnaire, card, None))
