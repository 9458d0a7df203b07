"""Where boards stand: only who has sent, no small group, nobody ranked, and few statements."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from govscore.questionnaire.loader import Library
from govscore.reporting.county_model import CountyReport
from govscore.services.county import county_report, county_view
from govscore.services.county_filters import Filters, Trait
from govscore.services.keys import Keys
from govscore.services.rounds import get_round
from govscore.services.transaction import Database
from tests.county_factory import CODES, DISTRICTS, County, make_county, send_quickly

MANY = 300


@pytest.fixture
def county(database: Database, library: Library, keys: Keys, now: datetime) -> County:
    """Thirty boards; the first of each six has four answers only, and the last six have sent nothing."""
    with database.transaction() as session:
        made = make_county(
            session,
            library=library,
            keys=keys,
            now=now,
            boards=30,
            respondents=(4, 9, 12, 6, 7, 15),
            codes=CODES[:1],
        )
        send_quickly(session, made, made.boards[:24], at=now)
        return made


def report_of(
    database: Database, county: County, library: Library, now: datetime, **asked: str | Trait
) -> CountyReport:
    with database.transaction(write=False) as session:
        return county_report(session, county.round_id, Filters(**asked), library=library, now=now)


def middles(report: CountyReport) -> list[float | None]:
    """The mean of all boards that estimates are drawn to, in each domain."""
    return [None if domain.caterpillar is None else domain.caterpillar.middle for domain in report.domains]


def test_a_board_that_has_not_sent_is_listed_without_a_level(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now)
    rows = {row.board: row for row in report.heat}
    assert len(rows) == 30
    for board in county.boards[24:]:
        assert {cell.level for cell in rows[str(board.id)].cells} == {None}
        assert {cell.mean.value for cell in rows[str(board.id)].cells} == {None}
        assert rows[str(board.id)].standing == "Closed, not sent"


def test_a_withheld_board_contributes_to_nothing(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now)
    for domain in report.domains:
        assert domain.funnel is not None
        assert domain.distribution is not None
        assert len(domain.funnel.points) == domain.distribution.boards <= 20
        assert domain.funnel.withheld == domain.distribution.without == 24 - len(domain.funnel.points)
        assert min(point.n for point in domain.funnel.points) >= 5


def test_boards_stand_by_group_and_name(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now, group=Trait.DISTRICT)
    assert [row.group for row in report.heat] == sorted(row.group for row in report.heat)
    for district in DISTRICTS:
        names = [row.name for row in report.heat if row.group == district]
        assert names == sorted(names)
        assert len(names) == 10


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"phase": "Secondary"}, 6), ({"district": "Coombe"}, 10), ({"size": "Up to 100 pupils"}, 5)],
)
def test_filters_take_the_boards_they_name(
    database: Database, county: County, library: Library, now: datetime, asked: dict[str, str], count: int
) -> None:
    assert len(report_of(database, county, library, now, **asked).heat) == count


def test_filters_together_take_what_fits_all(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now, phase="Primary", district="Coombe")
    assert len(report.heat) == 8


def test_fewer_than_five_boards_have_no_group_and_no_funnel(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now, phase="Secondary", district="Coombe")
    assert len(report.heat) == 2
    assert all(domain.funnel is None for domain in report.domains)
    for domain in report.domains:
        assert domain.distribution is not None
        assert domain.distribution.mean.value is None
        assert "fewer than 5 boards" in domain.distribution.withheld


def test_no_group_of_fewer_than_five_boards_is_shown(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now)
    assert {grouping.title for grouping in report.groupings} == {
        "By phase",
        "By size",
        "By district",
        "By type of board",
    }
    cells = [cell for grouping in report.groupings for row in grouping.rows for cell in row.cells]
    assert any(cell.withheld for cell in cells)
    for cell in cells:
        assert (cell.mean.value is None) is bool(cell.withheld)
        assert cell.withheld or cell.boards >= 5


def test_a_dot_inside_the_limits_has_no_name(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now)
    funnels = [domain.funnel for domain in report.domains if domain.funnel]
    assert funnels
    for funnel in funnels:
        steps = {step.n: step for step in funnel.steps}
        for point in funnel.points:
            is_inside = steps[point.n].low_95 <= point.score <= steps[point.n].high_95
            assert (point.name is None) == is_inside


def test_a_score_for_comparison_without_a_name_covers_the_mean(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now)
    drawn = [domain.caterpillar for domain in report.domains if domain.caterpillar]
    assert len(drawn) == 6
    for each, domain in zip(drawn, report.domains, strict=True):
        assert domain.funnel is not None
        if each.middle is None:
            assert each.rows == ()
            continue
        assert len(each.rows) == len(domain.funnel.points)
        assert each.withheld == domain.funnel.withheld
        for row in each.rows:
            assert (row.name is None) == (row.low <= each.middle <= row.high)


def test_estimates_do_not_depend_on_a_filter(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    whole = report_of(database, county, library, now)
    some = report_of(database, county, library, now, district="Coombe")
    for one, other in zip(whole.domains, some.domains, strict=True):
        assert one.caterpillar is not None
        assert other.caterpillar is not None
        assert one.caterpillar.middle == other.caterpillar.middle
        assert set(other.caterpillar.rows) < set(one.caterpillar.rows) or not one.caterpillar.rows


def test_estimates_change_by_five_boards_that_send_and_not_by_one(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    before = middles(report_of(database, county, library, now))
    later = now + timedelta(hours=1)
    with database.transaction() as session:
        send_quickly(session, county, county.boards[25:26], at=later)
    with_25 = middles(report_of(database, county, library, now))
    with database.transaction() as session:
        send_quickly(session, county, county.boards[26:28], at=later)
    assert before != with_25
    assert middles(report_of(database, county, library, now)) == with_25


def test_without_officers_views_there_is_a_sentence_and_no_chart(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    report = report_of(database, county, library, now)
    assert all(domain.views is None for domain in report.domains)
    assert report.views_words.startswith("Too few to say: it takes 30 boards")


def test_what_can_be_chosen_is_what_there_is(
    database: Database, county: County, library: Library, now: datetime
) -> None:
    with database.transaction(write=False) as session:
        round_ = get_round(session, county.round_id)
        view = county_view(session, round_, Filters(), library=library, now=now)
    assert view.options[Trait.PHASE] == ("Primary", "Secondary")
    assert view.options[Trait.DISTRICT] == DISTRICTS
    assert view.options[Trait.SIZE] == (
        "Up to 100 pupils",
        "101 to 210 pupils",
        "211 to 420 pupils",
        "More than 420 pupils",
    )


def test_a_round_in_which_nobody_has_sent_says_so(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    with database.transaction() as session:
        made = make_county(session, library=library, keys=keys, now=now, boards=3, closed=0, codes=CODES[:1])
    report = report_of(database, made, library, now)
    assert report.headline.startswith("0 of 3 boards")
    assert report.groupings == ()
    assert all(domain.funnel is None for domain in report.domains)


def test_three_hundred_boards_take_no_more_than_fifteen_statements(
    database: Database, library: Library, keys: Keys, now: datetime
) -> None:
    with database.transaction() as session:
        made = make_county(
            session, library=library, keys=keys, now=now, boards=MANY, respondents=6, codes=CODES[:1]
        )
        send_quickly(session, made, made.boards, at=now)
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    report = report_of(database, made, library, now)
    assert len(report.heat) == MANY
    assert len(statements) <= 15
