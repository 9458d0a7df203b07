"""Who reads which report, and what is on its page."""

import csv
from io import StringIO

import pytest
from sqlalchemy import select

from govscore.services.installation import Installation
from govscore.storage.audit import AuditRow
from govscore.storage.reports import RenderingRow
from tests.visitor import Page
from tests.web.reports.people import People


def images(page: Page) -> list[str]:
    return [str(address) for address in page.tree.xpath("//main//img/@src")]


@pytest.mark.parametrize("who", ["chair0", "clerk0", "head0"])
def test_the_board_reads_its_own_copy_before_anything_is_sent(people: People, who: str) -> None:
    page = people.reads(who)
    assert page.heading == f"{people.county.boards[0].name}: report"
    assert "The authority has not seen it" in page.text
    assert "9 of 11 have answered; 2 have not." in page.text


def test_the_first_line_is_the_answer(people: People) -> None:
    page = people.reads("chair0")
    first = page.tree.xpath("//main//h1/following::p[1]")[0].text_content()
    assert "overall (" in first


@pytest.mark.parametrize("who", ["officer", "analyst"])
def test_the_authority_is_told_that_nothing_was_sent(people: People, who: str) -> None:
    page = people.reads(who, status=404)
    assert "This board has not sent its report." in page.text


@pytest.mark.parametrize("who", ["chair1", "administrator"])
def test_nobody_else_may_open_it(people: People, who: str) -> None:
    people.reads(who, status=403)


def test_there_is_no_report_while_the_evaluation_is_open(people: People) -> None:
    page = people.reads("chair11", number=11)
    assert page.heading == "There is no report yet"
    assert "made when the evaluation closes" in page.text


def test_every_chart_has_words_a_table_and_a_picture(people: People) -> None:
    page = people.reads("chair0")
    addresses = images(page)
    names = [address.partition("/charts/")[2].partition(".svg")[0] for address in addresses]
    domains = ["strategy", "accountability", "people", "structures", "compliance", "evaluation"]
    assert names == [
        "profile",
        "differences",
        "position",
        *(f"answers-{domain}" for domain in domains),
        "gap",
    ]
    for name, address in zip(names, addresses, strict=True):
        assert page.tree.xpath(f"//table[caption[@id='table-{name}']]//tbody/tr")
        picture = people.visitor.client.get(address)
        assert picture.mimetype == "image/svg+xml"
        assert picture.data.startswith(b"<svg")
        assert b"style=" not in picture.data
    assert all(len(alt) > 40 for alt in page.tree.xpath("//main//img/@alt"))


def test_a_chart_is_drawn_once_and_known_again(people: People, installation: Installation) -> None:
    address = images(people.reads("chair0"))[0]
    first = people.visitor.client.get(address)
    again = people.visitor.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    with installation.database.transaction(write=False) as session:
        assert len(session.scalars(select(RenderingRow.kind)).all()) == 1


def test_a_chart_that_is_not_there_is_not_found(people: People) -> None:
    people.signs_in("chair0").opens(f"{people.board()}/charts/radar.svg", status=404)


def test_how_each_number_was_worked_out_is_beside_it(people: People) -> None:
    page = people.reads("chair0")
    for domain in ("strategy", "accountability"):
        rows = page.tree.xpath(f"//table[caption[@id='working-{domain}']]//tbody/tr")
        assert len(rows) >= 5
    assert "Secure is any score from 2.5 up to 3.5" in page.text or "Developing is any score" in page.text


def test_recommendations_show_their_evidence(people: People) -> None:
    page = people.reads("chair0")
    assert "This advice is given at" in page.text


def test_the_comparators_are_named_and_the_board_is_not_among_them(people: People) -> None:
    page = people.reads("chair0")
    names = [
        " ".join(cell.text_content().split())
        for cell in page.tree.xpath("//table[caption[@id='members']]//tbody/tr/th")
    ]
    assert len(names) == 8
    assert people.county.boards[0].name not in names


def test_the_paper_and_the_table_can_be_downloaded(people: People) -> None:
    client = people.signs_in("head0").client
    paper = client.get(f"{people.board()}/report.pdf")
    table = client.get(f"{people.board()}/report.csv")
    assert paper.data.startswith(b"%PDF-")
    assert 'filename="ash-ash-1-school-autumn-2026-report.pdf"' in paper.headers["Content-Disposition"]
    rows = list(csv.reader(StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) > 20
    assert table.mimetype == "text/csv"


def test_reading_is_put_down(people: People, installation: Installation) -> None:
    people.reads("chair0")
    with installation.database.transaction(write=False) as session:
        acts = [(row.action, row.subject) for row in session.scalars(select(AuditRow).order_by(AuditRow.id))]
    assert acts[-1] == ("viewed report", f"board {people.county.ids[0]}")
