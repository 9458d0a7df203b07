"""An officer opens a round and can give boards more time; every fault is said beside its field."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from werkzeug.datastructures import MultiDict

from govscore.boards.model import BoardKind
from govscore.services.accounts import add_account
from govscore.services.dates import LONDON
from govscore.services.installation import Installation
from govscore.services.rounds import list_rounds
from govscore.storage.boards import BoardRow
from govscore.storage.rounds import list_evaluations
from govscore.web.county.round_form import end_of, read_form, start_of
from tests.services.world import make_board
from tests.visitor import Page, Visitor

PASSWORD = "eleven purple otters"
TODAY = datetime.now(LONDON).date()


@pytest.fixture
def boards(installation: Installation) -> tuple[UUID, UUID]:
    """Two boards."""
    with installation.database.transaction() as session:
        return make_board(session), make_board(session, urn=900002, name="Valley")


@pytest.fixture
def officer(installation: Installation, visitor: Visitor) -> Visitor:
    """An officer, signed in."""
    _signs_in(installation, visitor, "officer")
    return visitor


def _signs_in(installation: Installation, visitor: Visitor, role: str) -> None:
    email = f"{role}@example.org"
    with installation.database.transaction() as session:
        add_account(
            session,
            email,
            name=role.capitalize(),
            role=role,
            board_id=None,
            now=datetime.now(UTC),
            password=PASSWORD,
        )
    token = Page(visitor.client.get("/sign-in")).tree.xpath("//input[@name='csrf_token']/@value")[0]
    visitor.client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": token})


def day(name: str, when: date) -> dict[str, str]:
    """A day as the three fields of a date."""
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


def filled_in(officer: Visitor, **changes: str) -> Page:
    """Fill in the form for a round that is sound but for the changes."""
    page = officer.opens("/county/rounds/new")
    fields: dict[str, object] = {"title": "Autumn 2026", "boards": []}
    fields["questionnaires"] = page.tree.xpath("//input[@name='questionnaires' and @checked]/@value")
    return officer.sends(page, fields | day("closes", TODAY + timedelta(days=21)) | changes)


def test_a_round_is_opened_to_every_board(
    installation: Installation, officer: Visitor, boards: tuple[UUID, UUID]
) -> None:
    page = filled_in(officer)
    assert "The round is open to 2 boards." in page.text
    with installation.database.transaction() as session:
        (round_,) = list_rounds(session)
        evaluations = list_evaluations(session, round_id=round_.id)
    assert {each.evaluation.board_id for each in evaluations} == set(boards)
    assert {each.code for each in round_.questionnaires} == {"board-self-review", "heads-view", "compliance"}
    assert round_.closes_at == end_of(TODAY + timedelta(days=21))


def test_the_form_says_how_many_boards_each_set_is_for(officer: Visitor, boards: tuple[UUID, UUID]) -> None:
    page = officer.opens("/county/rounds/new")
    hints = {
        box.get("value"): page.tree.xpath(f"//*[@id='{box.get('aria-describedby')}']")[0].text_content()
        for box in page.tree.xpath("//input[@name='questionnaires']")
    }
    assert "moderation" not in hints
    assert "Meant for 2 of 2 boards." in hints["board-self-review"]
    assert "Meant for 0 of 2 boards." in hints["trust-board-review"]
    assert "Read by the vice-chair alone" in hints["chair-360"]


def test_boards_for_which_nothing_is_meant_are_told(
    installation: Installation, officer: Visitor, boards: tuple[UUID, UUID]
) -> None:
    with installation.database.transaction() as session:
        session.execute(update(BoardRow).where(BoardRow.id == boards[1]).values(kind=BoardKind.TRUST))
    page = filled_in(officer)
    assert "The round is open to 1 board." in page.text
    assert "1 board is asked nothing, as nothing in this round is meant for them." in page.text


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (["board-self-review", "trust-board-review"], "Choose one review by the board only"),
        (["trust-board-review"], "What you chose is meant for other kinds of board"),
        (["compliance"], "Choose a review by the board as well"),
    ],
)
def test_what_cannot_be_asked_together_or_of_anybody_is_said(
    officer: Visitor, boards: tuple[UUID, UUID], codes: list[str], message: str
) -> None:
    page = filled_in(officer, questionnaires=codes)  # type: ignore[arg-type]
    assert page.title.startswith("Error:")
    assert message in page.text


def test_a_round_is_opened_to_some_boards(
    installation: Installation, officer: Visitor, boards: tuple[UUID, UUID]
) -> None:
    filled_in(officer, which="some", boards=str(boards[1]))
    with installation.database.transaction() as session:
        evaluations = list_evaluations(session, round_id=list_rounds(session)[0].id)
    assert {each.evaluation.board_id for each in evaluations} == {boards[1]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Enter a title for the round"),
        ({"closes-day": "", "closes-month": "", "closes-year": ""}, "Enter the closing date"),
        ({"closes-day": "31", "closes-month": "2"}, "The closing date must be a real date"),
        ({"closes-year": "two thousand"}, "The closing date must be a real date"),
        ({"closes-year": "99999"}, "The closing date must be a real date"),
        ({"closes-year": "9999"}, "within a year of the opening date"),
        (day("opens", TODAY - timedelta(days=2)), "The opening date cannot be in the past"),
        (day("opens", TODAY + timedelta(days=30)), "must be after the opening date"),
        ({"which": "some"}, "Choose at least one board to ask"),
        ({"which": "some", "boards": "not-a-board"}, "Choose at least one board to ask"),
        ({"questionnaires": "no-such-thing"}, "Choose at least one questionnaire"),
    ],
)
def test_a_fault_is_said_beside_its_field_and_opens_nothing(
    installation: Installation,
    officer: Visitor,
    boards: tuple[UUID, UUID],
    changes: dict[str, str],
    message: str,
) -> None:
    page = filled_in(officer, **changes)
    assert page.title.startswith("Error: ")
    errors = page.tree.xpath("//ul[contains(@class,'govuk-error-summary__list')]//a")
    assert any(message in each.text_content() for each in errors)
    assert all(page.tree.xpath(f"//*[@id='{each.get('href')[1:]}']") for each in errors)
    with installation.database.transaction() as session:
        assert list_rounds(session) == ()


def test_boards_are_given_more_time(
    installation: Installation, officer: Visitor, boards: tuple[UUID, UUID]
) -> None:
    filled_in(officer)
    page = officer.opens(officer.opens("/county").links()["Give more time for Autumn 2026"])
    early = officer.sends(page, day("closes", TODAY + timedelta(days=3)))
    assert "earlier than the one boards were told" in early.text
    assert early.title.startswith("Error: ")
    assert "must be a real date" in officer.sends(page, {"closes-day": "x"}).text
    later = officer.sends(page, day("closes", TODAY + timedelta(days=28)))
    assert "Boards have more time now." in later.text
    with installation.database.transaction() as session:
        assert list_rounds(session)[0].closes_at == end_of(TODAY + timedelta(days=28))


def test_an_analyst_looks_and_opens_nothing(installation: Installation, visitor: Visitor) -> None:
    _signs_in(installation, visitor, "analyst")
    visitor.opens("/county/rounds/new", status=403)


def test_a_day_begins_and_ends_by_the_clock_of_the_schools() -> None:
    now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    assert start_of(date(2026, 6, 1), now=now) == now
    assert start_of(date(2026, 6, 2), now=now) == datetime(2026, 6, 1, 23, tzinfo=UTC)
    assert end_of(date(2026, 6, 2)) == datetime(2026, 6, 2, 22, 59, tzinfo=UTC)


def test_a_form_with_nothing_in_it_is_read_without_falling_over() -> None:
    form = read_form(MultiDict(), now=datetime(2026, 6, 1, 9, tzinfo=UTC))
    assert [fault.message for fault in form.faults] == ["Enter the opening date", "Enter the closing date"]
