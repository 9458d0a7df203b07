"""What is read apart from the report, and by whom alone: the chair's by the vice-chair, skills by two, ever."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from govscore.errors import AccessError, GovScoreError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Purpose, Role
from govscore.services.accounts import Account, add_account, get_account
from govscore.services.asked import Part
from govscore.services.keys import Keys
from govscore.services.own_results import Apart, find_own_results
from govscore.services.report_material import gather, outside_material, own_material
from govscore.services.rescore import rescore_round
from govscore.services.transaction import Database
from govscore.storage.responses import ResponseRow
from tests.make import make_domain, make_question, make_questionnaire, make_scale
from tests.services.world import SELF_REVIEW, Shelf, World, make_board

EVERYBODY = (Role.GOVERNOR, Role.TRUSTEE, Role.HEAD, Role.CLERK)
CHAIR = make_questionnaire(
    (make_domain("meetings", questions=("agenda", "summing-up")),),
    code="chair-360",
    purpose=Purpose.CHAIR,
    audience=EVERYBODY,
)
WISHES = (("not-now", 1), ("learn", 2), ("help", 3), ("lead", 4))
SKILLS = make_questionnaire(
    (
        make_domain(
            "strategy",
            questions=(make_question("aims"), make_question("risk"), make_question("wish", scale="wishes")),
        ),
    ),
    code="skills",
    purpose=Purpose.SKILLS,
    scales={"levels": make_scale(), "wishes": make_scale(WISHES, not_scored=())},
)
NEWCOMERS = make_questionnaire(
    (make_domain("start", questions=("welcome", "mentor")),),
    code="new-governor",
    purpose=Purpose.INDUCTION,
    audience=(Role.GOVERNOR, Role.TRUSTEE),
)
NOBODYS = [
    ("chair", "own"),
    ("clerk", "own"),
    ("head", "own"),
    ("vice-chair", "other"),
    ("officer", None),
    ("analyst", None),
    ("administrator", None),
]


@dataclass(kw_only=True)
class Board(World):
    """A board whose round asks about its chair, its skills and itself."""

    library: Library = field(default_factory=lambda: Shelf((SELF_REVIEW, CHAIR, SKILLS, NEWCOMERS)))
    other_id: UUID = field(default_factory=uuid4)

    def account(self, role: str, whose: str | None) -> Account:
        """Somebody with one role, on this board, on another, or in the county."""
        board_id = {"own": self.board_id, "other": self.other_id, None: None}[whose]
        email = f"{role}.{whose}@example.org"
        with self.database.transaction() as session:
            add_account(session, email, name=role, role=role, board_id=board_id, now=self.now)
            return get_account(session, email)

    def reads(self, part: Part, reader: Account, board_id: UUID | None = None) -> Apart:
        """Read what a part came to."""
        with self.database.transaction(write=False) as session:
            return find_own_results(
                session,
                part,
                round_id=self.round_id,
                board_id=board_id or self.board_id,
                reader=reader,
                library=self.library,
            )

    def answers_all(self, email: str, code: str, domain: str, **fields: str) -> None:
        """Answer one of several questionnaires that ask the same person."""
        evaluation = next(each for each in self.turnout().respondents if self._is(each, email, code))
        self._only = evaluation.invitation.id
        self.answers(email, domain=domain, **fields)
        self.submits(email)

    def invitation_id(self, email: str) -> UUID:
        """The invitation to the questionnaire that is answered just now."""
        return self._only

    def _is(self, each: object, email: str, code: str) -> bool:
        return (each.invitation.email, each.code) == (email, code)  # type: ignore[attr-defined]


@pytest.fixture
def board(database: Database, keys: Keys, now: datetime) -> Board:
    """A board and another one, not asked anything yet."""
    board = Board(database=database, keys=keys, now=now)
    with database.transaction() as session:
        board.board_id = make_board(session)
        board.other_id = make_board(session, urn=900002, name="Valley")
    return board


def answered(board: Board, people: int, *, notes: str = "") -> None:
    """Let so many people say what they think of the chair, what they know, and how the board works."""
    emails = board.invites_governors(people)
    for number, email in enumerate(emails):
        level = ("secure", "developing")[number % 2]
        note = {"agenda.note": notes} if notes and number == 0 else {}
        other = ("secure", "strong", "not-yet")[number % 3]
        board.answers_all(email, "chair-360", "meetings", agenda=level, summing_up=other, **note)
        mine = {"aims.note": notes} if notes and number == 0 else {}
        wish = ("help", "not-now", "learn")[number % 3]
        board.answers_all(email, "skills", "strategy", aims=level, risk=other, wish=wish, **mine)
        board.answers_all(email, "board-self-review", "strategy", vision=level)


def opened(board: Board) -> None:
    board.opens_a_round_of(SELF_REVIEW, CHAIR, SKILLS)


@pytest.mark.parametrize(("role", "whose"), NOBODYS)
@pytest.mark.parametrize("is_closed", [False, True])
def test_what_is_said_about_the_chair_is_refused_to_everybody_else(
    board: Board, role: str, whose: str | None, is_closed: bool
) -> None:
    opened(board)
    answered(board, 6)
    if is_closed:
        board.closes()
    with pytest.raises(AccessError, match="kept for others"):
        board.reads(Part.CHAIR, board.account(role, whose))


def test_the_vice_chair_reads_it_once_it_is_closed(board: Board) -> None:
    opened(board)
    answered(board, 6, notes="Starts on time.")
    vice = board.account("vice-chair", "own")
    assert board.reads(Part.CHAIR, vice).results is None
    board.closes()
    results = board.reads(Part.CHAIR, vice).results
    assert results is not None
    (section,) = results.sections
    assert section.mean.words == "2.6 of 4"
    assert [row.answers for row in section.questions] == [
        "3 developing, 3 secure",
        "2 not yet, 2 secure, 2 strong",
    ]
    assert section.questions[0].notes == ("Starts on time.",)
    assert section.position is None


def test_of_four_answers_nothing_is_told(board: Board) -> None:
    opened(board)
    answered(board, 4)
    board.closes()
    results = board.reads(Part.CHAIR, board.account("vice-chair", "own")).results
    assert results is not None
    assert (results.turnout.has_scores, results.sections, results.advice) == (False, (), ())
    with board.database.transaction(write=False) as session:
        assert session.scalars(select(ResponseRow)).all() == []


@pytest.mark.parametrize(
    ("role", "whose"), [("head", "own"), ("vice-chair", "own"), ("clerk", "other"), ("officer", None)]
)
@pytest.mark.parametrize("part", [Part.SKILLS, Part.INDUCTION])
def test_skills_and_newcomers_are_for_chair_and_clerk(
    board: Board, part: Part, role: str, whose: str | None
) -> None:
    opened(board)
    with pytest.raises(AccessError):
        board.reads(part, board.account(role, whose))


@pytest.mark.parametrize("role", ["chair", "clerk"])
def test_chair_and_clerk_read_totals_of_skills(board: Board, role: str) -> None:
    opened(board)
    answered(board, 6)
    board.closes()
    results = board.reads(Part.SKILLS, board.account(role, "own")).results
    assert results is not None
    (one,) = results.fields
    assert [line.words for line in one.knowledge] == [
        "3 of 6 are secure or strong.",
        "4 of 6 are secure or strong.",
    ]
    assert [line.is_missing for line in one.knowledge] == [False, False]
    assert [line.words for line in one.interests] == ["2 “Help” and 2 “Learn”."]
    assert results.sections == ()


def test_where_nobody_is_confident_is_said(board: Board) -> None:
    opened(board)
    emails = board.invites_governors(6)
    for number, email in enumerate(emails):
        board.answers_all(
            email,
            "skills",
            "strategy",
            aims=("not-yet", "developing")[number % 2],
            risk=("secure", "strong")[number // 3],
            wish=("help", "lead")[number % 2],
        )
    board.closes()
    results = board.reads(Part.SKILLS, board.account("clerk", "own")).results
    assert results is not None
    assert [line.question for line in results.fields[0].missing] == ["aims"]
    assert results.fields[0].missing[0].words == "None of 6 are secure or strong."


def test_what_people_note_about_their_own_skills_is_not_kept(board: Board) -> None:
    opened(board)
    answered(board, 6, notes="Only for myself.")
    board.closes()
    with board.database.transaction(write=False) as session:
        rows = session.scalars(select(ResponseRow)).all()
        noted = [row.notes for row in rows if row.notes]
        assert noted and all(set(notes) <= {"agenda"} for notes in noted)  # noqa: PT018
        assert rescore_round(session, board.round_id, library=board.library).differences == ()


def test_nothing_of_it_is_in_either_copy_of_the_report(board: Board) -> None:
    opened(board)
    answered(board, 6, notes="Starts on time.")
    board.closes()
    with board.database.transaction(write=False) as session:
        gathered = gather(session, round_id=board.round_id, board_id=board.board_id, library=board.library)
        for material in (own_material(gathered), outside_material(gathered)):
            told = repr(material)
            assert "agenda" not in told
            assert "wish" not in told


def test_newcomers_are_read_by_chair_and_clerk_from_five(board: Board) -> None:
    board.opens_a_round_of(NEWCOMERS)
    for email in board.invites_governors(5):
        board.answers_all(email, "new-governor", "start", welcome="secure", mentor="not-yet")
    board.closes()
    results = board.reads(Part.INDUCTION, board.account("clerk", "own")).results
    assert results is not None
    assert [section.id for section in results.sections] == ["start"]


def test_a_round_that_did_not_ask_has_nothing_to_read(board: Board) -> None:
    board.opens_a_round_of(SELF_REVIEW)
    with pytest.raises(NotFoundError, match="did not ask your board about that"):
        board.reads(Part.CHAIR, board.account("vice-chair", "own"))
    with pytest.raises(NotFoundError, match="does not take part"):
        board.reads(Part.CHAIR, board.account("vice-chair", "other"), board.other_id)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("vice-chair", True), ("chair", True)),
        (("vice-chair", True), ("officer", False)),
        (("clerk", True), ("vice-chair", True)),
        (("administrator", False), ("vice-chair", True)),
    ],
)
def test_nobody_is_vice_chair_and_something_else_there(
    board: Board, first: tuple[str, bool], second: tuple[str, bool]
) -> None:
    def give(role: str, is_board: bool) -> None:
        with board.database.transaction() as session:
            add_account(
                session,
                "both@example.org",
                name="Both",
                role=role,
                board_id=board.board_id if is_board else None,
                now=board.now,
            )

    give(*first)
    with pytest.raises(GovScoreError, match=r"Use another address"):
        give(*second)


def test_a_vice_chair_may_be_something_on_another_board(board: Board) -> None:
    with board.database.transaction() as session:
        for role, board_id in (("vice-chair", board.board_id), ("head", board.other_id)):
            add_account(session, "two@example.org", name="Two", role=role, board_id=board_id, now=board.now)
        assert len(get_account(session, "two@example.org").grants) == 2
