"""A paper response is keyed in whole and once, under the pseudonym, and leaves no mark on what was answered."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from govscore.errors import LifecycleError, NotFoundError
from govscore.mail import Letter
from govscore.responses.answers import Part
from govscore.responses.model import Progress
from govscore.scoring.disclosure import MIN_GROUP
from govscore.services.keying import Keyed, NotKeyed, find_empty_place
from govscore.services.outbox import due_mail, mark_sent, take_letter
from govscore.services.respond import ClosedDoor, LinkFault, Place, Unready, open_link, save_page, withdraw
from govscore.services.respondents import print_letter, remove_respondent
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.responses import DraftSheetRow
from govscore.storage.tables import METADATA
from tests.services.test_confidentiality import NOTE, OF_ANSWERS, dump, values_of
from tests.services.world import World

HEAD = "head@example.org"


def progress_of(world: World, email: str) -> Progress | None:
    """How far somebody is, as those who run the round see it."""
    return next(each.progress for each in world.turnout().respondents if each.invitation.email == email)


def on_paper(world: World, code: str = "board-self-review") -> int | None:
    """How many responses came on paper, as it is kept after closing."""
    with world.database.transaction() as session:
        return session.scalar(select(EvaluationRow.on_paper).where(EvaluationRow.questionnaire_code == code))


def opened(world: World, email: str) -> Place:
    """Somebody's place, by the link that came with the letter about their paper."""
    found = world.looks(world.link(email, version=2))
    assert isinstance(found, Place)
    return found


def takes_back(world: World, email: str) -> None:
    """Delete by one's own link what was keyed in."""
    place = opened(world, email)
    with world.database.transaction() as session:
        withdraw(session, place)


def fault_of(world: World, email: str, *, version: int) -> LinkFault:
    """Why an old link does not open."""
    found = world.looks(world.link(email, version=version))
    assert isinstance(found, ClosedDoor)
    return found.fault


def letters(world: World) -> list[Letter]:
    """Every letter that is due, written."""
    with world.database.transaction() as session:
        taken = [
            take_letter(
                session,
                mail_id,
                keys=world.keys,
                library=world.library,
                base_url="https://boards.example.org",
                now=world.now,
            )
            for mail_id in due_mail(session, now=world.now)
        ]
    return [letter for letter in taken if letter is not None]


def test_what_is_keyed_in_is_handed_in_as_if_it_had_been_answered_by_link(world: World) -> None:
    keyed, online = world.invites_governors(2)
    fields = {"vision": "strong", "vision.note": NOTE, "plan": "secure"}
    assert world.keys_in(keyed, **fields) == Keyed(left_out=())
    world.answers_and_submits(online, **fields)
    drafts = [opened(world, keyed).draft, world.place(online).draft]
    assert dict(drafts[0].answers) == dict(drafts[1].answers)
    assert [(each.role, each.has_submitted, each.shares_view) for each in drafts] == [
        (drafts[1].role, True, False)
    ] * 2
    assert progress_of(world, keyed) is Progress.SUBMITTED


def test_nobody_is_keyed_in_who_has_begun(world: World) -> None:
    begun, finished = world.invites_governors(2)
    world.answers(begun, vision="developing")
    world.answers_and_submits(finished, vision="developing")
    before = dump(world.database)["draft_sheet"]
    for email in (begun, finished):
        with pytest.raises(LifecycleError, match="has begun to answer by their own link"):
            world.keys_in(email, vision="strong")
    assert dump(world.database)["draft_sheet"] == before


def test_nobody_is_keyed_in_twice_even_after_taking_it_back(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.keys_in(email, vision="strong")
    with pytest.raises(LifecycleError, match="have been keyed in already"):
        world.keys_in(email, vision="not-yet")
    takes_back(world, email)
    assert progress_of(world, email) is Progress.NOT_STARTED
    with pytest.raises(LifecycleError, match="have been keyed in already"):
        world.keys_in(email, vision="not-yet")


def test_somebody_who_took_every_answer_back_may_use_paper_after_all(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong")
    world.answers(email, vision="")
    assert world.keys_in(email, plan="secure") == Keyed(left_out=())
    assert progress_of(world, email) is Progress.SUBMITTED


@pytest.mark.parametrize(
    ("fields", "question", "part"),
    [
        ({"vision": "strong", "plan.note": NOTE}, "plan", None),
        ({"vision": "no-such-level"}, "vision", None),
        ({"vision": "strong", "vision.note": "x" * 1_001}, "vision", Part.NOTE),
        ({"vision": "strong", "skills": "secure", "skills.checked": "31/2/2026"}, "skills", Part.CHECKED),
    ],
)
def test_nothing_is_kept_half_way(
    world: World, fields: dict[str, str], question: str, part: Part | None
) -> None:
    (email,) = world.invites_governors(1)
    world.clerk()
    before = dump(world.database)
    refused = world.keys_in(email, **fields)
    assert isinstance(refused, NotKeyed)
    assert [(error.question, error.part) for error in refused.errors] == [(question, part)]
    assert dump(world.database) == before


def test_an_empty_form_is_not_handed_in(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.clerk()
    before = dump(world.database)
    assert world.keys_in(email) == NotKeyed(unready=Unready.NOTHING_ANSWERED)
    ruled_out = world.keys_in(email, leaving_out=(3,), committees_report="secure")
    assert isinstance(ruled_out, NotKeyed)
    assert ruled_out.unready is Unready.NOTHING_ANSWERED
    assert dump(world.database) == before


@pytest.mark.parametrize("leaving_out", [(), (2,), (1, 2, 4, 5)])
def test_answers_that_the_others_rule_out_are_not_left_out_unasked(
    world: World, leaving_out: tuple[int, ...]
) -> None:
    (email,) = world.invites_governors(1)
    world.clerk()
    before = dump(world.database)
    refused = world.keys_in(email, leaving_out=leaving_out, plan="secure", committees_report="strong")
    assert isinstance(refused, NotKeyed)
    assert (refused.errors, refused.unready) == ((), None)
    assert [line.question.id for line in refused.ruled_out] == ["committees-report"]
    assert dump(world.database) == before


def test_answers_that_the_others_rule_out_are_left_out_once_that_is_chosen(world: World) -> None:
    first, second, third = world.invites_governors(3)
    ruled_out = {"plan": "secure", "committees-report.note": NOTE}
    done = [
        world.keys_in(first, leaving_out=(3,), plan="secure", committees_report="strong"),
        world.keys_in(second, plan="strong", committees_report="strong"),
        world.keys_in(third, leaving_out=(3, 4), **ruled_out),
    ]
    assert [isinstance(each, Keyed) and [line.number for line in each.left_out] for each in done] == [
        [3],
        [],
        [3],
    ]
    drafts = [opened(world, email).draft.answers for email in (first, second, third)]
    assert [set(each) for each in drafts] == [{"plan"}, {"plan", "committees-report"}, {"plan"}]


def test_one_persons_view_needs_their_word_about_sharing(world: World) -> None:
    world.invites(f"{HEAD}, head")
    assert world.keys_in(HEAD, vision="strong") == NotKeyed(unready=Unready.NO_WORD_ABOUT_SHARING)
    assert progress_of(world, HEAD) is Progress.NOT_STARTED
    assert world.keys_in(HEAD, vision="strong", shares_view=True) == Keyed(left_out=())
    with world.database.transaction() as session:
        assert session.scalars(select(DraftSheetRow.shares_view)).one()


def test_whose_answers_they_are_can_be_seen_and_changed_by_the_new_link_only(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.keys_in(email, vision="strong")
    assert fault_of(world, email, version=1) is LinkFault.REPLACED
    assert opened(world, email).answers["vision"].choice == "strong"


def test_a_link_that_was_printed_does_not_lead_to_what_was_keyed_in(world: World) -> None:
    (email,) = world.invites_governors(1)
    invitation_id = world.invitation_id(email)
    with world.database.transaction() as session:
        print_letter(
            session,
            invitation_id,
            round_id=world.round_id,
            board_id=world.board_id,
            installation=world.installation(Path()),
            now=world.now,
        )
    world.keys_in(email, vision="strong")
    assert fault_of(world, email, version=2) is LinkFault.REPLACED


def test_a_letter_says_who_keyed_it_in_and_leads_to_it(world: World) -> None:
    (email,) = world.invites_governors(1)
    with world.database.transaction() as session:
        for mail_id in due_mail(session, now=world.now):
            mark_sent(session, mail_id, now=world.now)
    assert isinstance(world.keys_in(email, vision="strong"), Keyed)
    (letter,) = letters(world)
    assert letter.to == email
    assert "Clare Clerk has keyed in paper answers in your name to “Board self review”" in letter.text
    assert f"\nhttps://boards.example.org/r/{world.link(email, version=2)}\n" in letter.text
    assert "strong" not in letter.text
    assert "7pm on Tuesday 8 December 2026" in letter.text


def test_nothing_is_keyed_in_before_or_after_the_round_is_open(world: World) -> None:
    (email,) = world.invites_governors(1)
    opened = world.now
    for moment in (opened - timedelta(seconds=1), opened + timedelta(days=14)):
        world.now = moment
        with pytest.raises(LifecycleError, match="not open for your board"):
            world.keys_in(email, vision="strong")
    world.now = opened
    world.closes()
    with pytest.raises(LifecycleError, match="not open for your board"):
        world.keys_in(email, vision="strong")


def test_somebody_of_another_round_is_not_found(world: World) -> None:
    (email,) = world.invites_governors(1)
    invitation_id = world.invitation_id(email)
    world.opens_a_round_of(*world.library.all())
    with world.database.transaction() as session, pytest.raises(NotFoundError):
        find_empty_place(
            session,
            invitation_id,
            round_id=world.round_id,
            board_id=world.board_id,
            installation=world.installation(Path()),
            now=world.now,
        )


def test_keying_in_changes_the_draft_and_the_place_and_nothing_else(world: World) -> None:
    email, other = world.invites_governors(2)
    world.clerk()
    before = dump(world.database)
    world.keys_in(email, vision="strong", **{"vision.note": NOTE})
    after = dump(world.database)
    for name in before.keys() - {"draft_sheet", "invitation", "outbox"}:
        assert after[name] == before[name], name
    places = {row["email"]: row for row in after["invitation"]}
    was = {row["email"]: row for row in before["invitation"]}
    assert places[email] == {**was[email], "on_paper": True, "link_version": 2}
    assert places[other] == was[other]
    (letter,) = [row for row in after["outbox"] if row not in before["outbox"]]
    assert (letter["letter"], letter["keyed_by"]) == ("paper", world.clerk())


def test_while_it_is_open_a_keyed_draft_looks_like_any_other(world: World) -> None:
    keyed, online = world.invites_governors(2)
    world.answers_and_submits(online, vision="strong")
    (earlier,) = dump(world.database)["draft_sheet"]
    world.keys_in(keyed, vision="not-yet", **{"vision.note": NOTE})
    (later,) = [row for row in dump(world.database)["draft_sheet"] if row != earlier]
    assert {name for name in later if later[name] != earlier[name]} == {"handle", "sealed"}
    assert len(later["sealed"]) == len(earlier["sealed"])
    stored = values_of(row for rows in dump(world.database).values() for row in rows)
    assert not [value for value in stored if b"not-yet" in value or NOTE.encode() in value]


def test_no_answer_has_a_column_for_how_it_came() -> None:
    for table in METADATA.sorted_tables:
        if table.name in OF_ANSWERS:
            assert not [
                column.name for column in table.columns if "paper" in column.name or "key" in column.name
            ]


def test_after_closing_only_a_number_is_left_of_the_paper(world: World) -> None:
    first, second, *others = world.invites_governors(6)
    world.keys_in(first, vision="strong")
    world.keys_in(second, vision="secure")
    world.answers_and_submits(*others, vision="strong")
    world.closes()
    found = dump(world.database)
    assert on_paper(world) == 2
    assert not any(row["on_paper"] for row in found["invitation"])
    assert {row["link_version"] for row in found["invitation"] if row["email"] in (first, second)} == {2}
    assert found["outbox"] == found["draft_sheet"] == []
    assert [len(each) for each in (found["response"], found["audit"])] == [6, 0]


@pytest.mark.parametrize(("answering", "kept"), [(MIN_GROUP - 1, None), (MIN_GROUP, 1)])
def test_the_number_is_kept_where_five_answered(world: World, answering: int, kept: int | None) -> None:
    first, *others = world.invites_governors(answering)
    world.keys_in(first, vision="strong")
    world.answers_and_submits(*others, vision="strong")
    world.closes()
    assert on_paper(world) == kept
    assert world.turnout().questionnaires[0].on_paper == kept


def test_one_persons_response_is_never_marked(world: World) -> None:
    world.invites(f"{HEAD}, head", "clerk@example.org, clerk")
    world.keys_in(HEAD, vision="strong", shares_view=True)
    world.keys_in("clerk@example.org", instrument="yes")
    world.closes()
    assert on_paper(world, "heads-view") is on_paper(world, "compliance") is None


def test_what_was_keyed_in_and_taken_back_is_not_counted(world: World) -> None:
    first, *others = world.invites_governors(6)
    world.keys_in(first, vision="strong")
    takes_back(world, first)
    world.answers_and_submits(*others, vision="strong")
    world.closes()
    assert on_paper(world) == 0


def test_the_responses_of_a_board_tell_nothing_of_paper(world: World) -> None:
    """The same answers, keyed in or not, leave the same rows but for their random ids."""
    emails = world.invites_governors(5)
    for email in emails:
        world.keys_in(email, vision="strong")
    world.closes()
    rows = [{**row, "id": None} for row in dump(world.database)["response"]]
    world.opens_a_round_of(*world.library.all())
    world.invites_governors(5)
    world.answers_and_submits(*emails, vision="strong")
    world.closes()
    again = [{**row, "id": None} for row in dump(world.database)["response"]]
    evaluations = {row["evaluation_id"] for row in rows}
    plain = [{**row, "evaluation_id": None} for row in again if row["evaluation_id"] not in evaluations]
    assert [{**row, "evaluation_id": None} for row in rows] == plain


def test_keying_in_waits_for_whoever_is_about_to_save_and_is_then_refused(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.clerk()
    refused: list[str] = []

    def key() -> None:
        try:
            world.keys_in(email, vision="not-yet")
        except LifecycleError as error:
            refused.append(str(error))

    with world.database.transaction() as session:
        from_link = world._held(session, email)
        keying = threading.Thread(target=key)
        keying.start()
        keying.join(timeout=0.5)
        assert keying.is_alive()
        save_page(session, from_link, "strategy", {"asked": "vision", "vision": "strong"})
    keying.join(timeout=10)
    assert refused
    assert world.place(email).answers["vision"].choice == "strong"


def test_whose_page_was_open_meanwhile_has_the_last_word(world: World) -> None:
    (email,) = world.invites_governors(1)
    world.keys_in(email, vision="not-yet", plan="secure")
    token = world.link(email, version=2)
    with world.database.transaction() as session:
        place = open_link(
            session,
            token,
            keys=world.keys,
            library=world.library,
            now=world.now,
            hold=True,
        )
        assert isinstance(place, Place)
        save_page(session, place, "strategy", {"asked": "vision", "vision": "strong"})
    assert {key: each.choice for key, each in opened(world, email).answers.items()} == {
        "vision": "strong",
        "plan": "secure",
    }
    assert progress_of(world, email) is Progress.SUBMITTED


def test_removing_somebody_takes_what_was_keyed_in_along(world: World) -> None:
    (email,) = world.invites_governors(1)
    invitation_id = world.invitation_id(email)
    world.keys_in(email, vision="strong")
    with world.database.transaction() as session:
        remove_respondent(
            session,
            invitation_id,
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            now=world.now,
        )
    found = dump(world.database)
    assert found["draft_sheet"] == found["invitation"] == found["outbox"] == []
