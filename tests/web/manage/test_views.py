"""A board's pages: who is outstanding, never what; and only for whom they are meant."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from govscore.services.turnout import Turnout
from govscore.storage.audit import AuditRow
from govscore.storage.evaluations import EvaluationRow, RoundRow
from govscore.storage.outbox import OutboxRow
from govscore.web.afterwards import NUDGE
from govscore.web.manage.presenters import turnout_sentence
from tests.services.world import World, make_board
from tests.visitor import Visitor
from tests.web.manage.visits import posts, signs_in

NOTE = "Nobody reads the minutes."


@pytest.mark.parametrize(
    ("turnout", "is_over", "sentence"),
    [
        ((0, 0, 0), False, "Nobody has been invited yet."),
        ((0, 0, 0), True, "Nobody was invited."),
        ((9, 0, 7), False, "7 of 9 have answered; two have not yet."),
        ((9, 0, 8), False, "8 of 9 have answered; one has not yet."),
        ((9, 0, 1), False, "1 of 9 has answered; eight have not yet."),
        ((9, 3, 0), False, "None of 9 has answered yet."),
        ((20, 0, 3), False, "3 of 20 have answered; 17 have not yet."),
        ((9, 0, 9), False, "All 9 have answered."),
        ((2, 0, 2), False, "Both have answered."),
        ((1, 0, 1), False, "The one person invited has answered."),
        ((1, 1, 0), False, "The one person invited has not answered yet."),
        ((9, 0, 7), True, "7 of 9 answered."),
        ((9, 0, 9), True, "All 9 answered."),
        ((2, 0, 2), True, "Both answered."),
        ((1, 0, 1), True, "The one person invited answered."),
        ((1, 1, 0), True, "The one person invited did not answer."),
    ],
)
def test_how_many_have_answered_is_said_in_a_sentence(
    turnout: tuple[int, int, int], is_over: bool, sentence: str
) -> None:
    invited, started, submitted = turnout
    counts = Turnout(invited=invited, started=started, submitted=submitted)
    assert turnout_sentence(counts, is_over=is_over) == sentence


def test_my_boards_say_what_needs_me(world: World, clerk: Visitor) -> None:
    page = clerk.opens("/boards")
    assert "Nobody has been invited yet. It closes at" in page.text
    world.answers_and_submits(*world.invites_governors(9)[:7])
    assert "7 of 9 have answered; two have not yet." in clerk.opens("/boards").text


def test_an_account_without_a_board_is_told_what_to_do(world: World, visitor: Visitor) -> None:
    signs_in(world, visitor, "analyst")
    page = visitor.opens("/boards")
    assert "Nothing. You are up to date." in page.text
    assert "not tied to a board" in page.text


def test_a_head_sees_how_it_goes_and_is_not_asked_to_do_anything(
    world: World, visitor: Visitor, board: str
) -> None:
    world.invites_governors(2)
    signs_in(world, visitor, "head")
    assert "Nothing. You are up to date." in visitor.opens("/boards").text
    assert "None of 2 has answered yet." in visitor.opens(board).text


def test_the_round_says_who_is_outstanding_and_never_what_anybody_answered(
    world: World, clerk: Visitor, round_: str
) -> None:
    first, second, _third = world.invites_governors(3)
    world.answers(first, vision="strong", **{"vision.note": NOTE})
    world.submits(first)
    world.answers(second, vision="developing", **{"vision.note": NOTE})
    page = clerk.opens(round_)
    assert page.text.split("Autumn 2026 ")[1].startswith("1 of 3 has answered; two have not yet.")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//li[@class='people__one']")]
    assert [row[:9] for row in rows] == ["governor2", "governor3", "governor1"]
    assert "Begun, not handed in" in rows[0]
    assert "Not started" in rows[1]
    assert "Handed in" in rows[2]
    source = page.response.get_data(as_text=True)
    assert NOTE not in source
    assert "vision" not in source


def test_reminders_go_once_a_day(world: World, clerk: Visitor, round_: str) -> None:
    world.answers_and_submits(world.invites_governors(3)[0])
    page = clerk.opens(round_)
    assert page.tree.xpath("//main//button")[0].text.strip() == "Send 2 reminders"
    first = clerk.sends(page, {})
    assert "A reminder is on its way" in first.text
    assert "You can remind again from" in first.text
    assert not first.tree.xpath("//main//button")
    assert "Reminders went out at" in clerk.sends(page, {}).text
    with world.database.transaction() as session:
        assert len(session.scalars(select(OutboxRow).where(OutboxRow.letter == "reminder")).all()) == 3


def test_a_letter_that_did_not_arrive_is_shown(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    with world.database.transaction() as session:
        session.execute(update(OutboxRow).values(failure="550 no such address", attempts=8))
    assert "Letter not delivered. 550 no such address" in clerk.opens(round_).text


def test_closing_is_shown_before_it_is_done(world: World, clerk: Visitor, round_: str) -> None:
    first, second, *_ = world.invites_governors(6)
    world.answers_and_submits(first)
    world.answers(second, vision="strong")
    page = clerk.opens(f"{round_}/close")
    assert "one person has begun and not handed in. What they have answered will not count." in page.text
    assert "fewer than five people have answered" in page.text
    assert "Compliance: nobody has answered" in page.text
    page = clerk.sends(page, {})
    assert "The evaluation is closed." in page.text
    assert "1 of 6 answered." in page.text


def test_closing_leaves_no_trace_in_the_files(world: World, clerk: Visitor, round_: str) -> None:
    first, *others = world.invites_governors(5)
    world.answers(first, vision="strong", **{"vision.note": NOTE})
    world.answers_and_submits(first, *others, vision="secure", **{"vision.note": "Another note."})
    clerk.sends(clerk.opens(f"{round_}/close"), {})
    path = str(world.database.engine.url.database)
    raw = b"".join(Path(path + end).read_bytes() for end in ("", "-wal"))
    assert b"Another note." in raw
    assert NOTE.encode() not in raw


def test_closing_twice_is_the_same_as_once(world: World, clerk: Visitor, round_: str) -> None:
    page = clerk.opens(f"{round_}/close")
    clerk.sends(page, {})
    assert "closed already" in clerk.sends(page, {}).text
    with world.database.transaction() as session:
        acts = session.scalars(select(AuditRow).where(AuditRow.action == "closed evaluation")).all()
    assert len(acts) == 1


def test_a_round_in_which_fewer_than_five_answered_does_not_say_who(
    world: World, clerk: Visitor, round_: str
) -> None:
    world.answers_and_submits(*world.invites_governors(6)[:2])
    world.closes()
    page = clerk.opens(round_)
    assert "governor1" in page.text
    assert "Did not answer" not in page.text
    assert "Who answered is not shown, because fewer than five people did." in page.text


def test_a_round_in_which_five_answered_says_who_did_not(world: World, clerk: Visitor, round_: str) -> None:
    world.answers_and_submits(*world.invites_governors(6)[:5])
    world.closes()
    assert "Did not answer" in clerk.opens(round_).text


def test_once_all_have_answered_the_next_thing_is_to_close(world: World, clerk: Visitor, round_: str) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    page = clerk.opens(round_)
    assert "All 5 have answered." in page.text
    assert page.tree.xpath("//main//a[@role='button']")[0].text.strip() == "Close the evaluation"


def test_a_round_that_has_not_opened_takes_people_and_sends_nothing(
    world: World, clerk: Visitor, board: str, round_: str
) -> None:
    with world.database.transaction() as session:
        session.execute(update(RoundRow).values(opens_at=world.now + timedelta(days=2)))
    assert "It opens at" in clerk.opens(board).text
    page = clerk.sends(clerk.opens(f"{round_}/add"), {"people": "Ann, ann@example.org"})
    page = clerk.sends(page, {})
    assert "Not open yet" in page.text
    assert not page.tree.xpath("//main//button")


def test_a_board_without_a_round_says_what_happens_next(world: World, visitor: Visitor, board: str) -> None:
    with world.database.transaction() as session:
        world.board_id = make_board(session, urn=900009, name="Valley")
    signs_in(world, visitor, "chair")
    assert "has not been asked to evaluate itself yet" in visitor.opens(f"/boards/{world.board_id}").text


def test_a_closed_round_leads_to_its_report(world: World, clerk: Visitor, round_: str) -> None:
    world.answers_and_submits(*world.invites_governors(6)[:5])
    world.closes()
    page = clerk.opens(round_)
    assert page.links()["Read the report"] == f"{round_}/report"
    assert not page.tree.xpath("//main//a[contains(@href,'/respondents/')]")


def test_a_head_who_looks_on_is_shown_no_address(world: World, visitor: Visitor, round_: str) -> None:
    world.invites_governors(1)
    signs_in(world, visitor, "head")
    page = visitor.opens(round_)
    assert "governor1" in page.text
    assert "governor1@example.org" not in page.text


READS = ("", "/add", "/close")
WRITES = ("/add", "/add/confirm", "/remind", "/close")


@pytest.mark.parametrize("role", ["head", "officer", "analyst", "administrator"])
def test_only_chair_and_clerk_run_a_round(world: World, visitor: Visitor, round_: str, role: str) -> None:
    (email,) = world.invites_governors(1)
    person = f"/respondents/{world.invitation_id(email)}"
    signs_in(world, visitor, role)
    visitor.opens(round_, status=200 if role == "head" else 403)
    for path in ("/add", "/close", person, f"{person}/remove"):
        visitor.opens(f"{round_}{path}", status=403)
    for path in (*WRITES, f"{person}/new-link", f"{person}/letter", f"{person}/remove"):
        assert posts(visitor, f"{round_}{path}").status == 403
    assert len(world.turnout().respondents) == 1


def test_another_boards_clerk_sees_nothing(world: World, visitor: Visitor, board: str, round_: str) -> None:
    ours = world.board_id
    with world.database.transaction() as session:
        world.board_id = make_board(session, urn=900009, name="Valley")
    signs_in(world, visitor, "clerk")
    for address in (board, round_, f"{round_}/add", f"{round_}/close"):
        visitor.opens(address, status=403)
    visitor.opens(f"/boards/{world.board_id}/rounds/{world.round_id}", status=404)
    world.board_id = ours


def test_whoever_is_not_signed_in_is_asked_to(visitor: Visitor, round_: str) -> None:
    assert visitor.opens(round_).heading == "Sign in"


@pytest.mark.parametrize("role", ["officer", "administrator", "analyst"])
def test_the_county_sees_a_boards_home_but_not_its_people(
    world: World, visitor: Visitor, board: str, role: str
) -> None:
    world.invites_governors(3)
    signs_in(world, visitor, role)
    page = visitor.opens(board)
    assert "None of 3 has answered yet." in page.text
    assert "governor1" not in page.text
    assert "Who has answered" not in page.text


def test_what_is_viewed_is_put_down_without_a_word_about_answers(
    world: World, clerk: Visitor, round_: str
) -> None:
    world.answers_and_submits(*world.invites_governors(2))
    clerk.opens(round_)
    with world.database.transaction() as session:
        acts = [(row.action, row.subject, row.detail) for row in session.scalars(select(AuditRow))]
    assert ("viewed respondents", f"board {world.board_id}", f"round {world.round_id}") in acts
    assert not [act for act in acts if "answered" in act[0]]


def test_a_boards_home_tells_what_became_of_its_round(
    world: World, clerk: Visitor, board: str, round_: str
) -> None:
    world.answers_and_submits(*world.invites_governors(6)[:5])
    world.closes()
    page = clerk.opens(board)
    assert "5 of 6 answered. The report is ready: talk about it, then send it to the authority." in page.text
    assert page.links()["Read the report"] == f"{round_}/report"
    today = clerk.opens("/boards")
    assert "The report is ready" in today.text
    assert f"{round_}/report" in today.links().values()
    with world.database.transaction() as session:
        session.execute(update(EvaluationRow).values(sent_at=world.now))
    page = clerk.opens(board)
    assert "The authority has the report." in page.text
    assert page.links()["Report of Autumn 2026"] == f"{round_}/report"
    assert "Nothing. You are up to date." in clerk.opens("/boards").text


def test_whoever_does_not_send_the_report_is_told_who_does(
    world: World, visitor: Visitor, board: str
) -> None:
    world.answers_and_submits(*world.invites_governors(6)[:5])
    world.closes()
    signs_in(world, visitor, "officer")
    assert "The chair or the clerk sends it to the authority." in visitor.opens(board).text


def test_a_round_that_has_ended_is_being_closed(
    world: World, clerk: Visitor, board: str, round_: str
) -> None:
    world.invites_governors(1)
    with world.database.transaction() as session:
        session.execute(
            update(RoundRow).values(
                opens_at=world.now - timedelta(days=9), closes_at=world.now - timedelta(days=1)
            )
        )
    assert "It has ended and is being closed." in clerk.opens(board).text
    assert not clerk.opens(round_).tree.xpath("//main//button")


def test_letters_are_hurried_once_they_are_kept(
    world: World, clerk: Visitor, app: Flask, round_: str
) -> None:
    seen: list[int] = []

    def nudge() -> None:
        with world.database.transaction(write=False) as session:
            seen.append(len(session.scalars(select(OutboxRow)).all()))

    app.extensions[NUDGE] = nudge
    page = clerk.sends(clerk.opens(f"{round_}/add"), {"people": "Ann, ann@example.org"})
    assert seen == []
    clerk.sends(page, {})
    assert seen == [1]


def test_reminders_that_wait_for_the_mail_server_are_told(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(2)
    clerk.sends(clerk.opens(round_), {})
    with world.database.transaction() as session:
        reminders = update(OutboxRow).where(OutboxRow.letter == "reminder")
        session.execute(reminders.values(failure="The mail server is down", attempts=1))
    assert "Some reminders have not gone out yet. The mail server is down." in clerk.opens(round_).text
