"""A respondent's pages: what is asked, by whom, who sees it; and a way on from every fault."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from govscore.responses.model import Progress
from govscore.storage.audit import AuditRow
from govscore.storage.evaluations import RoundRow
from tests.services.world import World
from tests.visitor import Page, Visitor


@pytest.fixture
def governor(world: World) -> str:
    """The address of one governor who is invited."""
    return world.invites_governors(1)[0]


@pytest.fixture
def link(world: World, governor: str) -> str:
    """The governor's personal link."""
    return f"/r/{world.link(governor)}"


def test_the_invitation_says_what_how_long_until_when_and_who_sees_it(visitor: Visitor, link: str) -> None:
    page = visitor.opens(link)
    assert page.heading == "Board self review"
    for words in (
        "Governing board of Hillside",
        "4 short statements",
        "About 1 minute.",
        "You can stop at any time and come back by the same link",
        "Until when",
        "Nobody is shown what you answered",
    ):
        assert words in page.text


def test_the_invitation_of_whoever_answers_alone_promises_no_more_than_can_be_kept(
    world: World, visitor: Visitor
) -> None:
    world.invites("head@example.org, head")
    page = visitor.opens(f"/r/{world.link('head@example.org')}")
    assert "You are the only person asked this" in page.text
    assert "five or more people" not in page.text


def test_the_invitation_names_everybody_who_is_asked_so_that_invented_people_are_noticed(
    world: World, visitor: Visitor, link: str
) -> None:
    assert "Who is asked: you alone so far" in visitor.opens(link).text
    world.invites("mole@example.org, governor", "head@example.org, head")
    page = visitor.opens(link)
    assert "Who is asked: 2 people" in page.text
    assert [item.text for item in page.tree.xpath("//main//details//li")] == ["governor1", "mole"]
    assert "mole@example.org" not in page.text
    assert "Who is asked" not in visitor.opens(f"/r/{world.link('head@example.org')}").text


def test_the_invitation_says_for_whom_its_link_was_made(visitor: Visitor, link: str, governor: str) -> None:
    assert f"This link was made for governor1, {governor}, and is theirs alone." in visitor.opens(link).text


def test_opening_a_link_uses_nothing_up(world: World, visitor: Visitor, governor: str, link: str) -> None:
    for _ in range(3):
        visitor.opens(link)
        visitor.opens(f"{link}/hub")
        visitor.opens(f"{link}/strategy")
    assert world.place(governor).progress is Progress.NOT_STARTED


def test_from_the_invitation_to_the_end_without_javascript(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    hub = visitor.opens(visitor.opens(link).links()["Start"])
    assert "Nothing answered yet; about 1 minute in all." in hub.text
    page = visitor.opens(hub.links()["Start with Strategy"])
    assert page.heading == "Strategy"
    page = visitor.sends(page, {"vision": "strong", "vision.note": "The plan of May.", "plan": "secure"})
    assert page.heading == "People"
    assert "Saved at " in page.text
    page = visitor.sends(page, {"skills": "dont-know"})
    assert page.heading == "Check your answers"
    assert "1 statement has no answer yet" in page.text
    for words in ("Strong", "The plan of May.", "Don't know", "No answer yet"):
        assert words in page.text
    page = visitor.sends(page, {})
    assert page.heading == "Your answers are handed in"
    assert world.place(governor).progress is Progress.SUBMITTED


def test_the_task_list_says_what_is_done_and_what_is_left(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers(governor, vision="strong")
    page = visitor.opens(f"{link}/hub")
    assert "1 of 4 answered; about 1 minute left." in page.text
    assert "1 of 2 left" in page.text
    assert "Not started" in page.text
    world.answers(governor, plan="secure")
    assert "Completed" in visitor.opens(f"{link}/hub").text


def test_the_task_list_says_when_all_is_answered_and_when_it_is_handed_in(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers(governor, vision="secure", plan="secure")
    world.answers(governor, domain="people", skills="secure", turnover="dont-know")
    assert "You have answered everything." in visitor.opens(f"{link}/hub").text
    assert "Every statement has an answer." in visitor.opens(f"{link}/check").text
    world.submits(governor)
    assert "You have handed in your answers." in visitor.opens(f"{link}/hub").text


def test_each_statement_has_its_own_group_with_its_levels_described(visitor: Visitor, link: str) -> None:
    page = visitor.opens(f"{link}/strategy")
    legends = [" ".join(legend.text_content().split()) for legend in page.tree.xpath("//fieldset/legend")]
    assert legends == ["Vision is looked after.", "Plan is looked after."]
    assert "vision: strong." in page.text
    assert [radio.get("value") for radio in page.tree.xpath("//input[@name='vision']")] == [
        "not-yet",
        "developing",
        "secure",
        "strong",
        "dont-know",
        "not-applicable",
        "not-my-role",
    ]


def test_what_was_answered_is_ticked_and_written_again(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers(governor, vision="strong", **{"vision.note": "The <plan> of May."})
    page = visitor.opens(f"{link}/strategy")
    assert page.tree.xpath("//input[@name='vision' and @checked]/@value") == ["strong"]
    assert page.tree.xpath("//textarea[@name='vision.note']")[0].text.strip() == "The <plan> of May."


def test_a_note_without_an_answer_is_said_beside_its_statement_and_is_not_lost(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    page = visitor.sends(
        visitor.opens(f"{link}/strategy"), {"plan": "strong", "vision.note": "We have a plan."}
    )
    assert page.title.startswith("Error: Strategy")
    summary = page.tree.xpath("//div[contains(@class,'govuk-error-summary')]//a")
    assert [each.get("href") for each in summary] == ["#vision"]
    assert page.tree.xpath("//*[@id='vision']")
    assert page.tree.xpath("//*[@id='vision-error']")
    assert page.tree.xpath("//textarea[@name='vision.note']")[0].text.strip() == "We have a plan."
    assert world.place(governor).answers["plan"].choice == "strong"


def test_an_answer_that_adds_a_statement_keeps_its_writer_on_the_page(visitor: Visitor, link: str) -> None:
    page = visitor.sends(visitor.opens(f"{link}/strategy"), {"plan": "strong"})
    assert page.heading == "Strategy"
    assert "Your answer adds 1 statement to this page." in page.text
    assert page.tree.xpath("//input[@name='committees-report']")


def test_a_page_is_saved_in_passing_and_says_when(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    token = _csrf(visitor.opens(f"{link}/strategy"))
    fields = {"csrf_token": token, "asked": "vision plan", "vision": "strong", "plan.note": "A note"}
    response = visitor.client.post(f"{link}/strategy", data=fields, headers={"Accept": "application/json"})
    said = response.get_json()
    assert response.status_code == 200
    assert said["saved"].startswith("Saved at ")
    assert len(said["problems"]) == 1
    assert world.place(governor).answers["vision"].choice == "strong"


def test_nothing_is_saved_without_the_pages_own_token(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    response = visitor.client.post(f"{link}/strategy", data={"asked": "vision", "vision": "strong"})
    assert response.status_code == 400
    assert world.place(governor).answers == {}


def test_the_same_form_sent_twice_is_the_same_as_once(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    page = visitor.opens(f"{link}/strategy")
    for _ in range(2):
        visitor.sends(page, {"vision": "strong"})
    check = visitor.opens(f"{link}/check")
    for _ in range(2):
        assert visitor.sends(check, {}).heading == "Your answers are handed in"
    assert world.turnout().total.submitted == 1


def test_nothing_cannot_be_handed_in_and_the_page_says_what_to_do(visitor: Visitor, link: str) -> None:
    page = visitor.sends(visitor.opens(f"{link}/check"), {})
    assert page.title.startswith("Error: ")
    assert "Answer at least one statement before you hand in your answers" in page.text


def test_the_head_chooses_whether_the_view_may_be_shown_before_handing_in(
    world: World, visitor: Visitor
) -> None:
    world.invites("head@example.org, head")
    link = f"/r/{world.link('head@example.org')}"
    world.answers("head@example.org", vision="strong")
    page = visitor.sends(visitor.opens(f"{link}/check"), {})
    assert "Choose whether your board may see your view" in page.text
    assert page.title.startswith("Error: ")
    page = visitor.sends(page, {"shares_view": "no"})
    assert page.heading == "Your answers are handed in"
    assert world.place("head@example.org").draft.shares_view is False
    ticked = visitor.opens(f"{link}/check").tree.xpath("//input[@name='shares_view' and @checked]/@value")
    assert ticked == ["no"]


def test_a_governor_is_not_asked_whether_to_share(visitor: Visitor, link: str) -> None:
    assert not visitor.opens(f"{link}/check").tree.xpath("//input[@name='shares_view']")


def test_duties_are_answered_with_evidence_and_the_date_of_checking(world: World, visitor: Visitor) -> None:
    world.invites("clerk@example.org, clerk")
    link = f"/r/{world.link('clerk@example.org')}"
    page = visitor.opens(f"{link}/duties")
    assert [radio.get("value") for radio in page.tree.xpath("//input[@name='instrument']")] == [
        "yes",
        "partly",
        "no",
        "dont-know",
        "not-applicable",
    ]
    for typed in ("yesterday", "2026-²-1", "1" * 5000, "31/2/2026"):
        wrong = visitor.sends(page, {"instrument": "yes", "instrument.checked": typed})
        assert "must be a real date, like 24/11/2026" in wrong.text
        assert wrong.tree.xpath("//input[@name='instrument.checked']/@value") == [typed]
        assert wrong.links()[error_of(wrong)] == "#instrument--checked"
        assert wrong.tree.xpath("//*[@id='instrument--checked-error']")
    page = visitor.sends(wrong, {"instrument.checked": "3/9/2026", "instrument.note": "In the safe."})
    assert page.heading == "Check your answers"
    assert "Last checked 3/9/2026" in page.text
    assert "In the safe." in page.text


def test_withdrawing_is_asked_first_and_then_done(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers_and_submits(governor, vision="strong")
    page = visitor.opens(f"{link}/withdraw")
    assert world.place(governor).progress is Progress.SUBMITTED
    page = visitor.sends(page, {})
    assert "Everything you had answered is deleted." in page.text
    assert world.place(governor).progress is Progress.NOT_STARTED


def test_whoever_has_not_handed_in_is_not_told_that_they_have(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers(governor, vision="strong")
    assert visitor.opens(f"{link}/done").heading == "Check your answers"


@pytest.mark.parametrize("token", ["x", "not-a-link", "A" * 46])
def test_a_forged_link_says_what_to_do(visitor: Visitor, token: str) -> None:
    page = visitor.opens(f"/r/{token}", status=404)
    assert "Open the link from your email again" in page.text
    visitor.opens(f"/r/{token}/hub", status=404)


def test_a_page_that_is_not_there_is_not_found(visitor: Visitor, link: str) -> None:
    visitor.opens(f"{link}/money", status=404)


def test_a_replaced_link_says_to_look_for_the_newer_one(
    world: World, visitor: Visitor, governor: str
) -> None:
    page = visitor.opens(f"/r/{world.link(governor, version=2)}", status=410)
    assert "Look for the newest email" in page.text


def test_a_link_to_a_closed_evaluation_says_what_happens_next(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    form = visitor.opens(f"{link}/strategy")
    world.closes()
    page = visitor.opens(link, status=410)
    assert page.heading == "This evaluation has closed"
    assert "Ask your clerk when the board will look at it." in page.text
    assert visitor.sends(form, {"vision": "strong"}, status=410).heading == "This evaluation has closed"


def test_a_link_says_when_the_round_opens(world: World, visitor: Visitor, link: str) -> None:
    tomorrow = world.now + timedelta(days=1)
    with world.database.transaction() as session:
        session.execute(update(RoundRow).values(opens_at=tomorrow))
    page = visitor.opens(link)
    assert page.heading == "It is too early to answer"
    assert "Autumn 2026 opens at" in page.text


def test_nothing_a_respondent_does_is_put_down(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    visitor.sends(visitor.opens(f"{link}/strategy"), {"vision": "strong"})
    visitor.sends(visitor.opens(f"{link}/check"), {})
    visitor.sends(visitor.opens(f"{link}/withdraw"), {})
    with world.database.transaction() as session:
        assert session.scalars(select(AuditRow)).all() == []


def test_answers_are_never_kept_by_the_browser_or_told_to_other_sites(visitor: Visitor, link: str) -> None:
    headers = visitor.opens(f"{link}/check").response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_opened_from_the_check_leads_back_to_it(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers(governor, vision="strong", plan="secure")
    check = visitor.opens(f"{link}/check")
    (missing,) = [address for words, address in check.links().items() if words == "Skills is looked after."]
    assert missing.endswith("/people?back=check#statement-skills")
    page = visitor.opens(missing)
    assert page.tree.xpath("//nav[@aria-label='Back']/a")[0].text_content().strip() == "Check your answers"
    page = visitor.sends(page, {"skills": "secure"})
    assert page.heading == "Check your answers"
    assert "Saved at " in page.text


def test_what_is_missing_is_listed_only_where_it_is_little(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers(governor, vision="strong")
    assert "3 statements have no answer yet" in visitor.opens(f"{link}/check").text
    assert (
        len(visitor.opens(f"{link}/check").tree.xpath("//main//ul/li/a[contains(@href,'back=check')]")) == 3
    )


def test_after_handing_in_a_change_counts_at_once(
    world: World, visitor: Visitor, governor: str, link: str
) -> None:
    world.answers_and_submits(governor, vision="strong")
    hub = visitor.opens(f"{link}/hub")
    assert hub.links()["Look at my answers"] == f"{link}/check"
    assert "the change counts at once" in visitor.opens(f"{link}/check").text
    visitor.sends(visitor.opens(f"{link}/strategy"), {"vision": "secure"})
    assert world.place(governor).progress is Progress.SUBMITTED


def test_there_is_nothing_to_delete_where_nothing_was_answered(visitor: Visitor, link: str) -> None:
    page = visitor.opens(f"{link}/withdraw")
    assert "there is nothing to delete" in page.text
    assert not page.tree.xpath("//main//form")


def test_whoever_comes_by_a_link_is_not_offered_an_account(visitor: Visitor, link: str) -> None:
    for address in (link, f"{link}/hub", "/r/forged"):
        page = Page(visitor.client.get(address))
        assert not page.tree.xpath("//a[@href='/sign-in']")


def test_a_note_that_is_too_long_is_said_beside_the_note(visitor: Visitor, link: str) -> None:
    page = visitor.sends(visitor.opens(f"{link}/strategy"), {"vision": "strong", "vision.note": "x" * 1_001})
    assert page.links()[error_of(page)] == "#vision--note"
    assert page.tree.xpath("//details[@open]//*[@id='vision--note-error']")


def error_of(page: Page) -> str:
    """The first line of the error summary."""
    (first, *_) = page.tree.xpath("//div[contains(@class,'govuk-error-summary')]//a")
    return " ".join(first.text_content().split())


def _csrf(page: Page) -> str:
    return str(page.tree.xpath("//input[@name='csrf_token']/@value")[0])
