"""A county behind the pages: eleven boards have closed, the last is still open, and nobody has sent."""

from datetime import UTC, datetime

import pytest

from govscore.services.installation import Installation
from tests.county_factory import County, make_account, make_county
from tests.visitor import Visitor
from tests.web.reports.people import People


@pytest.fixture
def today() -> datetime:
    """Now, as the pages know it."""
    return datetime.now(UTC)


@pytest.fixture
def county(installation: Installation, today: datetime) -> County:
    """Boards of nine and of twelve answers in turn."""
    with installation.database.transaction() as session:
        county = make_county(
            session,
            library=installation.library,
            keys=installation.keys,
            now=today,
            boards=12,
            closed=11,
            respondents=(9, 12),
        )
        for number, board_id in ((0, county.ids[0]), (1, county.ids[1]), (11, county.ids[11])):
            for role in ("chair", "clerk", "head"):
                make_account(session, role, now=today, board_id=board_id, email=f"{role}{number}@example.org")
        for role in ("officer", "analyst", "administrator"):
            make_account(session, role, now=today)
        return county


@pytest.fixture
def people(county: County, visitor: Visitor) -> People:
    """Everybody who signs in, each by name."""
    return People(county, visitor)
