"""A report as one file: whole by itself, with nothing fetched from anywhere."""

from datetime import UTC, datetime

import pytest
from lxml import html

from govscore.services.county import EVERY_BOARD, county_view
from govscore.services.exports import report_of_evaluation
from govscore.services.installation import Installation
from govscore.services.rounds import get_round
from govscore.web.standalone import county_html, report_html
from tests.county_factory import CODES, County, make_county, send_quickly


@pytest.fixture
def county(installation: Installation) -> County:
    now = datetime.now(UTC)
    with installation.database.transaction() as session:
        made = make_county(session, library=installation.library, keys=installation.keys, now=now, boards=9)
        send_quickly(session, made, made.boards[:7], at=now)
        return made


@pytest.fixture
def board_page(installation: Installation, county: County) -> html.HtmlElement:
    """The report of a board that has not sent it."""
    with installation.database.transaction(write=False) as session:
        report, workings = report_of_evaluation(
            session,
            county.evaluations[county.ids[7], CODES[0]],
            library=installation.library,
            now=datetime.now(UTC),
        )
    return html.fromstring(report_html(report, workings, base_url="https://example.org"))


@pytest.fixture
def county_page(installation: Installation, county: County) -> html.HtmlElement:
    """The report on the round."""
    with installation.database.transaction(write=False) as session:
        round_ = get_round(session, county.round_id)
        view = county_view(session, round_, EVERY_BOARD, library=installation.library, now=datetime.now(UTC))
    return html.fromstring(county_html(view))


@pytest.mark.parametrize("which", ["board_page", "county_page"])
def test_nothing_is_fetched(which: str, request: pytest.FixtureRequest) -> None:
    tree = request.getfixturevalue(which)
    assert tree.xpath("//img")
    assert all(str(source).startswith("data:image/svg+xml;base64,") for source in tree.xpath("//img/@src"))
    assert not tree.xpath("//link | //script | //iframe")
    assert "url(http" not in tree.xpath("//style")[0].text


@pytest.mark.parametrize("which", ["board_page", "county_page"])
def test_it_is_a_sound_page(which: str, request: pytest.FixtureRequest) -> None:
    tree = request.getfixturevalue(which)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(tree.xpath("//h1")) == 1
    assert tree.get("lang") == "en-GB"
    assert tree.findtext(".//title") == tree.xpath("//h1")[0].text_content()
    assert all(alt for alt in tree.xpath("//img/@alt"))
    assert "Simulated." in tree.text_content()


def test_a_board_report_holds_what_its_page_holds(board_page: html.HtmlElement, county: County) -> None:
    text = " ".join(board_page.text_content().split())
    assert county.boards[7].name in text
    assert "Confidential to the board." in text
    assert "How the numbers were made" in text
    assert board_page.xpath("//a[@href='https://example.org/criteria']")


def test_a_county_report_lists_boards_without_leading_anywhere(
    county_page: html.HtmlElement, county: County
) -> None:
    rows = county_page.xpath("//table[caption[@id='heat']]//tr[th[@scope='row']]")
    assert len(rows) == len(county.boards)
    assert not county_page.xpath("//table[caption[@id='heat']]//a")
