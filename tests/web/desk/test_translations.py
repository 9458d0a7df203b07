"""A draft is translated part by part, in any language that is offered, and a part may be left half done."""

import pytest

from tests.web.desk.conftest import Author, Desk, problems

TEXTS = {
    "question.induction.text": "Mae llywodraethwyr newydd yn cael cyfnod sefydlu.",
    "domain.people.short": "Pobl",
}


def test_a_language_is_begun_and_its_parts_are_listed(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/translations")
    assert "It is written in English and not translated yet." in page.text
    begun = author.opens(f"{draft}/translations?begin=cy")
    assert begun.heading == "Cymraeg: what is translated"
    assert "Translate People" in begun.links()
    assert "Translate Recommendations on People" in begun.links()
    for address in begun.links().values():
        author.opens(address)
    assert desk.draft().stored.version == "1.1"


def test_a_part_is_translated_and_may_be_left_half_done(author: Author, desk: Desk, draft: str) -> None:
    page = author.opens(f"{draft}/translations/cy/domain-people")
    assert {field.get("lang") for field in page.tree.xpath("//main//textarea")} == {"cy"}
    saved = author.sends(page, TEXTS)
    assert "Saved" in saved.text
    assert desk.edition.question("induction").translations["cy"].text == TEXTS["question.induction.text"]
    assert desk.edition.domain("people").translations["cy"].short == "Pobl"
    assert "texts left to translate" in author.opens(f"{draft}/translations").text
    assert author.opens(draft).links()["Translation into Cymraeg"] == f"{draft}/translations/cy"
    emptied = author.opens(f"{draft}/translations/cy/domain-people")
    author.sends(emptied, dict.fromkeys(TEXTS, ""))
    assert desk.edition.question("induction").translations == {}


def test_a_word_that_does_not_fit_beside_a_chart_is_told(author: Author, draft: str) -> None:
    page = author.opens(f"{draft}/translations/cy/domain-people")
    refused = author.sends(page, {"domain.people.short": "Llywodraethwyr y bwrdd"})
    assert set(problems(refused)) == {"domain.people.short"}


def test_somebody_else_who_translates_the_same_part_is_told(author: Author, draft: str) -> None:
    address = f"{draft}/translations/cy/domain-people"
    opened = author.opens(address)
    author.sends(author.opens(address), TEXTS)
    met = author.sends(opened, {"domain.people.short": "Y bobl"})
    assert "Two people are editing" in met.text
    assert "People: Short word for charts" in met.text


def test_saving_a_part_as_it_stands_changes_no_byte(author: Author, desk: Desk, draft: str) -> None:
    before = desk.draft().stored.contents
    for part in ("frame", "domain-people", "advice-strategy"):
        author.sends(author.opens(f"{draft}/translations/cy/{part}"), {})
    assert desk.draft().stored.contents == before


@pytest.mark.parametrize("ending", ["/en", "/xx", "/cy/nothing", "/en/frame", "/cy/domain-nothing", "/CY"])
def test_what_cannot_be_translated_is_not_found(author: Author, draft: str, ending: str) -> None:
    author.opens(f"{draft}/translations{ending}", status=404)
    author.posts(f"{draft}/translations{ending}", status=404 if ending.count("/") == 2 else 405)


def test_an_unknown_language_is_not_begun(author: Author, draft: str) -> None:
    for code in ("", "en", "xx"):
        assert author.opens(f"{draft}/translations?begin={code}").heading == "Translations"
