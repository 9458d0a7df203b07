"""Pages that are read apart from the report: by the vice-chair alone, or by chair and clerk; no door is left open."""

from datetime import UTC, datetime, timedelta

import pytest

from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from tests.services.test_own_results import CHAIR, NEWCOMERS, SKILLS, Board, answered, opened
from tests.services.world import SELF_REVIEW, Shelf, make_board
from tests.visitor import Visitor
from tests.web.manage.visits import signs_in


@pytest.fixture
def library() -> Library:
    """Four small questionnaires in place of the real ones."""
    return Shelf((SELF_REVIEW, CHAIR, SKILLS, NEWCOMERS))


@pytest.fixture
def board(installation: Installation) -> Board:
    """A board that is asked about itself, its chair and its skills, by six of whom all have answered."""
    board = Board(
        database=installation.database,
        keys=installation.keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=installation.library,
    )
    with installation.database.transaction() as session:
        board.board_id = make_board(session)
        board.other_id = make_board(session, urn=900002, name="Valley")
    opened(board)
    answered(board, 6, notes="Starts on time.")
    return board


def place(board: Board, page: str = "") -> str:
    return f"/boards/{board.board_id}/rounds/{board.round_id}{page}"


def test_the_vice_chair_comes_from_their_board_to_the_page(board: Board, visitor: Visitor) -> None:
    signs_in(board, visitor, "vice-chair")
    open_ = visitor.opens(f"/boards/{board.board_id}")
    assert "What the board says about its chair" not in open_.text
    board.closes()
    home = visitor.opens(f"/boards/{board.board_id}")
    assert not [words for words in home.links() if "eport" in words or "Who has answered" in words]
    (words,) = [words for words in home.links() if words.startswith("What the board says about its chair")]
    page = visitor.opens(home.links()[words])
    assert page.text.count("6 have answered") == 1
    assert "Starts on time." in page.text
    assert "You alone read this" in page.text
    assert "3 developing, 3 secure" in page.text


@pytest.mark.parametrize(
    "page", ["", "/report", "/report.pdf", "/report.csv", "/skills", "/induction", "/add"]
)
def test_the_vice_chair_reads_nothing_else(board: Board, visitor: Visitor, page: str) -> None:
    board.closes()
    signs_in(board, visitor, "vice-chair")
    visitor.opens(place(board, page), status=403)


@pytest.mark.parametrize("role", ["chair", "clerk", "head"])
def test_nobody_else_on_the_board_reads_what_is_said_about_the_chair(
    board: Board, visitor: Visitor, role: str
) -> None:
    board.closes()
    signs_in(board, visitor, role)
    visitor.opens(place(board, "/chair"), status=403)
    for page in ("", "/report", "/report?copy=sent"):
        text = visitor.opens(place(board, page)).text
        assert "Starts on time." not in text
        assert "Agenda" not in text


@pytest.mark.parametrize("role", ["chair", "clerk"])
def test_chair_and_clerk_come_from_the_round_to_skills(board: Board, visitor: Visitor, role: str) -> None:
    board.closes()
    signs_in(board, visitor, role)
    page = visitor.opens(visitor.opens(place(board)).links()["Skills and interests"])
    assert "one confident member may be enough" in page.text
    assert "3 of 6 are secure or strong." in page.text
    assert "2 “Help” and 2 “Learn”." in page.text


def test_only_the_clerk_sees_who_has_answered_about_the_chair(board: Board, visitor: Visitor) -> None:
    signs_in(board, visitor, "chair")
    page = visitor.opens(place(board))
    assert "Only the clerk sees who, so that people can answer freely." in page.text
    groups = {
        heading.text_content(): heading.xpath("count(following-sibling::ul[@class='people'])")
        for heading in page.tree.xpath("//main//h2")
    }
    assert set(groups) == {"Board self review", "Chair 360", "Skills"}
    asked = {each.invitation.id for each in board.turnout().respondents if each.code == "chair-360"}
    shown = " ".join(page.tree.xpath("//main//a/@href"))
    assert not [invitation for invitation in asked if str(invitation) in shown]
    signs_in(board, visitor, "clerk")
    shown = " ".join(visitor.opens(place(board)).tree.xpath("//main//a/@href"))
    assert all(str(invitation) in shown for invitation in asked)


@pytest.mark.parametrize("page", ["", "/remove"])
def test_the_chair_does_not_choose_who_is_asked_about_the_chair(
    board: Board, visitor: Visitor, page: str
) -> None:
    critic = next(each for each in board.turnout().respondents if each.code == "chair-360").invitation.id
    signs_in(board, visitor, "chair")
    visitor.opens(place(board, f"/respondents/{critic}{page}"), status=403)
    signs_in(board, visitor, "clerk")
    opened_page = visitor.opens(place(board, f"/respondents/{critic}{page}"))
    assert "paper" not in opened_page.text


def test_no_paper_is_keyed_in_about_the_chair(board: Board, visitor: Visitor) -> None:
    board.invites("late@example.org, governor")
    late = next(
        each.invitation
        for each in board.turnout().respondents
        if (each.code, each.invitation.email) == ("chair-360", "late@example.org")
    )
    signs_in(board, visitor, "clerk")
    assert "by link only" in visitor.opens(place(board, f"/respondents/{late.id}/paper"), status=400).text
    assert "by link only" in visitor.opens(place(board, "/paper/chair-360.pdf"), status=400).text


def test_too_few_is_said_kindly(installation: Installation, board: Board, visitor: Visitor) -> None:
    board.board_id = board.other_id
    board.opens_a_round_of(NEWCOMERS)
    for email in board.invites_governors(3):
        board.answers_all(email, "new-governor", "start", welcome="secure")
    signs_in(board, visitor, "clerk")
    assert "nothing to see until the evaluation closes" in visitor.opens(place(board, "/induction")).text
    board.closes()
    page = visitor.opens(place(board, "/induction"))
    assert "Fewer than 5 newcomers answered." in page.text
    assert not page.tree.xpath("//main//table")
    home = visitor.opens(f"/boards/{board.board_id}")
    assert "Read the report" not in home.links()
    assert "3 answered" in home.text


def test_the_authority_sees_how_far_boards_are_and_nothing_more(
    installation: Installation, board: Board, visitor: Visitor
) -> None:
    board.opens_a_round_of(CHAIR, SKILLS)
    signs_in(board, visitor, "officer")
    page = visitor.opens(f"/county/rounds/{board.round_id}")
    assert "no report comes to you" in page.text
    assert "None of 1 board have begun or finished." in page.text
    for part in ("/chair", "/skills", "/induction", "/report"):
        visitor.opens(place(board, part), status=404 if part == "/report" else 403)
