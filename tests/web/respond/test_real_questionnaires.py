"""Every real questionnaire can be answered from the first page to the last."""

from datetime import UTC, datetime, timedelta

import pytest

from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from tests.services.world import World
from tests.visitor import Visitor

BESIDE = ("heads-view", "compliance")


@pytest.fixture
def library() -> Library:
    """The real questionnaires."""
    return Library(shared("questionnaires"))


@pytest.fixture
def world(installation: Installation) -> World:
    """One board that no round has asked yet."""
    world = World(
        database=installation.database,
        keys=installation.keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=installation.library,
    )
    world.has_a_board()
    return world


@pytest.mark.parametrize(
    ("code", "kind", "role", "asked"),
    [
        ("board-self-review", "school", "governor", "for your view on 30 short statements"),
        ("trust-board-review", "trust", "trustee", "for your view on 26 short statements"),
        ("local-committee-review", "local_committee", "governor", "for your view on 20 short statements"),
        ("heads-view", "school", "head", "for your view on 20 short statements"),
        ("compliance", "school", "clerk", "about its duties"),
        ("new-governor", "school", "governor", "how your first year is going, in 12 statements"),
        ("skills", "school", "governor", "you 32 questions about what you bring and what you would like"),
        ("chair-360", "school", "clerk", "for your view on 12 statements about how the work of its chair"),
    ],
)
def test_a_real_questionnaire_can_be_answered_to_the_end(
    world: World, library: Library, visitor: Visitor, code: str, kind: str, role: str, asked: str
) -> None:
    world.is_of_kind(kind)
    beside = [library.latest("board-self-review")] if code in BESIDE else []
    world.opens_a_round_of(library.latest(code), *beside)
    world.invites(f"somebody@example.org, {role}")
    link = f"/r/{world.link('somebody@example.org')}"
    assert asked in visitor.opens(link).text
    (start,) = visitor.opens(f"{link}/hub").tree.xpath("//main//a[@role='button']/@href")
    page = visitor.opens(start)
    while "Check your answers" not in page.heading:
        names = dict.fromkeys(page.tree.xpath("//input[@type='radio']/@name"))
        firsts = {name: page.tree.xpath(f"//input[@name='{name}']/@value")[0] for name in names}
        assert firsts
        page = visitor.sends(page, firsts)
    assert "has an answer." in page.text
    shares = {"shares_view": "yes"} if role == "head" else {}
    assert visitor.sends(page, shares).heading == "Your answers are handed in"
    assert world.turnout().total.submitted == 1
