"""The authority's view stands beside the board's own, with evidence and reasons, and never over another."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.services.accounts import Account
from govscore.services.keys import Keys
from govscore.services.oversight import (
    LONGEST_TEXT,
    Judgement,
    OversightFault,
    conversation,
    record_view,
    write_reply,
)
from govscore.services.transaction import Database, Session
from govscore.storage.scorecards import get_scorecard
from tests.county_factory import CODES, County, make_account, make_county, send_quickly

SOUND = Judgement(domain="strategy", level="secure", evidence="Minutes of May.", reasons="Aims have dates.")


@pytest.fixture
def county(database: Database, library: Library, keys: Keys, now: datetime) -> County:
    with database.transaction() as session:
        made = make_county(session, library=library, keys=keys, now=now, boards=2, codes=CODES[:1])
        send_quickly(session, made, made.boards[:1], at=now)
        return made


@pytest.fixture
def officer(database: Database, now: datetime) -> Account:
    with database.transaction() as session:
        return make_account(session, "officer", now=now)


def record(
    session: Session,
    county: County,
    judgement: Judgement,
    *,
    library: Library,
    by: Account,
    at: datetime,
    number: int = 0,
) -> tuple[OversightFault, ...]:
    return record_view(
        session,
        judgement,
        library=library,
        round_id=county.round_id,
        board_id=county.ids[number],
        account=by,
        now=at,
    )


def test_a_later_view_stands_beside_the_earlier_one(
    database: Database, county: County, officer: Account, library: Library, now: datetime
) -> None:
    later = replace(SOUND, level="strong")
    with database.transaction() as session:
        assert record(session, county, SOUND, library=library, by=officer, at=now) == ()
        assert record(session, county, later, library=library, by=officer, at=now + timedelta(hours=1)) == ()
        said = conversation(session, round_id=county.round_id, board_id=county.ids[0])
    assert [view.level for view in said.of("strategy")] == ["strong", "secure"]
    assert said.of("people") == ()
    assert said.views[0].recorded_by == officer.name


def test_a_view_never_touches_the_scorecard(
    database: Database, county: County, officer: Account, library: Library, now: datetime
) -> None:
    evaluation_id = county.evaluations[county.ids[0], CODES[0]]
    with database.transaction() as session:
        before = get_scorecard(session, evaluation_id)
        record(session, county, SOUND, library=library, by=officer, at=now)
        assert get_scorecard(session, evaluation_id) == before


def test_a_board_that_has_not_sent_gets_no_view(
    database: Database, county: County, officer: Account, library: Library, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(LifecycleError, match="has not sent"):
        record(session, county, SOUND, library=library, by=officer, at=now, number=1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": "outstanding"}, "level"),
        ({"evidence": "  "}, "evidence"),
        ({"reasons": ""}, "reasons"),
        ({"reasons": "x" * (LONGEST_TEXT + 1)}, "reasons"),
    ],
)
def test_a_view_without_level_evidence_or_reasons_is_not_recorded(
    database: Database,
    county: County,
    officer: Account,
    library: Library,
    now: datetime,
    changes: dict[str, str],
    field: str,
) -> None:
    with database.transaction() as session:
        faults = record(session, county, replace(SOUND, **changes), library=library, by=officer, at=now)
        assert [fault.field for fault in faults] == [field]
        assert conversation(session, round_id=county.round_id, board_id=county.ids[0]).views == ()


def test_every_fault_of_a_view_is_said_at_once(
    database: Database, county: County, officer: Account, library: Library, now: datetime
) -> None:
    empty = replace(SOUND, level="", evidence="", reasons="")
    with database.transaction() as session:
        faults = record(session, county, empty, library=library, by=officer, at=now)
    assert [fault.field for fault in faults] == ["level", "evidence", "reasons"]


def test_a_view_of_a_domain_that_is_not_asked_is_refused(
    database: Database, county: County, officer: Account, library: Library, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(NotFoundError, match="no such domain"):
        record(session, county, replace(SOUND, domain="money"), library=library, by=officer, at=now)


def test_a_reply_needs_words_and_a_view_to_reply_to(
    database: Database, county: County, officer: Account, library: Library, now: datetime
) -> None:
    place = {"round_id": county.round_id, "board_id": county.ids[0]}
    with database.transaction() as session:
        with pytest.raises(LifecycleError, match="nothing to reply to"):
            write_reply(session, "We agree.", **place, account=officer, now=now)
        record(session, county, SOUND, library=library, by=officer, at=now)
        fault = write_reply(session, " ", **place, account=officer, now=now)
        assert fault is not None
        assert fault.field == "reply"
        assert write_reply(session, "We agree. ", **place, account=officer, now=now) is None
        (reply,) = conversation(session, **place).replies
    assert (reply.text, reply.written_by) == ("We agree.", officer.name)
