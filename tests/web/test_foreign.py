"""With one's own board in the address, another board's round or respondent is not there."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from govscore.services.accounts import add_account
from govscore.services.installation import Installation
from govscore.storage.audit import AuditRow
from govscore.storage.tables import METADATA
from govscore.web.access import rule_of
from tests.services.world import Shelf, World, make_board
from tests.web.test_routes import rules

PASSWORD = "violet-harbour-sundial"
# What each page would do if it took the ids; "people" and "reply" are all that is ever typed.
FORM = {"people": "Mole\tmole@example.org\tgovernor", "reply": "We agree."}


@pytest.fixture
def library() -> Shelf:
    """Three small questionnaires in place of the real ones."""
    return Shelf()


@pytest.fixture
def ours(installation: Installation) -> World:
    """A board in a round of its own."""
    ours = _world(installation)
    ours.has_a_board()
    ours.opens_a_round_of(*ours.library.all())
    return ours


@pytest.fixture
def theirs(installation: Installation, ours: World) -> World:
    """Another board in another round, with people who have answered."""
    theirs = _world(installation)
    with theirs.database.transaction() as session:
        theirs.board_id = make_board(session, urn=900002, name="Lakeside")
    theirs.opens_a_round_of(*theirs.library.all())
    theirs.answers_and_submits(*theirs.invites_governors(6))
    return theirs


@pytest.fixture
def clerk(app: Flask, ours: World) -> FlaskClient:
    """The clerk of our board."""
    app.config["WTF_CSRF_ENABLED"] = False
    with ours.database.transaction() as session:
        add_account(
            session,
            "clerk@example.org",
            name="Clerk",
            role="clerk",
            board_id=ours.board_id,
            now=ours.now,
            password=PASSWORD,
        )
    client = app.test_client()
    client.post("/sign-in", data={"email": "clerk@example.org", "password": PASSWORD})
    return client


def _world(installation: Installation) -> World:
    return World(
        database=installation.database,
        keys=installation.keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=installation.library,
    )


def addresses(app: Flask, *, board: UUID, round_: UUID, invitation: UUID) -> Iterator[tuple[str, str]]:
    """Every page of a board's part in a round that a clerk may open, with these ids in it."""
    for method, rule in rules(app):
        access = rule_of(app, rule.endpoint)
        is_for_clerks = access is not None and "clerk" in access.roles
        if rule.rule.startswith("/boards/<uuid:board_id>/rounds/") and is_for_clerks:
            yield (
                method,
                rule.rule.replace("<uuid:board_id>", str(board))
                .replace("<uuid:round_id>", str(round_))
                .replace("<uuid:invitation_id>", str(invitation))
                .replace("<name>", "profile"),
            )


def contents(world: World) -> dict[str, list[Any]]:
    """Everything but the audit."""
    with world.database.transaction(write=False) as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in METADATA.sorted_tables
            if table.name != AuditRow.__tablename__
        }


@pytest.mark.parametrize("is_closed", [False, True])
def test_another_boards_round_is_not_found_on_any_page(
    app: Flask, clerk: FlaskClient, ours: World, theirs: World, is_closed: bool
) -> None:
    if is_closed:
        theirs.closes()
    with theirs.database.transaction(write=False) as session:
        invitation = session.scalars(select(METADATA.tables["invitation"].c.id)).all()[0]
    before = contents(theirs)
    found = {
        f"{method} {address}": clerk.open(address, method=method, data=FORM).status_code
        for method, address in addresses(
            app, board=ours.board_id, round_=theirs.round_id, invitation=invitation
        )
    }
    assert len(found) > 15
    assert {page: status for page, status in found.items() if status not in (400, 404)} == {}
    assert contents(theirs) == before


def test_another_boards_respondent_is_not_found_in_our_own_round(
    app: Flask, clerk: FlaskClient, ours: World, theirs: World
) -> None:
    invitation = theirs.invitation_id("governor1@example.org")
    before = contents(theirs)
    pages = [
        (method, address)
        for method, address in addresses(
            app, board=ours.board_id, round_=ours.round_id, invitation=invitation
        )
        if str(invitation) in address
    ]
    assert len(pages) >= 4
    for method, address in pages:
        assert clerk.open(address, method=method).status_code == 404, (method, address)
    assert contents(theirs) == before


def test_whether_another_board_exists_cannot_be_told(clerk: FlaskClient, ours: World, theirs: World) -> None:
    there = clerk.get(f"/boards/{theirs.board_id}/rounds/{theirs.round_id}")
    not_there = clerk.get(f"/boards/{theirs.round_id}/rounds/{theirs.board_id}")
    assert (there.status_code, not_there.status_code) == (403, 403)
    assert there.data == not_there.data
