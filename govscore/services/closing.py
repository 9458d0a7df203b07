"""Closing a board's evaluations: the cut after which nobody can tell whose an answer was.

Afterwards the caller lets the database forget what was deleted: `Database.forget_deleted`, once committed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from govscore.errors import NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Question, Questionnaire
from govscore.questionnaire.promises import Promise, promise_of
from govscore.responses.lifecycle import Closing, close
from govscore.responses.model import Draft, Invitation, InvitationId, Response, Round
from govscore.responses.pseudonym import pseudonym
from govscore.responses.routing import shown
from govscore.responses.sheet import encode, notes_of
from govscore.scoring.disclosure import MIN_GROUP
from govscore.scoring.model import Scorecard
from govscore.scoring.score import score_evaluation
from govscore.services.boards import BoardView, get_board
from govscore.services.keys import Keys
from govscore.services.respond import questionnaire_of
from govscore.services.transaction import Session
from govscore.services.turnout import BoardTurnout, QuestionnaireTurnout
from govscore.storage import drafts as draft_rows
from govscore.storage import outbox
from govscore.storage import rounds as rows
from govscore.storage.respondents import forget_paper, list_invitations, record_who_answered
from govscore.storage.responses import StoredResponse, insert_responses
from govscore.storage.rounds import StoredEvaluation
from govscore.storage.scorecards import insert_scorecard

FORGETTING = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class ClosedEvaluation:
    """What closing came to: how many were invited, answered, and were left out as not finished."""

    evaluation_id: UUID
    title: str
    invited: int
    responses: int
    unsubmitted: int
    empty: int


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What closing one questionnaire now would mean."""

    questionnaire: QuestionnaireTurnout
    is_too_few: bool

    @property
    def unfinished(self) -> int:
        """How many have begun but not handed in; their answers would not count."""
        return self.questionnaire.turnout.started


def outlook(turnout: BoardTurnout) -> tuple[Outlook, ...]:
    """Say, before closing, what closing now would leave out or withhold."""
    return tuple(
        Outlook(questionnaire=each, is_too_few=_is_group(each) and each.turnout.submitted < MIN_GROUP)
        for each in turnout.questionnaires
    )


def close_board(
    session: Session, *, round_id: UUID, board_id: UUID, keys: Keys, library: Library, now: datetime
) -> tuple[ClosedEvaluation, ...]:
    """Close all of a board's evaluations in a round that are still open; where none is, do nothing.

    Answers that may be shown to nobody, being too few or one person's without their agreement, are not kept.
    """
    stored = rows.lock_evaluations(session, round_id=round_id, board_id=board_id)
    if not stored:
        raise NotFoundError("This board does not take part in that round.")
    still_open = [each for each in stored if not each.is_closed]
    if not still_open:
        return ()
    cut = _Cut(
        round=rows.get_round(session, round_id),
        board=get_board(session, board_id),
        keys=keys,
        library=library,
        now=now,
    )
    return tuple(_close(session, each, cut) for each in still_open)


def close_if_due(
    session: Session, *, round_id: UUID, board_id: UUID, keys: Keys, library: Library, now: datetime
) -> tuple[ClosedEvaluation, ...]:
    """Close a board's evaluations if their round has ended; it may have been given more time meanwhile."""
    if now < rows.get_round(session, round_id, lock=True).closes_at:
        return ()
    return close_board(session, round_id=round_id, board_id=board_id, keys=keys, library=library, now=now)


def due_closings(session: Session, *, now: datetime) -> tuple[tuple[UUID, UUID], ...]:
    """List round and board wherever a round has ended and the board is not closed yet."""
    return tuple(rows.list_overdue(session, now=now))


def has_closed_lately(session: Session, *, now: datetime) -> bool:
    """Say whether what closing deleted may still be in the files.

    Whoever reads while a board closes keeps the database from forgetting, so it is made to once more.
    """
    return rows.has_closed_since(session, now - FORGETTING)


@dataclass(frozen=True, kw_only=True)
class _Cut:
    """What closing each of a board's evaluations needs beside the evaluation."""

    round: Round
    board: BoardView
    keys: Keys
    library: Library
    now: datetime


def _close(session: Session, stored: StoredEvaluation, cut: _Cut) -> ClosedEvaluation:
    questionnaire = questionnaire_of(cut.library, stored.evaluation)
    invitations = list_invitations(session, [stored.evaluation.id])
    pseudonyms = _pseudonyms(stored, invitations, keys=cut.keys)
    drafts = draft_rows.list_drafts(session, list(pseudonyms))
    shown_for = partial(_shown, questionnaire, cut.board)
    closing = close(
        questionnaire,
        stored.evaluation,
        drafts,
        round_=cut.round,
        now=cut.now,
        shown_for=shown_for,
        new_ids=_new_ids(),
    )
    closing = replace(closing, responses=without_notes_for_nobody(questionnaire, closing.responses))
    answered = _answered(pseudonyms, drafts, shown_for=shown_for)
    _forget(session, stored, invitations)
    on_paper = len({each.id for each in invitations if each.on_paper} & set(answered))
    _record(session, stored, closing, invited=len(invitations), on_paper=on_paper, cut=cut)
    if len(closing.responses) >= MIN_GROUP:
        record_who_answered(session, stored.evaluation.id, answered)
    card = _score(stored, questionnaire, cut.board, closing, invited=len(invitations))
    insert_scorecard(session, card)
    if card.overall_withheld is None:
        _keep(session, stored, questionnaire, cut.board, closing)
    return ClosedEvaluation(
        evaluation_id=stored.evaluation.id,
        title=questionnaire.manifest.title,
        invited=len(invitations),
        responses=len(closing.responses),
        unsubmitted=closing.unsubmitted,
        empty=closing.empty,
    )


def without_notes_for_nobody(
    questionnaire: Questionnaire, responses: tuple[Response, ...]
) -> tuple[Response, ...]:
    """Of skills only totals are read, so what people noted for themselves goes with their drafts."""
    if promise_of(questionnaire.manifest) is not Promise.SKILLS:
        return responses
    return tuple(_bare(each) for each in responses)


def _bare(response: Response) -> Response:
    answers = {key: replace(answer, note="") for key, answer in response.answers.items()}
    return replace(response, answers=answers)


def _shown(questionnaire: Questionnaire, board: BoardView, draft: Draft) -> tuple[Question, ...]:
    """The role decides only whether somebody is asked, so any role of the audience stands for a draft's."""
    return shown(
        questionnaire,
        governance=board.governance,
        phases=board.phases,
        role=questionnaire.manifest.audience[0],
        answers=draft.answers,
    )


def _new_ids() -> Iterator[UUID]:
    while True:
        yield uuid4()


def _pseudonyms(
    stored: StoredEvaluation, invitations: Iterable[Invitation], *, keys: Keys
) -> Mapping[bytes, InvitationId]:
    """Say whose each draft is, for the last time: afterwards the key is gone."""
    key = keys.open_draft_key(stored.draft_key) if stored.draft_key else b""
    return {pseudonym(key, each.id): each.id for each in invitations}


def _answered(
    pseudonyms: Mapping[bytes, InvitationId],
    drafts: Iterable[Draft],
    *,
    shown_for: Callable[[Draft], Iterable[Question]],
) -> tuple[InvitationId, ...]:
    """List whose drafts become responses, in an order that tells nothing more."""
    return tuple(
        sorted(
            pseudonyms[draft.pseudonym]
            for draft in drafts
            if draft.has_submitted and any(question.id in draft.answers for question in shown_for(draft))
        )
    )


def _forget(session: Session, stored: StoredEvaluation, invitations: Iterable[Invitation]) -> None:
    """Delete the drafts, who answered on paper, and letters: one that failed or was late may tell who answered."""
    draft_rows.delete_drafts(session, stored.evaluation.id)
    forget_paper(session, stored.evaluation.id)
    outbox.delete_mail(session, [each.id for each in invitations])


def _record(
    session: Session, stored: StoredEvaluation, closing: Closing, *, invited: int, on_paper: int, cut: _Cut
) -> None:
    """How many came on paper is kept only where it is no mark on one of a few responses."""
    rows.mark_closed(
        session,
        stored.evaluation.id,
        at=cut.now,
        invited=invited,
        responses=len(closing.responses),
        on_paper=on_paper if len(closing.responses) >= MIN_GROUP else None,
        governance=cut.board.governance,
        phases=cut.board.phases,
    )


def _keep(
    session: Session,
    stored: StoredEvaluation,
    questionnaire: Questionnaire,
    board: BoardView,
    closing: Closing,
) -> None:
    insert_responses(
        session,
        (
            StoredResponse(
                id=response.id,
                evaluation_id=stored.evaluation.id,
                role=response.role.value,
                shares_view=response.shares_view,
                codes=encode(questionnaire, response.answers, _shown_ids(questionnaire, board, response)),
                notes=notes_of(response.answers),
            )
            for response in closing.responses
        ),
    )


def _shown_ids(questionnaire: Questionnaire, board: BoardView, response: Response) -> frozenset[str]:
    asked = _shown(questionnaire, board, Draft(pseudonym=b"", role=response.role, answers=response.answers))
    return frozenset(question.id for question in asked)


def _score(
    stored: StoredEvaluation,
    questionnaire: Questionnaire,
    board: BoardView,
    closing: Closing,
    *,
    invited: int,
) -> Scorecard:
    return score_evaluation(
        questionnaire,
        stored.evaluation.id,
        closing.responses,
        invited=invited,
        governance=board.governance,
        phases=board.phases,
    )


def _is_group(each: QuestionnaireTurnout) -> bool:
    return each.answering is Answering.EACH
