"""Signing in and out, and one's own account: what a stranger, a guesser and a thief of a laptop can do."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from govscore.app import create_app
from govscore.config import Settings
from govscore.services.accounts import add_account, disable_account
from govscore.services.installation import Installation
from govscore.storage.accounts import AccountRow
from govscore.storage.audit import AuditRow
from govscore.web.access import safe_next
from tests.visitor import Page, Visitor

EMAIL = "officer@example.org"
PASSWORD = "violet-harbour-sundial"
BETTER = "marble-thicket-envoy"
REFUSAL = "The email address or the password is not right. After five wrong tries you have to wait a while."


@pytest.fixture(autouse=True)
def officer(installation: Installation, now: datetime) -> None:
    """An officer of the county."""
    with installation.database.transaction() as session:
        add_account(
            session, EMAIL, name="Robin Ashworth", role="officer", board_id=None, now=now, password=PASSWORD
        )


def at_home(page: Page) -> bool:
    return page.response.request.path == "/county"


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.client.get("/account").status_code == 200


def refused(page: Page) -> str:
    """The page after a refusal, without what is different on every page: the token and what was typed."""
    assert page.title.startswith("Error: ")
    text = page.response.get_data(as_text=True)
    return re.sub(r'value="[^"]*"', "", text)


def test_the_right_password_leads_home(visitor: Visitor) -> None:
    assert at_home(visitor.signs_in(EMAIL, PASSWORD))
    assert is_signed_in(visitor)


def test_an_unknown_address_a_wrong_password_and_a_locked_or_shut_account_look_the_same(
    visitor: Visitor, installation: Installation, now: datetime
) -> None:
    pages = [
        refused(visitor.signs_in("nobody@example.org", PASSWORD)),
        refused(visitor.signs_in(EMAIL, "wrong")),
    ]
    for _ in range(4):
        visitor.signs_in(EMAIL, "wrong")
    pages.append(refused(visitor.signs_in(EMAIL, PASSWORD)))
    with installation.database.transaction() as session:
        session.execute(update(AccountRow).values(failed_attempts=0, locked_until=None))
        disable_account(session, EMAIL, now=now)
    pages.append(refused(visitor.signs_in(EMAIL, PASSWORD)))
    assert REFUSAL in pages[0]
    assert len(set(pages)) == 1
    assert not is_signed_in(visitor)


def test_wrong_tries_are_counted_although_the_page_says_no(
    visitor: Visitor, installation: Installation
) -> None:
    visitor.signs_in(EMAIL, "wrong")
    with installation.database.transaction(write=False) as session:
        assert session.scalar(select(AccountRow.failed_attempts)) == 1


def test_what_was_typed_is_still_there_but_not_the_password(visitor: Visitor) -> None:
    page = visitor.signs_in("Someone@example.org", "wrong")
    fields = page.form().fields
    assert fields["email"] == "Someone@example.org"
    assert not fields["password"]


def test_a_refusal_is_told_at_the_top_and_beside_the_field(visitor: Visitor) -> None:
    page = visitor.signs_in(EMAIL, "wrong")
    assert page.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href='#email']")
    assert REFUSAL in page.tree.xpath("string(//*[@id='email-error'])")


def test_one_is_led_to_where_one_wanted_to_go(visitor: Visitor) -> None:
    page = visitor.opens("/account")
    assert page.heading == "Sign in"
    page = visitor.sends(page, {"email": EMAIL, "password": PASSWORD})
    assert page.response.request.path == "/account"


def test_one_is_led_there_after_a_wrong_try_too(visitor: Visitor) -> None:
    page = visitor.sends(visitor.opens("/account"), {"email": EMAIL, "password": "wrong"})
    page = visitor.sends(page, {"password": PASSWORD})
    assert page.response.request.path == "/account"


ELSEWHERE = [
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "\t//elsewhere.example",
    "/\n/elsewhere.example",
    " //elsewhere.example",
    "javascript:alert(1)",
    "elsewhere.example",
    "http:///elsewhere.example",
    "/boards\r\nSet-Cookie: a=b",
    "",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_on_another_site_is_not_gone_to(visitor: Visitor, address: str) -> None:
    assert safe_next(address) is None
    page = visitor.sends(visitor.opens("/sign-in"), {"email": EMAIL, "password": PASSWORD, "next": address})
    assert at_home(page)


@pytest.mark.parametrize("address", ["/account", "/county?phase=primary", "/boards/a/b#c"])
def test_an_address_on_this_site_is_gone_to(address: str) -> None:
    assert safe_next(address) == address


def test_a_form_without_its_token_is_refused(visitor: Visitor) -> None:
    response = visitor.client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert response.status_code == 400
    assert "Enter your password again" in response.get_data(as_text=True)
    assert not is_signed_in(visitor)


@pytest.mark.parametrize("address", ["/sign-out", "/account/password", "/account/sign-out-everywhere"])
def test_no_other_form_is_taken_without_its_token(visitor: Visitor, address: str) -> None:
    visitor.signs_in(EMAIL, PASSWORD)
    assert visitor.client.post(address, data={"old": PASSWORD, "new": BETTER}).status_code == 400
    assert is_signed_in(visitor)


def test_a_token_of_somebody_else_is_no_token(app: Flask, visitor: Visitor) -> None:
    theirs = Visitor(app.test_client()).opens("/sign-in").form().fields["csrf_token"]
    visitor.opens("/sign-in")
    sent = {"email": EMAIL, "password": PASSWORD, "csrf_token": theirs}
    assert visitor.client.post("/sign-in", data=sent).status_code == 400


def test_a_link_alone_does_not_sign_out(visitor: Visitor) -> None:
    visitor.signs_in(EMAIL, PASSWORD)
    page = visitor.opens("/sign-out")
    assert is_signed_in(visitor)
    page = visitor.sends(page, {})
    assert "You have signed out." in page.text
    assert not is_signed_in(visitor)


def test_signing_in_begins_a_session_of_its_own(visitor: Visitor) -> None:
    """Whoever planted a session before has nothing of it afterwards."""
    visitor.opens("/sign-in")
    with visitor.client.session_transaction() as cookie:
        cookie["planted"] = "yes"
    visitor.signs_in(EMAIL, PASSWORD)
    with visitor.client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_signing_out_everywhere_ends_the_sessions_on_other_devices(app: Flask, visitor: Visitor) -> None:
    laptop = Visitor(app.test_client())
    for each in (laptop, visitor):
        each.signs_in(EMAIL, PASSWORD)
    page = visitor.sends(visitor.opens("/account"), {}, form=1)
    assert "You are signed out on every device." in page.text
    assert not is_signed_in(laptop)
    assert not is_signed_in(visitor)
    assert at_home(visitor.signs_in(EMAIL, PASSWORD))


def test_a_stolen_cookie_is_worth_nothing_after_that(app: Flask, visitor: Visitor) -> None:
    visitor.signs_in(EMAIL, PASSWORD)
    stolen = visitor.client.get_cookie("session")
    assert stolen is not None
    visitor.sends(visitor.opens("/account"), {}, form=1)
    thief = app.test_client()
    thief.set_cookie("session", stolen.value)
    assert thief.get("/account").status_code == 302


def test_a_new_password_is_taken_and_has_to_be_used(app: Flask, visitor: Visitor) -> None:
    laptop = Visitor(app.test_client())
    laptop.signs_in(EMAIL, PASSWORD)
    visitor.signs_in(EMAIL, PASSWORD)
    page = visitor.sends(visitor.opens("/account"), {"old": PASSWORD, "new": BETTER})
    assert "Your password has changed. Sign in with the new one." in page.text
    assert not is_signed_in(laptop)
    assert refused(visitor.signs_in(EMAIL, PASSWORD))
    assert at_home(visitor.signs_in(EMAIL, BETTER))


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("wrong", BETTER, "old", "Your present password is not right."),
        ("", BETTER, "old", "Your present password is not right."),
        (PASSWORD, "", "new", "Use 12 characters or more."),
        (PASSWORD, "short", "new", "Use 12 characters or more."),
        (PASSWORD, "password1234", "new", "This password is easy to guess."),
        (PASSWORD, "x" * 129, "new", "Use 128 characters or fewer."),
    ],
)
def test_a_password_that_cannot_be_changed_is_told_beside_its_field(
    visitor: Visitor, old: str, new: str, field: str, said: str
) -> None:
    visitor.signs_in(EMAIL, PASSWORD)
    page = visitor.sends(visitor.opens("/account"), {"old": old, "new": new})
    assert page.title.startswith("Error: ")
    assert said in page.tree.xpath(f"string(//*[@id='{field}-error'])")
    assert page.tree.xpath(f"//*[contains(@class, 'govuk-error-summary')]//a[@href='#{field}']")
    assert len(page.tree.xpath("//*[contains(@class, 'govuk-error-message')]")) == 1
    assert is_signed_in(visitor)


def test_a_shut_account_is_out_at_once(visitor: Visitor, installation: Installation, now: datetime) -> None:
    visitor.signs_in(EMAIL, PASSWORD)
    with installation.database.transaction() as session:
        disable_account(session, EMAIL, now=now)
    assert not is_signed_in(visitor)


def test_what_people_do_with_their_account_is_put_down_with_who_they_are(
    visitor: Visitor, installation: Installation
) -> None:
    visitor.signs_in(EMAIL, "wrong")
    visitor.signs_in(EMAIL, PASSWORD)
    visitor.sends(visitor.opens("/account"), {"old": PASSWORD, "new": BETTER})
    visitor.signs_in(EMAIL, BETTER)
    visitor.sends(visitor.opens("/account"), {}, form=1)
    with installation.database.transaction(write=False) as session:
        account_id = session.scalar(select(AccountRow.id))
        acts = session.execute(select(AuditRow.action, AuditRow.account_id).order_by(AuditRow.id)).all()
    own = [
        tuple(act) for act in acts if act.action in {"signed in", "changed password", "signed out everywhere"}
    ]
    assert own == [
        (action, account_id)
        for action in ("signed in", "changed password", "signed in", "signed out everywhere")
    ]


def test_a_cookie_cannot_be_read_by_scripts_nor_sent_from_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_a_cookie_goes_no_other_way(settings: Settings, installation: Installation) -> None:
    secure = create_app(replace(settings, base_url="https://boards.example.org"), installation).test_client()
    response = secure.get("/sign-in", base_url="https://boards.example.org")
    assert "Secure" in response.headers["Set-Cookie"]
    assert "max-age=" in response.headers["Strict-Transport-Security"]


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser."""
    with app.test_client() as client:
        yield client


def test_a_flood_of_tries_is_stopped(settings: Settings, installation: Installation) -> None:
    limited = create_app(replace(settings, limits_enabled=True), installation)
    limited.config["WTF_CSRF_ENABLED"] = False
    client = limited.test_client()
    statuses = [
        client.post("/sign-in", data={"email": f"{n}@example.org", "password": "x"}).status_code
        for n in range(11)
    ]
    assert statuses == [200] * 10 + [429]
    page = Visitor(client).opens("/sign-in")
    assert page.heading == "Sign in"


def test_the_account_page_is_found_from_every_page(visitor: Visitor) -> None:
    page = visitor.signs_in(EMAIL, PASSWORD)
    assert page.tree.xpath("//nav//a[@href='/account']")
