"""A page saves itself in passing, says so, and loses nothing when the connection does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from tests.services.world import Shelf, World

EMAIL = "governor1@example.org"


@pytest.fixture
def library() -> Library:
    """Three small questionnaires in place of the real ones."""
    return Shelf()


@pytest.fixture
def world(installation: Installation, library: Library) -> World:
    """One governor who is invited."""
    now = datetime.now(UTC) - timedelta(hours=1)
    world = World(database=installation.database, keys=installation.keys, now=now, library=library)
    world.opens_a_round()
    world.invites_governors(1)
    return world


@pytest.fixture
def statements(world: World, app: Flask, serve: Callable[[Flask], str], page: Page) -> Page:
    """The governor's first page of statements."""
    page.goto(f"{serve(app)}/r/{world.link(EMAIL)}/strategy")
    return page


def test_an_answer_is_saved_without_pressing_anything(world: World, statements: Page) -> None:
    statements.get_by_label("Strong").first.check()
    expect(statements.get_by_role("status")).to_contain_text("Saved at", timeout=5_000)
    assert world.place(EMAIL).answers["vision"].choice == "strong"


def test_what_could_not_be_kept_is_named(world: World, statements: Page) -> None:
    statements.get_by_text("Add a note").first.click()
    statements.get_by_label("How do we know?").first.fill("The minutes of May.")
    expect(statements.get_by_role("status")).to_contain_text("all but this: Choose an answer", timeout=5_000)
    assert world.place(EMAIL).answers == {}


def test_leaving_the_page_at_once_saves_it_too(world: World, statements: Page) -> None:
    statements.get_by_label("Strong").first.check()
    statements.get_by_role("link", name="All pages").click()
    for _ in range(20):
        if world.place(EMAIL).answers:
            break
        statements.wait_for_timeout(100)
    assert world.place(EMAIL).answers["vision"].choice == "strong"


def test_without_a_connection_the_answers_stay_on_the_page(world: World, statements: Page) -> None:
    statements.context.set_offline(True)
    statements.get_by_label("Strong").first.check()
    expect(statements.get_by_role("status")).to_contain_text(
        "Not saved: there is no connection", timeout=5_000
    )
    expect(statements.get_by_label("Strong").first).to_be_checked()
    statements.context.set_offline(False)
    statements.get_by_label("Secure").first.check()
    expect(statements.get_by_role("status")).to_contain_text("Saved at", timeout=5_000)
    assert world.place(EMAIL).answers["vision"].choice == "secure"


def test_a_page_whose_evaluation_has_closed_says_how_to_see_why(world: World, statements: Page) -> None:
    world.closes()
    statements.get_by_label("Strong").first.check()
    expect(statements.get_by_role("status")).to_contain_text("Not saved yet. Press the button", timeout=5_000)


def test_answers_that_wait_for_a_connection_are_saved_when_it_comes_back(
    world: World, statements: Page
) -> None:
    statements.context.set_offline(True)
    statements.get_by_label("Strong").first.check()
    expect(statements.get_by_role("status")).to_contain_text("there is no connection", timeout=5_000)
    statements.context.set_offline(False)
    expect(statements.get_by_role("status")).to_contain_text("Saved at", timeout=5_000)
    assert world.place(EMAIL).answers["vision"].choice == "strong"


def test_what_was_answered_before_the_script_came_is_saved_too(world: World, statements: Page) -> None:
    address = statements.url
    statements.goto("about:blank")
    statements.route("**/autosave.js", lambda route: (statements.wait_for_timeout(500), route.continue_()))
    statements.goto(address, wait_until="commit")
    statements.get_by_label("Strong").first.check()
    expect(statements.get_by_role("status")).to_contain_text("Saved at", timeout=8_000)
    assert world.place(EMAIL).answers["vision"].choice == "strong"


def test_what_a_level_means_can_be_pressed_as_well_as_its_name(statements: Page) -> None:
    statements.get_by_text("vision: strong.").click(force=True)
    expect(statements.get_by_label("Strong").first).to_be_checked()


def test_the_words_about_saving_never_lie_over_the_field_that_is_typed_in(statements: Page) -> None:
    statements.set_viewport_size({"width": 320, "height": 480})
    statements.get_by_text("Add a note").first.click()
    note = statements.get_by_label("How do we know?").first
    note.fill("The minutes of May.")
    note.evaluate("e => window.scrollBy(0, e.getBoundingClientRect().bottom - innerHeight)")
    status = statements.get_by_role("status")
    expect(status).to_contain_text("all but this", timeout=5_000)
    statements.wait_for_timeout(200)
    below, above = status.bounding_box(), note.bounding_box()
    assert below is not None
    assert above is not None
    assert above["y"] + above["height"] <= below["y"] + 1
