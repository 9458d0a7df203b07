"""The preview shows what somebody would see who answers: the same questions, levels and folds."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import html

from govscore.questionnaire.applying import GOVERNANCE, PHASES
from tests.services.world import World
from tests.visitor import Page
from tests.web.desk.conftest import Author, Desk

AS_GOVERNOR = "role=governor&governance=maintained&phase=primary"


def asked(page: Page) -> list[str]:
    """The statements of a page."""
    return [
        " ".join(legend.text_content().split())
        for legend in page.tree.xpath("//div[@class='statement']//legend")
    ]


def statement(page: Page, name: str) -> str:
    """One statement as it is written in the page."""
    (found,) = page.tree.xpath("//div[@id=$id]", id=f"statement-{name}")
    return " ".join(html.tostring(found, encoding="unicode").split())


@pytest.mark.parametrize("role", ["governor", "chair", "trustee", "head", "clerk", "officer"])
def test_every_role_is_on_offer_and_told_plainly_when_nothing_is_asked(
    author: Author, draft: str, role: str
) -> None:
    page = author.opens(f"{draft}/preview?role={role}")
    assert page.tree.xpath("//select[@id='role']/option[@selected]/@value") == [role]
    if role in ("governor", "chair", "trustee"):
        assert "of such a board is asked 4 statements." in page.text
        assert "Strategy" in page.links()
    else:
        assert "is asked nothing here: Sound is answered by governors and the chair." in page.text
        author.opens(f"{draft}/preview/strategy?role={role}", status=404)


@pytest.mark.parametrize("governance", GOVERNANCE)
@pytest.mark.parametrize("phase", [PHASES[0], PHASES[-1]])
def test_every_kind_of_board_and_phase_can_be_chosen(
    author: Author, draft: str, governance: str, phase: str
) -> None:
    query = f"role=chair&governance={governance}&phase={phase}"
    page = author.opens(f"{draft}/preview/people?{query}")
    assert ("Somebody is ready to chair next." in asked(page)) is (governance == "maintained")


def test_a_board_that_the_questionnaire_is_not_for_is_asked_nothing(author: Author, draft: str) -> None:
    author.sends(author.opens(f"{draft}/details"), {"governance": ["trust"]})
    page = author.opens(f"{draft}/preview?{AS_GOVERNOR}")
    assert "A governor of such a board is asked nothing: Sound is for boards of trusts." in page.text
    assert "is asked" in author.opens(f"{draft}/preview").text
    assert author.opens(f"{draft}/preview").tree.xpath(
        "//select[@id='governance']/option[@selected]/@value"
    ) == ["trust"]


@pytest.mark.parametrize(
    "query", ["role=nobody", "governance=castle&phase=night", "role=&phase=", "role=%F0%9F"]
)
def test_an_address_that_names_nobody_shows_the_first(author: Author, draft: str, query: str) -> None:
    assert "is asked 4 statements" in author.opens(f"{draft}/preview?{query}").text


def test_an_answer_brings_what_follows_from_it_onto_the_page(author: Author, draft: str) -> None:
    first = author.opens(f"{draft}/preview/strategy?{AS_GOVERNOR}")
    assert len(asked(first)) == 2
    more = author.sends(first, {"has-committees": "yes"})
    assert "Your answer adds 1 statement to this page." in more.text
    assert len(asked(more)) == 3
    assert more.form().fields["has-committees"] == "yes"
    following = author.sends(more, {"committees-report": "secure"})
    assert following.heading == "People"
    assert following.form().fields["committees-report"] == "secure"
    assert "This is the last page." in following.text
    assert author.sends(following, {}).heading == "People"


def test_nothing_is_kept_of_a_preview(author: Author, desk: Desk, draft: str) -> None:
    before, acts = desk.draft(), desk.acts()
    author.sends(author.opens(f"{draft}/preview/strategy?{AS_GOVERNOR}"), {"has-committees": "yes"})
    assert desk.draft() == before
    assert desk.acts() == acts
    assert author.opens(f"{draft}/preview/strategy?{AS_GOVERNOR}").form().fields["has-committees"] is None


def test_it_looks_exactly_as_it_will(author: Author, desk: Desk, draft: str) -> None:
    """A round asks the same version, and each statement is the same to the letter."""
    author.sends(author.opens(f"{draft}/questions/vision"), {"hint": "Look ahead."})
    preview = author.opens(f"{draft}/preview/people?{AS_GOVERNOR}")
    fields = {
        "reason": "To look at it.",
        "in_force-day": "1",
        "in_force-month": "11",
        "in_force-year": "2026",
    }
    author.sends(author.opens(f"{draft}/publish"), fields)
    world = World(
        database=desk.installation.database,
        keys=desk.installation.keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=desk.installation.library,
        board_id=desk.board_id(),
    )
    world.opens_a_round_of(desk.installation.library.get("sound", "1.1"))
    world.invites("ann@example.org, governor")
    answered = author.opens(f"/r/{world.link('ann@example.org')}/people")
    assert asked(answered) == asked(preview)
    for name in ("induction", "succession"):
        assert statement(answered, name) == statement(preview, name)
    assert answered.heading == preview.heading


@pytest.mark.parametrize(
    "fields",
    [
        {"has-committees": "perhaps"},
        {"has-committees": ["yes", "no"]},
        {"vision": "<script>", "nothing": "yes"},
        {"asked": "x " * 1000},
        {},
    ],
)
def test_odd_answers_fall_over_nothing(author: Author, draft: str, fields: dict[str, object]) -> None:
    page = author.posts(f"{draft}/preview/strategy?{AS_GOVERNOR}", **fields)
    assert page.heading in ("Strategy", "People")
    author.posts(f"{draft}/preview/nothing?{AS_GOVERNOR}", status=404, **fields)


def test_a_translation_can_be_looked_at_and_stays_chosen(author: Author, draft: str) -> None:
    assert not author.opens(f"{draft}/preview").tree.xpath("//select[@id='language']")
    author.sends(
        author.opens(f"{draft}/translations/cy/domain-people"),
        {
            "question.induction.text": "Caiff llywodraethwyr newydd eu croesawu.",
            "domain.people.title": "Pobl",
        },
    )
    page = author.opens(f"{draft}/preview?{AS_GOVERNOR}&language=cy")
    assert page.tree.xpath("//select[@id='language']/option[@selected]/@value") == ["cy"]
    assert page.tree.xpath("//main//ol//*[@lang='cy']/text()") == ["Pobl"]
    shown = author.opens(page.links()["Pobl"])
    assert "Caiff llywodraethwyr newydd eu croesawu." in asked(shown)
    assert "language=cy" in shown.form().get("action")
    unknown = author.opens(f"{draft}/preview/people?{AS_GOVERNOR}&language=xx")
    assert "New governors have an induction." in asked(unknown)
