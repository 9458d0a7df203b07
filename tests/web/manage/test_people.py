"""Whom a board asks: a list looked at first, and what can be done about one person."""

import pytest
from sqlalchemy import select

from govscore.storage.audit import AuditRow
from tests.services.world import World, make_board
from tests.visitor import Visitor
from tests.web.manage.visits import posts, signs_in


def test_a_list_is_looked_at_and_then_invited(world: World, clerk: Visitor, round_: str) -> None:
    page = clerk.opens(f"{round_}/add")
    text = "Ann, ann@example.org, chair\nBob, bob@nowhere\nCat; Dog, cat@example.org, governor"
    page = clerk.sends(page, {"people": text})
    assert page.heading == "Check the list"
    assert "2 to invite, 1 line not taken." in page.text
    assert "Line 2: “bob@nowhere” is not an email address" in page.text
    assert world.turnout().respondents == ()
    page = clerk.sends(page, {})
    assert "Invited 2 people." in page.text
    assert {each.invitation.name for each in world.turnout().respondents} == {"Ann", "Cat; Dog"}


def test_the_same_list_confirmed_twice_invites_once(world: World, clerk: Visitor, round_: str) -> None:
    page = clerk.sends(clerk.opens(f"{round_}/add"), {"people": "Ann, ann@example.org"})
    clerk.sends(page, {})
    assert "Everybody on that list is invited already." in clerk.sends(page, {}).text
    assert len(world.turnout().respondents) == 1


@pytest.mark.parametrize("name", ['Ann "Annie" O\'Hara', "Ann, MBE", "Ann; Bob", "Ann <b>", "Zoë Æther"])
def test_a_name_comes_through_the_look_at_the_list_unchanged(
    world: World, clerk: Visitor, round_: str, name: str
) -> None:
    quoted = '"{}"'.format(name.replace('"', '""'))
    page = clerk.sends(clerk.opens(f"{round_}/add"), {"people": f"Name,Email\n{quoted},ann@example.org"})
    clerk.sends(page, {})
    assert [each.invitation.name for each in world.turnout().respondents] == [name]


def test_no_list_is_an_error_beside_the_field(clerk: Visitor, round_: str) -> None:
    page = clerk.sends(clerk.opens(f"{round_}/add"), {"people": "  "})
    assert page.title.startswith("Error: ")
    assert "Type or paste the people you want to ask, or choose a file" in page.text


def test_a_new_link_is_sent(world: World, clerk: Visitor, round_: str) -> None:
    (email,) = world.invites_governors(1)
    page = clerk.opens(f"{round_}/respondents/{world.invitation_id(email)}")
    page = clerk.sends(page, {}, form=0)
    assert "A new link is on its way to governor1." in page.text
    clerk.opens(f"/r/{world.link(email)}", status=410)
    clerk.opens(f"/r/{world.link(email, version=2)}")


def test_the_clerk_can_print_a_letter_and_it_is_put_down(world: World, clerk: Visitor, round_: str) -> None:
    (email,) = world.invites_governors(1)
    page = clerk.opens(f"{round_}/respondents/{world.invitation_id(email)}")
    printed = clerk.sends(page, {}, form=1).response
    assert printed.mimetype == "text/plain"
    assert "attachment" in printed.headers["Content-Disposition"]
    assert world.link(email, version=2) in printed.get_data(as_text=True)
    with world.database.transaction() as session:
        actions = session.scalars(select(AuditRow.action)).all()
    assert "printed a letter with a personal link" in actions


def test_no_letter_is_printed_for_somebody_who_has_begun(world: World, clerk: Visitor, round_: str) -> None:
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong")
    address = f"{round_}/respondents/{world.invitation_id(email)}"
    page = clerk.opens(address)
    assert "A printed link would show what they have answered" in page.text
    refused = posts(clerk, f"{address}/letter")
    assert refused.status == 400
    assert "has begun to answer" in refused.text


def test_the_chair_cannot_print_a_link(world: World, visitor: Visitor, round_: str) -> None:
    (email,) = world.invites_governors(1)
    signs_in(world, visitor, "chair")
    address = f"{round_}/respondents/{world.invitation_id(email)}"
    assert "Print a letter" not in visitor.opens(address).text
    assert posts(visitor, f"{address}/letter").status == 403
    visitor.opens(f"/r/{world.link(email)}")


def test_somebody_is_removed(world: World, clerk: Visitor, round_: str) -> None:
    first, second = world.invites_governors(2)
    page = clerk.opens(f"{round_}/respondents/{world.invitation_id(first)}")
    page = clerk.opens(page.links()["Remove governor1"])
    assert page.heading == "Remove governor1?"
    assert "They have not answered anything yet" in page.text
    assert len(world.turnout().respondents) == 2
    assert "governor1 is removed" in clerk.sends(page, {}).text
    assert [each.invitation.email for each in world.turnout().respondents] == [second]
    clerk.sends(page, {}, status=404)


def test_whoever_removes_somebody_is_told_that_answers_go_too(
    world: World, clerk: Visitor, round_: str
) -> None:
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong")
    page = clerk.opens(f"{round_}/respondents/{world.invitation_id(email)}/remove")
    assert "Anything they have answered is deleted" in page.text


def test_a_list_with_mistakes_is_handed_back_to_be_changed(clerk: Visitor, round_: str) -> None:
    text = "Ann, ann@example.org\nBob"
    page = clerk.sends(clerk.opens(f"{round_}/add"), {"people": text})
    page = clerk.sends(page, {}, form=1)
    assert page.heading == "Add people to ask"
    assert page.tree.xpath("//textarea[@name='people']")[0].text.strip() == text
    assert not page.title.startswith("Error")


def test_a_respondent_of_another_board_is_not_found_under_ones_own(
    world: World, clerk: Visitor, round_: str
) -> None:
    ours, our_round = world.board_id, world.round_id
    with world.database.transaction() as session:
        world.board_id = make_board(session, urn=900009, name="Valley")
    world.opens_a_round_of(*world.library.all())
    (email,) = world.invites_governors(1)
    theirs = world.invitation_id(email)
    clerk.opens(f"/boards/{ours}/rounds/{our_round}/respondents/{theirs}", status=404)
