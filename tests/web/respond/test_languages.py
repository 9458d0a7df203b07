"""Somebody reads the questions in their own language, and every piece says which language it is in."""

from collections.abc import Iterator

import pytest

from govscore.questionnaire.languages import texts_in
from govscore.questionnaire.loader import Library
from govscore.web.respond.languages import plainly, speaker
from tests.questionnaire.test_languages import BOTH, without
from tests.services.world import Shelf, World
from tests.visitor import Page, Visitor

PARTLY = without("plan", "text", "wording")
WELSH = texts_in(PARTLY, "cy")


@pytest.fixture
def library() -> Library:
    """One questionnaire in two languages, with one statement that is not translated yet."""
    return Shelf((PARTLY,))


@pytest.fixture
def link(world: World) -> str:
    """A governor's personal link."""
    return f"/r/{world.link(world.invites_governors(1)[0])}"


def spoken(page: Page, words: str) -> str:
    """In which language a text is, as told by the nearest mark around it."""
    holders = page.tree.xpath("//*[normalize-space(text())=$words]", words=words)
    return str(holders[0].xpath("ancestor-or-self::*[@lang][1]/@lang")[0])


def texts(page: Page) -> Iterator[tuple[str, str]]:
    """Every text on a page with its language."""
    for node in page.tree.xpath("//main//text()[normalize-space()]"):
        around = node.getparent().getparent() if node.is_tail else node.getparent()
        yield " ".join(node.split()), around.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]


@pytest.mark.parametrize("path", ["", "/hub", "/strategy", "/check", "/withdraw"])
def test_every_page_offers_the_other_language_by_its_own_name(visitor: Visitor, link: str, path: str) -> None:
    page = visitor.opens(f"{link}{path}")
    (other,) = page.tree.xpath("//nav[@class='languages']//a")
    assert (other.text, other.get("lang"), other.get("hreflang")) == ("Cymraeg", "cy", "cy")
    assert other.get("href") == f"{link}{path}?lang=cy"
    (back,) = visitor.opens(other.get("href")).tree.xpath("//nav[@class='languages']//a")
    assert (back.text, back.get("lang")) == ("English", "en")
    assert visitor.opens(back.get("href")).tree.xpath("//nav[@class='languages']//a/text()") == ["Cymraeg"]


def test_the_choice_travels_from_page_to_page_and_through_every_form(visitor: Visitor, link: str) -> None:
    hub = visitor.opens(visitor.opens(f"{link}?lang=cy").links()["Start"])
    page = visitor.opens(hub.links()["Start with Strategaeth"])
    assert page.heading == "Strategaeth"
    page = visitor.sends(page, {"vision": "strong", "plan": "secure"})
    assert page.heading == "Pobl"
    page = visitor.sends(page, {"induction": "dont-know", "succession": "strong"})
    assert page.heading == "Check your answers"
    assert "Ddim yn gwybod" in page.text
    page = visitor.sends(page, {})
    assert page.heading == "Your answers are handed in"
    assert "Dwy iaith" in page.text
    assert (
        "lang=cy"
        in visitor.opens(f"{link}/done?lang=cy").links()["Look at your answers again, or change them"]
    )


def test_a_form_with_a_fault_comes_back_in_the_same_language(visitor: Visitor, link: str) -> None:
    page = visitor.sends(visitor.opens(f"{link}/strategy?lang=cy"), {"vision.note": "A note."})
    assert page.title.startswith("Error: Strategaeth")
    assert "Mae gan y bwrdd weledigaeth gyffredin." in page.text
    assert not page.tree.xpath("//nav[@class='languages']")


@pytest.mark.parametrize("path", ["", "/hub", "/strategy", "/people", "/check"])
def test_every_text_is_marked_with_the_language_it_is_in(visitor: Visitor, link: str, path: str) -> None:
    page = visitor.opens(f"{link}{path}?lang=cy")
    found = dict(texts(page))
    assert page.tree.get("lang") == "en"
    assert "cy" in found.values()
    assert {text: code for text, code in found.items() if (text in WELSH) != (code == "cy")} == {}


def test_what_is_not_translated_yet_is_shown_and_marked_as_it_stands(visitor: Visitor, link: str) -> None:
    page = visitor.opens(f"{link}/strategy?lang=cy")
    assert spoken(page, "The board has a plan with dates.") == "en"
    assert spoken(page, "Mae gan y bwrdd weledigaeth gyffredin.") == "cy"
    assert spoken(page, "Meddyliwch am y deuddeg mis diwethaf.") == "cy"
    assert spoken(page, "Cadarn") == "cy"


def test_an_answer_is_the_same_in_either_language(world: World, visitor: Visitor, link: str) -> None:
    visitor.sends(visitor.opens(f"{link}/strategy?lang=cy"), {"vision": "strong", "plan": "secure"})
    assert {key: each.choice for key, each in world.place("governor1@example.org").answers.items()} == {
        "vision": "strong",
        "plan": "secure",
    }
    page = visitor.opens(f"{link}/strategy")
    assert page.tree.xpath("//input[@name='vision' and @checked]/@value") == ["strong"]


@pytest.mark.parametrize("asked", ["fr", "en", "", "cy-GB", "<script>"])
def test_a_language_that_is_not_there_is_passed_over(visitor: Visitor, link: str, asked: str) -> None:
    page = visitor.opens(f"{link}/strategy?lang={asked}")
    assert page.heading == "Strategy"
    assert all("lang=" not in address for address in page.links().values())


def test_the_link_back_to_the_check_is_kept_when_the_language_changes(visitor: Visitor, link: str) -> None:
    page = visitor.opens(f"{link}/strategy?back=check")
    page = visitor.opens(page.tree.xpath("//nav[@class='languages']//a/@href")[0])
    assert page.tree.xpath("//a[.='Check your answers']/@href") == [f"{link}/check?lang=cy"]


def test_words_of_the_pages_own_language_are_left_alone() -> None:
    said = speaker(BOTH, "en")
    assert said("The board has a shared vision.") == "The board has a shared vision."
    assert plainly("As it is") == "As it is"


def test_a_questionnaire_written_in_another_language_is_marked_throughout() -> None:
    manifest = BOTH.manifest.model_copy(update={"language": "pl"})
    said = speaker(BOTH.model_copy(update={"manifest": manifest}), "cy")
    assert said("Rada ma <plan>.") == '<span lang="pl">Rada ma &lt;plan&gt;.</span>'
    assert said("Cryf") == '<span lang="cy">Cryf</span>'
