"""A county in which some boards have sent, some have closed, and some have been invited only."""

from datetime import UTC, datetime, timedelta

import pytest

from govscore.services.installation import Installation
from govscore.services.reports import send_report
from tests.county_factory import CODES, PASSWORD, County, invite, make_account, make_county
from tests.visitor import Visitor


@pytest.fixture
def today() -> datetime:
    """Now, as the pages know it."""
    return datetime.now(UTC)


@pytest.fixture
def county(installation: Installation, today: datetime) -> County:
    """Of sixteen boards twelve have closed and eight of these have sent; the first has four answers only."""
    with installation.database.transaction() as session:
        county = make_county(
            session,
            library=installation.library,
            keys=installation.keys,
            now=today,
            boards=16,
            closed=12,
            respondents=(4, 9, 12, 7),
            codes=CODES[:1],
        )
        for number, board_id in enumerate(county.ids[:8]):
            send_report(
                session,
                round_id=county.round_id,
                board_id=board_id,
                account_id=None,
                library=installation.library,
                now=today - timedelta(days=number),
            )
        for view in county.boards[12:15]:
            invite(session, county, view, people=6)
        for role in ("officer", "analyst", "administrator"):
            make_account(session, role, now=today)
        make_account(session, "chair", now=today, board_id=county.ids[0])
        return county


@pytest.fixture
def officer(county: County, visitor: Visitor) -> Visitor:
    """An officer who has signed in."""
    signs_in(visitor, "officer")
    return visitor


def signs_in(visitor: Visitor, role: str) -> Visitor:
    """Sign in whoever has a role."""
    with visitor.client.session_transaction() as cookie:
        cookie.clear()
    visitor.signs_in(f"{role}@example.org", PASSWORD)
    return visitor
