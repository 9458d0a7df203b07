"""The authority's pages: coverage first, who waits, a heat map without ranks, and few statements."""

from datetime import datetime

import pytest
from sqlalchemy import event, select

from govscore.services.installation import Installation
from govscore.services.oversight import Judgement, record_view
from govscore.storage.audit import AuditRow
from govscore.storage.reports import RenderingRow
from govscore.web.county import board_list
from tests.county_factory import CODES, PASSWORD, County, make_account, make_county, send_quickly
from tests.visitor import Page, Visitor
from tests.web.county.conftest import signs_in


def heat(page: Page) -> dict[str, list[str]]:
    rows = page.tree.xpath("//table[caption[@id='heat']]//tr[th[@scope='row']]")
    return {
        " ".join(row.xpath("./th")[0].text_content().split()): [
            " ".join(cell.text_content().split()) for cell in row.xpath("./td")
        ]
        for row in rows
    }


def test_the_first_line_says_who_is_in(officer: Visitor) -> None:
    page = officer.opens("/county")
    first = page.tree.xpath("//main//h1/following::p[1]")[0].text_content()
    assert first == (
        "8 of 16 boards have sent a report; 4 have closed and not sent, 3 are invited and have not begun "
        "and 1 has invited nobody yet."
    )


def test_who_has_waited_longest_stands_first(officer: Visitor, county: County) -> None:
    page = officer.opens("/county")
    waiting = page.tree.xpath("//h2[.='What needs an answer today']/following::ul[1]/li/a")
    assert [link.text_content() for link in waiting] == [board.name for board in reversed(county.boards[:8])]


def test_when_nobody_waits_the_page_says_so(
    officer: Visitor, county: County, installation: Installation, today: datetime
) -> None:
    with installation.database.transaction() as session:
        other = make_account(session, "officer", now=today, email="other@example.org")
        for board_id in county.ids[:8]:
            record_view(
                session,
                Judgement(domain="people", level="secure", evidence="Minutes.", reasons="Roles are clear."),
                library=installation.library,
                round_id=county.round_id,
                board_id=board_id,
                account=other,
                now=today,
            )
    assert "Nobody is waiting for an answer." in officer.opens("/county").text


def test_the_heat_map_shows_levels_of_boards_that_have_sent_and_of_no_other(
    officer: Visitor, county: County
) -> None:
    cells = heat(officer.opens("/county"))
    assert set(cells) == {board.name for board in county.boards}
    for board in county.boards[8:12]:
        assert cells[board.name] == ["Closed, not sent"]
    assert set(cells[county.boards[0].name]) == {"▒ withheld"}
    words = {word for board in county.boards[1:3] for word in cells[board.name]}
    assert words <= {"○ not yet", "◔ developing", "◑ secure", "● strong", "▒ withheld"}


def test_the_heat_map_can_be_read_by_ear_and_scrolled_by_keyboard(officer: Visitor) -> None:
    tree = officer.opens("/county").tree
    (table,) = tree.xpath("//table[caption[@id='heat']]")
    assert {cell.get("scope") for cell in table.xpath(".//thead//th")} == {"col"}
    assert len(table.xpath(".//thead//th")) == 7
    assert table.xpath(".//tbody/tr/th[@scope='rowgroup']")
    region = table.getparent()
    assert (region.get("tabindex"), region.get("role"), region.get("aria-labelledby")) == (
        "0",
        "region",
        "heat",
    )


def test_nothing_on_the_page_is_a_rank(officer: Visitor) -> None:
    text = officer.opens("/county").text.lower()
    assert "rank" not in text
    assert "league" not in text


def test_filters_work_by_address_alone(officer: Visitor, county: County) -> None:
    page = officer.opens("/county")
    form = next(form for form in page.tree.xpath("//main//form") if form.get("method") == "get")
    assert set(form.fields.keys()) == {"phase", "size", "district", "type", "group"}
    filtered = officer.opens(f"{form.get('action')}?phase=Secondary&group=district")
    assert len(heat(filtered)) == 3
    assert "Only: Secondary." in filtered.text
    assert "16 boards" in filtered.text  # who is in is said of the whole county
    chosen = filtered.tree.xpath("//select[@id='filter-phase']/option[@selected]/@value")
    assert chosen == ["Secondary"]


def test_a_filter_that_fits_no_board_says_so(officer: Visitor, county: County) -> None:
    page = officer.opens(f"/county/rounds/{county.round_id}?phase=Nursery")
    assert heat(page) == {}
    assert "Too few to say" in page.text


def test_every_chart_has_words_a_table_and_a_picture(officer: Visitor) -> None:
    """A funnel and a caterpillar for each of six domains."""
    page = officer.opens("/county")
    pictures = page.tree.xpath("//main//img")
    assert len(pictures) == 12
    for picture in pictures:
        assert "boards" in picture.get("alt")
        drawn = officer.client.get(picture.get("src"))
        assert drawn.mimetype == "image/svg+xml"
        assert drawn.status_code == 200


def test_a_funnel_is_drawn_once(officer: Visitor, installation: Installation) -> None:
    address = officer.opens("/county").tree.xpath("//main//img/@src")[0]
    first = officer.client.get(address)
    assert officer.client.get(address).data == first.data
    with installation.database.transaction(write=False) as session:
        assert len(session.scalars(select(RenderingRow.kind)).all()) == 1


@pytest.mark.parametrize(("role", "sees"), [("officer", True), ("analyst", True), ("administrator", False)])
def test_who_may_not_read_reports_sees_no_views_beside_them(
    visitor: Visitor, county: County, role: str, *, sees: bool
) -> None:
    page = signs_in(visitor, role).opens("/county")
    said = page.tree.xpath("//h2[@id='two-views']/following-sibling::p[1]")
    assert [words.text_content()[:38] for words in said] == (
        ["Too few to say: it takes 30 boards wit"] if sees else []
    )
    answer = visitor.client.get(f"/county/rounds/{county.round_id}/two-views/people.svg")
    assert answer.status_code == (404 if sees else 403)


def test_the_authority_cannot_read_a_boards_own_chart_by_its_fingerprint(
    officer: Visitor, county: County, installation: Installation
) -> None:
    with installation.database.transaction() as session:
        session.add(RenderingRow(digest="a" * 64, kind="profile.svg@1", content=b"<svg>secret</svg>"))
    address = f"/county/rounds/{county.round_id}/funnels/profile.svg?content={'a' * 64}"
    assert b"secret" not in officer.client.get(address).data


@pytest.mark.parametrize(("role", "reads"), [("analyst", True), ("administrator", False)])
def test_only_who_may_read_reports_sees_scores_and_is_led_to_them(
    visitor: Visitor, county: County, role: str, *, reads: bool
) -> None:
    page = signs_in(visitor, role).opens("/county")
    assert bool(page.tree.xpath("//table[caption[@id='heat']]//a")) is reads
    assert bool(page.tree.xpath("//main//img | //form[@class='filters']")) is reads
    assert bool(page.tree.xpath("//h2[@id='groups' or @id='domains']")) is reads
    assert page.tree.xpath("//table[caption[contains(., 'how far they have come')]]")


@pytest.mark.parametrize("chart", ["funnels", "caterpillars"])
def test_who_may_not_read_reports_is_drawn_no_chart_of_them(
    visitor: Visitor, county: County, chart: str
) -> None:
    address = f"/county/rounds/{county.round_id}/{chart}/people.svg"
    assert signs_in(visitor, "administrator").client.get(address).status_code == 403


def test_words_of_an_address_that_are_on_no_list_are_not_repeated(officer: Visitor, county: County) -> None:
    page = officer.opens(f"/county/rounds/{county.round_id}?phase=Send+money+to+me")
    assert "Send money" not in page.text
    assert "No board has what this address asks for" in page.text


def test_tables_of_some_boards_say_that_they_are_not_to_be_passed_on(
    officer: Visitor, county: County
) -> None:
    everything = officer.opens(f"/county/rounds/{county.round_id}")
    (phase, *_) = [v for v in everything.tree.xpath("//select[@id='filter-phase']/option/@value") if v]
    some = officer.opens(f"/county/rounds/{county.round_id}?phase={phase}")
    assert "can be passed on" in everything.text
    assert ("pass them on" in some.text) is bool(some.tree.xpath("//h2[@id='groups']"))
    assert "can be passed on" not in some.text


def test_the_boards_have_no_business_here(visitor: Visitor, county: County) -> None:
    signs_in(visitor, "chair").opens("/county", status=403)


def test_before_any_round_there_is_a_way_to_open_one(
    visitor: Visitor, installation: Installation, today: datetime
) -> None:
    with installation.database.transaction() as session:
        make_account(session, "officer", now=today)
    page = signs_in(visitor, "officer").opens("/county")
    assert "No round has been opened yet." in page.text
    assert page.links()["Open a round"] == "/county/rounds/new"


def test_an_unknown_round_is_not_found(officer: Visitor) -> None:
    page = officer.opens("/county/rounds/00000000-0000-4000-8000-000000000000", status=404)
    assert "There is no such round." in page.text


def test_boards_are_found_by_part_of_their_name(officer: Visitor, county: County) -> None:
    everyone = officer.opens("/county/boards")
    assert "16 boards in the county." in everyone.text
    found = officer.opens("/county/boards?q=beech+ash")
    assert "2 boards found for “beech ash”." in found.text
    assert {"Beech Ash 1 School", "Ash Beech 1 School"} <= set(found.links())
    assert found.links()["Beech Ash 1 School"] == f"/boards/{county.ids[1]}"
    assert "No board found for “nowhere”." in officer.opens("/county/boards?q=nowhere").text


def test_boards_are_found_by_their_kind_too(officer: Visitor, county: County) -> None:
    assert "13 boards found for “primary”." in officer.opens("/county/boards?q=primary").text
    assert "No board found for “primary nowhere”." in officer.opens("/county/boards?q=primary+nowhere").text


def test_many_boards_come_some_on_a_page(
    officer: Visitor, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_list, "ON_A_PAGE", 3)
    page, seen = officer.opens("/county/boards"), []
    assert "Boards 1 to 3 of 16, by name" in page.text
    while True:
        seen += [a.text_content() for a in page.tree.xpath("//ul[@class='boards']//a")]
        following = page.tree.xpath("//a[@rel='next']/@href")
        if not following:
            break
        page = officer.opens(following[0])
    assert seen == sorted({board.name for board in county.boards}, key=str.casefold)
    assert "Boards 16 to 16 of 16" in page.text


@pytest.mark.parametrize("number", ["0", "-3", "999", "x", ""])
def test_a_page_of_boards_that_is_not_there_is_the_nearest(officer: Visitor, number: str) -> None:
    assert "16 boards in the county." in officer.opens(f"/county/boards?page={number}").text


def test_the_pages_keep_what_was_asked(
    officer: Visitor, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_list, "ON_A_PAGE", 1)
    page = officer.opens("/county/boards?q=beech+ash")
    assert page.tree.xpath("//a[@rel='next']/@href") == ["/county/boards?q=beech+ash&page=2"]


def test_looking_is_put_down(officer: Visitor, county: County, installation: Installation) -> None:
    officer.opens(f"/county/rounds/{county.round_id}?phase=Primary")
    with installation.database.transaction(write=False) as session:
        row = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert row is not None
    assert (row.action, row.subject, row.detail) == ("viewed county", f"round {county.round_id}", "Primary")


def test_the_whole_page_of_three_hundred_boards_takes_no_more_than_fifteen_statements(
    visitor: Visitor, installation: Installation, today: datetime
) -> None:
    with installation.database.transaction() as session:
        made = make_county(
            session,
            library=installation.library,
            keys=installation.keys,
            now=today,
            boards=300,
            respondents=6,
            codes=CODES[:1],
        )
        send_quickly(session, made, made.boards, at=today)
        make_account(session, "officer", now=today)
    visitor.signs_in("officer@example.org", PASSWORD)
    statements: list[str] = []
    event.listen(installation.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    page = visitor.opens("/county")
    asked = [text for text in statements if not text.startswith("BEGIN")]
    assert len(heat(page)) == 300
    assert len(asked) <= 15
