"""Who is in, how far each board has come, and whom the authority owes an answer."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Role
from govscore.responses.model import Answer, Draft
from govscore.services.coverage import BoardStatus, coverage
from govscore.services.keys import Keys
from govscore.services.oversight import Judgement, record_view, write_reply
from govscore.services.transaction import Database, Session
from govscore.storage.drafts import save_draft
from tests.county_factory import CODES, County, invite, make_account, make_boards, make_county, send_quickly


def status_of(session: Session, county: County, number: int) -> BoardStatus:
    found = coverage(session, county.round_id)
    return next(each.status for each in found.boards if each.board.id == county.ids[number])


def view_strategy(session: Session, county: County, number: int, *, library: Library, at: datetime) -> None:
    officer = make_account(session, "officer", now=at)
    faults = record_view(
        session,
        Judgement(domain="strategy", level="secure", evidence="Minutes.", reasons="Dated aims."),
        library=library,
        round_id=county.round_id,
        board_id=county.ids[number],
        account=officer,
        now=at,
    )
    assert faults == ()


@pytest.fixture
def county(database: Database, library: Library, keys: Keys, now: datetime) -> County:
    with database.transaction() as session:
        return make_county(session, library=library, keys=keys, now=now, boards=4, closed=2)


def test_each_status_follows_from_what_has_happened(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session:
        assert status_of(session, county, 2) is BoardStatus.NOT_INVITED
        invite(session, county, county.boards[2], people=6)
        assert status_of(session, county, 2) is BoardStatus.INVITED
        evaluation_id = county.evaluations[county.ids[2], CODES[0]]
        draft = Draft(pseudonym=b"p" * 32, role=Role.GOVERNOR, answers={})
        answer = Answer(choice="secure")
        save_draft(session, evaluation_id, draft, changed={"dated-priorities": answer})
        assert status_of(session, county, 2) is BoardStatus.IN_PROGRESS
        assert status_of(session, county, 0) is BoardStatus.CLOSED
        send_quickly(session, county, county.boards[:1], at=now)
        assert status_of(session, county, 0) is BoardStatus.SENT
        view_strategy(session, county, 0, library=library, at=now)
        assert status_of(session, county, 0) is BoardStatus.ANSWERED


def test_every_board_of_the_round_is_counted_once(database: Database, county: County) -> None:
    with database.transaction(write=False) as session:
        found = coverage(session, county.round_id)
    assert sum(found.counts.values()) == len(found.boards) == 4
    assert found.counts[BoardStatus.CLOSED] == 2


def test_boards_that_are_not_asked_are_named_apart(database: Database, county: County) -> None:
    with database.transaction() as session:
        (extra,) = make_boards(session, 1, first=50)
        assert coverage(session, county.round_id).not_in_round == (extra.name,)


def test_boards_stand_in_the_order_of_their_names(database: Database, county: County) -> None:
    with database.transaction(write=False) as session:
        names = [each.board.name for each in coverage(session, county.round_id).boards]
    assert names == sorted(names)


def test_a_board_awaits_the_authority_until_a_view_and_again_after_its_reply(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session:
        send_quickly(session, county, county.boards[:1], at=now)
        assert len(coverage(session, county.round_id).awaiting) == 1
        view_strategy(session, county, 0, library=library, at=now + timedelta(days=1))
        assert coverage(session, county.round_id).awaiting == ()
        chair = make_account(session, "chair", now=now, board_id=county.ids[0])
        later = now + timedelta(days=2)
        write_reply(
            session, "We agree.", round_id=county.round_id, board_id=county.ids[0], account=chair, now=later
        )
        (awaiting,) = coverage(session, county.round_id).awaiting
    assert awaiting.exchange.replied_at == later


def test_who_waited_longest_stands_first(database: Database, county: County, now: datetime) -> None:
    with database.transaction() as session:
        send_quickly(session, county, county.boards[:1], at=now)
        send_quickly(session, county, county.boards[1:2], at=now - timedelta(days=3))
        awaiting = coverage(session, county.round_id).awaiting
    assert [each.board.id for each in awaiting] == [county.ids[1], county.ids[0]]


def test_the_number_of_statements_does_not_grow_with_the_boards(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    counts = []
    for boards, first in ((3, 0), (30, 100)):
        with database.transaction() as session:
            made = make_county(
                session, library=library, keys=keys, now=now, boards=boards, first=first, codes=CODES[:1]
            )
        with database.transaction(write=False) as session:
            statements: list[str] = []
            event.listen(database.engine, "before_cursor_execute", lambda *a, s=statements: s.append(a[2]))
            coverage(session, made.round_id)
            counts.append(len(statements))
    assert counts[0] == counts[1] <= 8
