"""What somebody typed is never lost: not when their session ends, nor when the page was open too long."""

import html

import pytest
from flask import Flask
from sqlalchemy import select

from govscore.questionnaire.loader import Library
from govscore.responses.model import Progress
from govscore.services import keys
from govscore.services.accounts import add_account, end_sessions, get_account
from govscore.storage.audit import AuditRow
from tests.services.world import Shelf, World
from tests.visitor import Page, Visitor
from tests.web.manage.visits import PASSWORD, signs_in

NOTE = "Nobody reads the minutes.\r\nŁódź “quoted” <b>& all"
EMAIL = "governor1@example.org"
HERE = {"Origin": "http://localhost"}
TYPED = {"vision": "strong", "vision.note": NOTE, "skills": "secure"}


@pytest.fixture
def library() -> Library:
    """Three small questionnaires in place of the real ones."""
    return Shelf()


@pytest.fixture
def world(world: World) -> World:
    """One board in a round that is open, with one governor."""
    world.invites_governors(1)
    return world


@pytest.fixture
def sheet(world: World) -> str:
    """The address at which the governor's paper is keyed in."""
    return f"/boards/{world.board_id}/rounds/{world.round_id}/respondents/{world.invitation_id(EMAIL)}/paper"


def cookie_expires(visitor: Visitor) -> None:
    """The session's eight hours are over."""
    visitor.client.delete_cookie("session")


def is_signed_out_everywhere(world: World, email: str = "clerk.account@example.org") -> None:
    """The account's sessions are ended from another device."""
    with world.database.transaction() as session:
        end_sessions(session, get_account(session, email).id)


def opens_elsewhere(visitor: Visitor) -> None:
    """The same browser signs in anew in another tab, so that the token of this page is none any more."""
    visitor.signs_in("clerk.account@example.org", PASSWORD)


def kept(world: World) -> dict[str, str]:
    """What has been handed in."""
    place = world.looks(world.link(EMAIL, version=2))
    return {key: answer.note or answer.choice for key, answer in place.draft.answers.items()}  # type: ignore[union-attr]


@pytest.mark.parametrize("end", ["cookie", "everywhere"])
def test_what_was_keyed_in_comes_back_once_the_clerk_has_signed_in_again(
    world: World, visitor: Visitor, sheet: str, end: str
) -> None:
    signs_in(world, visitor, "clerk")
    page = visitor.opens(sheet)
    cookie_expires(visitor) if end == "cookie" else is_signed_out_everywhere(world)
    page = visitor.sends(page, TYPED, status=403)
    assert page.heading == "Sign in"
    assert "it comes back" in page.text
    page = visitor.sends(page, {"email": "clerk.account@example.org", "password": "wrong"})
    page = visitor.sends(page, {"email": "clerk.account@example.org", "password": PASSWORD})
    assert page.heading == "You are signed in again"
    page = visitor.sends(page, {})
    assert "The paper answers of governor1 are handed in." in page.text
    assert kept(world) == {"vision": NOTE.replace("\r\n", "\n"), "skills": "secure"}


def test_what_was_keyed_in_is_still_there_when_the_page_was_open_in_two_places(
    world: World, visitor: Visitor, sheet: str
) -> None:
    signs_in(world, visitor, "clerk")
    page = visitor.opens(sheet)
    opens_elsewhere(visitor)
    page = visitor.sends(page, TYPED, status=400)
    assert "Nothing you typed is lost" in page.text
    assert "are handed in" in visitor.sends(page, {}).text
    assert kept(world)["skills"] == "secure"


def test_while_nobody_is_signed_in_what_was_typed_is_sealed_and_nowhere_else(
    world: World, visitor: Visitor, sheet: str, caplog: pytest.LogCaptureFixture
) -> None:
    signs_in(world, visitor, "clerk")
    page = visitor.opens(sheet)
    cookie_expires(visitor)
    caplog.set_level("DEBUG")
    page = visitor.sends(page, TYPED, status=403)
    response = page.response
    for piece in ("Nobody reads", "vision", "Łódź"):
        assert piece not in html.unescape(response.get_data(as_text=True))
        assert piece not in str(response.headers)
        assert piece not in caplog.text
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.history
    with world.database.transaction() as session:
        assert "Nobody" not in str(session.execute(select(AuditRow.detail, AuditRow.subject)).all())
    assert world.turnout().respondents[0].progress is Progress.NOT_STARTED


def test_another_account_is_not_shown_it(world: World, visitor: Visitor, sheet: str) -> None:
    signs_in(world, visitor, "clerk")
    page = visitor.opens(sheet)
    with world.database.transaction() as session:
        add_account(
            session,
            "chair@example.org",
            name="Chair",
            role="chair",
            board_id=world.board_id,
            now=world.now,
            password=PASSWORD,
        )
    cookie_expires(visitor)
    page = visitor.sends(page, TYPED, status=403)
    page = visitor.sends(page, {"email": "chair@example.org", "password": PASSWORD})
    assert "could not be brought back" in page.text
    assert "Nobody reads" not in page.response.get_data(as_text=True)


@pytest.mark.parametrize("is_old", [False, True])
def test_what_is_too_old_or_not_sealed_here_is_said_to_be_lost(
    world: World, visitor: Visitor, sheet: str, monkeypatch: pytest.MonkeyPatch, is_old: bool
) -> None:
    signs_in(world, visitor, "clerk")
    page = visitor.opens(sheet)
    cookie_expires(visitor)
    page = visitor.sends(page, TYPED, status=403)
    sent = {"email": "clerk.account@example.org", "password": PASSWORD}
    if is_old:
        monkeypatch.setattr(keys, "PAGE_SECONDS", -1)
    else:
        sent["held"] = "bm9ib2R5IHNlYWxlZCB0aGlz"
    assert "could not be brought back" in visitor.sends(page, sent).text


def test_what_was_sealed_in_another_browser_is_not_brought_back(
    world: World, visitor: Visitor, sheet: str, app: Flask
) -> None:
    """Else somebody could leave words on a sign-in page for the next person to send as their own."""
    signs_in(world, visitor, "clerk")
    page = visitor.opens(sheet)
    cookie_expires(visitor)
    sealed = visitor.sends(page, TYPED, status=403).form().fields["held"]
    other = Visitor(app.test_client())
    fields = {"email": "clerk.account@example.org", "password": PASSWORD, "held": sealed}
    page = other.sends(other.opens("/sign-in"), fields)
    assert "could not be brought back" in page.text
    assert "Nobody reads" not in page.response.get_data(as_text=True)


def test_a_button_alone_can_be_pressed_again_when_the_page_was_open_in_two_places(
    world: World, visitor: Visitor
) -> None:
    page = visitor.opens(f"/r/{world.link(EMAIL)}/check")
    cookie_expires(visitor)
    page = visitor.sends(page, {}, status=400)
    assert page.form().action.endswith("/submit")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[x"},
        {"Referer": "http://[x"},
    ],
)
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_what_a_strange_page_sends_is_not_offered_to_be_sent(
    world: World, visitor: Visitor, sheet: str, headers: dict[str, str], is_signed_in: bool
) -> None:
    if is_signed_in:
        signs_in(world, visitor, "clerk")
    response = visitor.client.post(sheet, data=TYPED, headers=headers, follow_redirects=True)
    assert "Nobody reads" not in response.get_data(as_text=True)
    assert not Page(response).tree.xpath("//input[@name='held']")


def test_a_button_without_typing_leads_back_to_its_page_after_signing_in(
    world: World, visitor: Visitor
) -> None:
    signs_in(world, visitor, "clerk")
    address = f"/boards/{world.board_id}/rounds/{world.round_id}/close"
    page = visitor.opens(address)
    cookie_expires(visitor)
    page = visitor.sends(page, {})
    page = visitor.sends(page, {"email": "clerk.account@example.org", "password": PASSWORD})
    assert page.response.request.path == address


def test_passwords_are_never_held(world: World, visitor: Visitor, app: Flask) -> None:
    signs_in(world, visitor, "clerk")
    page = visitor.opens("/account")
    opens_elsewhere(visitor)
    page = visitor.sends(page, {"old": PASSWORD, "new": "twelve yellow otters"}, status=400)
    source = page.response.get_data(as_text=True)
    assert PASSWORD not in source
    assert "twelve yellow otters" not in source


def test_a_stale_sign_in_page_asks_for_the_password_again(world: World, visitor: Visitor) -> None:
    page = visitor.opens("/sign-in?next=/account")
    cookie_expires(visitor)
    page = visitor.sends(page, {"email": "a@example.org", "password": "x"}, status=400)
    assert "Enter your password again" in page.text
    assert page.form().fields["email"] == "a@example.org"
    assert page.form().fields["next"] == "/account"


def test_a_respondent_loses_nothing_when_their_page_was_open_in_two_places(
    world: World, visitor: Visitor
) -> None:
    page = visitor.opens(f"/r/{world.link(EMAIL)}/strategy")
    cookie_expires(visitor)
    page = visitor.sends(page, TYPED, status=400)
    visitor.sends(page, {})
    answers = world.place(EMAIL).draft.answers
    assert answers["vision"].note == NOTE.replace("\r\n", "\n")
