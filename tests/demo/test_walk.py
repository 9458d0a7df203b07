"""Every role walks the demo county by its links alone, and no link leads it to a shut door or to a page that fails."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from govscore.app import create_app
from govscore.config import Settings
from govscore.demo.links import find_demo_links
from govscore.demo.people import DEMO_ACCOUNTS
from tests.demo.conftest import NOW, SECRET, Filled

# Boards are many and alike: of the links from one kind of page to another, these many are followed.
EACH = 3
SLOW = {
    "reports.pdf",
    "reports.chart",
    "manage.paper_form",
    "county.funnel",
    "county.caterpillar",
    "county.two_views",
    "county.round_page",
}
ROLES = {account.roles[0]: account for account in DEMO_ACCOUNTS}


@pytest.fixture(scope="module")
def site(county: Filled) -> Flask:
    """The demo as it is served: whatever fails becomes a page."""
    settings = Settings(
        database="sqlite://", data_dir=county.installation.data_dir, secret_key=SECRET, limits_enabled=False
    )
    return create_app(settings, county.installation)


def endpoint_of(site: Flask, address: str) -> str:
    """The name of the page that an address leads to."""
    try:
        return str(site.url_map.bind("").match(urlsplit(address).path)[0])
    except HTTPException:
        return "nothing"


def links_of(response: TestResponse) -> Iterator[str]:
    """Every address on this site that a page leads to or draws."""
    if response.mimetype != "text/html":
        return
    tree = html.fromstring(response.get_data(as_text=True))
    for address in tree.xpath("//a/@href | //img/@src"):
        plain = urldefrag(str(address)).url
        if plain.startswith("/") and not plain.startswith("/static/"):
            yield plain


def walk(site: Flask, client: FlaskClient, start: str) -> tuple[Counter[str], list[str]]:
    """Follow links from a first page; count the kinds of page seen, and name what a link led to in vain."""
    known, followed = {start}, Counter[tuple[str, str]]()
    seen, wrong = Counter[str](), []
    waiting = deque([(start, "the start")])
    while waiting:
        address, source = waiting.popleft()
        response = client.get(address)
        here = endpoint_of(site, address)
        seen[here] += 1
        if response.status_code not in {200, 302}:
            wrong.append(f"{response.status_code} {address}, from {source}")
        for link in links_of(response):
            there = endpoint_of(site, link)
            if link in known or followed[here, there] >= (1 if there in SLOW else EACH):
                continue
            known.add(link)
            followed[here, there] += 1
            waiting.append((link, address))
    return seen, wrong


@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_a_role_to_a_shut_door(site: Flask, role: str) -> None:
    client, who = site.test_client(), ROLES[role]
    page = html.fromstring(client.get("/sign-in").get_data(as_text=True))
    (token,) = page.xpath("//input[@name='csrf_token']/@value")
    sent = {"email": who.email, "password": who.password, "csrf_token": token}
    response = client.post("/sign-in", data=sent)
    seen, wrong = walk(site, client, response.headers["Location"])
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 5


def test_no_link_leads_a_respondent_to_a_shut_door(site: Flask, county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        links = find_demo_links(session, county.installation, now=NOW)
    for link in links:
        seen, wrong = walk(site, site.test_client(), f"/r/{link.token}")
        assert wrong == []
        assert seen["respond.domain"] > 1
