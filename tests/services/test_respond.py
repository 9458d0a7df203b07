"""Answering by a personal link: looking changes nothing, saving keeps what can be kept, nothing is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire import reading
from govscore.questionnaire.model import Role
from govscore.responses.model import Answer, Progress
from govscore.services.respond import (
    ClosedDoor,
    LinkFault,
    Place,
    Unready,
    open_link,
    questionnaire_of,
    save_page,
)
from govscore.storage.responses import DraftSheetRow
from tests.make import make_domain, make_questionnaire
from tests.services.world import SELF_REVIEW, Shelf, World
from tests.statements import counted


@pytest.fixture
def governor(world: World) -> str:
    """The address of one governor who is invited."""
    return world.invites_governors(1)[0]


def fault(found: Place | ClosedDoor) -> LinkFault:
    """Why a link does not open."""
    assert isinstance(found, ClosedDoor)
    return found.fault


def test_a_link_leads_to_its_holders_questions(world: World, governor: str) -> None:
    place = world.place(governor)
    assert place.invitation.email == governor
    assert place.questionnaire == SELF_REVIEW
    assert [question.id for question in place.shown] == ["vision", "plan", "skills", "turnover"]
    assert place.progress is Progress.NOT_STARTED


def test_looking_through_a_link_writes_nothing(world: World, governor: str) -> None:
    token = world.link(governor)
    with counted(world.database) as statements:
        for _ in range(3):
            world.looks(token)
    assert all(sent.startswith(("SELECT", "BEGIN")) for sent in statements)


@pytest.mark.parametrize("token", ["", "x", "not-a-link-at-all", "A" * 46, "%%%", "é" * 46])
def test_a_forged_link_opens_nothing(world: World, token: str) -> None:
    assert fault(world.looks(token)) is LinkFault.FORGED


def test_a_link_with_one_letter_changed_opens_nothing(world: World, governor: str) -> None:
    token = world.link(governor)
    changed = ("B" if token[5] != "B" else "C").join((token[:5], token[6:]))
    assert fault(world.looks(changed)) is LinkFault.FORGED


def test_a_link_of_the_next_version_cannot_be_made_without_the_secret(world: World, governor: str) -> None:
    assert fault(world.looks(world.link(governor, version=2))) is LinkFault.REPLACED


def test_a_link_does_not_open_before_the_round(world: World, governor: str) -> None:
    world.now -= timedelta(minutes=1)
    found = world.looks(world.link(governor))
    assert fault(found) is LinkFault.NOT_YET
    assert isinstance(found, ClosedDoor)
    assert found.round is not None


def test_a_link_stops_at_the_closing_date_even_before_the_evaluation_is_closed(
    world: World, governor: str
) -> None:
    world.now += timedelta(days=14)
    assert fault(world.looks(world.link(governor))) is LinkFault.CLOSED


def test_a_link_stops_when_the_evaluation_is_closed(world: World, governor: str) -> None:
    world.closes()
    found = world.looks(world.link(governor))
    assert fault(found) is LinkFault.CLOSED
    assert isinstance(found, ClosedDoor)
    assert found.board_name == "Governing board of Hillside"


def test_a_questionnaire_changed_behind_a_rounds_back_is_not_asked(world: World, governor: str) -> None:
    changed = make_questionnaire((make_domain(questions=("other",)),), code="board-self-review")
    with pytest.raises(LifecycleError, match="has changed since this round opened"):
        questionnaire_of(Shelf((changed,)), world.place(governor).evaluation)


def test_answers_are_there_again_on_the_next_visit(world: World, governor: str) -> None:
    world.answers(governor, vision="strong", **{"vision.note": "The minutes of May."})
    assert world.place(governor).answers == {"vision": Answer(choice="strong", note="The minutes of May.")}
    assert world.place(governor).progress is Progress.STARTED


def test_an_answer_can_be_changed_and_taken_back(world: World, governor: str) -> None:
    world.answers(governor, vision="strong", plan="secure")
    world.answers(governor, vision="developing", plan="")
    assert world.place(governor).answers == {"vision": Answer(choice="developing")}


def test_a_question_that_was_not_on_the_page_is_left_alone(world: World, governor: str) -> None:
    world.answers(governor, vision="strong", plan="secure")
    world.answers(governor, vision="developing")
    assert world.place(governor).answers["plan"].choice == "secure"


def test_a_question_of_another_page_cannot_be_answered_here(world: World, governor: str) -> None:
    world.answers(governor, domain="strategy", skills="strong")
    assert world.place(governor).answers == {}


def test_what_cannot_be_taken_is_said_and_the_rest_is_saved(world: World, governor: str) -> None:
    saved = world.answers(governor, vision="enormous", plan="secure")
    assert [error.question for error in saved.errors] == ["vision"]
    assert dict(world.place(governor).answers) == {"plan": Answer(choice="secure")}


def test_a_fault_keeps_what_was_saved_before(world: World, governor: str) -> None:
    world.answers(governor, vision="strong")
    world.answers(governor, vision="enormous")
    assert world.place(governor).answers["vision"].choice == "strong"


def test_an_answer_can_make_a_question_appear(world: World, governor: str) -> None:
    saved = world.answers(governor, plan="strong")
    assert [question.id for question in saved.appeared] == ["committees-report"]
    assert "committees-report" in world.place(governor).shown_ids


def test_the_answer_to_a_question_that_disappears_does_not_count(world: World, governor: str) -> None:
    world.answers(governor, plan="strong", committees_report="secure")
    world.answers(governor, plan="strong", committees_report="secure")
    assert "committees-report" in world.place(governor).answers
    world.answers(governor, plan="developing")
    assert "committees-report" not in world.place(governor).answers


def test_a_page_that_is_not_there_is_not_found(world: World, governor: str) -> None:
    with pytest.raises(NotFoundError, match="no such page"):
        world.answers(governor, domain="money", vision="strong")


def test_saving_takes_as_many_statements_for_a_page_as_for_one_answer(world: World, governor: str) -> None:
    (question, *others) = [f"q{number}" for number in range(60)]
    big = make_questionnaire((make_domain(questions=(question, *others)),), code="big")
    world.library = Shelf((big,))
    world.opens_a_round_of(big)
    world.invites("second@example.org, governor")
    token = world.link("second@example.org")

    def saving(raw: dict[str, str]) -> list[str]:
        with world.database.transaction() as session, counted(world.database) as statements:
            place = open_link(
                session, token, keys=world.keys, library=world.library, now=world.now, hold=True
            )
            assert isinstance(place, Place)
            save_page(session, place, "strategy", {"asked": " ".join(raw), **raw})
        return statements

    saving({question: "strong", others[0]: "strong"})
    one = saving({question: "secure", others[0]: ""})
    many = saving(dict.fromkeys([question, *others], "developing"))
    mixed = saving(dict.fromkeys([question, *others], "strong") | dict.fromkeys(others[::2], ""))
    assert len(mixed) == len(one)
    assert len(many) <= len(one)
    assert len(one) <= 10
    assert len(world.place("second@example.org").answers) == 30


def test_the_same_page_sent_twice_changes_nothing(world: World, governor: str) -> None:
    world.answers(governor, vision="strong")
    with counted(world.database) as statements:
        world.answers(governor, vision="strong")
    assert not [sent for sent in statements if sent.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_two_devices_of_one_person_share_a_draft(world: World, governor: str) -> None:
    world.answers(governor, vision="strong")
    world.answers(governor, domain="people", skills="secure")
    with world.database.transaction() as session:
        assert len(session.scalars(select(DraftSheetRow)).all()) == 1
    assert set(world.place(governor).answers) == {"vision", "skills"}


def test_handing_in_twice_is_the_same_as_once(world: World, governor: str) -> None:
    world.answers(governor, vision="strong")
    assert world.submits(governor) is None
    assert world.submits(governor) is None
    assert world.place(governor).progress is Progress.SUBMITTED


def test_nothing_cannot_be_handed_in(world: World, governor: str) -> None:
    assert world.submits(governor) is Unready.NOTHING_ANSWERED
    assert world.place(governor).progress is Progress.NOT_STARTED


def test_dont_know_is_an_answer_that_can_be_handed_in(world: World, governor: str) -> None:
    world.answers(governor, vision="dont-know")
    assert world.submits(governor) is None


def test_answers_can_be_changed_after_they_were_handed_in(world: World, governor: str) -> None:
    world.answers_and_submits(governor, vision="strong")
    world.answers(governor, vision="secure")
    assert world.place(governor).answers["vision"].choice == "secure"
    assert world.place(governor).progress is Progress.SUBMITTED


def test_withdrawing_deletes_everything_and_leaves_the_link(world: World, governor: str) -> None:
    world.answers_and_submits(governor, vision="strong")
    world.withdraws(governor)
    assert world.place(governor).progress is Progress.NOT_STARTED
    with world.database.transaction() as session:
        assert session.scalars(select(DraftSheetRow)).all() == []


def test_the_head_says_whether_the_board_may_see_the_view(world: World) -> None:
    world.invites("head@example.org, head")
    world.answers("head@example.org", vision="strong")
    assert world.submits("head@example.org") is Unready.NO_WORD_ABOUT_SHARING
    assert world.submits("head@example.org", shares_view=False) is None
    assert world.place("head@example.org").draft.shares_view is False
    assert world.submits("head@example.org", shares_view=True) is None
    assert world.place("head@example.org").draft.shares_view is True


def test_a_governor_is_never_marked_as_sharing_a_view(world: World, governor: str) -> None:
    world.answers(governor, vision="strong")
    world.submits(governor, shares_view=True)
    assert world.place(governor).draft.shares_view is False


def test_the_chairs_draft_does_not_say_that_it_is_the_chairs(world: World) -> None:
    world.invites("chair@example.org, chair")
    world.answers("chair@example.org", vision="strong")
    assert world.place("chair@example.org").draft.role is Role.GOVERNOR


def test_the_time_left_is_that_of_the_words_that_still_wait_for_an_answer(
    world: World, governor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WORDS_PER_MINUTE", 10)
    minutes = [world.place(governor).time_left]
    for domain, fields in (("strategy", {"vision": "strong"}), ("people", {"skills": "dont-know"})):
        world.answers(governor, domain, **fields)
        minutes.append(world.place(governor).time_left)
    assert minutes == ["11 minutes", "8 minutes", "6 minutes"]
    assert world.place(governor).time_in_all == minutes[0]


def test_one_minute_is_not_minutes(governor: str, world: World) -> None:
    assert world.place(governor).time_left == "1 minute"
