"""Paper: a form to print, and a page on which the clerk keys in once what somebody wrote, and never sees it again."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from govscore.responses.model import Progress
from govscore.services.respond import Place
from govscore.storage.audit import AuditRow
from govscore.storage.evaluations import RoundRow
from govscore.storage.outbox import OutboxRow
from govscore.web.afterwards import NUDGE
from tests.services.world import World
from tests.visitor import Page, Visitor
from tests.web.manage.visits import posts, signs_in

NOTE = "Nobody reads the minutes."
EMAIL = "governor1@example.org"
HEAD = "head@example.org"


def sheet(world: World, round_: str, email: str = EMAIL) -> str:
    """The address at which somebody's paper is keyed in."""
    return f"{round_}/respondents/{world.invitation_id(email)}/paper"


def kept(world: World, email: str = EMAIL) -> dict[str, str]:
    """What is in somebody's draft, by the link of the letter that told them."""
    place = world.looks(world.link(email, version=2))
    assert isinstance(place, Place)
    return {key: answer.choice for key, answer in place.draft.answers.items()}


def pressed(page: Page) -> list[str]:
    """The names of every field that is filled in or ticked."""
    ticked = page.tree.xpath("//main//input[@type='radio'][@checked]/@name")
    written = page.tree.xpath("//main//textarea[normalize-space()]/@name")
    return sorted(map(str, (*ticked, *written)))


def test_the_clerk_is_led_from_the_list_to_an_empty_form_of_everything(
    world: World, clerk: Visitor, round_: str
) -> None:
    world.invites_governors(1)
    links = clerk.opens(round_).links()
    page = clerk.opens(links["Key in a paper response of governor1, Board self review"])
    assert page.heading == "Key in the paper answers of governor1"
    legends = [" ".join(each.text_content().split()) for each in page.tree.xpath("//main//legend")]
    assert legends == [
        "1. Vision is looked after.",
        "2. Plan is looked after.",
        "3. Committees report is looked after.",
        "4. Skills is looked after.",
        "5. Turnover is looked after.",
    ]
    assert "Answer only if you chose “Strong” at question 2." in page.text
    assert pressed(page) == []
    assert "autosave" not in page.response.get_data(as_text=True)


def test_what_is_on_paper_is_handed_in_by_one_button(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(2)
    page = clerk.opens(sheet(world, round_))
    page = clerk.sends(page, {"vision": "strong", "vision.note": NOTE, "skills": "dont-know"})
    assert page.heading == "Autumn 2026"
    assert "The paper answers of governor1 are handed in. You cannot see them again." in page.text
    assert "Handed inKeyed in from paper" in page.text
    assert "1 of 2 has answered" in page.text
    assert kept(world) == {"vision": "strong", "skills": "dont-know"}
    assert "Key in a paper response of governor1" not in str(page.links())


def test_what_was_handed_in_is_never_shown_to_the_clerk(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    page = clerk.opens(sheet(world, round_))
    pages = [
        clerk.sends(page, {"vision": "strong", "vision.note": NOTE}),
        clerk.sends(page, {"vision": "not-yet"}, status=400),
        clerk.opens(sheet(world, round_), status=400),
        clerk.opens(round_),
        clerk.opens(sheet(world, round_).removesuffix("/paper")),
    ]
    for each in pages:
        source = each.response.get_data(as_text=True)
        assert NOTE not in source
        assert "vision" not in source
    assert "have been keyed in already" in pages[1].text
    assert kept(world) == {"vision": "strong"}


def test_a_fault_hands_back_what_was_typed_and_keeps_nothing(
    world: World, clerk: Visitor, round_: str
) -> None:
    world.invites_governors(1)
    typed = {"vision": "strong", "plan.note": NOTE, "skills": "secure"}
    page = clerk.sends(clerk.opens(sheet(world, round_)), typed)
    assert page.title.startswith("Error: ")
    assert "Nothing is handed in yet. What you typed is still on this page." in page.text
    (link,) = page.tree.xpath("//ul[contains(@class,'govuk-error-summary__list')]//a/@href")
    assert link == "#plan"
    assert page.tree.xpath("//*[@id='plan']")
    assert pressed(page) == ["plan.note", "skills", "vision"]
    assert pressed(clerk.opens(sheet(world, round_))) == []
    assert world.turnout().respondents[0].progress is Progress.NOT_STARTED
    page = clerk.sends(page, {"plan": "secure"})
    assert "are handed in" in page.text
    assert kept(world) == {"vision": "strong", "plan": "secure", "skills": "secure"}


def test_an_empty_form_is_not_handed_in(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    page = clerk.sends(clerk.opens(sheet(world, round_)), {})
    assert "Key in at least one answer" in page.text
    assert page.tree.xpath("//*[@id=$id]", id="vision")


def test_what_the_other_answers_rule_out_is_said_before_anything_is_handed_in(
    world: World, clerk: Visitor, round_: str
) -> None:
    world.invites_governors(1)
    typed = {"plan": "secure", "committees-report": "strong"}
    page = clerk.sends(clerk.opens(sheet(world, round_)), typed)
    (problem,) = page.tree.xpath("//ul[contains(@class,'govuk-error-summary__list')]//a")
    assert problem.get("href") == "#committees-report"
    assert problem.text_content() == (
        "Question 3 is answered. The paper says to answer it only if you chose “Strong” at question 2"
    )
    assert pressed(page) == ["committees-report", "plan"]
    assert world.turnout().total.submitted == 0
    again = clerk.sends(page, {})
    assert "Nothing is handed in yet" in again.text
    (choice,) = again.tree.xpath("//button[@name='leaving_out']")
    assert " ".join(choice.text_content().split()) == "Hand in without the answer to question 3"
    page = clerk.sends(again, {"leaving_out": choice.get("value")})
    assert "The answer to question 3 was left out, as you chose." in page.text
    assert kept(world) == {"plan": "secure"}


def test_what_was_ruled_out_can_be_mended_instead(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    typed = {"plan": "secure", "committees-report": "strong"}
    page = clerk.sends(clerk.opens(sheet(world, round_)), typed)
    assert "are handed in" in clerk.sends(page, {"plan": "strong"}).text
    assert kept(world) == {"plan": "strong", "committees-report": "strong"}


@pytest.mark.parametrize("sent", ["", "nonsense", "²", "1 2", "-3"])
def test_only_the_numbers_on_the_button_let_answers_go(
    world: World, clerk: Visitor, round_: str, sent: str
) -> None:
    world.invites_governors(1)
    typed = {"plan": "secure", "committees-report": "strong", "leaving_out": sent}
    assert "Nothing is handed in yet" in clerk.sends(clerk.opens(sheet(world, round_)), typed).text


@pytest.mark.parametrize("is_finished", [False, True])
def test_nobody_who_has_begun_is_overwritten_or_shown(
    world: World, clerk: Visitor, round_: str, is_finished: bool
) -> None:
    world.invites_governors(1)
    page = clerk.opens(sheet(world, round_))
    world.answers(EMAIL, vision="developing", **{"vision.note": NOTE})
    if is_finished:
        world.submits(EMAIL)
    refused = [
        clerk.sends(page, {"vision": "strong"}, status=400),
        clerk.opens(sheet(world, round_), status=400),
    ]
    for each in refused:
        assert "governor1 has begun to answer by their own link." in each.text
        assert NOTE not in each.response.get_data(as_text=True)
    assert "Key in a paper response" not in clerk.opens(round_).text
    assert "Key in a paper response" not in clerk.opens(sheet(world, round_).removesuffix("/paper")).text
    assert world.place(EMAIL).answers["vision"].choice == "developing"


def test_the_heads_paper_needs_a_word_about_sharing(world: World, clerk: Visitor, round_: str) -> None:
    world.invites(f"{HEAD}, head")
    page = clerk.sends(clerk.opens(sheet(world, round_, HEAD)), {"vision": "strong"})
    assert "Choose what the paper says about showing this view to the board" in page.text
    assert page.tree.xpath("//a[@href='#shares_view']")
    assert page.tree.xpath("//*[@id='shares_view']")
    assert pressed(page) == ["vision"]
    page = clerk.sends(page, {"shares_view": "no"})
    assert "are handed in" in page.text


def test_a_check_of_duties_asks_for_its_dates(world: World, clerk: Visitor, round_: str) -> None:
    world.invites("clerk@example.org, clerk")
    page = clerk.opens(sheet(world, round_, "clerk@example.org"))
    page = clerk.sends(page, {"instrument": "yes", "instrument.checked": "31/2/2026"})
    assert page.tree.xpath("//a[@href='#instrument--checked']")
    assert "are handed in" in clerk.sends(page, {"instrument.checked": "24/11/2026"}).text


def test_it_is_put_down_who_did_it_and_not_for_whom_or_what(
    world: World, clerk: Visitor, app: Flask, round_: str
) -> None:
    world.invites_governors(1)
    hurried: list[bool] = []
    app.extensions[NUDGE] = lambda: hurried.append(True)
    clerk.sends(clerk.opens(sheet(world, round_)), {"vision": "strong"})
    with world.database.transaction() as session:
        acts = session.scalars(select(AuditRow).where(AuditRow.action.contains("paper"))).all()
        (letter,) = session.scalars(select(OutboxRow).where(OutboxRow.letter == "paper"))
    (act,) = acts
    assert (act.action, act.subject, act.detail) == (
        "keyed in paper response",
        f"board {world.board_id}",
        f"round {world.round_id}",
    )
    assert act.account_id == letter.keyed_by is not None
    assert hurried


@pytest.mark.parametrize("role", ["chair", "head", "officer", "analyst", "administrator"])
def test_only_the_clerk_keys_in_because_whoever_does_reads_it(
    world: World, visitor: Visitor, round_: str, role: str
) -> None:
    world.invites_governors(1)
    signs_in(world, visitor, role)
    visitor.opens(sheet(world, round_), status=403)
    assert posts(visitor, sheet(world, round_)).status == 403
    if role in {"chair", "head"}:
        assert "Key in a paper response" not in visitor.opens(round_).text
    assert world.turnout().total.submitted == 0


def test_a_head_who_looks_on_is_not_told_who_used_paper(world: World, visitor: Visitor, round_: str) -> None:
    world.invites_governors(2)
    world.keys_in(EMAIL, vision="strong")
    signs_in(world, visitor, "head")
    page = visitor.opens(round_)
    assert "Handed in" in page.text
    assert "paper" not in page.text


def test_a_letter_about_paper_that_did_not_arrive_is_shown(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    world.keys_in(EMAIL, vision="strong")
    with world.database.transaction() as session:
        about = update(OutboxRow).where(OutboxRow.letter == "paper")
        session.execute(about.values(failure="550 no such address", attempts=8))
    assert "Letter not delivered. 550 no such address" in clerk.opens(round_).text


def test_once_closed_the_board_is_told_how_many_and_not_who(
    world: World, clerk: Visitor, visitor: Visitor, round_: str
) -> None:
    first, second, *others = world.invites_governors(7)
    world.keys_in(first, vision="strong")
    world.keys_in(second, vision="secure")
    world.answers_and_submits(*others)
    world.closes()
    page = clerk.opens(round_)
    assert "2 of 7 were keyed in from paper, so whoever did that has read them." in page.text
    assert "Keyed in from paper" not in page.text
    signs_in(world, visitor, "head")
    assert "2 of 7 were keyed in from paper" in visitor.opens(round_).text


def test_a_round_without_paper_or_with_few_answers_says_nothing_of_it(
    world: World, clerk: Visitor, round_: str
) -> None:
    first, *others = world.invites_governors(4)
    world.keys_in(first, vision="strong")
    world.answers_and_submits(*others)
    world.closes()
    assert "paper" not in clerk.opens(round_).text


def test_nothing_is_offered_once_the_round_has_ended(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    page = clerk.opens(sheet(world, round_))
    with world.database.transaction() as session:
        session.execute(
            update(RoundRow).values(
                opens_at=world.now - timedelta(days=9), closes_at=world.now - timedelta(days=1)
            )
        )
    assert "paper" not in clerk.opens(round_).text
    assert "not open for your board" in clerk.sends(page, {"vision": "strong"}, status=400).text


def test_the_form_can_be_printed_in_two_sizes(world: World, clerk: Visitor, round_: str) -> None:
    world.invites_governors(1)
    links = clerk.opens(round_).links()
    for words, name in (
        ("PDF", "board-self-review-paper.pdf"),
        ("PDF in large print", "board-self-review-paper-large-print.pdf"),
    ):
        form = clerk.client.get(links[f"{words}, Board self review"])
        assert form.mimetype == "application/pdf"
        assert form.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert form.get_data().startswith(b"%PDF-")


def test_the_form_for_one_person_is_in_their_wording(world: World, visitor: Visitor, round_: str) -> None:
    world.invites("chair@example.org, chair")
    signs_in(world, visitor, "chair")
    page = visitor.opens(f"{round_}/respondents/{world.invitation_id('chair@example.org')}")
    address = page.links()["Form to print (PDF)"]
    assert address.endswith("/paper/board-self-review.pdf?role=chair")
    assert visitor.client.get(address).mimetype == "application/pdf"


@pytest.mark.parametrize(
    ("end", "status"),
    [("nothing.pdf", 404), ("board-self-review.pdf?role=head", 400), ("board-self-review.pdf?role=%00", 400)],
)
def test_a_form_that_is_not_there_is_refused_in_a_sentence(
    clerk: Visitor, round_: str, end: str, status: int
) -> None:
    assert clerk.opens(f"{round_}/paper/{end}", status=status).heading
