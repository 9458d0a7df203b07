"""Opening a round to boards, finding rounds again, and giving boards more time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.model import Questionnaire
from govscore.responses.model import (
    Evaluation,
    EvaluationId,
    EvaluationState,
    QuestionnaireRef,
    Round,
    RoundId,
)
from govscore.services.asked import asked_of
from govscore.services.authority import get_authority
from govscore.services.boards import BoardView, list_boards
from govscore.services.keys import Keys
from govscore.services.round_choice import choice_messages
from govscore.services.transaction import Session
from govscore.storage import rounds as rows
from govscore.storage.rounds import StoredEvaluation

LONGEST_TITLE = 100
LONGEST_ROUND = timedelta(days=366)
NOBODY_ASKED = "What you chose is meant for other kinds of board: choose other boards, or ask something else"


@dataclass(frozen=True, kw_only=True)
class RoundFault:
    """What is wrong with one field of a round that is to be opened."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class BoardRound:
    """One board in one round: its evaluations, and where they stand together."""

    round: Round
    board_id: UUID
    evaluations: tuple[StoredEvaluation, ...]

    def state(self, *, now: datetime) -> EvaluationState:
        """Say where the board stands; its evaluations open, close and are sent together."""
        states = {each.evaluation.state(self.round, now=now) for each in self.evaluations}
        order = (EvaluationState.OPEN, EvaluationState.WAITING, EvaluationState.CLOSED, EvaluationState.SENT)
        return next(state for state in order if state in states)


def check_round(
    *,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    questionnaires: Sequence[Questionnaire],
    boards: Sequence[BoardView],
    now: datetime,
) -> tuple[RoundFault, ...]:
    """Say what is wrong with a round before it is opened, field by field."""
    faults = (*_title_faults(title), *_date_faults(opens_at, closes_at, now), *_choice_faults(questionnaires))
    reaches_nobody = bool(boards) and not any(asked_of(board, questionnaires) for board in boards)
    if not boards:
        faults = (*faults, RoundFault(field="boards", message="Choose at least one board to ask"))
    elif reaches_nobody and "questionnaires" not in {fault.field for fault in faults}:
        faults = (*faults, RoundFault(field="boards", message=NOBODY_ASKED))
    return faults


def open_round(
    session: Session,
    *,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    questionnaires: Sequence[Questionnaire],
    board_ids: Sequence[UUID],
    keys: Keys,
    now: datetime,
) -> RoundId:
    """Open a round: one evaluation for each board and questionnaire meant for it, each with its own key."""
    boards = list_boards(session, tuple(dict.fromkeys(board_ids)))
    if len(boards) != len(set(board_ids)):
        raise NotFoundError("One of these boards is not there any more. Choose again from the list.")
    faults = check_round(
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        questionnaires=questionnaires,
        boards=boards,
        now=now,
    )
    if faults:
        raise LifecycleError("; ".join(fault.message for fault in faults))
    round_ = Round(
        id=RoundId(uuid4()),
        title=title.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        questionnaires=tuple(_ref(questionnaire) for questionnaire in questionnaires),
        is_simulated=get_authority(session).is_simulated,
    )
    rows.insert_round(session, round_, created_at=now)
    rows.insert_evaluations(session, _evaluations(round_, boards, questionnaires, keys))
    return round_.id


def get_round(session: Session, round_id: UUID) -> Round:
    """Find a round."""
    return rows.get_round(session, round_id)


def list_rounds(session: Session) -> tuple[Round, ...]:
    """List every round, the newest first."""
    return rows.list_rounds(session)


def get_board_round(session: Session, *, round_id: UUID, board_id: UUID) -> BoardRound:
    """Find one board's part in a round."""
    round_ = rows.get_round(session, round_id)
    evaluations = rows.list_evaluations(session, round_id=round_id, board_ids=[board_id])
    if not evaluations:
        raise NotFoundError("This board does not take part in that round.")
    return BoardRound(round=round_, board_id=board_id, evaluations=evaluations)


def rounds_of_board(session: Session, board_id: UUID) -> tuple[BoardRound, ...]:
    """List the rounds in which a board takes part, the newest first."""
    return rounds_of_boards(session, [board_id])


def rounds_of_boards(session: Session, board_ids: Sequence[UUID]) -> tuple[BoardRound, ...]:
    """List every round and board of several boards, in a fixed number of statements."""
    found: dict[tuple[UUID, UUID], list[StoredEvaluation]] = {}
    for stored in rows.list_evaluations(session, board_ids=board_ids):
        found.setdefault((stored.evaluation.round_id, stored.evaluation.board_id), []).append(stored)
    return tuple(
        BoardRound(round=round_, board_id=board_id, evaluations=tuple(found[round_.id, board_id]))
        for round_ in rows.list_rounds_of(session, board_ids)
        for board_id in board_ids
        if (round_.id, board_id) in found
    )


def move_closing_date(session: Session, *, round_id: UUID, closes_at: datetime, now: datetime) -> Round:
    """Give boards more time, as long as the round is running; a promised date never comes nearer."""
    round_ = rows.get_round(session, round_id, lock=True)
    if now >= round_.closes_at:
        raise LifecycleError("This round has ended, so its closing date stays; open a new round instead.")
    if closes_at < round_.closes_at:
        raise LifecycleError(
            "The new closing date is earlier than the one boards were told; choose a later one."
        )
    if closes_at - round_.opens_at > LONGEST_ROUND:
        raise LifecycleError("The new closing date must be within a year of the opening date.")
    rows.set_closing_date(session, round_id, closes_at)
    return rows.get_round(session, round_id)


def _ref(questionnaire: Questionnaire) -> QuestionnaireRef:
    return QuestionnaireRef(
        code=questionnaire.code, version=questionnaire.version, digest=questionnaire.digest
    )


def _evaluations(
    round_: Round, boards: Iterable[BoardView], questionnaires: Sequence[Questionnaire], keys: Keys
) -> Iterator[StoredEvaluation]:
    for board in boards:
        for questionnaire in asked_of(board, questionnaires):
            evaluation = Evaluation(
                id=EvaluationId(uuid4()),
                round_id=round_.id,
                board_id=board.id,
                questionnaire=_ref(questionnaire),
            )
            yield StoredEvaluation(evaluation=evaluation, draft_key=keys.new_draft_key())


def _title_faults(title: str) -> Iterator[RoundFault]:
    if not title.strip():
        yield RoundFault(field="title", message="Enter a title for the round, such as Autumn 2026")
    elif len(title.strip()) > LONGEST_TITLE:
        message = f"The title has {len(title.strip())} characters; {LONGEST_TITLE} or fewer will do"
        yield RoundFault(field="title", message=message)


def _date_faults(opens_at: datetime, closes_at: datetime, now: datetime) -> Iterator[RoundFault]:
    if closes_at <= opens_at:
        yield RoundFault(field="closes", message="The closing date must be after the opening date")
    elif closes_at <= now:
        yield RoundFault(field="closes", message="The closing date must be in the future")
    elif closes_at - opens_at > LONGEST_ROUND:
        message = "The closing date must be within a year of the opening date"
        yield RoundFault(field="closes", message=message)


def _choice_faults(questionnaires: Sequence[Questionnaire]) -> Iterator[RoundFault]:
    for message in choice_messages(questionnaires):
        yield RoundFault(field="questionnaires", message=message)
