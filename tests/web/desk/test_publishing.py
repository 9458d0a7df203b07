"""From the shelf to a draft and back: begun, compared, checked, published with a reason, or deleted."""

from datetime import UTC, datetime

import pytest

from govscore.questionnaire.loader import Library
from tests.questionnaire.folders import TINY
from tests.visitor import Page
from tests.web.desk.conftest import SHELF, Author, Desk, problems

NOW = {"in_force-day": "1", "in_force-month": "12", "in_force-year": "2026"}
REASON = {"reason": "Newcomers are welcomed sooner.\r\n\r\nNothing else."}


def publishes(author: Author, draft: str, **fields: str) -> Page:
    author.sends(author.opens(f"{draft}/questions/succession"), {"hint": "Think a year ahead."})
    return author.sends(author.opens(f"{draft}/publish"), {**REASON, **NOW, **fields})


def test_a_draft_is_begun_from_the_newest_version(author: Author, desk: Desk) -> None:
    page = author.sends(author.opens(f"{SHELF}/sound/1.0"), {})
    assert page.heading == "Sound, draft 1.1"
    assert "Nobody is asked anything until you publish it." in page.text
    assert desk.draft().stored.based_on == "1.0"
    version = author.opens(f"{SHELF}/sound/1.0")
    assert not version.tree.xpath("//main//form")
    assert desk.address in version.links().values()
    again = author.posts(f"{SHELF}/sound/1.0/draft")
    assert "There is a draft of Sound already, last changed by Officer." in again.text
    author.posts(f"{SHELF}/nothing/1.0/draft", status=404)


def test_a_new_questionnaire_is_begun_from_nothing(author: Author, desk: Desk) -> None:
    page = author.opens(f"{SHELF}/new")
    refused = author.sends(page, {"title": " "})
    assert set(problems(refused)) == {"title", "audience"}
    chosen = {"title": "Governors’ visits", "purpose": "skills", "audience": ["governor", "chair"]}
    begun = author.sends(refused, chosen)
    assert begun.heading == "Governors’ visits, draft 1.0"
    assert "is still to be written: what this is and how to answer" in begun.text
    assert desk.draft().stored.code == "governors-visits"
    assert "there is nothing to compare it with" in author.opens(f"{desk.address}/changes").text
    author.opens(f"{desk.address}/preview")
    assert "This draft cannot be published yet" in author.opens(f"{desk.address}/publish").text
    author.opens(SHELF)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "x" * 101}, "title"),
        ({"title": "Visits", "purpose": "fun"}, "purpose"),
        ({"title": "Visits", "audience": ["everybody"]}, "audience"),
    ],
)
def test_what_cannot_be_begun_is_said(author: Author, fields: dict[str, object], wrong: str) -> None:
    whole = {"title": "Visits", "purpose": "quality", "audience": ["governor"], **fields}
    assert wrong in problems(author.posts(f"{SHELF}/new", **whole))


def test_every_questionnaire_has_a_code_of_its_own(author: Author, desk: Desk) -> None:
    for title, code in (("Sound", "sound-2"), ("2026", "questionnaire-2026"), ("“…”", "questionnaire")):
        author.sends(author.opens(f"{SHELF}/new"), {"title": title, "audience": ["governor"]})
        assert desk.draft().stored.code == code
        author.sends(author.opens(f"{desk.address}/delete"), {})


def test_what_changes_is_told_before_it_is_published(author: Author, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": "Newcomers are shown around."})
    changes = author.opens(f"{draft}/changes")
    assert "3 questions stay as they are" in changes.text or "4 questions stay as they are" in changes.text
    assert "Newcomers are shown around." in changes.text
    assert "Reworded" in author.opens(draft).text
    author.sends(author.opens(f"{draft}/questions/succession/remove"), {})
    page = author.opens(f"{draft}/publish")
    assert "Results can no longer be set beside those of the version before in: People" in page.text
    assert "✕ The trend breaks" in page.text


def test_a_draft_is_published_with_its_reason_and_never_changes(
    author: Author, desk: Desk, draft: str
) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": "Newcomers are shown around."})
    page = publishes(author, draft)
    assert page.heading == "Sound, version 1.1"
    assert "Version 1.1 is published. It will never change." in page.text
    assert "Newcomers are welcomed sooner." in page.text
    assert "Published by Officer" in page.text
    author.opens(draft, status=404)
    elsewhere = Library(TINY, desk.installation.database.shelf()).latest("sound")
    assert elsewhere.manifest.changes == "Newcomers are welcomed sooner.\n\nNothing else."
    assert elsewhere.manifest.in_force == "2026-12-01"
    assert "Compare it with version 1.0" in page.links()
    assert author.opens(f"{SHELF}/sound/1.1/changes").heading == "What version 1.1 changed"
    assert "There is a newer version." in author.opens(f"{SHELF}/sound/1.0").text
    action, subject, detail = desk.acts()[-1]
    assert (action, subject) == ("published questionnaire", "questionnaire sound 1.1")
    assert detail.startswith("Newcomers are welcomed sooner.")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reason": ""}, {"reason"}),
        ({"reason": "x" * 1001}, {"reason"}),
        ({"in_force-month": "13"}, {"in_force-day"}),
        ({"in_force-year": ""}, {"in_force-day"}),
        ({"in_force-day": "1e1"}, {"in_force-day"}),
        ({"in_force-day": "٣١", "in_force-month": "2"}, {"in_force-day"}),
        ({"reason": " ", "in_force-day": "x"}, {"reason", "in_force-day"}),
    ],
)
def test_what_is_missing_to_publish_is_said_beside_its_field(
    author: Author, desk: Desk, draft: str, fields: dict[str, str], wrong: set[str]
) -> None:
    page = publishes(author, draft, **fields)
    assert set(problems(page)) == wrong
    for name, value in fields.items():
        assert page.form().fields[name].strip() == value.strip()
    assert desk.draft().stored.version == "1.1"


def test_a_version_that_is_not_later_is_told_before_anything_is_published(author: Author, draft: str) -> None:
    author.sends(author.opens(f"{draft}/details"), {"version": "0.9"})
    assert "Version 1.0 is published already; give this draft a later version" in author.opens(draft).text
    page = author.opens(f"{draft}/publish")
    assert "give this draft a later version" in page.text
    assert not page.tree.xpath("//main//form")
    assert "give this draft a later version" in author.posts(f"{draft}/publish", **REASON, **NOW).text


def test_a_draft_in_which_nothing_differs_is_not_published(author: Author, desk: Desk, draft: str) -> None:
    words = "Nothing in this draft differs from version 1.0: change something, or delete the draft"
    page = author.opens(f"{draft}/publish")
    assert words in page.text
    assert not page.tree.xpath("//main//form")
    sent = author.posts(f"{draft}/publish", **REASON, **NOW)
    assert sent.title.startswith("Error: ")
    assert words in sent.text
    assert desk.draft().stored.version == "1.1"


def test_somebody_who_breaks_a_draft_meanwhile_keeps_it_from_being_published(
    author: Author, desk: Desk, draft: str
) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": "Newcomers are shown around."})
    page = author.opens(f"{draft}/publish")
    author.sends(author.opens(f"{draft}/questions/vision/remove"), {"also": None})
    met = author.sends(page, {**REASON, **NOW})
    assert "to mend" in met.text
    assert desk.draft().stored.version == "1.1"


def test_a_draft_is_deleted(author: Author, desk: Desk, draft: str) -> None:
    page = author.sends(author.opens(f"{draft}/delete"), {})
    assert "The draft of Sound is deleted." in page.text
    author.opens(draft, status=404)
    assert desk.acts()[-1][:2] == ("deleted draft", "questionnaire sound 1.1")


def test_today_is_offered_as_the_day(author: Author, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": "Newcomers are shown around."})
    fields = author.opens(f"{draft}/publish").form().fields
    year = datetime.now(UTC).year
    assert int(fields["in_force-year"]) in (year, year + 1)


def test_versions_are_compared_by_address(author: Author, draft: str) -> None:
    publishes(author, draft)
    assert "version 1.0" in author.opens(f"{SHELF}/sound/1.1/changes?with=1.0").text
    author.opens(f"{SHELF}/sound/1.1/changes?with=9.9", status=404)
