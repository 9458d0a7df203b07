"""What somebody sees when the database is away: one plain page that asks it for nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from govscore.app import create_app
from govscore.config import Settings
from govscore.services.installation import Installation
from govscore.web.errors import TEXTS, TITLES
from tests.visitor import Page, faults


def refuse(*_: object) -> None:
    raise OperationalError("SELECT 1", {}, Exception("could not connect to server"))


@pytest.fixture
def site(settings: Settings, installation: Installation) -> Flask:
    """The application as it is in service: whatever fails becomes a page."""
    return create_app(settings, installation)


@pytest.fixture(params=["connect", "begin", "before_cursor_execute"])
def broken(request: pytest.FixtureRequest, installation: Installation) -> Iterator[None]:
    """A database that goes away: before anybody is connected, or in the middle."""
    installation.database.dispose()
    engine, name = installation.database.engine, request.param
    target = engine.pool if name == "connect" else engine
    event.listen(target, name, refuse)
    yield
    event.remove(target, name, refuse)


@pytest.mark.parametrize("address", ["/", "/sign-in", "/no-such-page", "/r/no-such-link"])
def test_while_the_database_is_away_every_page_says_so_plainly(
    site: Flask, broken: None, address: str
) -> None:
    response = site.test_client().get(address)
    page = Page(response)
    assert (page.status, page.heading) == (503, TITLES[503])
    assert TEXTS[503] in page.text
    assert faults(page) == []
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("moment", ["begin", "commit"])
def test_what_was_typed_while_the_database_is_away_can_be_sent_again(
    site: Flask, installation: Installation, moment: str
) -> None:
    client = site.test_client()
    fields = {"email": "clerk@example.org", "password": "eleven purple otters"}
    fields["csrf_token"] = Page(client.get("/sign-in")).form().fields["csrf_token"]
    event.listen(installation.database.engine, moment, refuse)
    response = client.post("/sign-in", data=fields, headers={"Origin": "http://localhost"})
    event.remove(installation.database.engine, moment, refuse)
    installation.database.dispose()
    form = Page(response).form()
    assert response.status_code == 503
    assert (form.get("action"), form.fields["email"]) == ("/sign-in", "clerk@example.org")
    assert "password" not in form.fields
    again = client.post("/sign-in", data=dict(form.fields))
    assert "Enter your password" in again.get_data(as_text=True)
