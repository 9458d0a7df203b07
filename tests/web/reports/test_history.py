"""A report's page looks back: chart, words and table, and as much of it as each reader may see."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from govscore.services.installation import Installation
from govscore.services.rounds import open_round
from govscore.storage.rounds import list_evaluations
from govscore.web.reports.history import present_history
from tests.county_factory import CODES, County, close_quickly
from tests.reporting.trends import BEFORE, THEN, make_broken, make_line, make_point, make_trend
from tests.web.reports.people import People


@pytest.fixture
def looking_back(people: People, county: County, installation: Installation, today: datetime) -> People:
    """The first board has evaluated itself in the two years before, and sent neither report."""
    for years in (2, 1):
        then = today - timedelta(days=365 * years)
        review = installation.library.latest(CODES[0])
        with installation.database.transaction() as session:
            round_id = open_round(
                session,
                title=f"Autumn {2026 - years}",
                opens_at=then - timedelta(days=28),
                closes_at=then + timedelta(days=1),
                questionnaires=[review],
                board_ids=[county.ids[0]],
                keys=installation.keys,
                now=then - timedelta(days=28),
            )
            (stored,) = list_evaluations(session, round_id=round_id)
            past = replace(
                county, round_id=round_id, evaluations={(county.ids[0], CODES[0]): stored.evaluation.id}
            )
            close_quickly(session, past, county.boards[0], review, people=9, random=Random(years), now=then)
    return people


def test_without_an_earlier_evaluation_the_page_does_not_look_back(people: People) -> None:
    page = people.reads("chair0")
    assert not page.tree.xpath("//*[@id='trend']")
    assert present_history(None) is None


def test_the_board_looks_back_at_its_earlier_evaluations(looking_back: People) -> None:
    page = looking_back.reads("chair0")
    assert page.links()["Since last time"] == "#trend"
    assert "The evaluation before this, Autumn 2025, closed on" in page.text
    assert "changes under" in page.text
    assert "could be chance" in page.text
    rows = page.tree.xpath("//table[caption[@id='table-change']]//tbody/tr")
    assert len(rows) == 7
    history = page.tree.xpath("//table[caption[@id='history']]//thead//th/text()")
    assert [each.partition(",")[0] for each in history] == [
        "Domain",
        "Autumn 2024",
        "Autumn 2025",
        "Autumn 2026",
    ]
    (address,) = page.tree.xpath("//img[contains(@src, '/charts/change.svg')]/@src")
    picture = looking_back.visitor.client.get(address)
    assert picture.mimetype == "image/svg+xml"
    assert b"style=" not in picture.data


def test_what_would_be_sent_says_nothing_of_reports_that_were_not(looking_back: People) -> None:
    page = looking_back.reads("chair0", copy="sent")
    assert not page.tree.xpath("//*[@id='trend']")
    looking_back.sends()
    assert not looking_back.reads("officer").tree.xpath("//*[@id='trend']")
    assert looking_back.reads("chair0", copy="own").tree.xpath("//*[@id='trend']")


def test_every_evaluation_stands_from_the_first_to_now() -> None:
    line = make_line(1, make_point(2.4, 2.9))
    line = replace(line, then=(*line.then, make_broken(2.0)))
    trend = make_trend(domains=(line,), earlier=(THEN, BEFORE))
    found = present_history(replace(trend, overall=line))
    assert found is not None
    assert found.header == (
        "Domain",
        "Autumn 2024, version 1.0",
        "Autumn 2025, version 1.0",
        "Autumn 2026, version 1.1",
    )
    assert found.rows[0] == (
        "Strategic leadership",
        "2.0 of 4, 8 answers (not comparable)",
        "2.4 of 4, 8 answers",
        "2.9 of 4",
    )
    assert found.is_longer


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (make_point(2.4, 2.9), 2.9, "then 2.4 of 4, now 2.9 of 4. 0.5 higher."),
        (
            make_point(None, 2.9),
            2.9,
            "then withheld: fewer than 5 answers, now 2.9 of 4.",
        ),
        (make_broken(None), None, "no score then, and none now."),
        (
            make_broken(2.4, reasons=("It needs “People”, which cannot be compared.",)),
            2.9,
            "then 2.4 of 4, now 2.9 of 4. Not comparable: the questions changed. It needs “People”, which cannot "
            "be compared.",
        ),
    ],
)
def test_all_domains_together_are_told_in_a_sentence(then, now, words) -> None:
    found = present_history(make_trend(overall=make_line(1, then, now=now)))
    assert found is not None
    assert found.overall == f"Strategic leadership: {words}"
    assert not found.is_longer
