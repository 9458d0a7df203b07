"""The start page: what this is, and in the demo whom one can be with one press."""

from dataclasses import replace
from datetime import datetime

import pytest

from govscore.app import create_app
from govscore.config import Settings
from govscore.demo.people import CLERK, DEMO_ACCOUNTS
from govscore.services.accounts import add_account
from govscore.services.installation import DemoLink, Installation
from tests.visitor import Visitor

LINK = DemoLink(token="a-token", name="Dara Applewick", role="governor", sees="what is asked")


@pytest.fixture
def demo(settings: Settings, installation: Installation) -> Visitor:
    """A visitor to the demo."""
    here = replace(installation, demo_accounts=DEMO_ACCOUNTS, demo_links=lambda _session, _now: (LINK,))
    return Visitor(create_app(settings, here).test_client())


def primary(visitor: Visitor) -> list[str]:
    """The words of the page's primary buttons."""
    buttons = visitor.opens("/").tree.xpath("//main//*[contains(@class,'govuk-button')]")
    plain = [each for each in buttons if "govuk-button--secondary" not in each.get("class")]
    return [" ".join(each.text_content().split()) for each in plain]


def test_outside_the_demo_the_one_thing_to_do_is_to_sign_in(visitor: Visitor) -> None:
    assert primary(visitor) == ["Sign in"]
    assert "Try it" not in visitor.opens("/").text


def test_in_the_demo_the_one_thing_to_do_is_to_answer_as_a_governor(demo: Visitor) -> None:
    assert primary(demo) == ["Answer as governor"]
    assert demo.opens("/").links()["Answer as governor"] == "/r/a-token"


def test_in_the_demo_one_press_signs_in(demo: Visitor, installation: Installation, now: datetime) -> None:
    with installation.database.transaction() as session:
        add_account(
            session,
            CLERK.email,
            name=CLERK.name,
            role="officer",
            board_id=None,
            now=now,
            password=CLERK.password,
        )
    page = demo.opens("/")
    forms = [form.xpath("string(.//button)").strip() for form in page.tree.xpath("//main//form")]
    page = demo.sends(page, {}, form=forms.index(f"Sign in as {CLERK.roles[0]}"))
    assert page.tree.xpath("//a[@href='/sign-out']")
    assert primary(demo) == ["Go to your pages"]
