"""Questions and domains are moved by choosing a place, and taken out once it was said what that does."""

import pytest

from tests.visitor import Page
from tests.web.desk.conftest import Author, Desk, problems


def places(page: Page) -> dict[str, str]:
    """The places on offer, by their words."""
    options = page.tree.xpath("//select[@id='where']/option")
    return {option.text_content().strip(): str(option.get("value")) for option in options}


def order(desk: Desk, domain: str) -> list[str]:
    return [question.id for question in desk.edition.domain(domain).questions]


def test_a_question_goes_to_any_place_in_any_domain(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/questions/succession/place")
    assert list(places(page)) == [
        "Strategy: First",
        *(f"Strategy: After “{desk.edition.question(name).text}”" for name in order(desk, "strategy")),
        "People: First",
        "Where it is now",
    ]
    chosen = page.tree.xpath("//select[@id='where']/option[@selected]")
    assert [option.text_content().strip() for option in chosen] == ["Where it is now"]
    author.sends(page, {"where": places(page)["People: First"]})
    assert order(desk, "people") == ["succession", "induction"]
    author.sends(page, {"where": places(page)["Strategy: First"]})
    assert order(desk, "strategy")[0] == "succession"
    assert order(desk, "people") == ["induction"]


def test_the_last_question_of_a_domain_stays_there(author: Author, desk: Desk, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/succession/remove"), {})
    page = author.opens(f"{draft}/questions/induction/place")
    assert "There is no other place for it." in page.text
    author.posts(f"{draft}/questions/induction/place", where="strategy/")
    assert order(desk, "people") == ["induction"]
    refused = author.opens(f"{draft}/questions/induction/remove")
    assert "It is the only question of its domain." in refused.text
    author.posts(f"{draft}/questions/induction/remove")
    assert order(desk, "people") == ["induction"]


def test_staying_where_it_is_changes_nothing(author: Author, desk: Desk, draft: str) -> None:
    before = desk.draft()
    author.sends(author.opens(f"{draft}/questions/succession/place"), {})
    author.sends(author.opens(f"{draft}/domains/people/place"), {})
    assert desk.draft() == before


@pytest.mark.parametrize("ending", ["/questions/succession/place", "/domains/people/place"])
@pytest.mark.parametrize("where", ["", "sideways", "out", "people/nothing", "\U0001f989" * 500])
def test_a_place_that_is_not_there_is_refused_and_nothing_is_taken_out(
    author: Author, desk: Desk, draft: str, ending: str, where: str
) -> None:
    before = desk.draft()
    assert problems(author.posts(draft + ending, where=where)) == {"where": "Choose a place from the list"}
    assert desk.draft() == before


def test_a_domain_goes_to_any_place(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/domains/people/place")
    assert list(places(page)) == ["First", "Where it is now"]
    author.sends(page, {"where": "first"})
    assert desk.edition.manifest.domains == ("people", "strategy")


def test_what_rests_on_a_question_is_said_before_it_is_taken_out(
    author: Author, desk: Desk, draft: str
) -> None:
    page = author.opens(f"{draft}/questions/vision/remove")
    assert "The recommendation “Agree a vision” rests on it." in page.text
    assert "Strategy: the trend breaks." in page.text
    after = author.sends(page, {})
    assert "to mend before this can be published" in after.text
    assert f"{draft}/recommendations/agree-a-vision" in after.links().values()
    assert "vision" not in desk.edition.question_ids
    assert (
        "is shown only after certain answers to it"
        in author.opens(f"{draft}/questions/has-committees/remove").text
    )


def test_a_break_that_is_there_already_is_not_told_again(author: Author, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/vision/remove"), {})
    page = author.opens(f"{draft}/questions/committees-report/remove")
    assert "Strategy: the trend breaks" not in page.text


def test_a_domain_goes_with_its_questions_and_the_last_one_stays(
    author: Author, desk: Desk, draft: str
) -> None:
    page = author.opens(f"{draft}/domains/people/remove")
    assert "People, with 2 questions" in page.text
    author.sends(page, {})
    assert desk.edition.manifest.domains == ("strategy",)
    assert "It is the only domain." in author.opens(f"{draft}/domains/strategy/remove").text
    author.posts(f"{draft}/domains/strategy/remove")
    assert desk.edition.manifest.domains == ("strategy",)


def test_a_recommendation_is_taken_out(author: Author, desk: Desk, draft: str) -> None:
    author.sends(author.opens(f"{draft}/recommendations/agree-a-vision/remove"), {})
    assert [advice.id for advice in desk.edition.advice] == ["talk-about-people"]


def test_every_act_is_put_down(author: Author, desk: Desk, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/succession/place"), {"where": "people/"})
    author.sends(author.opens(f"{draft}/questions/succession/remove"), {})
    author.sends(author.opens(f"{draft}/domains/people"), {"title": "Everybody"})
    told = [
        (action, detail) for action, subject, detail in desk.acts() if subject == "questionnaire sound 1.1"
    ]
    assert told == [
        ("edited draft", "moved the question succession"),
        ("edited draft", "took out the question succession"),
        ("edited draft", "Edit a domain"),
    ]
