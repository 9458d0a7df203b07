"""Opening, closing, and the cut from drafts to responses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid1

import pytest

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Answering, Question, Questionnaire, Role
from govscore.responses.lifecycle import (
    Closing,
    can_answer,
    can_close,
    can_send,
    check_window,
    close,
    is_due_to_close,
)
from govscore.responses.model import Draft, Evaluation
from tests.make import (
    make_answers,
    make_domain,
    make_draft,
    make_evaluation,
    make_id,
    make_questionnaire,
    make_round,
)

ROUND = make_round()
MID = datetime(2026, 11, 15, tzinfo=UTC)
BEFORE = datetime(2026, 10, 31, tzinfo=UTC)
AFTER = datetime(2026, 12, 2, tzinfo=UTC)
QUESTIONNAIRE = make_questionnaire()
IDS = tuple(make_id("new", number) for number in range(20))


def everything(questionnaire: Questionnaire) -> Callable[[Draft], tuple[Question, ...]]:
    return lambda draft: questionnaire.questions


def closing(
    *drafts: Draft,
    questionnaire: Questionnaire = QUESTIONNAIRE,
    evaluation: Evaluation | None = None,
    now: datetime = MID,
    new_ids: tuple[UUID, ...] = IDS,
) -> Closing:
    return close(
        questionnaire,
        evaluation or make_evaluation(questionnaire),
        drafts,
        round_=ROUND,
        now=now,
        shown_for=everything(questionnaire),
        new_ids=new_ids,
    )


def test_answers_are_taken_from_the_opening_to_the_end_of_the_round() -> None:
    evaluation = make_evaluation()
    assert [can_answer(evaluation, ROUND, now=now) for now in (BEFORE, ROUND.opens_at, MID)] == [
        False,
        True,
        True,
    ]
    assert not can_answer(evaluation, ROUND, now=ROUND.closes_at)
    assert not can_answer(make_evaluation(closed_at=MID), ROUND, now=MID)


def test_an_evaluation_is_due_to_close_once_its_round_has_ended() -> None:
    assert not is_due_to_close(make_evaluation(), ROUND, now=MID)
    assert is_due_to_close(make_evaluation(), ROUND, now=ROUND.closes_at)
    assert not is_due_to_close(make_evaluation(closed_at=MID), ROUND, now=AFTER)


def test_a_report_is_sent_after_closing_and_once() -> None:
    assert not can_send(make_evaluation(), ROUND, now=MID)
    assert can_send(make_evaluation(closed_at=MID), ROUND, now=AFTER)
    assert not can_send(make_evaluation(closed_at=MID, sent_at=AFTER), ROUND, now=AFTER)


@pytest.mark.parametrize(
    ("evaluation", "now", "reason"),
    [
        (make_evaluation(), BEFORE, "has not opened yet"),
        (make_evaluation(closed_at=MID), MID, "is closed already"),
        (make_evaluation(closed_at=MID, sent_at=MID), MID, "its report has been sent"),
    ],
)
def test_only_an_open_evaluation_can_be_closed(evaluation: Evaluation, now: datetime, reason: str) -> None:
    assert not can_close(evaluation, ROUND, now=now)
    with pytest.raises(LifecycleError, match=reason):
        closing(make_draft(vision="secure"), evaluation=evaluation, now=now)


def test_an_evaluation_can_be_closed_before_its_round_ends_and_after() -> None:
    assert can_close(make_evaluation(), ROUND, now=MID)
    assert can_close(make_evaluation(), ROUND, now=AFTER)


def test_a_changed_questionnaire_cannot_close_an_evaluation() -> None:
    changed = make_questionnaire((make_domain(questions=("vision", "aims")),))
    with pytest.raises(LifecycleError, match=r"opened with tiny 1\.0 as published then"):
        closing(questionnaire=changed, evaluation=make_evaluation(QUESTIONNAIRE))


def test_submitted_drafts_become_responses_and_the_others_are_counted() -> None:
    result = closing(
        make_draft(1, vision="secure"),
        make_draft(2, vision="strong", has_submitted=False),
        make_draft(3),
    )
    assert [response.answers for response in result.responses] == [make_answers(vision="secure")]
    assert (result.unsubmitted, result.empty) == (1, 1)


def test_responses_are_in_the_order_of_their_random_ids_not_of_the_drafts() -> None:
    choices = ("not-yet", "developing", "secure", "strong")
    drafts = [make_draft(number, vision=choice) for number, choice in enumerate(choices)]
    result = closing(*drafts, new_ids=IDS[:4])
    by_id = dict(zip(IDS, choices, strict=False))
    assert [response.id for response in result.responses] == sorted(IDS[:4])
    assert all(by_id[response.id] == response.answers["vision"].choice for response in result.responses)


def test_answers_lie_in_the_order_of_the_questions_not_of_answering() -> None:
    (response,) = closing(make_draft(plan="secure", vision="strong")).responses
    assert list(response.answers) == ["vision", "plan"]


def test_an_answer_that_is_not_shown_is_dropped() -> None:
    result = close(
        QUESTIONNAIRE,
        make_evaluation(),
        [make_draft(1, vision="secure", plan="strong"), make_draft(2, plan="strong")],
        round_=ROUND,
        now=MID,
        shown_for=lambda draft: QUESTIONNAIRE.questions[:1],
        new_ids=IDS,
    )
    assert [list(response.answers) for response in result.responses] == [["vision"]]
    assert result.empty == 1


def test_a_response_keeps_neither_pseudonym_nor_role_nor_wish_to_share_where_each_answers() -> None:
    (response,) = closing(make_draft(role=Role.CHAIR, shares_view=True, vision="secure")).responses
    assert response.role is Role.GOVERNOR
    assert not response.shares_view
    assert not hasattr(response, "pseudonym")


def test_the_one_who_answers_for_the_board_keeps_role_and_consent() -> None:
    questionnaire = make_questionnaire(audience=(Role.HEAD,), answering=Answering.ONCE)
    (response,) = closing(
        make_draft(role=Role.HEAD, shares_view=True, vision="secure"), questionnaire=questionnaire
    ).responses
    assert (response.role, response.shares_view) == (Role.HEAD, True)


def test_two_answers_where_one_is_given_for_the_board_are_refused() -> None:
    questionnaire = make_questionnaire(answering=Answering.ONCE)
    with pytest.raises(LifecycleError, match="2 people have submitted answers where one answers"):
        closing(make_draft(1, vision="secure"), make_draft(2, vision="strong"), questionnaire=questionnaire)


def test_ids_made_from_the_time_are_refused() -> None:
    with pytest.raises(LifecycleError, match="random ids"):
        closing(make_draft(vision="secure"), new_ids=(uuid1(),))


@pytest.mark.parametrize("new_ids", [IDS[:1], (IDS[0], IDS[0])])
def test_every_response_needs_an_id_of_its_own(new_ids: tuple[UUID, ...]) -> None:
    with pytest.raises(LifecycleError, match="needs 2 different ids"):
        closing(make_draft(1, vision="secure"), make_draft(2, vision="strong"), new_ids=new_ids)


def test_a_round_closes_after_it_opens_and_says_in_which_zone() -> None:
    check_window(MID, MID + timedelta(minutes=1))
    with pytest.raises(LifecycleError, match="must close after it opens"):
        check_window(MID, MID)
    with pytest.raises(LifecycleError, match="need a time zone"):
        check_window(MID.replace(tzinfo=None), AFTER)
