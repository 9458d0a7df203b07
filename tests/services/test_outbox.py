"""Letters go once, are tried again when they fail, and leave rows that do not tell who has answered."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from govscore.mail import Letter
from govscore.services.outbox import due_mail, is_due, mark_failed, mark_refused, mark_sent, take_letter
from govscore.services.reminders import remind
from govscore.services.respondents import send_new_link
from govscore.storage.accounts import AccountRow
from govscore.storage.outbox import MOST_ATTEMPTS, OutboxRow
from tests.services.world import World


def due(world: World) -> tuple[UUID, ...]:
    """What is to be sent now."""
    with world.database.transaction(write=False) as session:
        return due_mail(session, now=world.now)


def taken(world: World, mail_id: UUID) -> Letter | None:
    """Take one letter in hand."""
    with world.database.transaction() as session:
        return take_letter(
            session,
            mail_id,
            keys=world.keys,
            library=world.library,
            base_url="https://boards.example.org",
            now=world.now,
        )


def sent(world: World, mail_id: UUID) -> None:
    """Say that a letter went."""
    with world.database.transaction() as session:
        mark_sent(session, mail_id, now=world.now)


def failed(world: World, mail_id: UUID) -> None:
    """Say that the server could not be reached."""
    with world.database.transaction() as session:
        mark_failed(session, mail_id, failure="no connection", now=world.now)


def rows(world: World, letter: str) -> dict[UUID, OutboxRow]:
    """The outbox's rows of one letter, by invitation."""
    with world.database.transaction() as session:
        found = session.scalars(select(OutboxRow).where(OutboxRow.letter == letter))
        return {row.invitation_id: row for row in found if row.invitation_id}


def reminders(world: World) -> tuple[UUID, ...]:
    """Send all invitations, decide reminders, and list these."""
    for mail_id in due(world):
        sent(world, mail_id)
    with world.database.transaction() as session:
        remind(session, round_id=world.round_id, board_id=world.board_id, now=world.now)
    return due(world)


def test_a_letter_is_due_until_it_is_sent(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    letter = taken(world, mail_id)
    assert letter is not None
    assert letter.to == "governor1@example.org"
    sent(world, mail_id)
    assert due(world) == ()
    assert taken(world, mail_id) is None


def test_a_letter_in_hand_is_not_taken_twice(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    assert taken(world, mail_id) is not None
    assert taken(world, mail_id) is None
    assert due(world) == ()


def test_a_letter_whose_worker_died_is_due_again(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    first = taken(world, mail_id)
    world.now += timedelta(minutes=5)
    assert due(world) == (mail_id,)
    assert taken(world, mail_id) == first


def test_a_letter_is_not_sent_before_it_is_due(world: World) -> None:
    world.now -= timedelta(days=1)
    world.invites_governors(1)
    assert due(world) == ()
    world.now += timedelta(days=1)
    assert len(due(world)) == 1


def test_a_failed_letter_rests_longer_each_time_and_is_given_up_after_eight(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    waits = []
    for _ in range(MOST_ATTEMPTS):
        failed(world, mail_id)
        before = world.now
        while not due(world) and world.now - before < timedelta(days=1):
            world.now += timedelta(minutes=5)
        waits.append(world.now - before)
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40)]
    assert due(world) == ()
    assert [each.trouble for each in world.turnout().respondents] == ["no connection"]


def test_a_letter_that_gets_through_in_the_end_is_no_trouble(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    failed(world, mail_id)
    assert world.turnout().respondents[0].trouble == "no connection"
    sent(world, mail_id)
    assert world.turnout().respondents[0].trouble is None


def test_the_link_in_a_letter_is_the_one_that_works_when_it_is_sent(world: World) -> None:
    (email,) = world.invites_governors(1)
    (first, *_) = due(world)
    with world.database.transaction() as session:
        send_new_link(
            session,
            world.invitation_id(email),
            round_id=world.round_id,
            board_id=world.board_id,
            now=world.now,
        )
    letter = taken(world, first)
    assert letter is not None
    assert world.link(email, version=2) in letter.text


def test_a_reminder_goes_to_whoever_has_not_handed_in(world: World) -> None:
    first, second, third = world.invites_governors(3)
    mails = reminders(world)
    world.answers_and_submits(first)
    world.answers(second, vision="strong")
    letters = [letter for mail_id in mails if (letter := taken(world, mail_id))]
    assert {letter.to for letter in letters} == {second, third}
    assert all(letter.subject.startswith("Reminder") for letter in letters)


def test_reminders_that_went_and_reminders_that_did_not_leave_the_same_rows(world: World) -> None:
    first, *_ = world.invites_governors(3)
    mails = reminders(world)
    world.answers_and_submits(first)
    world.now += timedelta(minutes=3)
    for mail_id in mails:
        if taken(world, mail_id) is not None:
            world.now += timedelta(seconds=7)
            sent(world, mail_id)
    left = {
        (row.due_at, row.sent_at, row.claimed_until, row.attempts, row.failure)
        for row in rows(world, "reminder").values()
    }
    assert len(left) == 1


def test_a_reminder_that_was_refused_looks_like_one_that_went(world: World) -> None:
    first, second = world.invites_governors(2)
    mails = reminders(world)
    world.answers_and_submits(first)
    for mail_id in mails:
        if taken(world, mail_id) is not None:
            with world.database.transaction() as session:
                mark_refused(session, mail_id, failure="no such address", now=world.now)
    found = rows(world, "reminder")
    one, other = found[world.invitation_id(first)], found[world.invitation_id(second)]
    assert (one.sent_at, one.attempts, one.failure) == (other.sent_at, other.attempts, other.failure)


def test_an_invitation_that_was_refused_is_tried_again(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    with world.database.transaction() as session:
        mark_refused(session, mail_id, failure="no such address", now=world.now)
    assert world.turnout().respondents[0].trouble == "no such address"
    world.now += timedelta(minutes=5)
    assert due(world) == (mail_id,)


@pytest.mark.parametrize("days", [14, 15])
def test_no_letter_goes_once_the_round_has_ended(world: World, days: int) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    world.now += timedelta(days=days)
    assert taken(world, mail_id) is None
    assert due(world) == ()


def test_somebody_with_a_new_account_is_told(world: World) -> None:
    with world.database.transaction() as session:
        account = AccountRow(email="clerk@example.org", name="Clerk", password_hash="x", created_at=world.now)
        session.add(account)
        session.flush()
        row = OutboxRow(letter="account", account_id=account.id, due_at=world.now)
        session.add(row)
        session.flush()
        mail_id = row.id
    letter = taken(world, mail_id)
    assert letter is not None
    assert "https://boards.example.org/sign-in" in letter.text


def test_whether_a_letter_is_due_can_be_asked_without_taking_it(world: World) -> None:
    world.invites_governors(1)
    (mail_id,) = due(world)
    with world.database.transaction(write=False) as session:
        assert is_due(session, mail_id, now=world.now)
        assert is_due(session, mail_id, now=world.now)
    sent(world, mail_id)
    with world.database.transaction(write=False) as session:
        assert not is_due(session, mail_id, now=world.now)
