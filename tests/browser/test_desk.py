"""An officer changes a questionnaire without a file: drafted, looked at, warned about, published and answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from govscore.app import create_app
from govscore.config import Settings
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.evaluations import EvaluationRow, InvitationRow
from tests.browser.authors import Author
from tests.browser.people import Person, Respondent
from tests.browser.test_story import PASSWORD, import_county
from tests.conftest import SECRET

REWORDED = "We have checked what leaders tell us against something else."
NEW = "We have walked round the school grounds in the last twelve months."
FIRST = "We have checked what leaders tell us against other evidence in the last twelve months."
SECOND = "Pupils have told governors directly about life at school in the last twelve months."
GONE = "We have looked back, in the last twelve months, at what our decisions did for pupils."
ALSO_GONE = "In the last twelve months, we have checked how much work we cause for staff."


@dataclass(frozen=True)
class Site:
    """A running site whose library also holds what its officers publish."""

    address: str
    installation: Installation


@pytest.fixture
def site(sqlite_url: str, tmp_path: Path, serve: Callable[[Flask], str]) -> Iterator[Site]:
    database = Database(sqlite_url)
    import_county(database)
    library = Library(shared("questionnaires"), database.shelf())
    installation = Installation(
        database=database, keys=Keys(SECRET), library=library, base_url="http://127.0.0.1", data_dir=tmp_path
    )
    settings = Settings(database=sqlite_url, data_dir=tmp_path, secret_key=SECRET, limits_enabled=False)
    yield Site(serve(create_app(settings, installation)), installation)
    database.dispose()


def officer_writes(officer: Author) -> str:
    """Two questions are changed, one is added."""
    draft = officer.begins_a_draft("Board self-review", "1.1")
    officer.is_told("Board self-review, draft 1.2")
    officer.edits(FIRST, Question=REWORDED)
    officer.edits(SECOND, Strong="Pupils chose what we talked about, and we did what they asked.")
    officer.follows("Add a question to Strategic leadership")
    for label, text in (
        ("Question", NEW),
        ("Not yet", "Nobody on the board has seen the grounds."),
        ("Developing", "One of us has seen them on the way to a meeting."),
        ("Secure", "Two of us walked round with the site manager and told the board."),
        ("Strong", "What we saw changed the repairs plan, and we went back to look."),
        ("Why this matters", "Children spend a fifth of their day outside."),
        ("How would you know?", "The date of the last walk, and what came of it."),
        ("Source", "Our own"),
    ):
        officer.fills(label, text)
    officer.page.get_by_label("Good practice").check(force=True)
    today = datetime.now(UTC)
    for part, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        officer.fills(part, str(number))
    officer.presses("Save")
    officer.reads(NEW)
    officer.reads("The check finds nothing wrong.")
    return draft


def officer_looks(officer: Author, draft: str) -> None:
    """As the head, who is asked nothing here, and as a governor of a special school."""
    officer.looks_as(draft, "Head", "Maintained schools", "Special")
    officer.reads("The head is asked nothing here: Board self-review is answered by governors and the chair.")
    officer.looks_as(draft, "Governor", "Maintained schools", "Special")
    officer.reads("A governor of such a board is asked 31 statements.")
    officer.follows("Strategic leadership")
    expect(officer.page.locator("legend", has_text=NEW)).to_be_visible()
    officer.page.get_by_label("Secure").first.check(force=True)
    officer.presses("Continue")
    officer.is_told("Accountability")
    expect(officer.page.locator("legend", has_text=REWORDED)).to_be_visible()


def officer_breaks_a_trend_and_publishes(officer: Author, draft: str) -> None:
    officer.opens(draft)
    officer.takes_out(GONE)
    officer.follows(f"take out {ALSO_GONE}")
    officer.reads("Evaluation: the trend breaks.")
    officer.reads("What rests on it")
    officer.presses("Take it out")
    officer.reads("The check finds nothing wrong.")
    officer.presses("Publish version 1.2")
    officer.reads("Results can no longer be set beside those of the version before in:")
    officer.presses("Publish version 1.2")
    officer.reads("Say what changes in this version, and why")
    officer.fills(
        "What changes in this version, and why?", "The grounds matter; link visits are asked elsewhere."
    )
    officer.presses("Publish version 1.2")
    officer.is_told("Board self-review, version 1.2")
    officer.reads("It will never change.")


def officer_opens_a_round(officer: Author) -> None:
    closes = datetime.now(UTC) + timedelta(days=21)
    officer.opens("/county/rounds/new")
    officer.fills("Title", "Autumn review")
    for part, value in (("day", closes.day), ("month", closes.month), ("year", closes.year)):
        officer.page.locator(f"#closes-{part}").fill(str(value))
    for box in officer.page.locator("input[name=questionnaires]").all():
        box.set_checked(box.get_attribute("value") == "board-self-review", force=True)
    officer.page.locator("input[name=which][value=all]").check(force=True)
    officer.presses("Open the round")


def clerk_invites(clerk: Person) -> None:
    clerk.signs_in("clerk@example.org", PASSWORD)
    clerk.follows("Autumn review")
    clerk.presses("Add people to ask")
    clerk.fills("Type or paste one person a line", "Ann, ann@example.org, governor")
    clerk.presses("Check the list")
    clerk.page.locator("main").get_by_role("button", name="Invite").first.click()
    clerk.reads("Ann")


def link_of(site: Site, email: str) -> tuple[str, str]:
    """Somebody's personal link, and the version it asks."""
    with site.installation.database.transaction(write=False) as session:
        found = select(InvitationRow.id, EvaluationRow.questionnaire_version).join(
            EvaluationRow, EvaluationRow.id == InvitationRow.evaluation_id
        )
        id_, version = session.execute(found.where(InvitationRow.email == email)).one()
    return f"/r/{site.installation.keys.link_token(id_, 1)}", version


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_a_draft_to_an_answer(browser: Browser, page: Page, site: Site, scripts: bool) -> None:
    page.close()
    officer = Author(browser, site.address, scripts=scripts, width=1280)
    officer.signs_in("officer@example.org", PASSWORD)
    draft = officer_writes(officer)
    officer_looks(officer, draft)
    officer_breaks_a_trend_and_publishes(officer, draft)
    officer_opens_a_round(officer)
    officer.leaves()
    clerk = Person(browser, site.address, scripts=scripts, width=1280)
    clerk_invites(clerk)
    clerk.leaves()
    link, version = link_of(site, "ann@example.org")
    assert version == "1.2"
    governor = Respondent(browser, site.address, scripts=scripts)
    governor.begins(link)
    governor.reads(NEW)
    governor.answers_a_page(2)
    governor.reads(REWORDED)
    governor.answers_everything(2)
    governor.hands_in()
    governor.reads("handed in")
    governor.leaves()


def test_a_question_is_edited_by_keyboard_alone(browser: Browser, page: Page, site: Site) -> None:
    page.close()
    officer = Author(browser, site.address, scripts=True, width=1280)
    officer.signs_in("officer@example.org", PASSWORD)
    draft = officer.begins_a_draft("Board self-review", "1.1")
    keyed = officer.opens(f"{draft}/questions/pupils-heard")
    tabs_to(keyed, "#text")
    keyed.keyboard.press("ControlOrMeta+A")
    keyed.keyboard.type("Pupils have told us what school is like.")
    tabs_to(keyed, "summary:has-text('Other words for one role')")
    keyed.keyboard.press("Enter")
    tabs_to(keyed, "#wording-chair")
    keyed.keyboard.type("Pupils have told my board what school is like.")
    tabs_to(keyed, "input[name=duty]:checked")
    keyed.keyboard.press("ArrowUp")
    tabs_to(keyed, "summary:has-text('Ask only after certain answers')")
    keyed.keyboard.press("Enter")
    tabs_to(keyed, "#if-1")
    keyed.keyboard.press("ArrowDown")
    tabs_to(keyed, "#if-1-test")
    keyed.keyboard.type("it has any")
    tabs_to(keyed, "main form button")
    with keyed.expect_navigation():
        keyed.keyboard.press("Enter")
    officer.reads("Saved")
    officer.reads("Pupils have told us what school is like.")
    officer.reads("Shown after certain answers.")
    keyed = officer.opens(f"{draft}/questions/pupils-heard")
    expect(keyed.locator("#wording-chair")).to_have_value("Pupils have told my board what school is like.")
    expect(keyed.locator("details[open]").first).to_be_visible()
    officer.leaves()


def tabs_to(page: Page, selector: str, *, most: int = 60) -> None:
    """Press Tab until something has the focus; whatever has it on the way can be seen."""
    wanted = page.locator(selector).first
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.count() == 0 or focused.bounding_box() is not None
    raise AssertionError(f"Tab does not lead to {selector}")
