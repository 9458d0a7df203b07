"""Makes a county quickly: boards, a round and closed evaluations, written straight into the tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlalchemy import insert

from govscore.boards.model import (
    Board,
    BoardId,
    BoardKey,
    BoardKind,
    Phase,
    School,
    SchoolKind,
    SchoolStatus,
    Urn,
)
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, OptionKind, Purpose, Question, Questionnaire, Role
from govscore.responses.model import (
    Answer,
    EvaluationId,
    Invitation,
    InvitationId,
    Response,
    ResponseId,
    RoundId,
)
from govscore.responses.routing import shown
from govscore.responses.sheet import encode, notes_of
from govscore.scoring.model import Scorecard
from govscore.scoring.score import score_evaluation
from govscore.services.accounts import Account, add_account
from govscore.services.accounts import sign_in as check_password
from govscore.services.authority import set_authority
from govscore.services.boards import BoardView
from govscore.services.keys import Keys
from govscore.services.rounds import open_round
from govscore.services.transaction import Session
from govscore.storage import board_queries, rounds
from govscore.storage.boards import BoardRow, BoardSchoolRow
from govscore.storage.reports import SentReport, insert_sent_report, mark_sent
from govscore.storage.respondents import insert_invitations
from govscore.storage.responses import StoredResponse, insert_responses
from govscore.storage.scorecards import insert_scorecard

SPACE = UUID("7f0a2c1e-9c1d-4a55-8a6e-6a3f3d1f2b90")
CODES = ("board-self-review", "heads-view", "compliance")
VERSION = "1.0"
DISTRICTS = ("Coombe", "Severnside", "Wolds")
WORDS = ("Ash", "Beech", "Cedar", "Dove", "Elm", "Fern", "Gorse", "Hazel", "Ivy", "Juniper")
PASSWORD = "harbour-lantern-thistle"


@dataclass(frozen=True, kw_only=True)
class County:
    """What was made."""

    round_id: RoundId
    boards: tuple[BoardView, ...]
    evaluations: Mapping[tuple[UUID, str], EvaluationId]

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(board.id for board in self.boards)


def make_board(
    number: int, *, phase: Phase | None = None, kind: SchoolKind = SchoolKind.MAINTAINED
) -> BoardView:
    """The board of one invented school; every fifth is a secondary school unless a phase is given."""
    default = Phase.SECONDARY if number % 5 == 4 else Phase.PRIMARY
    urn = Urn(900_000 + number)
    district = DISTRICTS[number % len(DISTRICTS)]
    ending = "Academy" if kind is SchoolKind.ACADEMY else "School"
    name = f"{WORDS[number % 10]} {WORDS[number // 10 % 10]} {number // 100 + 1} {ending}"
    school = School(
        urn=urn,
        name=name,
        la_code="999",
        la_name="Exampleshire",
        establishment_number=str(2000 + number),
        type_code="34" if kind is SchoolKind.ACADEMY else "01",
        type_name="Academy converter" if kind is SchoolKind.ACADEMY else "Community school",
        kind=kind,
        phase=phase or default,
        status=SchoolStatus.OPEN,
        pupils=(60, 120, 210, 315, 420, 900)[number % 6] + number % 17,
        fsm_percent=5.0 + number * 7 % 35,
        eal_percent=1.0 + number * 3 % 20,
        sen_percent=8.0 + number * 5 % 12,
        is_rural=number % 2 == 0,
        district_code=f"E0700{number % len(DISTRICTS)}",
        district_name=district,
    )
    board = Board(
        id=BoardId(uuid5(SPACE, str(number))),
        key=BoardKey(f"school:{urn}"),
        kind=BoardKind.SCHOOL,
        name=name,
        group_uid=None,
        schools=(urn,),
    )
    return BoardView(board=board, schools=(school,))


def make_boards(session: Session, count: int, *, first: int = 0) -> tuple[BoardView, ...]:
    """Write so many boards; every fourth school is an academy."""
    views = tuple(
        make_board(n, kind=SchoolKind.ACADEMY if n % 4 == 3 else SchoolKind.MAINTAINED)
        for n in range(first, first + count)
    )
    board_queries.add_schools(session, [school for view in views for school in view.schools])
    session.execute(insert(BoardRow), [_board_row(view) for view in views])
    session.execute(
        insert(BoardSchoolRow),
        [{"board_id": view.id, "urn": school.urn} for view in views for school in view.schools],
    )
    set_authority(session, code="999", name="Exampleshire", is_simulated=True)
    return views


def make_county(
    session: Session,
    *,
    library: Library,
    keys: Keys,
    now: datetime,
    boards: int = 12,
    first: int = 0,
    closed: int | None = None,
    respondents: int | Sequence[int] = 9,
    head_shares: bool = True,
    codes: Sequence[str] = CODES,
    seed: int = 1,
) -> County:
    """A round opened four weeks ago; the first `closed` boards (or all) have closed, and none has sent."""
    views = make_boards(session, boards, first=first)
    questionnaires = [library.get(code, VERSION) for code in codes]
    round_id = open_round(
        session,
        title="Autumn 2026",
        opens_at=now - timedelta(days=28),
        closes_at=now + timedelta(days=7),
        questionnaires=questionnaires,
        board_ids=[view.id for view in views],
        keys=keys,
        now=now,
    )
    county = County(
        round_id=round_id,
        boards=views,
        evaluations={
            (stored.evaluation.board_id, stored.evaluation.questionnaire.code): stored.evaluation.id
            for stored in rounds.list_evaluations(session, round_id=round_id)
        },
    )
    random = Random(seed)
    for number, view in enumerate(views[: boards if closed is None else closed]):
        sizes = [respondents] if isinstance(respondents, int) else respondents
        for questionnaire in questionnaires:
            group = questionnaire.manifest.answering is Answering.EACH
            close_quickly(
                session,
                county,
                view,
                questionnaire,
                people=sizes[number % len(sizes)] if group else 1,
                random=random,
                now=now,
                shares_view=head_shares and not group,
            )
    return county


def close_quickly(
    session: Session,
    county: County,
    view: BoardView,
    questionnaire: Questionnaire,
    *,
    people: int,
    random: Random,
    now: datetime,
    shares_view: bool = False,
) -> Scorecard:
    """Close one evaluation with answers drawn at random."""
    evaluation_id = county.evaluations[view.id, questionnaire.code]
    middle = random.gauss(2.8, 0.4)
    responses = [
        _respond(questionnaire, view, random, middle, shares_view=shares_view) for _ in range(people)
    ]
    rounds.mark_closed(
        session,
        evaluation_id,
        at=now,
        invited=people + 2,
        responses=people,
        on_paper=None,
        governance=view.governance,
        phases=view.phases,
    )
    insert_responses(
        session, [_stored(questionnaire, view, response, evaluation_id) for response in responses]
    )
    card = score_evaluation(
        questionnaire,
        evaluation_id,
        responses,
        invited=people + 2,
        governance=view.governance,
        phases=view.phases,
    )
    insert_scorecard(session, card)
    return card


def send_quickly(session: Session, county: County, views: Iterable[BoardView], *, at: datetime) -> None:
    """Send the reports of boards, with a document that says nothing."""
    for view in views:
        sent = SentReport(sent_at=at, digest="0" * 64, document={})
        insert_sent_report(session, sent, round_id=county.round_id, board_id=view.id, account_id=None)
        mark_sent(session, round_id=county.round_id, board_id=view.id, at=at)


def invite(session: Session, county: County, view: BoardView, *, people: int, code: str = CODES[0]) -> None:
    """Invite people to one evaluation, without an answer."""
    insert_invitations(
        session,
        (
            Invitation(
                id=InvitationId(uuid5(view.id, f"{code}{n}")),
                evaluation_id=county.evaluations[view.id, code],
                name=f"Governor {n}",
                email=f"governor{n}@example.org",
                role=Role.GOVERNOR,
            )
            for n in range(people)
        ),
    )


def make_account(
    session: Session, role: str, *, now: datetime, board_id: UUID | None = None, email: str | None = None
) -> Account:
    """An account with one role; its password is `PASSWORD`."""
    address = email or f"{role}@example.org"
    add_account(
        session, address, name=role.capitalize(), role=role, board_id=board_id, now=now, password=PASSWORD
    )
    account = check_password(session, address, PASSWORD, now=now)
    if account is None:
        raise AssertionError("the account that was just made cannot sign in")
    return account


def _board_row(view: BoardView) -> dict[str, object]:
    board = view.board
    return {
        "id": board.id,
        "key": board.key,
        "kind": board.kind,
        "name": board.name,
        "group_uid": board.group_uid,
    }


def _respond(
    questionnaire: Questionnaire, view: BoardView, random: Random, middle: float, *, shares_view: bool
) -> Response:
    role = questionnaire.manifest.audience[0]
    person = random.gauss(middle, 0.4)
    asked = _asked(questionnaire, view, role, {})
    answers = {question.id: _answer(questionnaire, question, random, person) for question in asked}
    kept = {q.id: answers[q.id] for q in _asked(questionnaire, view, role, answers) if q.id in answers}
    return Response(
        id=ResponseId(UUID(int=random.getrandbits(128), version=4)),
        role=role,
        answers=kept,
        shares_view=shares_view,
    )


def _asked(
    questionnaire: Questionnaire, view: BoardView, role: Role, answers: Mapping[str, Answer]
) -> tuple[Question, ...]:
    return shown(questionnaire, governance=view.governance, phases=view.phases, role=role, answers=answers)


def _answer(questionnaire: Questionnaire, question: Question, random: Random, person: float) -> Answer:
    options = questionnaire.scale_of(question).options
    scored = [option for option in options if option.value is not None]
    if questionnaire.manifest.purpose is Purpose.COMPLIANCE:
        return Answer(choice=random.choices(scored, weights=(8, 1, 1))[0].id, checked="2026-06-15")
    if random.random() < 0.07:
        return Answer(choice=next(option.id for option in options if option.kind is OptionKind.DONT_KNOW))
    wanted = person + random.gauss(0, 0.6)
    choice = min(scored, key=lambda option: abs(float(option.value or 0) - wanted)).id
    return Answer(choice=choice, note="Minutes of the spring meeting." if random.random() < 0.03 else "")


def _stored(
    questionnaire: Questionnaire, view: BoardView, response: Response, evaluation_id: UUID
) -> StoredResponse:
    asked = _asked(questionnaire, view, response.role, response.answers)
    return StoredResponse(
        id=response.id,
        evaluation_id=evaluation_id,
        role=response.role.value,
        shares_view=response.shares_view,
        codes=encode(questionnaire, response.answers, [question.id for question in asked]),
        notes=notes_of(response.answers),
    )
