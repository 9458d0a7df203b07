"""Every page of the desk, its errors and its conflicts, at phone and desktop width: sound and not too wide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from govscore.app import create_app
from govscore.config import Settings
from govscore.questionnaire.loader import Library
from govscore.services.accounts import add_account
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from tests.browser.authors import SHELF, Author
from tests.browser.test_pages import WIDTHS, faults
from tests.conftest import SECRET
from tests.questionnaire.folders import TINY

PASSWORD = "velvet-harbour-sundial"
PAGES = (
    "",
    "/details",
    "/levels",
    "/changes",
    "/publish",
    "/delete",
    "/preview",
    "/preview?role=head",
    "/preview/strategy?role=governor&governance=maintained&phase=special",
    "/scales/levels",
    "/scales/new",
    "/translations",
    "/translations/cy",
    "/translations/cy/frame",
    "/translations/cy/domain-people",
    "/domains/new",
    "/domains/people",
    "/domains/people/place",
    "/domains/people/remove",
    "/domains/people/questions/new",
    "/questions/vision",
    "/questions/committees-report",
    "/questions/vision/place",
    "/questions/vision/remove",
    "/recommendations/new",
    "/recommendations/agree-a-vision",
    "/recommendations/agree-a-vision/remove",
)
ERRORS = {
    "/details": "#title",
    "/levels": "#min_share",
    "/scales/levels": "#value-2",
    "/domains/people": "#short",
    "/questions/vision": "#text",
    "/recommendations/agree-a-vision": "#when-1-most",
    "/publish": "#in_force-day",
}
CONFLICTS = {
    "/details": "#summary",
    "/domains/people": "#about",
    "/questions/vision": "#text",
    "/recommendations/agree-a-vision": "#what",
}


@dataclass(frozen=True)
class Site:
    address: str


@pytest.fixture
def site(sqlite_url: str, tmp_path: Path, serve: Callable[[Flask], str]) -> Iterator[Site]:
    database = Database(sqlite_url)
    with database.transaction() as session:
        now = datetime.now(UTC)
        add_account(
            session,
            "officer@example.org",
            name="Olive",
            role="officer",
            board_id=None,
            now=now,
            password=PASSWORD,
        )
    installation = Installation(
        database=database,
        keys=Keys(SECRET),
        library=Library(TINY, database.shelf()),
        base_url="http://127.0.0.1",
        data_dir=tmp_path,
    )
    settings = Settings(database=sqlite_url, data_dir=tmp_path, secret_key=SECRET, limits_enabled=False)
    yield Site(serve(create_app(settings, installation)))
    database.dispose()


@pytest.fixture
def officer(browser: Browser, page: Page, site: Site, width: int) -> Iterator[Author]:
    page.close()
    officer = Author(browser, site.address, scripts=True, width=width)
    officer.signs_in("officer@example.org", PASSWORD)
    yield officer
    officer.leaves()


@pytest.fixture
def draft(officer: Author) -> str:
    """The address of a draft of the sound questionnaire."""
    officer.opens(f"{SHELF}/sound/1.0")
    officer.presses("Begin a draft of the next version")
    return officer.page.url


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_desk_is_sound(officer: Author, draft: str, width: int) -> None:
    found = []
    for address in (SHELF, f"{SHELF}/new", f"{SHELF}/sound/1.0", *(draft + ending for ending in PAGES)):
        shown = officer.opens(address)
        for closed in shown.locator("main details:not([open]) > summary").all():
            if closed.is_visible():
                closed.click()
        found += [f"{address.replace(draft, '')}: {fault}" for fault in faults(shown, width)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_error_and_every_conflict_is_sound(officer: Author, draft: str, width: int) -> None:
    found = []
    for ending, field in CONFLICTS.items():
        shown, other = officer.opens(draft + ending), officer.context.new_page()
        other.goto(shown.url)
        for each, words in ((other, "Theirs, word for word " * 9), (shown, "unbroken" * 40)):
            each.locator(field).fill(words)
            with each.expect_navigation():
                each.locator("main form button").last.click()
        other.close()
        officer.reads("Two people are editing")
        found += [f"{ending} with a conflict: {fault}" for fault in faults(shown, width)]
        officer.presses("Save")
        officer.reads("Saved")
    for ending, field in ERRORS.items():
        shown = officer.opens(draft + ending)
        shown.locator(field).fill("")
        with shown.expect_navigation():
            shown.locator("main form button").last.click()
        assert shown.title().startswith("Error: "), ending
        assert shown.locator(".govuk-error-summary").evaluate("element => element === document.activeElement")
        shown.locator(".govuk-error-summary a").first.click()
        assert shown.locator(":focus").bounding_box() is not None, ending
        found += [f"{ending} with errors: {fault}" for fault in faults(shown, width)]
    assert not found, "\n".join(found)
