"""What follows a request may fail; what the request did is kept all the same, and its page says so."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from govscore.app import create_app
from govscore.config import Settings
from govscore.services.installation import Installation
from govscore.storage.outbox import OutboxRow
from govscore.web.afterwards import NUDGE
from tests.services.world import World
from tests.visitor import Visitor
from tests.web.manage.visits import signs_in


@pytest.fixture
def site(settings: Settings, installation: Installation) -> Flask:
    """The application as it is in service, with a queue that cannot be written to."""

    def nudge() -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    site = create_app(settings, installation)
    site.extensions[NUDGE] = nudge
    return site


def test_a_queue_that_takes_nothing_is_logged_and_the_page_is_as_ever(
    site: Flask, installation: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    now = datetime.now(UTC) - timedelta(hours=1)
    world = World(
        database=installation.database, keys=installation.keys, now=now, library=installation.library
    )
    world.has_a_board()
    world.opens_a_round_of(installation.library.latest("board-self-review"))
    world.invites_governors(2)
    visitor = Visitor(site.test_client())
    signs_in(world, visitor, "clerk")
    page = visitor.sends(visitor.opens(f"/boards/{world.board_id}/rounds/{world.round_id}"), {})
    assert "A reminder is on its way" in page.text
    assert "attempt to write a readonly database" in caplog.text
    with world.database.transaction() as session:
        letters = session.scalars(select(OutboxRow.letter)).all()
    assert letters.count("reminder") == 2
