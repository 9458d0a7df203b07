"""The simulated rounds, written in bulk: what closing, answering and inviting would have left behind."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from govscore.demo.rosters import Roster, roster_of
from govscore.demo.simulation import Guest, guests_of, new_id, partly, responses_of, turnout_of
from govscore.questionnaire.model import Questionnaire
from govscore.responses.model import (
    Draft,
    Evaluation,
    EvaluationId,
    Invitation,
    QuestionnaireRef,
    Response,
    Round,
)
from govscore.responses.pseudonym import kept_role, pseudonym
from govscore.responses.routing import shown
from govscore.responses.sheet import encode, notes_of
from govscore.scoring.model import Scorecard
from govscore.scoring.score import score_evaluation
from govscore.services.boards import BoardView
from govscore.services.closing import without_notes_for_nobody
from govscore.services.keys import Keys
from govscore.services.transaction import Session
from govscore.storage import drafts as draft_rows
from govscore.storage import respondents, rounds
from govscore.storage.bulk import ClosedRecord, insert_closed
from govscore.storage.responses import StoredResponse
from govscore.storage.rounds import StoredEvaluation

AT_A_TIME = 500
FEWEST_SHOWN = 5
OPEN_TURNOUT = 0.45
NOT_YET_INVITED = 0.2
UNFINISHED = 0.15


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One simulated round and what it needs: boards, questionnaires, chance, and how many sit on a board.

    With a turnout as many answer on every board; without one it differs from board to board. In the
    next school year somebody new may sit on a board.
    """

    round: Round
    boards: Sequence[BoardView]
    questionnaires: Sequence[Questionnaire]
    random: Random
    respondents: int | None = None
    turnout: float | None = None
    is_next_school_year: bool = False

    def roster_of(self, board: BoardView) -> Roster:
        """Who sits on a board."""
        return roster_of(board, size=self.respondents, is_next_school_year=self.is_next_school_year)


def fill_closed_round(session: Session, scene: Scene) -> int:
    """Write a round that has closed, with everybody's responses and scorecards; the responses are counted."""
    count = 0
    for start in range(0, len(scene.boards), AT_A_TIME):
        records = [
            record
            for i in range(start, min(start + AT_A_TIME, len(scene.boards)))
            for record in _closed(scene, scene.boards[i])
        ]
        insert_closed(session, records)
        count += sum(record.answered for record in records)
    return count


def fill_open_round(session: Session, scene: Scene, *, keys: Keys, invited: Collection[UUID]) -> None:
    """Write a round that is open: most boards have invited their people, some of whom have answered."""
    for board in scene.boards:
        is_invited = scene.random.random() >= NOT_YET_INVITED or board.id in invited
        _open(session, scene, board, is_invited=is_invited, keys=keys)


def _closed(scene: Scene, board: BoardView) -> Iterator[ClosedRecord]:
    random, roster = scene.random, scene.roster_of(board)
    turnout = scene.turnout or turnout_of(random)
    for questionnaire in scene.questionnaires:
        guests = guests_of(random, questionnaire, board, roster=roster, turnout=turnout)
        evaluation = _evaluation(scene, board, questionnaire)
        responses = without_notes_for_nobody(questionnaire, responses_of(random, questionnaire, guests))
        is_known = len(responses) >= FEWEST_SHOWN
        card = score_evaluation(
            questionnaire,
            evaluation.id,
            responses,
            invited=len(guests),
            governance=board.governance,
            phases=board.phases,
        )
        yield ClosedRecord(
            evaluation=evaluation,
            governance=board.governance,
            phases=board.phases,
            invitations=tuple(_invitation(evaluation, guest, is_known=is_known) for guest in guests),
            answered=len(responses),
            responses=_kept(evaluation, questionnaire, board, responses, card),
            scorecard=card,
        )


def _kept(
    evaluation: Evaluation,
    questionnaire: Questionnaire,
    board: BoardView,
    responses: Iterable[Response],
    card: Scorecard,
) -> tuple[StoredResponse, ...]:
    """Keep what closing would have kept: no answers that may be shown to nobody."""
    if card.overall_withheld is not None:
        return ()
    return tuple(
        StoredResponse(
            id=response.id,
            evaluation_id=evaluation.id,
            role=response.role.value,
            shares_view=response.shares_view,
            codes=encode(questionnaire, response.answers, _asked(questionnaire, board, response)),
            notes=notes_of(response.answers),
        )
        for response in responses
    )


def _open(session: Session, scene: Scene, board: BoardView, *, is_invited: bool, keys: Keys) -> None:
    """Open a board's evaluations, and invite its people unless nobody has been yet."""
    roster, turnout = scene.roster_of(board), scene.random.uniform(0.1, 2 * OPEN_TURNOUT)
    for questionnaire in scene.questionnaires:
        evaluation = replace(_evaluation(scene, board, questionnaire), closed_at=None)
        sealed = keys.new_draft_key()
        rounds.insert_evaluations(session, [StoredEvaluation(evaluation=evaluation, draft_key=sealed)])
        if not is_invited:
            continue
        guests = guests_of(scene.random, questionnaire, board, roster=roster, turnout=turnout)
        respondents.insert_invitations(session, [_invitation(evaluation, guest) for guest in guests])
        for guest in guests:
            _draft(session, scene.random, evaluation, questionnaire, guest, key=keys.open_draft_key(sealed))


def _draft(
    session: Session,
    random: Random,
    evaluation: Evaluation,
    questionnaire: Questionnaire,
    guest: Guest,
    *,
    key: bytes,
) -> None:
    if guest.answers is None:
        return
    is_finished = random.random() >= UNFINISHED
    writer = guest if is_finished else partly(random, guest)
    draft = Draft(
        pseudonym=pseudonym(key, guest.id),
        role=kept_role(guest.role, questionnaire),
        answers=writer.answers or {},
        has_submitted=is_finished,
        shares_view=guest.shares_view,
    )
    draft_rows.save_draft(session, evaluation.id, draft, changed=draft.answers)


def _evaluation(scene: Scene, board: BoardView, questionnaire: Questionnaire) -> Evaluation:
    ref = QuestionnaireRef(
        code=questionnaire.code, version=questionnaire.version, digest=questionnaire.digest
    )
    return Evaluation(
        id=EvaluationId(new_id(scene.random)),
        round_id=scene.round.id,
        board_id=board.id,
        questionnaire=ref,
        closed_at=scene.round.closes_at,
    )


def _invitation(evaluation: Evaluation, guest: Guest, *, is_known: bool = False) -> Invitation:
    return Invitation(
        id=guest.id,
        evaluation_id=evaluation.id,
        name=guest.name,
        email=guest.email,
        role=guest.role,
        has_answered=(guest.answers is not None) if is_known else None,
    )


def _asked(questionnaire: Questionnaire, board: BoardView, response: Response) -> frozenset[str]:
    asked = shown(
        questionnaire,
        governance=board.governance,
        phases=board.phases,
        role=response.role,
        answers=response.answers,
    )
    return frozenset(question.id for question in asked)
