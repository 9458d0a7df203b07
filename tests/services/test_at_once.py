"""Saving, closing, removing and handing in at the same time cannot cross."""

import threading
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError

from govscore.services.closing import close_board
from govscore.services.respond import ClosedDoor, LinkFault, Place, open_link, save_page, submit
from govscore.services.respondents import remove_respondent
from govscore.storage.reports import SentReportRow
from govscore.storage.responses import DraftSheetRow
from govscore.storage.rounds import get_round, lock_evaluations
from tests.services.world import World


def in_thread(work: Any) -> threading.Thread:
    """Do something at the same time."""
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_page_saved_while_the_board_closes_is_in_the_responses(world: World) -> None:
    (email,) = world.invites_governors(1)
    token = world.link(email)
    closed: list[int] = []

    def close() -> None:
        closed.append(next(each.responses for each in world.closes() if each.invited))

    with world.database.transaction() as session:
        place = open_link(session, token, keys=world.keys, library=world.library, now=world.now, hold=True)
        assert isinstance(place, Place)
        saved = save_page(session, place, "strategy", {"asked": "vision", "vision": "strong"})
        closing = in_thread(close)
        closing.join(timeout=0.5)
        assert closing.is_alive()
        submit(session, saved.place)
    closing.join(timeout=10)
    assert closed == [1]


def test_a_page_sent_while_the_board_closes_is_told_that_it_has_closed(world: World) -> None:
    (email,) = world.invites_governors(1)
    token = world.link(email)
    found: list[Place | ClosedDoor] = []

    def save() -> None:
        with world.database.transaction() as session:
            found.append(
                open_link(session, token, keys=world.keys, library=world.library, now=world.now, hold=True)
            )

    with world.database.transaction() as session:
        close_board(
            session,
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            library=world.library,
            now=world.now,
        )
        saving = in_thread(save)
        saving.join(timeout=0.5)
        assert saving.is_alive()
    saving.join(timeout=10)
    (door,) = found
    assert isinstance(door, ClosedDoor)
    assert door.fault is LinkFault.CLOSED


def test_a_page_sent_while_its_writer_is_removed_leaves_no_draft(world: World) -> None:
    (email,) = world.invites_governors(1)
    token = world.link(email)
    invitation_id = world.invitation_id(email)
    found: list[Place | ClosedDoor] = []

    def save() -> None:
        with world.database.transaction() as session:
            door = open_link(session, token, keys=world.keys, library=world.library, now=world.now, hold=True)
            found.append(door)
            if isinstance(door, Place):
                save_page(session, door, "strategy", {"asked": "vision", "vision": "strong"})

    with world.database.transaction() as session:
        remove_respondent(
            session,
            invitation_id,
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            now=world.now,
        )
        saving = in_thread(save)
        saving.join(timeout=0.5)
    saving.join(timeout=10)
    assert isinstance(found[0], ClosedDoor)
    with world.database.transaction() as session:
        assert session.scalars(select(DraftSheetRow)).all() == []


def test_two_people_can_hand_in_at_once(world: World) -> None:
    emails = world.invites_governors(6)
    world.link(emails[0])
    together = threading.Barrier(len(emails))

    def answer(email: str) -> None:
        together.wait()
        world.answers_and_submits(email, vision="strong")

    threads = [in_thread(lambda email=email: answer(email)) for email in emails]
    for thread in threads:
        thread.join(timeout=20)
    assert world.turnout().total.submitted == 6


def test_two_devices_of_one_person_can_save_at_once(world: World) -> None:
    (email,) = world.invites_governors(1)
    together = threading.Barrier(2)

    def answer(domain: str, **fields: str) -> None:
        together.wait()
        world.answers(email, domain, **fields)

    threads = [
        in_thread(lambda: answer("strategy", vision="strong", plan="secure")),
        in_thread(lambda: answer("people", skills="developing")),
    ]
    for thread in threads:
        thread.join(timeout=20)
    assert set(world.place(email).answers) == {"vision", "plan", "skills"}


def test_two_people_can_close_at_once_and_one_of_them_does(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    counts: list[int] = []
    together = threading.Barrier(2)

    def close() -> None:
        together.wait()
        counts.append(len(world.closes()))

    threads = [in_thread(close) for _ in range(2)]
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(counts) == [0, 3]


def test_a_report_is_sent_while_another_hand_looks_whether_the_round_has_ended(world: World) -> None:
    """Sending holds the board and wants the round, looking holds the round and wants the board."""
    if world.database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    world.closes()
    with world.database.transaction() as sending, world.database.transaction() as looking:
        lock_evaluations(sending, round_id=world.round_id, board_id=world.board_id)
        get_round(looking, world.round_id, lock=True)
        sending.execute(text("SET LOCAL lock_timeout = '2s'"))
        sending.execute(
            insert(SentReportRow).values(
                round_id=world.round_id, board_id=world.board_id, sent_at=world.now, digest="", document={}
            )
        )


def test_a_round_that_is_being_looked_at_is_not_given_more_time_meanwhile(world: World) -> None:
    if world.database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    with world.database.transaction() as looking, world.database.transaction() as moving:
        get_round(looking, world.round_id, lock=True)
        moving.execute(text("SET LOCAL lock_timeout = '200ms'"))
        with pytest.raises(OperationalError):
            get_round(moving, world.round_id, lock=True)
        moving.rollback()
