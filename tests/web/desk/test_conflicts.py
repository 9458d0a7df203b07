"""Two people edit at once: the second sees both, and nothing that anybody typed is lost."""

import pytest

from tests.county_factory import PASSWORD
from tests.visitor import Page
from tests.web.desk.conftest import Author, Desk


def table(page: Page) -> dict[str, tuple[str, str]]:
    """What differs: by field, theirs and yours."""
    rows = page.tree.xpath("//table[caption[@id='both-caption']]/tbody/tr")
    return {
        row.xpath("./th")[0].text_content(): tuple(cell.text_content() for cell in row.xpath("./td"))
        for row in rows
    }


@pytest.mark.parametrize(
    ("ending", "theirs", "yours", "label"),
    [
        ("/questions/vision", {"text": "Theirs."}, {"text": "Yours."}, "Question"),
        ("/details", {"title": "Theirs"}, {"title": "Yours"}, "Title"),
        ("/levels", {"label-secure": "Theirs"}, {"label-secure": "Yours"}, "Level 3"),
        ("/domains/people", {"about": "Theirs."}, {"about": "Yours."}, "What it is about"),
        ("/recommendations/agree-a-vision", {"who": "Theirs"}, {"who": "Yours"}, "Who"),
        ("/scales/levels", {"label-1": "Theirs"}, {"label-1": "Yours"}, "Answer 1"),
    ],
)
def test_the_second_sees_both_and_may_save_theirs_over(
    author: Author,
    desk: Desk,
    draft: str,
    ending: str,
    theirs: dict[str, str],
    yours: dict[str, str],
    label: str,
) -> None:
    opened = author.opens(draft + ending)
    author.sends(author.opens(draft + ending), theirs)
    kept = desk.draft().stored.contents
    met = author.sends(opened, yours)
    assert "Officer changed this while you were editing it." in met.text
    assert table(met) == {label: (*theirs.values(), *yours.values())}
    assert met.form().fields[next(iter(yours))].strip() == next(iter(yours.values()))
    assert desk.draft().stored.contents == kept
    assert "Saved" in author.sends(met, {}).text
    assert desk.draft().stored.contents != kept


def test_what_was_chosen_is_compared_in_words(author: Author, draft: str) -> None:
    address = f"{draft}/questions/succession"
    opened = author.opens(address)
    theirs = {"duty": "must", "governance": [], "if-1": "vision", "if-1-test": "is", "if-1-value": "strong"}
    author.sends(author.opens(address), theirs)
    assert table(author.sends(opened, {"duty": "good-practice"})) == {
        "How binding it is": ("Legal duty", "Good practice"),
        "Kinds of board": ("(empty)", "Maintained schools"),
        "Condition 1: question": (
            author.opens(f"{draft}/questions/vision").form().fields["text"].strip(),
            "None",
        ),
        "Condition 1: answer": ("Strong", "None"),
    }


def test_another_rule_of_a_recommendation_is_compared_too(author: Author, draft: str) -> None:
    address = f"{draft}/recommendations/talk-about-people"
    opened = author.opens(address)
    author.sends(author.opens(address), {"when-1-least": "40"})
    assert table(author.sends(opened, {})) == {"Condition 1: at least": ("40", "25")}


def test_where_both_typed_the_same_there_is_nothing_to_choose(author: Author, draft: str) -> None:
    opened = author.opens(f"{draft}/questions/vision")
    author.sends(author.opens(f"{draft}/questions/vision"), {"text": "The same."})
    met = author.sends(opened, {"text": "The same."})
    assert "You both wrote the same" in met.text
    assert table(met) == {}


def test_a_third_change_is_told_again(author: Author, draft: str) -> None:
    address = f"{draft}/questions/vision"
    opened = author.opens(address)
    author.sends(author.opens(address), {"text": "Second."})
    met = author.sends(opened, {"text": "First."})
    author.sends(author.opens(address), {"text": "Third."})
    again = author.sends(met, {})
    assert table(again) == {"Question": ("Third.", "First.")}


def test_somebody_elses_question_and_domain_are_not_in_the_way(
    author: Author, desk: Desk, draft: str
) -> None:
    domain, question = author.opens(f"{draft}/domains/people"), author.opens(f"{draft}/questions/induction")
    author.sends(author.opens(f"{draft}/questions/succession"), {"text": "Other words."})
    assert "Saved" in author.sends(question, {"text": "New words."}).text
    assert "Saved" in author.sends(domain, {"title": "Everybody"}).text
    texts = [question.text for question in desk.edition.domain("people").questions]
    assert texts == ["New words.", "Other words."]


@pytest.mark.parametrize(
    ("ending", "field"),
    [
        ("/questions/induction", "text"),
        ("/domains/people", "about"),
        ("/recommendations/agree-a-vision", "what"),
    ],
)
def test_what_was_typed_about_something_that_is_gone_can_be_copied(
    author: Author, draft: str, ending: str, field: str
) -> None:
    opened = author.opens(draft + ending)
    author.sends(author.opens(f"{draft}{ending}/remove"), {})
    page = author.sends(opened, {field: "Words that took me an hour."}, status=404)
    assert "Somebody may have taken it out." in page.text
    assert "Words that took me an hour." in page.text


def test_what_was_typed_into_a_draft_that_is_gone_can_be_copied(author: Author, draft: str) -> None:
    opened = author.opens(f"{draft}/questions/induction")
    author.sends(author.opens(f"{draft}/delete"), {})
    page = author.sends(opened, {"text": "Words that took me an hour."}, status=404)
    assert "There is no such draft. It was published or deleted." in page.text
    assert "Words that took me an hour." in page.text


def test_what_was_changed_since_is_not_taken_out(author: Author, desk: Desk, draft: str) -> None:
    asked = author.opens(f"{draft}/questions/induction/remove")
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": "Somebody’s new words."})
    met = author.sends(asked, {})
    assert "Nothing was taken out." in met.text
    assert "Somebody’s new words." in met.text
    assert "induction" in desk.edition.question_ids
    author.sends(met, {})
    assert "induction" not in desk.edition.question_ids


def test_whoever_must_sign_in_again_is_asked_again_what_they_would_take_out(
    author: Author, draft: str
) -> None:
    page = author.opens(f"{draft}/questions/vision/remove")
    author.client.delete_cookie("session")
    form = page.form()
    response = author.client.post(
        form.get("action"),
        data={name: form.fields[name] for name in ("csrf_token", "mark")},
        headers={"Origin": "http://localhost", "Referer": page.response.request.url},
        follow_redirects=True,
    )
    asked = author.sends(Page(response), {"email": "officer@example.org", "password": PASSWORD})
    assert asked.heading == page.heading
