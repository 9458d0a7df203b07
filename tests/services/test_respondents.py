"""Inviting people does exactly what the list was shown to do, once."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from govscore.errors import LifecycleError, NotFoundError
from govscore.responses.model import Progress
from govscore.responses.roster import read_roster
from govscore.services.respond import ClosedDoor, LinkFault, Place
from govscore.services.respondents import (
    add_respondents,
    get_respondent,
    preview,
    print_letter,
    remove_respondent,
    send_new_link,
)
from govscore.services.seating import Preview
from govscore.services.transaction import Session
from govscore.storage.evaluations import InvitationRow
from govscore.storage.outbox import OutboxRow
from govscore.storage.responses import DraftSheetRow
from tests.services.world import SELF_REVIEW, World
from tests.statements import counted

LIST = """Ann, ann@example.org, chair
Bob, bob@example.org
Cat, cat@example.org, head
Dan, dan@example.org, clerk"""


def previewed(world: World, text: str) -> Preview:
    """What a list would do."""
    with world.database.transaction(write=False) as session:
        roster = read_roster(text, name="the list")
        return preview(
            session, roster, round_id=world.round_id, board_id=world.board_id, library=world.library
        )


def added(world: World, text: str) -> Preview:
    """What a list did."""
    with world.database.transaction() as session:
        return add_respondents(
            session,
            read_roster(text, name="the list"),
            round_id=world.round_id,
            board_id=world.board_id,
            library=world.library,
            now=world.now,
        )


def outbox(session: Session) -> list[OutboxRow]:
    """Every letter decided."""
    return list(session.scalars(select(OutboxRow).order_by(OutboxRow.due_at)))


def test_each_role_is_asked_its_own_questionnaire(world: World) -> None:
    found = previewed(world, LIST)
    assert {each.candidate.name: each.questionnaires for each in found.new} == {
        "Ann": ("Board self review",),
        "Bob": ("Board self review",),
        "Cat": ("Heads view",),
        "Dan": ("Compliance",),
    }


def test_looking_at_a_list_invites_nobody(world: World) -> None:
    previewed(world, LIST)
    with world.database.transaction() as session:
        assert session.scalars(select(InvitationRow)).all() == []
        assert outbox(session) == []


def test_what_was_shown_is_what_is_done(world: World) -> None:
    shown = previewed(world, LIST)
    assert added(world, LIST) == shown
    assert [each.invitation.name for each in world.turnout().respondents] == ["Ann", "Bob", "Cat", "Dan"]


def test_inviting_somebody_decides_one_letter(world: World) -> None:
    added(world, LIST)
    with world.database.transaction() as session:
        letters = outbox(session)
    assert [letter.letter for letter in letters] == ["invitation"] * 4
    assert {letter.due_at for letter in letters} == {world.now}


def test_the_same_list_again_changes_nothing(world: World) -> None:
    added(world, LIST)
    again = added(world, LIST)
    assert again.new == ()
    assert [each.name for each in again.already] == ["Ann", "Bob", "Cat", "Dan"]
    with world.database.transaction() as session:
        assert len(outbox(session)) == 4


def test_an_address_in_other_letters_is_the_same_address(world: World) -> None:
    added(world, "Ann, ann@example.org")
    assert added(world, "Ann, ANN@Example.org").new == ()


def test_a_role_that_nobody_asks_is_said_line_by_line(world: World) -> None:
    world.opens_a_round_of(SELF_REVIEW)
    found = previewed(world, LIST)
    assert [each.candidate.name for each in found.new] == ["Ann", "Bob"]
    assert [(error.line, error.message.split(";")[0]) for error in found.errors] == [
        (3, "No questionnaire of this round asks a head"),
        (4, "No questionnaire of this round asks a clerk"),
    ]


def test_lines_that_cannot_be_read_are_shown_with_the_others(world: World) -> None:
    found = previewed(world, "Ann, ann@example.org\nBob, bob@nowhere\nCat, cat@example.org, king")
    assert [each.candidate.name for each in found.new] == ["Ann"]
    assert [error.line for error in found.errors] == [2, 3]


def test_only_one_person_can_be_asked_what_one_answers_for_the_board(world: World) -> None:
    added(world, "Dan, dan@example.org, clerk")
    found = added(world, "Eve, eve@example.org, clerk")
    assert found.new == ()
    assert "dan@example.org has that place already; remove them first" in found.errors[0].message


def test_two_clerks_on_one_list_do_not_both_get_the_place(world: World) -> None:
    found = added(world, "Dan, dan@example.org, clerk\nEve, eve@example.org, clerk")
    assert [each.candidate.name for each in found.new] == ["Dan"]
    assert [error.line for error in found.errors] == [2]


def test_a_new_role_in_the_same_questionnaire_is_not_taken_silently(world: World) -> None:
    added(world, "Ann, ann@example.org, governor")
    found = added(world, "Ann, ann@example.org, chair")
    assert (found.new, found.already) == ((), ())
    assert "is invited already as governor" in found.errors[0].message


def test_somebody_with_two_offices_has_a_place_in_both_questionnaires(world: World) -> None:
    added(world, "Ann, ann@example.org, governor")
    added(world, "Ann, ann@example.org, clerk")
    assert len(world.turnout().respondents) == 2


def test_letters_wait_until_the_round_opens(world: World) -> None:
    opens = world.now
    world.now -= timedelta(days=3)
    added(world, "Ann, ann@example.org")
    with world.database.transaction() as session:
        assert [letter.due_at for letter in outbox(session)] == [opens]


def test_inviting_many_takes_as_many_statements_as_inviting_one(world: World) -> None:
    with counted(world.database) as one:
        added(world, "Ann, ann@example.org")
    with counted(world.database) as many:
        added(world, "\n".join(f"G, g{number}@example.org" for number in range(50)))
    assert len(many) <= len(one)


def test_removing_somebody_deletes_their_answers_and_their_letters(world: World) -> None:
    first, second = world.invites_governors(2)
    world.answers(first, vision="strong")
    world.answers(second, vision="secure")
    _remove(world, first)
    with world.database.transaction() as session:
        assert len(session.scalars(select(DraftSheetRow)).all()) == 1
        assert len(outbox(session)) == 1
    assert [each.invitation.email for each in world.turnout().respondents] == [second]
    assert world.place(second).answers["vision"].choice == "secure"


def test_a_removed_persons_link_says_so(world: World) -> None:
    (email,) = world.invites_governors(1)
    token = world.link(email)
    _remove(world, email)
    found = world.looks(token)
    assert isinstance(found, ClosedDoor)
    assert found.fault is LinkFault.REMOVED


def test_somebody_removed_and_invited_again_begins_afresh(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong")
    _remove(world, email)
    world.invites_governors(1)
    assert world.place(email).answers == {}


def test_somebody_elses_board_cannot_remove_a_respondent(world: World) -> None:
    (email,) = world.invites_governors(1)
    invitation_id = world.invitation_id(email)
    with world.database.transaction() as session, pytest.raises(NotFoundError):
        get_respondent(session, invitation_id, round_id=world.round_id, board_id=uuid4())


def test_a_new_link_replaces_the_earlier_ones_and_keeps_the_answers(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong")
    old = world.link(email)
    with world.database.transaction() as session:
        send_new_link(
            session,
            world.invitation_id(email),
            round_id=world.round_id,
            board_id=world.board_id,
            now=world.now,
        )
        assert [letter.letter for letter in outbox(session)] == ["invitation"] * 2
    shut = world.looks(old)
    assert isinstance(shut, ClosedDoor)
    assert shut.fault is LinkFault.REPLACED
    found = world.looks(world.link(email, version=2))
    assert isinstance(found, Place)
    assert found.answers["vision"].choice == "strong"


def test_a_printed_letter_holds_a_new_link_and_says_who_could_see_it(world: World, tmp_path: Path) -> None:
    (email,) = world.invites_governors(1)
    letter = _print(world, email, tmp_path)
    assert f"https://boards.example.org/r/{world.link(email, version=2)}" in letter
    assert "whoever printed it could see the address" in letter
    assert isinstance(world.looks(world.link(email)), ClosedDoor)


def test_no_letter_is_printed_for_somebody_whose_answers_it_would_open(world: World, tmp_path: Path) -> None:
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong")
    with pytest.raises(LifecycleError, match="has begun to answer"):
        _print(world, email, tmp_path)
    assert isinstance(world.looks(world.link(email)), Place)


def test_respondents_of_a_closed_evaluation_stay_as_they_were(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.closes()
    with pytest.raises(LifecycleError, match="closed for your board"):
        world.invites("late@example.org, governor")
    with pytest.raises(LifecycleError, match="closed for your board"):
        _remove(world, email)


def test_nobody_is_added_to_a_round_that_has_ended(world: World) -> None:
    world.now += timedelta(days=15)
    with pytest.raises(LifecycleError, match="has ended and is being closed"):
        world.invites_governors(1)


def test_how_far_everybody_is_takes_as_many_statements_for_many_as_for_one(world: World) -> None:
    world.invites_governors(1)
    with counted(world.database) as one:
        world.turnout()
    for email in world.invites_governors(12):
        world.answers(email, vision="strong")
    with counted(world.database) as many:
        found = world.turnout()
    assert len(many) == len(one)
    assert [each.progress for each in found.respondents] == [Progress.STARTED] * 12


def _remove(world: World, email: str) -> None:
    with world.database.transaction() as session:
        remove_respondent(
            session,
            world.invitation_id(email),
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            now=world.now,
        )


def _print(world: World, email: str, data_dir: Path) -> str:
    with world.database.transaction() as session:
        return print_letter(
            session,
            world.invitation_id(email),
            round_id=world.round_id,
            board_id=world.board_id,
            installation=world.installation(data_dir),
            now=world.now,
        ).text
