"""Officers' views beside boards' own: enough of them, of all that have sent, and named only where unusual."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from govscore.questionnaire.loader import Library
from govscore.services.county import county_report, county_view
from govscore.services.county_filters import Filters
from govscore.services.county_material import SentBoard, fit_sent
from govscore.services.county_views import Views, most_viewed, views_of
from govscore.services.exports import CountyChart, county_chart_svg
from govscore.services.keys import Keys
from govscore.services.oversight import Judgement, record_view
from govscore.services.rounds import get_round
from govscore.services.transaction import Database
from govscore.storage.oversight import LatestView, list_latest_views
from tests.county_factory import CODES, make_account, make_county, send_quickly
from tests.make import make_id
from tests.services.sent import DOMAIN, QUESTIONNAIRE, sent_boards

LEVELS = ("not-yet", "developing", "secure", "strong")


def views_on(sent: Sequence[SentBoard], **odd: str) -> Views:
    """Two officers give what boards say of themselves, a level more or less; but for `odd`, by its place."""
    found = {}
    for place, each in enumerate(sent):
        mean = each.card.domains[0].mean or 0.0
        usual = LEVELS[min(3, max(0, round(mean + (place % 3 - 1) * 0.2) - 1))]
        level = odd.get(f"board_{place}", usual)
        found[each.board.id, DOMAIN] = LatestView(level=level, officer=make_id("account", place % 2))
    return found


def views(looked_at: Sequence[SentBoard], sent: Sequence[SentBoard], given: Views):
    return views_of(looked_at, sent, views=given, fitted=fit_sent(sent), questionnaire=QUESTIONNAIRE)


def test_with_fewer_than_thirty_views_there_is_no_chart() -> None:
    sent = sent_boards(29)
    assert views(sent, sent, views_on(sent)) == ()
    assert most_viewed(sent, views_on(sent), QUESTIONNAIRE) == 29


def test_thirty_views_are_enough() -> None:
    sent = sent_boards(30)
    (found,) = views(sent, sent, views_on(sent))
    assert (found.domain, len(found.points), found.without) == (DOMAIN, 30, 0)
    assert found.usual.slope > 0
    assert found.usual.reach > 0
    assert found.within[0] < found.apart < found.within[1]


def test_only_an_unusual_view_gives_a_board_its_name_and_words_that_accuse_nobody() -> None:
    sent = sent_boards(60)
    (found,) = views(sent, sent, views_on(sent, board_15="not-yet"))
    (named,) = [point for point in found.points if point.name]
    assert named.name == sent[15].board.name
    assert named.officers == 1.0
    assert named.words.startswith("The officer’s view was lower than boards with similar self-scores")


def test_a_view_that_is_no_level_is_none() -> None:
    sent = sent_boards(40)
    (found,) = views(sent, sent, views_on(sent, board_3="could-not-tell"))
    assert (len(found.points), found.without) == (39, 1)


def test_what_is_usual_does_not_depend_on_a_filter() -> None:
    sent = sent_boards(60)
    given = views_on(sent, board_15="not-yet")
    (whole,), (some,) = views(sent, sent, given), views(sent[10:20], sent, given)
    assert (whole.usual, whole.apart, whole.within) == (some.usual, some.apart, some.within)
    assert set(some.points) < set(whole.points)
    assert len(some.points) == 10
    assert [point.name for point in some.points if point.name] == [sent[15].board.name]


def test_fewer_than_five_boards_looked_at_have_no_chart() -> None:
    sent = sent_boards(60)
    assert views(sent[:4], sent, views_on(sent)) == ()


def test_where_all_officers_say_the_same_there_is_a_flat_line() -> None:
    sent = sent_boards(40)
    same = {f"board_{place}": "secure" for place in range(40)}
    (found,) = views(sent, sent, views_on(sent, **same))
    assert found.usual.slope == pytest.approx(0)
    assert not any(point.name for point in found.points)


def test_where_no_difference_between_boards_can_be_measured_there_is_no_line() -> None:
    sent = sent_boards(40, within=90.0)
    assert views(sent, sent, views_on(sent)) == ()


@pytest.mark.slow
def test_views_that_were_recorded_are_drawn_beside_the_scores(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    with database.transaction() as session:
        made = make_county(
            session, library=library, keys=keys, now=now, boards=40, respondents=9, codes=CODES[:1]
        )
        send_quickly(session, made, made.boards, at=now)
        officer = make_account(session, "officer", now=now)
        for turn, board_id in enumerate((*made.ids[:35], made.ids[0])):
            judgement = Judgement(
                domain="people", level=LEVELS[1 + turn % 3], evidence="Seen.", reasons="So."
            )
            faults = record_view(
                session,
                judgement,
                library=library,
                round_id=made.round_id,
                board_id=board_id,
                account=officer,
                now=now + timedelta(minutes=turn),
            )
            assert faults == ()
    with database.transaction(write=False) as session:
        latest = list_latest_views(session, round_id=made.round_id)
        report = county_report(session, made.round_id, library=library, now=now)
        view = county_view(session, get_round(session, made.round_id), Filters(), library=library, now=now)
    assert len(latest) == 35
    assert latest[UUID(str(made.ids[0])), "people"] == LatestView(
        level=LEVELS[1 + 35 % 3], officer=officer.id
    )
    assert [domain.id for domain in report.domains if domain.views] == ["people"]
    assert report.views_words == "1 of 6 domains has enough of both views."
    assert b"<svg" in county_chart_svg(view.report, CountyChart.VIEWS, "people")
