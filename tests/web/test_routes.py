"""Every route stands in a table of who may open it, and the whole table is walked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from govscore.boards.model import BoardKey, BoardKind, BoardPlan
from govscore.services.accounts import add_account
from govscore.services.installation import Installation
from govscore.storage.board_queries import found_boards
from govscore.web.access import Access, rule_of

TABLE = Path(__file__).with_name("routes.txt")
PASSWORD = "violet-harbour-sundial"
ENDS_SESSIONS = {"/sign-out", "/account/sign-out-everywhere"}
BOARD_ROLES = ("chair", "vice-chair", "clerk", "head")
COUNTY_ROLES = ("officer", "analyst", "administrator")
VISITORS = (
    "nobody",
    *(f"{role} of {whose}" for role in BOARD_ROLES for whose in ("own", "other")),
    *COUNTY_ROLES,
)


@dataclass(frozen=True)
class Line:
    """One route of the table: method, address, and who may open it."""

    method: str
    address: str
    who: frozenset[str]


def read_table() -> tuple[Line, ...]:
    lines = []
    for text in TABLE.read_text(encoding="utf-8").splitlines():
        if text and not text.startswith("#"):
            route, _, who = text.partition("|")
            method, address = route.split()
            lines.append(Line(method, address, frozenset(word.strip() for word in who.split(","))))
    return tuple(lines)


def rules(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint != "static":
                yield method, rule


def who_may(access: Access) -> frozenset[str]:
    match access.door:
        case "anyone" | "link":
            return frozenset({"anyone"})
        case "signed-in":
            return frozenset({"anyone signed in"})
        case "county":
            return frozenset(access.roles)
        case _:
            return frozenset({f"{role} of own" for role in access.roles} | set(access.county))


def test_every_route_is_in_the_table_with_its_rule(app: Flask) -> None:
    there = {}
    for method, rule in rules(app):
        access = rule_of(app, rule.endpoint)
        assert access is not None
        there[f"{method} {rule.rule}"] = who_may(access)
    assert {f"{line.method} {line.address}": line.who for line in read_table()} == there


@dataclass(frozen=True)
class World:
    """Two boards, and a client for every kind of visitor."""

    own: UUID
    clients: dict[str, FlaskClient]


@pytest.fixture(scope="module")
def whole_table() -> tuple[Line, ...]:
    return read_table()


@pytest.fixture
def world(app: Flask, installation: Installation, now: datetime) -> World:
    app.config["WTF_CSRF_ENABLED"] = False
    own, other = uuid4(), uuid4()
    ids = iter((own, other))
    plans = [
        BoardPlan(
            key=BoardKey(f"school:{i}"), kind=BoardKind.SCHOOL, name=f"Board {i}", group_uid=None, schools=()
        )
        for i in (1, 2)
    ]
    with installation.database.transaction() as session:
        found_boards(session, plans, new_id=lambda: next(ids))
        for visitor in VISITORS[1:]:
            role, _, whose = visitor.partition(" of ")
            board = {"own": own, "other": other}.get(whose)
            add_account(
                session,
                f"{visitor.replace(' ', '.')}@example.org",
                name=visitor,
                role=role,
                board_id=board,
                now=now,
                password=PASSWORD,
            )
    return World(own, {visitor: sign_in(app, visitor) for visitor in VISITORS})


def sign_in(app: Flask, visitor: str) -> FlaskClient:
    client = app.test_client()
    if visitor != "nobody":
        sent = {"email": f"{visitor.replace(' ', '.')}@example.org", "password": PASSWORD}
        assert client.post("/sign-in", data=sent).status_code == 302
    return client


def address_of(line: Line, world: World) -> str:
    address = line.address.replace("<uuid:board_id>", str(world.own))
    for name in ("round_id", "invitation_id", "evaluation_id", "view_id", "draft_id"):
        address = address.replace(f"<uuid:{name}>", str(uuid4()))
    while "<" in address:
        start, end = address.index("<"), address.index(">")
        address = address[:start] + "nothing" + address[end + 1 :]
    return address


def test_the_whole_table_holds_for_every_visitor(
    app: Flask, world: World, whole_table: tuple[Line, ...]
) -> None:
    wrong = []
    for line in sorted(whole_table, key=lambda line: line.address in ENDS_SESSIONS):
        for visitor, known in world.clients.items():
            client = sign_in(app, visitor) if line.address in ENDS_SESSIONS else known
            response = client.open(address_of(line, world), method=line.method)
            is_stopped = response.status_code == 403 or "/sign-in?next=" in response.headers.get(
                "Location", ""
            )
            may = bool(line.who & {visitor, "anyone"}) or (
                "anyone signed in" in line.who and visitor != "nobody"
            )
            if is_stopped == may:
                wrong.append(f"{line.method} {line.address}: {visitor} got {response.status_code}")
    assert not wrong


def test_nobody_is_sent_to_sign_in_and_comes_back(app: Flask) -> None:
    response = app.test_client().get("/account")
    assert response.headers["Location"] == "/sign-in?next=/account"
