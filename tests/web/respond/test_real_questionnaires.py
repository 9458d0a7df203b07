"""Every real questionnaire can be answered from the first page to the last."""

import pytest

from govscore.paths import shared
from govscore.questionnaire.loader import Library
from tests.services.world import World
from tests.visitor import Visitor


@pytest.fixture
def library() -> Library:
    """The real questionnaires."""
    return Library(shared("questionnaires"))


@pytest.mark.parametrize(
    ("code", "role"), [("board-self-review", "governor"), ("heads-view", "head"), ("compliance", "clerk")]
)
def test_a_real_questionnaire_can_be_answered_to_the_end(
    world: World, library: Library, visitor: Visitor, code: str, role: str
) -> None:
    questionnaire = library.latest(code)
    world.opens_a_round_of(questionnaire)
    world.invites(f"somebody@example.org, {role}")
    link = f"/r/{world.link('somebody@example.org')}"
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
