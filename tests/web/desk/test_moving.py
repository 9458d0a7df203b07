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


def test_a_place_before_what_a_question_depends_on_is_marked(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/questions/committees-report/place")
    assert "is shown only after certain answers to “The board has committees.”" in page.text
    marked = [words for words in places(page) if words.endswith(" (breaks a condition)")]
    assert marked == ["Strategy: First (breaks a condition)"]
    asked = author.opens(f"{draft}/questions/has-committees/place")
    free = [words for words in places(asked) if "(breaks" not in words]
    assert free == ["Where it is now"]
    assert "breaks a condition" not in author.opens(f"{draft}/questions/induction/place").text
    assert "breaks a condition" not in author.opens(f"{draft}/domains/people/place").text


def test_places_are_named_by_the_whole_title_of_their_domain(author: Author, draft: str) -> None:
    author.sends(author.opens(f"{draft}/domains/people"), {"title": "The people on the board"})
    page = author.opens(f"{draft}/questions/vision/place")
    assert "The people on the board: First" in places(page)


def test_what_was_done_is_said_at_the_top_with_a_way_back(author: Author, draft: str) -> None:
    edit = author.opens(f"{draft}/questions/succession")
    sent = {**dict(edit.form().form_values()), "hint": "Think ahead."}
    to = author.client.post(f"{draft}/questions/succession", data=sent).location
    assert "#" not in to
    page = author.opens(to)
    assert page.tree.xpath("//*[contains(@class, 'govuk-notification-banner')][@role='alert']")
    place = page.links()["Go on where you were"]
    assert page.tree.xpath("//*[@id=$id]", id=place.removeprefix("#"))


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
    assert "What rests on it Untick what you would rather change yourself" in page.text
    assert "Take out the recommendation “Agree a vision”" in page.text
    assert "Strategy: the trend breaks." in page.text
    after = author.sends(page, {"also": None})
    assert "to mend before this can be published" in after.text
    assert f"{draft}/recommendations/agree-a-vision" in after.links().values()
    assert "vision" not in desk.edition.question_ids
    asked = author.opens(f"{draft}/questions/has-committees/remove")
    assert "Show the question “Committees report to the next full meeting.” always" in asked.text


@pytest.mark.parametrize("name", ["vision", "has-committees"])
def test_what_rests_on_a_question_goes_with_it(author: Author, desk: Desk, draft: str, name: str) -> None:
    author.sends(author.opens(f"{draft}/questions/{name}/remove"), {})
    assert name not in desk.edition.question_ids
    assert not [fault for fault in desk.draft().examine().faults if "there is no question" in fault.message]


def test_what_is_ticked_and_rests_on_nothing_that_goes_stays(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/questions/induction/remove")
    author.sends(page, {"also": ["advice:agree-a-vision", "shown:vision", "advice:", "x", "shown:nobody"]})
    assert [advice.id for advice in desk.edition.advice] == ["agree-a-vision", "talk-about-people"]
    assert desk.edition.question("committees-report").show_if is not None


def test_what_rests_on_a_domain_goes_with_it(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/domains/people/remove")
    assert "Take out the recommendation “Talk about people”" in page.text
    author.sends(page, {})
    assert [advice.id for advice in desk.edition.advice] == ["agree-a-vision"]
    assert desk.draft().examine().faults == ()


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
