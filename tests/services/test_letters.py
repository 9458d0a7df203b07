"""Letters say who asks, how long it takes, when it closes and who sees what, in plain words."""

from datetime import UTC, datetime

import pytest

from govscore.mail import Letter
from govscore.paths import shared
from govscore.questionnaire.model import Questionnaire
from govscore.responses.roster import read_roster
from govscore.services.dates import moment_words
from govscore.services.letters import letter_to_respondent, promise
from govscore.services.respondents import add_respondents
from govscore.storage.respondents import find_place
from tests.services.test_own_results import CHAIR, NEWCOMERS, SKILLS
from tests.services.world import COMPLIANCE, HEADS_VIEW, SELF_REVIEW, World


def written(world: World, email: str, kind: str) -> Letter:
    """A letter of one kind."""
    with world.database.transaction() as session:
        found = find_place(session, world.invitation_id(email))
        assert found is not None
        return letter_to_respondent(
            session,
            kind,
            found,
            reference="r1",
            keys=world.keys,
            library=world.library,
            base_url="https://boards.example.org",
        )


@pytest.mark.parametrize("kind", ["invitation", "reminder", "printed"])
def test_every_letter_says_who_asks_what_until_when_and_who_sees_it(world: World, kind: str) -> None:
    (email,) = world.invites_governors(1)
    letter = written(world, email, kind)
    assert (letter.to, letter.reference) == (email, "r1")
    assert "Governing board of Hillside" in letter.subject
    for words in (
        "Dear governor1",
        "“Board self review”",
        "about 1 minute.",
        "7pm on Tuesday 8 December 2026",
        f"\nhttps://boards.example.org/r/{world.link(email)}\n",
        "Nobody is shown what you answered",
    ):
        assert words in letter.text


@pytest.mark.parametrize("kind", ["invitation", "reminder", "printed", "paper", "account"])
def test_no_letter_is_longer_than_a_page_or_says_please(kind: str) -> None:
    text = (shared("templates") / "letters" / f"{kind}.txt").read_text(encoding="utf-8")
    assert text.startswith("Subject: ")
    assert len(text.split()) < 200
    assert "please" not in text.casefold()
    assert "anonymous" not in text.casefold()


@pytest.mark.parametrize(
    ("questionnaire", "words"),
    [
        (SELF_REVIEW, "five or more people"),
        (HEADS_VIEW, "You are the only person asked this"),
        (COMPLIANCE, "not confidential"),
        (CHAIR, "The chair, the clerk, the head and the authority are not shown it"),
        (SKILLS, "Your chair and clerk see totals only"),
        (NEWCOMERS, "Your chair and clerk see what all newcomers said together"),
    ],
)
def test_each_kind_of_questionnaire_makes_its_own_promise(questionnaire: Questionnaire, words: str) -> None:
    assert words in " ".join(promise(questionnaire))


def test_a_name_that_looks_like_a_template_stays_a_name(world: World) -> None:
    with world.database.transaction() as session:
        roster = read_roster("Ann ${link}, ann@example.org", name="the list")
        add_respondents(
            session,
            roster,
            round_id=world.round_id,
            board_id=world.board_id,
            library=world.library,
            now=world.now,
        )
    assert "Dear Ann ${link}\n" in written(world, "ann@example.org", "invitation").text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 18, 18, 0, tzinfo=UTC), "6pm on Friday 18 December 2026"),
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), "11:59pm on Wednesday 1 July 2026"),
        (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), "midday on Monday 5 January 2026"),
        (datetime(2026, 1, 5, 0, 0, tzinfo=UTC), "midnight on Monday 5 January 2026"),
        (datetime(2026, 1, 5, 0, 5, tzinfo=UTC), "12:05am on Monday 5 January 2026"),
    ],
)
def test_moments_are_written_in_the_clock_of_the_schools(moment: datetime, words: str) -> None:
    assert moment_words(moment) == words
