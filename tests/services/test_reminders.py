"""Reminders are polite, and their rows do not tell who has answered."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from govscore.errors import LifecycleError
from govscore.services.reminders import TooSoon, remind
from govscore.storage.outbox import OutboxRow
from tests.services.world import World


def reminded(world: World) -> TooSoon | None:
    """Remind everybody."""
    with world.database.transaction() as session:
        return remind(session, round_id=world.round_id, board_id=world.board_id, now=world.now)


def reminders(world: World) -> int:
    """How many reminders are in the outbox."""
    with world.database.transaction() as session:
        return len(session.scalars(select(OutboxRow).where(OutboxRow.letter == "reminder")).all())


def test_everybody_has_a_row_whether_they_have_answered_or_not(world: World) -> None:
    first, *_ = world.invites_governors(3)
    world.answers_and_submits(first)
    assert reminded(world) is None
    assert reminders(world) == 3


def test_a_second_reminder_within_a_day_is_refused_and_says_when(world: World) -> None:
    world.invites_governors(2)
    first = world.now
    reminded(world)
    world.now += timedelta(hours=23, minutes=59)
    assert reminded(world) == TooSoon(reminded_at=first, again_at=first + timedelta(hours=24))
    assert reminders(world) == 2


def test_a_day_later_another_reminder_may_go(world: World) -> None:
    world.invites_governors(2)
    reminded(world)
    world.now += timedelta(hours=24)
    assert reminded(world) is None
    assert reminders(world) == 4


def test_nobody_can_be_reminded_where_nobody_is_invited(world: World) -> None:
    with pytest.raises(LifecycleError, match="Nobody is invited yet"):
        reminded(world)


@pytest.mark.parametrize("days", [-1, 14, 20])
def test_nobody_is_reminded_outside_the_round(world: World, days: int) -> None:
    world.invites_governors(1)
    world.now += timedelta(days=days)
    with pytest.raises(LifecycleError, match="not open for your board"):
        reminded(world)


def test_nobody_is_reminded_of_what_is_closed(world: World) -> None:
    world.invites_governors(1)
    world.closes()
    with pytest.raises(LifecycleError, match="not open for your board"):
        reminded(world)
