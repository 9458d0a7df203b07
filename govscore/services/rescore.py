"""Proving that stored scorecards still come out the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from govscore.errors import ResponseError, ScoringError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire, Role
from govscore.responses.model import Response, ResponseId
from govscore.responses.sheet import decode
from govscore.scoring.disclosure import MIN_GROUP, withhold_all
from govscore.scoring.model import Scorecard, Withheld
from govscore.scoring.score import score_evaluation
from govscore.services.boards import BoardView, list_boards
from govscore.services.transaction import Session
from govscore.storage import responses, rounds, scorecards
from govscore.storage.responses import StoredResponse
from govscore.storage.rounds import StoredEvaluation

AT_A_TIME = 200


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One evaluation whose scorecard does not come out the same, and in what."""

    evaluation_id: UUID
    what: str


@dataclass(frozen=True, kw_only=True)
class Rescoring:
    """How many scorecards were recomputed, and which differ."""

    scorecards: int
    differences: tuple[Difference, ...]


def rescore_round(session: Session, round_id: UUID, *, library: Library) -> Rescoring:
    """Recompute every stored scorecard of a round from its closed responses."""
    rounds.get_round(session, round_id)
    closed = [stored for stored in rounds.list_evaluations(session, round_id=round_id) if stored.is_closed]
    differences: list[Difference] = []
    for start in range(0, len(closed), AT_A_TIME):
        differences.extend(_differences(session, closed[start : start + AT_A_TIME], library=library))
    return Rescoring(scorecards=len(closed), differences=tuple(differences))


def _differences(
    session: Session, batch: Sequence[StoredEvaluation], *, library: Library
) -> Iterator[Difference]:
    ids = tuple(stored.evaluation.id for stored in batch)
    boards = {view.id: view for view in list_boards(session, tuple({s.evaluation.board_id for s in batch}))}
    kept = {card.evaluation_id: card for card in scorecards.list_scorecards_of(session, ids)}
    answered: dict[UUID, list[StoredResponse]] = {id_: [] for id_ in ids}
    for response in responses.list_responses(session, ids):
        answered[response.evaluation_id].append(response)
    for stored in batch:
        id_, board = stored.evaluation.id, boards[stored.evaluation.board_id]
        what = _what_differs(stored, board, kept.get(id_), answered[id_], library=library)
        if what:
            yield Difference(evaluation_id=id_, what=what)


def _what_differs(
    stored: StoredEvaluation,
    board: BoardView,
    kept: Scorecard | None,
    answered: Sequence[StoredResponse],
    *,
    library: Library,
) -> str | None:
    """Say in what an evaluation's scorecard does not come out the same, or nothing where it does."""
    ref = stored.evaluation.questionnaire
    questionnaire = library.get(ref.code, ref.version)
    if questionnaire.digest != ref.digest:
        return f"the questionnaire {ref.code} {ref.version} is no longer what it was when the round opened"
    if kept is None:
        return "it is closed and has no stored scorecard"
    try:
        again = _score(stored, board, questionnaire, answered)
    except (ResponseError, ScoringError) as error:
        return f"its responses cannot be scored: {error}"
    if not answered and kept.overall_withheld is not None:
        again = _withheld_whole(again, stored, kept.overall_withheld)
    fields = [name for name in Scorecard.__dataclass_fields__ if getattr(kept, name) != getattr(again, name)]
    return f"stored and recomputed differ in {', '.join(fields)}" if fields else None


def _withheld_whole(again: Scorecard, stored: StoredEvaluation, reason: Withheld) -> Scorecard:
    """Make the card of answers that may be shown to nobody, and so were not kept: it says how many they were."""
    count = stored.responses or 0
    return withhold_all(replace(again, responses=count), reason) if count < MIN_GROUP else again


def _score(
    stored: StoredEvaluation,
    board: BoardView,
    questionnaire: Questionnaire,
    answered: Sequence[StoredResponse],
) -> Scorecard:
    """Score as at closing: for the board as it was then, though it may since have become an academy's."""
    return score_evaluation(
        questionnaire,
        stored.evaluation.id,
        [_response(questionnaire, each) for each in answered],
        invited=stored.invited or 0,
        governance=board.governance if stored.governance is None else stored.governance,
        phases=board.phases if stored.governance is None else stored.phases,
    )


def _response(questionnaire: Questionnaire, stored: StoredResponse) -> Response:
    return Response(
        id=ResponseId(stored.id),
        role=Role(stored.role),
        answers=decode(questionnaire, stored.codes, stored.notes),
        shares_view=stored.shares_view,
    )
