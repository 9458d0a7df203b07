"""A desk with a few small questionnaires on it, and an officer who sits there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from lxml.html import CheckboxValues
from sqlalchemy import select

from govscore.config import Settings
from govscore.questionnaire.edition import Edition
from govscore.questionnaire.loader import Library
from govscore.services.desk import Draft, list_drafts
from govscore.services.installation import Installation
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from govscore.storage.audit import AuditRow
from govscore.storage.boards import BoardRow
from tests.county_factory import PASSWORD, make_account
from tests.questionnaire.folders import TINY
from tests.services.world import make_board
from tests.visitor import Page, Visitor

ROLES = ("officer", "administrator", "analyst", "chair", "clerk")
SHELF = "/county/questionnaires"


class Author(Visitor):
    """Somebody who fills in the forms of the desk."""

    def sends(self, page: Page, fields: dict[str, Any], *, form: int = 0, status: int = 200) -> Page:
        """Send a form as a browser would, ticks and all; a field set to nothing is not sent."""
        element = page.form(form)
        values = {
            name: list(value) if isinstance(value, CheckboxValues) else value
            for name, value in element.fields.items()
        }
        sent = {name: value for name, value in (values | fields).items() if value is not None}
        address = element.get("action") or page.response.request.path
        return self._examined(self.client.post(address, data=sent, follow_redirects=True), status)

    def posts(self, address: str, status: int = 200, **fields: Any) -> Page:
        """Send what no form of ours would send, with the token of the page."""
        token = self.opens(f"{SHELF}/new").form().fields["csrf_token"]
        sent = {"csrf_token": token, **fields}
        return self._examined(self.client.post(address, data=sent, follow_redirects=True), status)

    def works_as(self, role: str) -> None:
        """Sign in as whoever has a role."""
        with self.client.session_transaction() as cookie:
            cookie.clear()
        self.signs_in(f"{role}@example.org", PASSWORD)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What is on the desk, looked at past the pages."""

    installation: Installation

    def draft(self) -> Draft:
        with self.installation.database.transaction(write=False) as session:
            (draft,) = list_drafts(session)
            return draft

    @property
    def edition(self) -> Edition:
        return self.draft().edition

    @property
    def address(self) -> str:
        """Where the one draft is."""
        return f"{SHELF}/drafts/{self.draft().id}"

    def board_id(self) -> UUID:
        """The one board there is."""
        with self.installation.database.transaction(write=False) as session:
            return session.scalars(select(BoardRow.id)).one()

    def acts(self) -> list[tuple[str, str, str]]:
        """What was put down of who did what."""
        with self.installation.database.transaction(write=False) as session:
            rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
            return [(row.action, row.subject, row.detail) for row in rows]


@pytest.fixture
def installation(settings: Settings, keys: Keys) -> Iterator[Installation]:
    """An installation whose library reads the small questionnaires of the tests, and the database's shelf."""
    database = Database(settings.database)
    yield Installation(
        database=database,
        keys=keys,
        library=Library(TINY, database.shelf()),
        base_url=settings.base_url,
        data_dir=settings.data_dir,
    )
    database.dispose()


@pytest.fixture
def desk(installation: Installation) -> Desk:
    """The desk, and an account for each role."""
    now = datetime.now(UTC)
    with installation.database.transaction() as session:
        board_id = make_board(session)
        for role in ROLES:
            make_account(session, role, now=now, board_id=board_id if role in ("chair", "clerk") else None)
    return Desk(installation=installation)


@pytest.fixture
def author(app: Flask, desk: Desk) -> Author:
    """An officer who has signed in."""
    author = Author(app.test_client())
    author.works_as("officer")
    return author


@pytest.fixture
def draft(author: Author, desk: Desk) -> str:
    """The address of a draft of the sound questionnaire."""
    author.sends(author.opens(f"{SHELF}/sound/1.0"), {})
    return desk.address


def problems(page: Page) -> dict[str, str]:
    """What is said to be wrong, by the field that it leads to; each is also said beside its field."""
    if not page.title.startswith("Error: "):
        raise AssertionError(f"no error in the title {page.title!r}")
    found = {}
    for link in page.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//li/a"):
        target, words = str(link.get("href")).removeprefix("#"), link.text_content().strip()
        if not page.tree.xpath("//*[@id=$id]", id=target):
            raise AssertionError(f"{words!r} leads to {target!r}, which is not on the page")
        found[target] = words
    beside = [
        e.text_content().split(":", 1)[1].strip()
        for e in page.tree.xpath("//p[contains(@class, 'govuk-error-message')]")
    ]
    if sorted(beside) != sorted(words for target, words in found.items() if target != "check"):
        raise AssertionError(f"beside the fields {beside}, above them {found}")
    return found
