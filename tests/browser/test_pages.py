"""Every page at phone and desktop width: axe finds nothing, nothing is cut off, every group has its legend."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from govscore.app import create_app
from govscore.config import Settings
from govscore.demo.fill import Size, fill
from govscore.demo.people import CLERK, DEMO_ACCOUNTS, OFFICER, VICE
from govscore.questionnaire.loader import Library
from govscore.services.installation import DemoAccount, Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.migrate import upgrade
from tests.browser.demo import PUBLIC, Places, find_places
from tests.conftest import SECRET

WIDTHS = (320, 1280)
LEGENDS = """() => [...document.querySelectorAll('input[type=radio]')].filter(radio => {
  const legend = radio.closest('fieldset')?.querySelector('legend');
  return !legend || !legend.textContent.trim();
}).map(radio => radio.name)"""


@dataclass(frozen=True)
class Site:
    address: str
    places: Places


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, library: Library, serve_all: Callable[[Flask], str]
) -> Site:
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'demo.db'}"
    upgrade(url)
    installation = make_installation(url, folder, library)
    with installation.database.transaction() as session:
        fill(session, installation, size=Size(), now=datetime.now(UTC))
    settings = Settings(database=url, data_dir=folder, secret_key=SECRET, limits_enabled=False)
    return Site(serve_all(create_app(settings, installation)), find_places(installation))


def make_installation(url: str, folder: Path, library: Library) -> Installation:
    return Installation(
        database=Database(url),
        keys=Keys(SECRET),
        library=library,
        base_url="http://127.0.0.1",
        data_dir=folder,
        demo_accounts=DEMO_ACCOUNTS,
    )


def signed_in(browser: Browser, site: Site, who: DemoAccount | None, width: int) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 900})
    if who is not None:
        page = context.new_page()
        page.goto(f"{site.address}/sign-in")
        page.locator("#email").fill(who.email)
        page.locator("#password").fill(who.password)
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
        page.close()
    return context


def faults(page: Page, width: int) -> Iterator[str]:
    for violation in Axe().run(page).response["violations"]:
        targets = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
        yield f"axe {violation['id']}: {targets}"
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} h1 headings"
    elif page.locator("h1").inner_text().strip() not in page.title():
        yield f"the title {page.title()!r} does not hold the heading"
    if (reach := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"{reach} px wide"
    yield from (f"radios {name} without a legend" for name in page.evaluate(LEGENDS))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("whose", ["anyone", "respondents", "a clerk", "a vice-chair", "an officer"])
def test_every_page_is_sound(browser: Browser, page: Page, site: Site, whose: str, width: int) -> None:
    page.close()
    who, addresses = {
        "anyone": (None, PUBLIC),
        "respondents": (None, tuple(site.places.of_respondents())),
        "a clerk": (CLERK, tuple(site.places.of_boards())),
        "a vice-chair": (VICE, tuple(site.places.of_vice_chair())),
        "an officer": (OFFICER, tuple(site.places.of_county())),
    }[whose]
    context = signed_in(browser, site, who, width)
    found = []
    for address in addresses:
        visited = context.new_page()
        visited.goto(site.address + address)
        found += [
            f"{address.replace(str(site.places.own), 'OWN')}: {fault}" for fault in faults(visited, width)
        ]
        visited.close()
    context.close()
    assert not found, "\n".join(found)
