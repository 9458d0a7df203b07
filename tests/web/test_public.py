"""Pages for anyone: start, criteria, statements and signs of life, and what every answer forbids."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from govscore.app import create_app
from govscore.config import Settings
from govscore.demo.people import DEMO_ACCOUNTS, PASSWORD
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.services.installation import Installation
from govscore.services.transaction import Database
from govscore.storage.migrate import downgrade
from govscore.web.headers import TEMPLATE_SCRIPT
from govscore.web.public.presenters import present_criteria
from govscore.web.public.views import QUEUE_IS_WELL
from tests.visitor import Page, Visitor

PAGES = ("/", "/criteria", "/accessibility", "/privacy", "/sign-in", "/sign-out", "/no-such-page")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser."""
    return app.test_client()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_sound_and_names_itself(visitor: Visitor, address: str) -> None:
    page = visitor.opens(address, status=404 if address == "/no-such-page" else 200)
    assert page.heading in page.title
    assert page.tree.get("lang", "").startswith("en")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_criteria_and_the_statements(visitor: Visitor, address: str) -> None:
    page = visitor.opens(address, status=404 if address == "/no-such-page" else 200)
    linked = set(page.tree.xpath("//footer//a/@href"))
    assert {"/criteria", "/accessibility", "/privacy"} <= linked


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_where_the_data_come_from(visitor: Visitor, address: str) -> None:
    page = visitor.opens(address, status=404 if address == "/no-such-page" else 200)
    assert "Open Government Licence v3.0" in page.tree.xpath("string(//footer)")


# --- the demo's accounts


def test_outside_the_demo_there_is_no_password_to_read(visitor: Visitor) -> None:
    page = visitor.opens("/")
    assert PASSWORD not in page.response.get_data(as_text=True)
    assert "Simulated" not in page.response.get_data(as_text=True)


def test_in_the_demo_every_account_is_shown_with_its_password(
    settings: Settings, installation: Installation
) -> None:
    app = create_app(settings, replace(installation, demo_accounts=DEMO_ACCOUNTS))
    page = Visitor(app.test_client()).opens("/")
    for who in DEMO_ACCOUNTS:
        assert who.email in page.text
        assert who.name in page.text
        assert who.sees in page.text
    assert "simulated" in page.text


# --- the criteria


@pytest.fixture
def criteria(visitor: Visitor) -> Page:
    return visitor.opens("/criteria")


def words(text: str) -> str:
    return " ".join(text.split())


def newest(library: Library) -> tuple[Questionnaire, ...]:
    """What the page publishes: of each questionnaire the newest version."""
    return tuple({each.code: each for each in library.all()}.values())


def test_every_question_and_every_level_of_every_questionnaire_is_published(
    criteria: Page, library: Library
) -> None:
    missing = []
    for questionnaire in newest(library):
        for question in questionnaire.questions:
            if words(question.text) not in criteria.text:
                missing.append(f"{questionnaire.code} {question.id}")
            for option, descriptor in questionnaire.rubric.questions[question.id].descriptors.items():
                label = questionnaire.scale_of(question).option(option)
                if label is None or words(f"{label.label}: {descriptor}") not in criteria.text:
                    missing.append(f"{questionnaire.code} {question.id} {option}")
        missing += [
            level.id for level in questionnaire.rubric.levels if words(level.about) not in criteria.text
        ]
    assert missing == []


def test_the_wording_for_each_role_is_published(criteria: Page, library: Library) -> None:
    missing = [
        f"{questionnaire.code} {question.id} {role}"
        for questionnaire in newest(library)
        for question in questionnaire.questions
        for role, wording in question.wording.items()
        if words(wording) not in criteria.text
    ]
    assert missing == []


def test_every_rule_of_advice_is_published_in_words(criteria: Page, library: Library) -> None:
    for questionnaire in newest(library):
        for advice in questionnaire.advice:
            assert words(advice.title) in criteria.text
    for shown in present_criteria(library):
        for rule in shown.advice:
            assert not re.search(r"None|Measure|is (and|or) | {2}|“”", rule.rule), rule.title


def test_versions_weights_and_fingerprints_are_published(criteria: Page, library: Library) -> None:
    for questionnaire in newest(library):
        assert f"{questionnaire.manifest.title} {questionnaire.version}" in criteria.text
        assert questionnaire.digest[:12] in criteria.text


def test_the_links_at_the_top_lead_into_the_page(criteria: Page) -> None:
    ids = set(criteria.tree.xpath("//@id"))
    inside = [href[1:] for href in criteria.tree.xpath("//main//a/@href") if href.startswith("#")]
    assert len(inside) >= 6
    assert set(inside) <= ids


# --- signs of life


def test_the_process_lives(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json) == (200, {"status": "ok"})


def test_all_is_ready(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "database": True, "schema": True, "queue": None}


@pytest.mark.parametrize(("is_well", "status"), [(True, 200), (False, 503)])
def test_the_queue_is_looked_after_where_it_is_worked(app: Flask, is_well: bool, status: int) -> None:
    app.extensions[QUEUE_IS_WELL] = lambda: is_well
    response = app.test_client().get("/readyz")
    assert response.status_code == status
    assert response.json is not None
    assert response.json["queue"] is is_well


def test_an_old_database_is_not_ready(client: FlaskClient, settings: Settings) -> None:
    downgrade(settings.database, "base")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json == {"status": "not ready", "database": True, "schema": False, "queue": None}


def test_without_a_database_the_process_lives_but_is_not_ready(
    settings: Settings, installation: Installation, tmp_path: Path
) -> None:
    gone = Database(f"sqlite:///{tmp_path}/no/such/folder/x.db")
    client = create_app(settings, replace(installation, database=gone)).test_client()
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json == {"status": "not ready", "database": False, "schema": False, "queue": None}
    gone.dispose()


# --- what every answer forbids


@pytest.mark.parametrize("address", [*PAGES, "/healthz", "/static/govscore.css"])
def test_every_answer_has_the_headers_that_protect(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("address", PAGES)
def test_the_one_script_in_a_page_is_the_one_that_is_allowed(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address))
    inline = [script.text or "" for script in page.tree.xpath("//script[not(@src)]")]
    assert len(inline) == 1
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert f"'sha256-{digest}'" == TEMPLATE_SCRIPT
    assert not page.tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.tree.xpath("//@style")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_nothing_from_another_site(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address))
    sources = page.tree.xpath("//script/@src | //link[@rel!='canonical']/@href | //img/@src")
    assert sources
    assert [source for source in sources if not source.startswith("/static/")] == []


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_not_kept_by_the_browser(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_there_is_no_brand_that_is_not_ours(client: FlaskClient) -> None:
    text = client.get("/").get_data(as_text=True)
    assert "GOV.UK" not in text
    assert "crown" not in text.lower()
