"""Personal links to try in the demo: they open, they lead to the right questions, and nothing is answered."""

from datetime import timedelta

from govscore.demo.links import find_demo_links
from govscore.demo.people import CHAIR, CLERK
from govscore.responses.model import Progress
from govscore.services.accounts import get_account
from govscore.services.keying import Keyed, find_empty_place, key_in
from govscore.services.respond import ClosedDoor, Place, open_link
from tests.demo.conftest import NOW, Filled


def test_a_governor_and_the_head_of_the_chairs_own_board_can_be_tried(county: Filled) -> None:
    here = county.installation
    with here.database.transaction(write=False) as session:
        links = find_demo_links(session, here, now=NOW)
        (board_id,) = get_account(session, CHAIR.email).board_ids
        places = [
            open_link(session, link.token, keys=here.keys, library=here.library, now=NOW) for link in links
        ]
    assert [link.role for link in links] == ["governor", "head"]
    for link, place in zip(links, places, strict=True):
        assert isinstance(place, Place)
        assert place.board.id == board_id
        assert place.invitation.name == link.name
        assert place.invitation.role == link.role


def test_the_governor_to_be_tried_has_not_begun(county: Filled) -> None:
    here = county.installation
    with here.database.transaction(write=False) as session:
        link = find_demo_links(session, here, now=NOW)[0]
        place = open_link(session, link.token, keys=here.keys, library=here.library, now=NOW)
    assert isinstance(place, Place)
    assert place.progress is Progress.NOT_STARTED


def test_when_the_clerk_keys_in_the_paper_of_whoever_was_to_be_tried_there_is_somebody_else(
    county: Filled,
) -> None:
    """A link shown on the start page must open, whatever others do in the demo; nothing of it is kept here."""
    here = county.installation
    with here.database.transaction(write=False) as session:
        link = find_demo_links(session, here, now=NOW)[0]
        place = open_link(session, link.token, keys=here.keys, library=here.library, now=NOW)
        assert isinstance(place, Place)
        empty = find_empty_place(
            session,
            place.invitation.id,
            round_id=place.round.id,
            board_id=place.board.id,
            installation=here,
            now=NOW,
        )
        answers = {place.shown[0].id: "dont-know"}
        clerk = get_account(session, CLERK.email)
        done = key_in(session, empty, answers, shares_view=None, keyed_by=clerk.id, now=NOW)
        assert isinstance(done, Keyed)
        assert isinstance(
            open_link(session, link.token, keys=here.keys, library=here.library, now=NOW), ClosedDoor
        )
        other = find_demo_links(session, here, now=NOW)[0]
        opened = open_link(session, other.token, keys=here.keys, library=here.library, now=NOW)
        session.rollback()
    assert isinstance(opened, Place)
    assert opened.invitation.id != place.invitation.id
    assert opened.progress is Progress.NOT_STARTED


def test_once_the_round_is_over_there_is_nobody_to_try(county: Filled) -> None:
    here = county.installation
    after = NOW + timedelta(days=60)
    with here.database.transaction(write=False) as session:
        links = find_demo_links(session, here, now=after)
        places = [
            open_link(session, link.token, keys=here.keys, library=here.library, now=after) for link in links
        ]
    assert not places
