"""Every page of the desk is sound and leads on; only authors open it."""

import re

import pytest

from govscore.services.installation import Installation
from tests.visitor import Page
from tests.web.desk.conftest import SHELF, Author, Desk

A_FILE = re.compile(r"/export/")


def below(page: Page) -> set[str]:
    """The addresses of the desk that a page leads to."""
    links = (link.partition("#")[0] for link in page.links().values())
    return {link for link in links if link.startswith(SHELF) and not A_FILE.search(link)}


def test_every_page_that_the_desk_leads_to_is_sound(author: Author, draft: str) -> None:
    seen: set[str] = set()
    waiting = {SHELF, draft}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        waiting |= below(author.opens(address)) - seen
    assert len(seen) > 45
    for ending in ("/details", "/levels", "/preview", "/publish", "/changes", "/delete", "/scales/new"):
        assert draft + ending in seen
    assert f"{draft}/questions/vision/remove" in seen
    assert f"{draft}/preview/people?role=governor&governance=maintained&phase=primary" in seen


def test_every_page_names_its_piece_once_it_is_in_the_draft(author: Author, draft: str) -> None:
    page = author.opens(draft)
    edits = [words for words in page.links() if words.startswith("Edit ")]
    assert "Edit Somebody is ready to chair next." in edits
    assert len(edits) == len(set(edits))


@pytest.mark.parametrize("role", ["analyst", "chair", "clerk"])
def test_nobody_else_opens_the_desk(author: Author, draft: str, role: str) -> None:
    author.works_as(role)
    for address in (SHELF, f"{SHELF}/sound/1.0", draft, f"{draft}/publish", f"{draft}/questions/vision"):
        author.opens(address, status=403)


def test_an_administrator_writes_too(author: Author, desk: Desk, draft: str) -> None:
    author.works_as("administrator")
    author.sends(author.opens(f"{draft}/questions/vision"), {"text": "We have a vision."})
    assert desk.draft().stored.changed_by == "Administrator"
    assert "last changed by Administrator" in author.opens(SHELF).text


@pytest.mark.parametrize(
    "ending",
    [
        "/questions/nothing",
        "/questions/nothing/place",
        "/questions/nothing/remove",
        "/domains/nothing",
        "/domains/nothing/place",
        "/domains/nothing/remove",
        "/domains/nothing/questions/new",
        "/recommendations/nothing",
        "/recommendations/nothing/remove",
        "/scales/nothing",
        "/preview/nothing",
    ],
)
def test_what_is_not_in_the_draft_is_not_found(author: Author, draft: str, ending: str) -> None:
    author.opens(draft + ending, status=404)


@pytest.mark.parametrize(
    "address",
    [
        "/drafts/00000000-0000-4000-8000-000000000000",
        "/drafts/00000000-0000-4000-8000-000000000000/publish",
        "/drafts/nothing/publish",
        "/sound/9.9",
        "/nothing/1.0",
        "/sound/1.0/changes",
        "/sound/..%2F1.0",
    ],
)
def test_what_is_not_on_the_shelf_is_not_found(author: Author, address: str) -> None:
    author.opens(SHELF + address, status=404)


def test_the_shelf_lists_every_version_with_its_draft(
    author: Author, draft: str, installation: Installation
) -> None:
    page = author.opens(SHELF)
    for code, version in installation.library.listed():
        assert f"{SHELF}/{code}/{version}" in page.links().values()
    assert draft in page.links().values()
    assert "1 with a draft that is being written" in page.text


def test_the_way_to_the_desk_is_on_every_page_of_an_author(author: Author) -> None:
    assert author.opens("/account").tree.xpath(f"//nav//a[@href='{SHELF}']")
    author.works_as("analyst")
    assert not author.opens("/account").tree.xpath(f"//nav//a[@href='{SHELF}']")
