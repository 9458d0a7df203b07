"""A board sends its report once, as it saw it; the authority's view and the board's reply stand beside it."""

from datetime import datetime
from random import Random

import pytest
from sqlalchemy import select

from govscore.services.installation import Installation
from govscore.storage.audit import AuditRow
from govscore.storage.reports import SentReportRow
from tests.county_factory import CODES, PASSWORD, close_quickly
from tests.web.manage.visits import posts
from tests.web.reports.people import People


def fingerprint(text: str) -> str:
    return text.partition("Fingerprint of this report: ")[2][:64]


def test_the_page_that_asks_shows_exactly_what_is_sent(people: People) -> None:
    visitor = people.signs_in("clerk0")
    asked = visitor.opens(f"{people.board()}/report/send")
    assert asked.heading == "Send this report to Exampleshire?"
    visitor.sends(asked, {})
    read = people.reads("officer")
    assert fingerprint(read.text) == fingerprint(asked.text) != ""
    assert "Sent to Exampleshire" in read.text


def test_board_and_authority_read_the_same_once_it_is_sent(people: People) -> None:
    people.sends("chair0")
    assert fingerprint(people.reads("chair0").text) == fingerprint(people.reads("analyst").text)


def test_the_board_keeps_its_own_copy_and_the_authority_never_gets_it(people: People) -> None:
    before = fingerprint(people.reads("chair0").text)
    people.sends()
    own = people.reads("head0", copy="own")
    assert fingerprint(own.text) == before
    assert "The head’s view" in own.text
    officers = people.reads("officer", copy="own")
    assert fingerprint(officers.text) != before
    assert "The head agreed before closing" not in officers.text


def test_the_head_may_read_and_not_send(people: People) -> None:
    page = people.reads("head0")
    assert "See what would be sent" not in page.text
    people.visitor.opens(f"{people.board()}/report/send", status=403)


def test_sending_twice_changes_nothing(people: People, installation: Installation) -> None:
    visitor = people.signs_in("clerk0")
    asked = visitor.opens(f"{people.board()}/report/send")
    first = visitor.sends(asked, {})
    again = visitor.sends(asked, {})
    assert "Your report is sent." in first.text
    assert "Your report is sent." not in again.text
    with installation.database.transaction(write=False) as session:
        assert len(session.scalars(select(SentReportRow.digest)).all()) == 1
        assert session.scalars(select(AuditRow.action)).all().count("sent report") == 1


def test_a_report_that_has_changed_is_shown_again_before_it_is_sent(
    people: People, installation: Installation, today: datetime
) -> None:
    visitor = people.signs_in("clerk0")
    asked = visitor.opens(f"{people.board()}/report/send")
    with installation.database.transaction() as session:
        close_quickly(
            session,
            people.county,
            people.county.boards[11],
            installation.library.latest(CODES[0]),
            people=9,
            random=Random(5),
            now=today,
        )
    again = visitor.sends(asked, {})
    assert again.heading == asked.heading
    assert "no longer what would be sent. Look again" in again.text
    assert fingerprint(again.text) != fingerprint(asked.text)
    people.reads("officer", status=404)


@pytest.mark.parametrize("seen", ["", "0" * 64, "Łódź"])
def test_what_nobody_looked_at_is_not_sent(people: People, seen: str) -> None:
    visitor = people.signs_in("clerk0")
    asked = visitor.opens(f"{people.board()}/report/send")
    again = visitor.sends(asked, {"seen": seen})
    assert again.heading == asked.heading
    assert "The page you looked at" not in asked.text
    assert "the page you looked at is no longer what would be sent" in again.text
    people.reads("officer", status=404)


def test_a_form_that_does_not_say_what_was_looked_at_sends_nothing(people: People) -> None:
    visitor = people.signs_in("clerk0")
    page = posts(visitor, f"{people.board()}/report/send")
    assert page.status == 302
    people.reads("officer", status=404)


@pytest.mark.parametrize("pressed", ["once", "with a wrong password first"])
def test_whoever_must_sign_in_again_is_shown_what_would_be_sent(people: People, pressed: str) -> None:
    visitor = people.signs_in("clerk0")
    asked = visitor.opens(f"{people.board()}/report/send")
    visitor.client.delete_cookie("session")
    page = visitor.sends(asked, {})
    assert page.heading == "Sign in"
    assert "Your session had ended, so nothing was sent." in page.text
    if pressed != "once":
        page = visitor.sends(page, {"email": "clerk0@example.org", "password": "wrong"})
    page = visitor.sends(page, {"email": "clerk0@example.org", "password": PASSWORD})
    assert page.heading == asked.heading
    assert fingerprint(page.text) == fingerprint(asked.text) != ""
    assert "Your report is sent." in visitor.sends(page, {}).text


def test_an_open_evaluation_has_nothing_to_send(people: People) -> None:
    page = people.signs_in("clerk11").opens(f"{people.board(11)}/report/send")
    assert page.heading == "There is no report yet"


def test_the_authoritys_view_stands_beside_the_boards_and_outside_the_report(people: People) -> None:
    people.sends()
    before = fingerprint(people.reads("chair0").text)
    people.records_a_view()
    page = people.reads("chair0")
    assert fingerprint(page.text) == before
    assert "Authority’s view: developing." in page.text
    assert "Board’s view:" in page.text
    assert "No aim has a date." in page.text
    assert "How good the evidence is" in page.text
    assert "Thin. I saw one source" in page.text
    rows = page.tree.xpath("//table[caption[@id='side-by-side']]//tbody/tr")
    assert [cell.text_content() for cell in rows[0].xpath("./td[2]")] == ["developing"]


def test_what_would_be_sent_stands_before_the_button_that_sends_it(people: People) -> None:
    page = people.signs_in("clerk0").opens(f"{people.board()}/report/send")
    assert page.tree.xpath("//main//a[@href='#send']")
    (form,) = page.tree.xpath("//main//form")
    assert form.get("id") == "send"
    assert not form.xpath("./following::*[self::section or self::h2 or self::table][ancestor::main]")
    assert len(form.xpath("./preceding::section[ancestor::main]")) >= 6


def test_a_board_replies_and_the_authority_reads_it(people: People) -> None:
    people.sends()
    people.records_a_view()
    visitor = people.signs_in("chair0")
    page = visitor.sends(
        visitor.opens(f"{people.board()}/report"), {"reply": "We will date them in January."}
    )
    assert "Your reply is with the authority." in page.text
    assert "We will date them in January." in people.reads("officer").text


def test_a_reply_is_not_lost_when_the_page_was_open_too_long(people: People) -> None:
    people.sends()
    people.records_a_view()
    visitor = people.signs_in("chair0")
    form = visitor.opens(f"{people.board()}/report")
    people.signs_in("chair0")
    page = visitor.sends(form, {"reply": "We will date them in January."}, status=400)
    assert "Your reply is with the authority." in visitor.sends(page, {}).text


def test_an_empty_reply_is_sent_back_with_its_fault(people: People) -> None:
    people.sends()
    people.records_a_view()
    visitor = people.signs_in("head0")
    page = visitor.sends(visitor.opens(f"{people.board()}/report"), {"reply": "  "})
    assert page.title.startswith("Error:")
    assert page.tree.xpath("//*[@id='reply-error']")
    assert page.tree.xpath("//a[@href='#reply']")


def test_without_a_view_there_is_nothing_to_reply_to(people: People) -> None:
    people.sends()
    assert not people.reads("chair0").tree.xpath("//main//textarea")


def test_the_authority_cannot_reply_for_the_board(people: People) -> None:
    people.sends()
    people.records_a_view()
    assert not people.reads("officer").tree.xpath("//main//textarea")


def test_the_preview_is_not_taken_for_the_boards_own_copy(people: People) -> None:
    page = people.reads("chair0", copy="sent")
    assert "This is what would be sent." in page.text
    assert "This is your board’s own copy." not in page.text


def test_only_the_officer_is_led_to_record_a_view(people: People) -> None:
    people.sends()
    assert "Record the authority’s view" in people.reads("officer").links()
    assert "Record the authority’s view" not in people.reads("analyst").links()
    assert "Record the authority’s view" not in people.reads("chair0").links()
