"""When an evaluation may be answered, closed and sent, and the cut at closing, from drafts to responses."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Answering, Question, Questionnaire
from govscore.responses.model import (
    Answer,
    Draft,
    Evaluation,
    EvaluationState,
    QuestionnaireRef,
    Response,
    ResponseId,
    Round,
)
from govscore.responses.pseudonym import kept_role

RANDOM_ID_VERSION = 4
_REFUSALS = {
    EvaluationState.WAITING: "has not opened yet, so it cannot be closed; wait until its round opens",
    EvaluationState.CLOSED: "is closed already; a closed evaluation never changes",
    EvaluationState.SENT: "is closed and its report has been sent; a closed evaluation never changes",
}


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What closing made of the drafts, and how many it left out: not submitted, or without an answer."""

    responses: tuple[Response, ...]
    unsubmitted: int
    empty: int


def check_window(opens_at: datetime, closes_at: datetime) -> None:
    """Refuse a round whose times carry no zone, or that closes before it has opened."""
    if opens_at.tzinfo is None or closes_at.tzinfo is None:
        raise LifecycleError("A round's opening and closing need a time zone")
    if closes_at <= opens_at:
        raise LifecycleError("A round must close after it opens; choose a later closing date")


def can_answer(evaluation: Evaluation, round_: Round, *, now: datetime) -> bool:
    """Say whether answers are taken: from the opening until the evaluation is closed or its round ends."""
    return evaluation.state(round_, now=now) is EvaluationState.OPEN and now < round_.closes_at


def can_close(evaluation: Evaluation, round_: Round, *, now: datetime) -> bool:
    """Say whether the evaluation is open; it may be closed before its round ends."""
    return evaluation.state(round_, now=now) is EvaluationState.OPEN


def is_due_to_close(evaluation: Evaluation, round_: Round, *, now: datetime) -> bool:
    """Say whether the round has ended and the evaluation is still open."""
    return can_close(evaluation, round_, now=now) and now >= round_.closes_at


def can_send(evaluation: Evaluation, round_: Round, *, now: datetime) -> bool:
    """Say whether the report can go to the authority: once closed, and only once."""
    return evaluation.state(round_, now=now) is EvaluationState.CLOSED


def close(
    questionnaire: Questionnaire,
    evaluation: Evaluation,
    drafts: Sequence[Draft],
    *,
    round_: Round,
    now: datetime,
    shown_for: Callable[[Draft], Iterable[Question]],
    new_ids: Iterable[UUID],
) -> Closing:
    """Turn the submitted drafts of an open evaluation into responses without person, order or time.

    Answers to questions that are not shown are dropped; a draft left with none becomes no response. The ids
    are random ones the caller drew, and the responses are sorted by them.
    """
    _check_open(evaluation, round_, now=now)
    _check_questionnaire(evaluation, questionnaire)
    submitted = [draft for draft in drafts if draft.has_submitted]
    cut = [replace(draft, answers=_kept_answers(draft, shown_for(draft))) for draft in submitted]
    answered = [draft for draft in cut if draft.answers]
    _check_count(questionnaire, len(answered))
    ids = _random_ids(new_ids, len(answered))
    responses = [_response(questionnaire, draft, id_) for draft, id_ in zip(answered, ids, strict=True)]
    return Closing(
        responses=tuple(sorted(responses, key=lambda response: response.id)),
        unsubmitted=len(drafts) - len(submitted),
        empty=len(submitted) - len(answered),
    )


def _check_open(evaluation: Evaluation, round_: Round, *, now: datetime) -> None:
    state = evaluation.state(round_, now=now)
    if state is not EvaluationState.OPEN:
        raise LifecycleError(f"The evaluation {_REFUSALS[state]}")


def _check_questionnaire(evaluation: Evaluation, questionnaire: Questionnaire) -> None:
    ref = evaluation.questionnaire
    given = QuestionnaireRef(
        code=questionnaire.code, version=questionnaire.version, digest=questionnaire.digest
    )
    if ref != given:
        raise LifecycleError(
            f"The evaluation was opened with {ref.code} {ref.version} as published then, and cannot be "
            f"closed with {given.code} {given.version}; put that version back unchanged"
        )


def _check_count(questionnaire: Questionnaire, answered: int) -> None:
    if questionnaire.manifest.answering is Answering.ONCE and answered > 1:
        raise LifecycleError(
            f"{questionnaire.manifest.title}: {answered} people have submitted answers where one answers for "
            "the board; withdraw all invitations but one, then close"
        )


def _response(questionnaire: Questionnaire, draft: Draft, id_: ResponseId) -> Response:
    return Response(
        id=id_,
        role=kept_role(draft.role, questionnaire),
        answers=draft.answers,
        shares_view=draft.shares_view and questionnaire.manifest.answering is Answering.ONCE,
    )


def _kept_answers(draft: Draft, shown: Iterable[Question]) -> Mapping[str, Answer]:
    """In the questionnaire's order, so that the order of answering is lost with the rest."""
    return {question.id: draft.answers[question.id] for question in shown if question.id in draft.answers}


def _random_ids(new_ids: Iterable[UUID], count: int) -> list[ResponseId]:
    ids = [ResponseId(id_) for id_ in _take(iter(new_ids), count)]
    if len(set(ids)) < count:
        raise LifecycleError(
            f"Closing needs {count} different ids for its responses, and was given {len(set(ids))}"
        )
    if any(id_.version != RANDOM_ID_VERSION for id_ in ids):
        raise LifecycleError("Closing needs random ids: an id made from the time would give the order away")
    return ids


def _take(ids: Iterator[UUID], count: int) -> list[UUID]:
    return [id_ for _, id_ in zip(range(count), ids, strict=False)]
