"""A board's report: live until sent, then for ever as it was; and what of it leaves the board."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import event

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.recommendations.recommend import recommend
from govscore.reporting.compose import digest_of
from govscore.scoring.outside import outside_report
from govscore.services.keys import Keys
from govscore.services.report_material import gather, outside_material, own_material
from govscore.services.reports import (
    Copy,
    ReadableReport,
    Sending,
    find_report,
    get_report_for,
    prepare_report,
    send_report,
)
from govscore.services.transaction import Database, Session
from govscore.storage.reports import find_sent_report
from govscore.storage.rounds import list_evaluations
from tests.county_factory import CODES, VERSION, County, close_quickly, make_county


@pytest.fixture
def county(database: Database, library: Library, keys: Keys, now: datetime) -> County:
    with database.transaction() as session:
        return make_county(
            session, library=library, keys=keys, now=now, boards=12, closed=11, respondents=(9, 12)
        )


def read(
    session: Session,
    county: County,
    number: int,
    *,
    library: Library,
    now: datetime,
    is_authority: bool = False,
    copy: Copy | None = None,
) -> ReadableReport:
    return get_report_for(
        session,
        round_id=county.round_id,
        board_id=county.ids[number],
        library=library,
        now=now,
        is_authority=is_authority,
        copy=copy,
    )


def send(
    session: Session, county: County, number: int, *, library: Library, now: datetime, seen: str | None = None
) -> Sending:
    return send_report(
        session,
        round_id=county.round_id,
        board_id=county.ids[number],
        account_id=None,
        library=library,
        now=now,
        seen=seen,
    )


def close_the_last(session: Session, county: County, *, library: Library, now: datetime) -> None:
    view = county.boards[11]
    for code in CODES:
        people = 9 if code == CODES[0] else 1
        close_quickly(
            session, county, view, library.get(code, VERSION), people=people, random=Random(99), now=now
        )


def test_the_report_holds_every_part_that_was_asked(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction(write=False) as session:
        report = read(session, county, 0, library=library, now=now).report
    assert [section.id for section in report.domains] == list(library.get(CODES[0], VERSION).manifest.domains)
    assert report.turnout.responded == 9
    assert report.duties is not None
    assert report.head is not None
    assert report.head.is_shared
    assert report.comparison is not None
    assert (
        len(report.comparison.members) == 8
    )  # of the 11 boards that have closed, nine are primary and one of them is this one
    assert digest_of(report) == report.digest


@pytest.mark.parametrize("copy", Copy)
def test_the_report_of_a_board_that_closed_early_names_the_day_on_which_it_closed(
    database: Database, library: Library, county: County, now: datetime, copy: Copy
) -> None:
    with database.transaction() as session:
        report = read(session, county, 0, library=library, now=now, copy=copy).report
        assert report.round.closes_on == now.date()
        assert report.round.dates == "27 October 2026 to 24 November 2026"
        send(session, county, 0, library=library, now=now + timedelta(days=1))
        sent = read(session, county, 0, library=library, now=now, copy=copy).report
    assert sent.round == report.round


def test_a_board_is_never_among_its_own_comparators(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction(write=False) as session:
        comparison = read(session, county, 0, library=library, now=now).report.comparison
    assert comparison is not None
    assert county.boards[0].name not in {member.name for member in comparison.members}


def test_there_is_no_report_while_the_evaluation_is_open(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    place = {"round_id": county.round_id, "board_id": county.ids[11]}
    with database.transaction(write=False) as session:
        assert find_report(session, **place, library=library, now=now, is_authority=False) is None
        with pytest.raises(NotFoundError, match="made when the evaluation closes"):
            read(session, county, 11, library=library, now=now)


def test_the_authority_sees_nothing_until_the_board_sends(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session:
        with pytest.raises(NotFoundError, match="has not sent its report"):
            read(session, county, 0, library=library, now=now, is_authority=True)
        send(session, county, 0, library=library, now=now)
        found = read(session, county, 0, library=library, now=now, is_authority=True)
    assert found.copy is Copy.SENT
    assert found.sent_at == now


def test_what_was_sent_never_changes(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    later = now + timedelta(days=40)
    with database.transaction() as session:
        live = read(session, county, 0, library=library, now=now).report
        send(session, county, 0, library=library, now=now)
        close_the_last(session, county, library=library, now=now)
        changed = prepare_report(
            session, round_id=county.round_id, board_id=county.ids[0], library=library, now=later
        )
        sent = read(session, county, 0, library=library, now=later)
        own = read(session, county, 0, library=library, now=later, copy=Copy.OWN)
    assert changed != live
    assert own.report == live
    assert sent.copy is Copy.SENT
    assert digest_of(sent.report) == sent.report.digest


def test_board_and_authority_read_the_same_once_it_is_sent(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session:
        send(session, county, 0, library=library, now=now)
        board = read(session, county, 0, library=library, now=now)
        authority = read(session, county, 0, library=library, now=now, is_authority=True)
    assert board == authority


def test_the_authority_cannot_ask_for_the_boards_own_copy(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session:
        send(session, county, 0, library=library, now=now)
        found = read(session, county, 0, library=library, now=now, is_authority=True, copy=Copy.OWN)
    assert found.copy is Copy.SENT


def test_sending_twice_changes_nothing(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    place = {"round_id": county.round_id, "board_id": county.ids[0]}
    with database.transaction() as session:
        assert send(session, county, 0, library=library, now=now) is Sending.SENT
        before = find_sent_report(session, **place)
        later = now + timedelta(days=1)
        assert send(session, county, 0, library=library, now=later) is Sending.SENT_BEFORE
        assert find_sent_report(session, **place) == before
        stored = list_evaluations(session, round_id=county.round_id, board_ids=[county.ids[0]])
    assert {each.evaluation.sent_at for each in stored} == {now}


def test_an_open_evaluation_cannot_be_sent(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session, pytest.raises(LifecycleError, match="Close it first"):
        send(session, county, 11, library=library, now=now)


def test_a_report_that_changed_since_it_was_looked_at_is_not_sent(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction() as session:
        looked_at = read(session, county, 0, library=library, now=now, copy=Copy.SENT).report
        close_the_last(session, county, library=library, now=now)
        assert send(session, county, 0, library=library, now=now, seen=looked_at.digest) is Sending.CHANGED
        again = read(session, county, 0, library=library, now=now, copy=Copy.SENT).report
        assert send(session, county, 0, library=library, now=now, seen=again.digest) is Sending.SENT
        assert read(session, county, 0, library=library, now=now).report == again


def test_notes_small_counts_and_the_heads_view_stay_with_the_board(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction(write=False) as session:
        own = read(session, county, 0, library=library, now=now, copy=Copy.OWN).report
        leaving = read(session, county, 0, library=library, now=now, copy=Copy.SENT).report
    assert any(row.notes for row in own.annex)
    assert any(row.counts for row in own.annex)
    assert own.head is not None
    assert not any(row.notes for row in leaving.annex)
    assert not any(row.counts for row in leaving.annex)
    assert leaving.head is None
    assert [section.mean for section in leaving.domains] == [section.mean for section in own.domains]
    assert [section.sentence for section in leaving.domains] == [section.sentence for section in own.domains]


def test_the_copy_that_leaves_advises_by_its_own_numbers_and_places_the_board_alike(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction(write=False) as session:
        own = read(session, county, 0, library=library, now=now, copy=Copy.OWN).report
        leaving = read(session, county, 0, library=library, now=now, copy=Copy.SENT).report
        gathered = gather(session, round_id=county.round_id, board_id=county.ids[0], library=library)
    review = gathered.review
    coarse = outside_report(review.questionnaire, review.scorecard)
    advised = {each.advice.id for each in recommend(review.questionnaire, coarse, gathered.benchmark)}
    duties = {advice.id for advice in library.get("compliance", VERSION).advice}
    for mine, theirs in zip(own.domains, leaving.domains, strict=True):
        assert {advice.id for advice in theirs.advice} <= advised | duties
        assert (mine.position and mine.position.position) == (theirs.position and theirs.position.position)
        assert mine.level == theirs.level


def test_of_other_boards_scores_only_words_leave_the_board(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    """Were every comparator's score another, with the words as they are, the copy would be the same."""
    with database.transaction(write=False) as session:
        gathered = gather(session, round_id=county.round_id, board_id=county.ids[0], library=library)
    assert all(domain.scores for domain in gathered.benchmark.domains)
    others = replace(
        gathered.benchmark,
        domains=tuple(
            replace(domain, scores=tuple(score - 0.1 for score in domain.scores), median=1.0, estimate=2.0)
            for domain in gathered.benchmark.domains
        ),
    )
    moved = outside_material(replace(gathered, benchmark=others))
    assert moved == outside_material(gathered)
    assert moved != own_material(gathered)


def test_a_head_who_did_not_agree_is_not_shown_to_the_board_either(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    with database.transaction() as session:
        county = make_county(session, library=library, keys=keys, now=now, boards=1, head_shares=False)
        report = read(session, county, 0, library=library, now=now).report
    assert report.head is not None
    assert not report.head.is_shared
    assert report.head.gaps == report.head.others == ()


def test_a_board_with_four_answers_gets_a_report_without_scores(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    with database.transaction() as session:
        county = make_county(session, library=library, keys=keys, now=now, boards=9, respondents=(4, 8))
        report = read(session, county, 0, library=library, now=now).report
        assert send(session, county, 0, library=library, now=now) is Sending.SENT
    assert not report.turnout.has_scores
    assert all(section.mean.value is None for section in report.domains)
    assert not any(row.notes or row.counts for row in report.annex)


def test_the_number_of_statements_does_not_grow_with_the_boards(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    counts = []
    for boards, first in ((3, 0), (30, 100)):
        with database.transaction() as session:
            made = make_county(session, library=library, keys=keys, now=now, boards=boards, first=first)
        with database.transaction(write=False) as session:
            statements: list[str] = []
            event.listen(database.engine, "before_cursor_execute", lambda *a, s=statements: s.append(a[2]))
            read(session, made, 0, library=library, now=now)
            counts.append(len(statements))
    assert counts[0] == counts[1] <= 14
