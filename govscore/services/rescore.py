"""Proving that stored scorecards still come out the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from govscore.questionnaire.loader import Library
from govscore.scoring.model import Scorecard
from govscore.scoring.score import score_evaluation
from govscore.services.boards import list_boards
from govscore.services.transaction import Session
from govscore.storage import responses, rounds, scorecards
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
    session: Session, batch: list[StoredEvaluation], *, library: Library
) -> Iterator[Difference]:
    ids = tuple(stored.evaluation.id for stored in batch)
    boards = {view.id: view for view in list_boards(session, tuple({s.evaluation.board_id for s in batch}))}
    kept = {card.evaluation_id: card for card in scorecards.list_scorecards_of(session, ids)}
    answered = responses.list_responses_of(session, ids, library=library)
    for stored in batch:
        evaluation, board = stored.evaluation, boards[stored.evaluation.board_id]
        again = score_evaluation(
            library.get(evaluation.questionnaire.code, evaluation.questionnaire.version),
            evaluation.id,
            answered.get(evaluation.id, ()),
            invited=stored.invited or 0,
            governance=board.governance,
            phases=board.phases,
        )
        what = _what_differs(kept.get(evaluation.id), again)
        if what:
            yield Difference(evaluation_id=evaluation.id, what=what)


def _what_differs(kept: Scorecard | None, again: Scorecard) -> str | None:
    if kept is None:
        return "it is closed and has no stored scorecard"
    if kept == again:
        return None
    fields = [name for name in Scorecard.__dataclass_fields__ if getattr(kept, name) != getattr(again, name)]
    return f"stored and recomputed differ in {', '.join(fields)}"
