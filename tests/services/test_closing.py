"""Closing turns drafts into responses that are nobody's, once, and scores them."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Role
from govscore.responses.model import EvaluationState
from govscore.responses.sheet import decode
from govscore.scoring.model import Scorecard, Withheld
from govscore.services.closing import ClosedEvaluation, close_if_due, due_closings, outlook
from govscore.services.rescore import rescore_round
from govscore.services.rounds import get_board_round, move_closing_date
from govscore.services.turnout import turnout_of_round
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.outbox import OutboxRow
from govscore.storage.responses import ResponseRow
from govscore.storage.scorecards import get_scorecard, list_scorecards, list_scorecards_of
from tests.services.world import COMPLIANCE, HEADS_VIEW, SELF_REVIEW, World
from tests.statements import counted


def closed_review(world: World) -> ClosedEvaluation:
    """Close, and look at the self-review."""
    return next(each for each in world.closes() if each.title == "Board self review")


def scorecard(world: World, code: str) -> Scorecard:
    """A questionnaire's scorecard."""
    with world.database.transaction(write=False) as session:
        return get_scorecard(session, evaluation_id(world, code))


def evaluation_id(world: World, code: str) -> UUID:
    """A questionnaire's evaluation."""
    with world.database.transaction(write=False) as session:
        return session.scalars(
            select(EvaluationRow.id).where(
                EvaluationRow.round_id == world.round_id, EvaluationRow.questionnaire_code == code
            )
        ).one()


def test_what_was_handed_in_becomes_responses(world: World) -> None:
    emails = world.invites_governors(5)
    for email, choice in zip(emails, ("not-yet", "developing", "secure", "strong", "strong"), strict=True):
        world.answers_and_submits(email, vision=choice, **{"vision.note": f"As {choice}."})
    closed = closed_review(world)
    assert (closed.invited, closed.responses) == (5, 5)
    with world.database.transaction() as session:
        rows = session.scalars(select(ResponseRow)).all()
    kept = [decode(SELF_REVIEW, row.codes, row.notes)["vision"] for row in rows]
    assert sorted((each.choice, each.note) for each in kept) == [
        ("developing", "As developing."),
        ("not-yet", "As not-yet."),
        ("secure", "As secure."),
        ("strong", "As strong."),
        ("strong", "As strong."),
    ]


def test_a_question_that_was_not_shown_is_kept_apart_from_a_skipped_one(world: World) -> None:
    for email in world.invites_governors(5):
        world.answers_and_submits(email, plan="strong", committees_report="secure")
        world.answers(email, plan="developing")
    closed_review(world)
    with world.database.transaction() as session:
        assert set(session.scalars(select(ResponseRow.codes))) == {".2-.."}


def test_what_was_begun_and_not_handed_in_does_not_count_and_is_told(world: World) -> None:
    first, second, _third = world.invites_governors(3)
    world.answers_and_submits(first)
    world.answers(second, vision="strong")
    assert closed_review(world) == ClosedEvaluation(
        evaluation_id=evaluation_id(world, SELF_REVIEW.code),
        title="Board self review",
        invited=3,
        responses=1,
        unsubmitted=1,
        empty=0,
    )


def test_somebody_who_handed_in_and_took_every_answer_back_is_counted_as_empty(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.answers_and_submits(email, vision="strong")
    world.answers(email, vision="")
    closed = closed_review(world)
    assert (closed.responses, closed.empty) == (0, 1)


def test_all_questionnaires_of_a_board_close_together(world: World) -> None:
    world.invites_governors(1)
    assert {each.title for each in world.closes()} == {"Board self review", "Heads view", "Compliance"}
    with world.database.transaction() as session:
        found = get_board_round(session, round_id=world.round_id, board_id=world.board_id)
    assert found.state(now=world.now) is EvaluationState.CLOSED
    assert all(each.draft_key is None for each in found.evaluations)


def test_closing_a_second_time_changes_nothing(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    world.closes()
    before = scorecard(world, SELF_REVIEW.code)
    assert world.closes() == ()
    assert scorecard(world, SELF_REVIEW.code) == before


def test_a_board_that_invited_nobody_can_close(world: World) -> None:
    closed = closed_review(world)
    assert (closed.invited, closed.responses) == (0, 0)
    assert scorecard(world, SELF_REVIEW.code).overall is None


def test_a_round_in_which_nobody_answered_closes_without_a_score(world: World) -> None:
    world.invites_governors(6)
    closed_review(world)
    card = scorecard(world, SELF_REVIEW.code)
    assert (card.invited, card.responses, card.overall) == (6, 0, None)


@pytest.mark.parametrize("answers", [1, 4])
def test_the_answers_of_fewer_than_five_are_withheld(world: World, answers: int) -> None:
    emails = world.invites_governors(7)
    world.answers_and_submits(*emails[:answers], vision="strong", plan="secure")
    closed_review(world)
    card = scorecard(world, SELF_REVIEW.code)
    assert card.responses == answers
    assert {domain.withheld for domain in card.domains} == {Withheld.TOO_FEW}
    assert all(question.counts is None and question.mean is None for question in card.questions)


def test_the_answers_of_five_are_scored(world: World) -> None:
    for email, choice in zip(
        world.invites_governors(5), ("not-yet", "developing", "secure", "strong", "strong"), strict=True
    ):
        world.answers_and_submits(email, vision=choice, plan=choice)
    closed_review(world)
    card = scorecard(world, SELF_REVIEW.code)
    assert card.domains[0].n == 5
    assert card.domains[0].mean is not None


@pytest.mark.parametrize(
    ("answers", "expected"), [(4, {None}), (5, {True, False}), (7, {True})], ids=["four", "five", "all"]
)
def test_who_answered_is_kept_only_where_five_did(
    world: World, answers: int, expected: set[bool | None]
) -> None:
    emails = world.invites_governors(7)
    world.answers_and_submits(*emails[:answers])
    world.closes()
    found = {each.invitation.email: each.invitation.has_answered for each in world.turnout().respondents}
    assert set(found.values()) == expected
    if True in expected:
        assert [found[email] for email in emails] == [number < answers for number in range(7)]


def test_the_one_person_who_answers_for_the_board_is_not_marked(world: World) -> None:
    world.invites("clerk@example.org, clerk")
    world.answers("clerk@example.org", domain="duties", instrument="yes")
    world.submits("clerk@example.org")
    world.closes()
    assert [each.invitation.has_answered for each in world.turnout().respondents] == [None]


def test_duties_keep_their_note_and_their_date(world: World) -> None:
    world.invites("clerk@example.org, clerk")
    fields = {"instrument": "no", "instrument.note": "On order.", "instrument.checked": "3/9/2026"}
    world.answers("clerk@example.org", domain="duties", **fields)
    world.submits("clerk@example.org")
    world.closes()
    (finding,) = scorecard(world, COMPLIANCE.code).duties
    assert (finding.answer, finding.note, finding.checked) == ("no", "On order.", "2026-09-03")


@pytest.mark.parametrize("shares_view", [True, False])
def test_the_heads_view_is_shown_only_by_consent(world: World, shares_view: bool) -> None:
    world.invites("head@example.org, head")
    world.answers("head@example.org", vision="strong", plan="secure")
    world.submits("head@example.org", shares_view=shares_view)
    world.closes()
    card = scorecard(world, HEADS_VIEW.code)
    assert (card.domains[0].mean is not None) is shares_view
    with world.database.transaction() as session:
        kept = session.scalars(select(ResponseRow.role)).all()
    assert kept == ([Role.HEAD] if shares_view else [])


@pytest.mark.parametrize(("answering", "kept"), [(1, 0), (4, 0), (5, 5)])
def test_answers_that_may_be_shown_to_nobody_are_not_kept(world: World, answering: int, kept: int) -> None:
    """One answer of one person invited would be theirs, for whoever can read the database."""
    world.answers_and_submits(*world.invites_governors(answering), vision="strong")
    assert closed_review(world).responses == answering
    with world.database.transaction() as session:
        assert len(session.scalars(select(ResponseRow.id)).all()) == kept
        assert rescore_round(session, world.round_id, library=world.library).differences == ()


def test_a_scorecard_whose_answers_were_not_kept_is_checked_all_the_same(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(2), vision="strong")
    closed_review(world)
    with world.database.transaction() as session:
        session.execute(update(EvaluationRow).values(responses=3))
        found = rescore_round(session, world.round_id, library=world.library).differences
    assert "stored and recomputed differ in responses" in [difference.what for difference in found]


def test_the_chairs_response_is_kept_as_a_governors(world: World) -> None:
    world.invites("chair@example.org, chair")
    world.answers_and_submits("chair@example.org", *world.invites_governors(4))
    world.closes()
    with world.database.transaction() as session:
        assert session.scalars(select(ResponseRow.role)).all() == [Role.GOVERNOR] * 5


def test_no_letter_goes_to_a_board_that_has_closed(world: World) -> None:
    world.invites_governors(3)
    world.closes()
    with world.database.transaction() as session:
        assert session.scalars(select(OutboxRow)).all() == []


def test_an_evaluation_cannot_be_closed_before_it_opens(world: World) -> None:
    world.now -= timedelta(days=1)
    with pytest.raises(LifecycleError, match="has not opened yet"):
        world.closes()


def test_boards_of_a_round_that_has_ended_are_due(world: World) -> None:
    with world.database.transaction() as session:
        assert due_closings(session, now=world.now) == ()
        assert due_closings(session, now=world.now + timedelta(days=14)) == (
            (world.round_id, world.board_id),
        )


def test_a_board_is_not_closed_at_the_deadline_when_it_was_given_more_time(world: World) -> None:
    later = world.now + timedelta(days=20)
    with world.database.transaction() as session:
        move_closing_date(session, round_id=world.round_id, closes_at=later, now=world.now)
    world.now += timedelta(days=15)
    assert _closed_if_due(world) == 0
    world.now = later
    assert _closed_if_due(world) == 3
    assert _closed_if_due(world) == 0


def test_before_closing_it_is_said_what_would_be_left_out_or_withheld(world: World) -> None:
    first, second, *_ = world.invites_governors(6)
    world.answers_and_submits(first)
    world.answers(second, vision="strong")
    found = {each.questionnaire.code: each for each in outlook(world.turnout())}
    assert found[SELF_REVIEW.code].unfinished == 1
    assert found[SELF_REVIEW.code].is_too_few
    assert not found[COMPLIANCE.code].is_too_few


def test_with_five_answers_nothing_is_withheld_for_being_few(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    found = {each.questionnaire.code: each for each in outlook(world.turnout())}
    assert not found[SELF_REVIEW.code].is_too_few


def test_counts_are_the_same_before_and_after_closing(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(7)[:6])
    before = world.turnout().total
    with world.database.transaction() as session:
        of_round = turnout_of_round(session, world.round_id, keys=world.keys)
    assert of_round[world.board_id, SELF_REVIEW.code] == before
    world.closes()
    assert world.turnout().total == before


def test_a_rounds_scorecards_are_read_in_one_statement_without_their_questions(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(5), vision="strong", plan="secure")
    world.closes()
    whole = scorecard(world, SELF_REVIEW.code)
    with world.database.transaction(write=False) as session, counted(world.database) as statements:
        ((board_id, card),) = list_scorecards(session, round_id=world.round_id, code=SELF_REVIEW.code)
    assert len([sent for sent in statements if sent.startswith("SELECT")]) == 1
    assert board_id == world.board_id
    assert card.domains == whole.domains
    assert card.questions == ()
    with world.database.transaction(write=False) as session:
        assert list_scorecards_of(session, [whole.evaluation_id]) == (whole,)


def _closed_if_due(world: World) -> int:
    with world.database.transaction() as session:
        closed = close_if_due(
            session,
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            library=world.library,
            now=world.now,
        )
    return len(closed)
