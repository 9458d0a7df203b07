"""Times come back as they were stored, on either database, and a time without a zone is refused."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from govscore.services.transaction import Database
from govscore.storage.audit import AuditRow

SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/London"))


def kept(database: Database, moment: datetime) -> datetime:
    with database.transaction() as session:
        session.add(AuditRow(at=moment, action="looked", subject=""))
    with database.transaction(write=False) as session:
        return session.scalars(select(AuditRow.at)).one()


@pytest.mark.parametrize(
    "moment",
    [SUMMER, SUMMER.astimezone(UTC), SUMMER.astimezone(timezone(timedelta(hours=-5, minutes=-30)))],
    ids=["London", "UTC", "elsewhere"],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    back = kept(database, moment)
    assert back == SUMMER
    assert back.utcoffset() == timedelta(0)


def test_a_fraction_of_a_second_is_kept(database: Database) -> None:
    assert kept(database, SUMMER.replace(microsecond=123456)).microsecond == 123456


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="must be aware"):
        kept(database, datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001


def test_moments_are_compared_in_the_database(database: Database) -> None:
    kept(database, SUMMER)
    with database.transaction(write=False) as session:
        later = AuditRow.at > SUMMER.astimezone(UTC) - timedelta(minutes=1)
        assert len(session.scalars(select(AuditRow.id).where(later)).all()) == 1
        assert session.scalars(select(AuditRow.id).where(AuditRow.at > SUMMER)).all() == []
