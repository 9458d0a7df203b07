"""Where a round asks about the chair, only the clerk chooses who is asked and when it ends: by page or by post."""

from collections.abc import Mapping

import pytest

from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from tests.services.test_own_results import CHAIR
from tests.services.world import SELF_REVIEW, Shelf, World
from tests.visitor import Page, Visitor
from tests.web.manage.visits import signs_in

EMAIL = "governor1@example.org"
MOLE = "Mole, mole@example.org, governor"
OTHERS = ("chair", "vice-chair", "head")
ONLY_ITSELF, WITH_CHAIR = (SELF_REVIEW,), (SELF_REVIEW, CHAIR)

PAGES = ("/add", "/close")
POSTS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("/add", {"people": MOLE}),
    ("/add", {"people": MOLE, "change": "yes"}),
    ("/add/confirm", {"people": MOLE}),
    ("/close", {}),
)
PERSON_PAGES = ("", "/remove", "/paper")
PERSON_POSTS = ("/new-link", "/remove", "/letter", "/paper")


@pytest.fixture
def library() -> Library:
    """The board's review, and a questionnaire about its chair."""
    return Shelf(WITH_CHAIR)


@pytest.fixture
def world(installation: Installation, world: World) -> World:
    """A board that is asked about itself and about its chair, of three governors."""
    world.invites_governors(3)
    return world


def about_the_chair(world: World) -> str:
    """The end of the address of one governor's place in what is asked about the chair."""
    (found,) = (
        each
        for each in world.turnout().respondents
        if (each.code, each.invitation.email) == (CHAIR.code, EMAIL)
    )
    return f"/respondents/{found.invitation.id}"


def posts(visitor: Visitor, address: str, fields: Mapping[str, str]) -> Page:
    """Send a form that no page offers."""
    token = Page(visitor.client.get("/account")).tree.xpath("//input[@name='csrf_token']/@value")[0]
    return Page(visitor.client.post(address, data={**fields, "csrf_token": token}))


def as_it_was(world: World) -> tuple[object, ...]:
    """Who is invited by which link, and whether it is open."""
    found = world.turnout()
    invited = [(each.invitation.email, each.code, each.invitation.link_version) for each in found.respondents]
    return sorted(invited), [stored.is_closed for stored in found.board_round.evaluations]


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("end", PAGES)
def test_nobody_but_the_clerk_opens_the_page(
    world: World, visitor: Visitor, round_: str, role: str, end: str
) -> None:
    signs_in(world, visitor, role)
    visitor.opens(round_ + end, status=403)


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize(("end", "fields"), POSTS)
def test_nobody_but_the_clerk_does_it_by_post(
    world: World, visitor: Visitor, round_: str, role: str, end: str, fields: Mapping[str, str]
) -> None:
    signs_in(world, visitor, role)
    before = as_it_was(world)
    assert posts(visitor, round_ + end, fields).status == 403
    assert as_it_was(world) == before


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_the_clerk_touches_a_place_of_somebody_who_is_asked_about_the_chair(
    world: World, visitor: Visitor, round_: str, role: str
) -> None:
    signs_in(world, visitor, role)
    before, place = as_it_was(world), round_ + about_the_chair(world)
    for end in PERSON_PAGES:
        visitor.opens(place + end, status=403)
    for end in PERSON_POSTS:
        assert posts(visitor, place + end, {"agenda": "strong"}).status == 403
    assert as_it_was(world) == before


@pytest.mark.parametrize("role", ["chair", "head"])
def test_others_see_neither_the_buttons_nor_who_is_asked(
    world: World, visitor: Visitor, round_: str, role: str
) -> None:
    signs_in(world, visitor, role)
    page = visitor.opens(round_)
    assert not [address for address in page.links().values() if address.endswith(PAGES)]
    assert "Only the clerk sees who" in page.text


def test_the_clerk_may(world: World, clerk: Visitor, round_: str) -> None:
    for end in PAGES:
        clerk.opens(round_ + end)
    clerk.opens(round_ + about_the_chair(world))
    for end, fields in POSTS:
        assert posts(clerk, round_ + end, fields).status in {200, 302}
    invited, is_closed = as_it_was(world)
    assert ("mole@example.org", CHAIR.code, 1) in invited  # type: ignore[operator]
    assert is_closed == [True, True]


class TestWithoutTheChair:
    """Where the round does not ask about the chair, the chair runs it as the clerk does."""

    @pytest.fixture
    def library(self) -> Library:
        """The board's review alone."""
        return Shelf(ONLY_ITSELF)

    def test_the_chair_may(self, world: World, visitor: Visitor, round_: str) -> None:
        signs_in(world, visitor, "chair")
        for end in PAGES:
            visitor.opens(round_ + end)
        for end, fields in POSTS:
            assert posts(visitor, round_ + end, fields).status in {200, 302}
        assert as_it_was(world)[1] == [True]

    @pytest.mark.parametrize("role", ["vice-chair", "head"])
    def test_vice_chair_and_head_may_not(
        self, world: World, visitor: Visitor, round_: str, role: str
    ) -> None:
        signs_in(world, visitor, role)
        before = as_it_was(world)
        for end in PAGES:
            visitor.opens(round_ + end, status=403)
        for end, fields in POSTS:
            assert posts(visitor, round_ + end, fields).status == 403
        assert as_it_was(world) == before
