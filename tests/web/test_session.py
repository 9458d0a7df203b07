"""The cookie that says who is signed in: only a page that changes it sends it."""

from datetime import datetime

from flask import Flask

from govscore.services.accounts import add_account
from govscore.services.installation import Installation
from tests.visitor import Visitor

PASSWORD = "violet-harbour-sundial"


def test_a_picture_that_arrives_late_brings_no_cookie_back(
    app: Flask, installation: Installation, visitor: Visitor, now: datetime
) -> None:
    with installation.database.transaction() as session:
        add_account(
            session,
            "officer@example.org",
            name="Officer",
            role="officer",
            board_id=None,
            now=now,
            password=PASSWORD,
        )
    visitor.signs_in("officer@example.org", PASSWORD)
    response = visitor.client.get("/static/icon.svg", buffered=True)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "no-store" not in response.headers["Cache-Control"]
