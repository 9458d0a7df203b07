"""Filling an empty database with the demo county: a closed round with its reports, and open ones by kind of board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from uuid import UUID

from govscore.boards.census import read_census, with_figures
from govscore.boards.gias import read_register
from govscore.boards.groups import read_groups, with_memberships
from govscore.boards.model import BoardKind, School
from govscore.demo.county import AUTHORITY_CODE, AUTHORITY_NAME, invent_boards, invent_county
from govscore.demo.people import CLERK, DEMO_ACCOUNTS, OFFICER, add_demo_accounts
from govscore.demo.rounds import Scene, fill_closed_round, fill_open_round
from govscore.demo.sending import send_reports
from govscore.demo.simulation import new_id
from govscore.demo.viewing import record_views
from govscore.errors import GovScoreError
from govscore.questionnaire.model import Questionnaire
from govscore.responses.model import QuestionnaireRef, Round, RoundId
from govscore.services.accounts import Account
from govscore.services.authority import NOBODY, get_authority, set_authority
from govscore.services.boards import BoardView, list_boards
from govscore.services.installation import DemoAccount, Installation
from govscore.services.schools import record_invented_schools
from govscore.services.transaction import Session
from govscore.storage import rounds
from govscore.storage.accounts import count_accounts
from govscore.storage.scorecards import list_scorecards

REVIEW = "board-self-review"
ANSWERED = 0.7
LOOKED_AT = 3
FEW_OPEN = 20
REGISTER = "gloucestershire916_rebuilt_edubasealldata_135cols_cp1252.csv"
GROUPS = "alllinksdata_20220329_gloucestershire916_restored_cp1252.csv"
CENSUS = "gloucestershire916_2022-23_benchmark_columns.csv"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One simulated round: which versions it asks of which kinds of board, and its days from today."""

    title: str
    versions: tuple[tuple[str, str], ...]
    opens: int
    closes: int
    kinds: tuple[str, ...] = ()
    turnout: float | None = None


PAST = Term(
    title="Summer term review",
    versions=((REVIEW, "1.0"), ("heads-view", "1.0"), ("compliance", "1.0")),
    opens=-150,
    closes=-115,
)
YEAR_BEFORE = Term(
    title="Summer term review, the year before",
    versions=((REVIEW, "1.0"),),
    opens=-515,
    closes=-480,
)
APART = Term(
    title="Summer term: skills and the work of the chair",
    versions=(("skills", "1.0"), ("chair-360", "1.0")),
    opens=-140,
    closes=-100,
    turnout=0.9,
)
SCHOOLS = Term(
    title="Autumn term review",
    versions=((REVIEW, "1.1"), ("heads-view", "1.1"), ("compliance", "1.1")),
    opens=-14,
    closes=21,
    kinds=("maintained", "federation"),
)
TRUSTS = Term(
    title="Autumn term: trusts",
    versions=(("trust-board-review", "1.0"), ("compliance", "1.1")),
    opens=-15,
    closes=21,
    kinds=("academy", "trust"),
)
COMMITTEES = Term(
    title="Autumn term: local committees",
    versions=(("local-committee-review", "1.0"), ("compliance", "1.1")),
    opens=-16,
    closes=21,
    kinds=("local-committee",),
)
PRESENT = (SCHOOLS, TRUSTS, COMMITTEES)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large the county is; without a number of boards it is true to the register."""

    boards: int | None = None
    respondents: int | None = None
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Demo:
    """What was made: the accounts to look around with, the rounds, and how much of everything."""

    accounts: tuple[DemoAccount, ...]
    rounds: tuple[Round, ...]
    boards: int
    responses: int


def is_empty(session: Session) -> bool:
    """Say whether nothing has been put into the database yet."""
    return (
        get_authority(session) == NOBODY and not rounds.list_rounds(session) and not count_accounts(session)
    )


def fill(session: Session, installation: Installation, *, size: Size, now: datetime) -> Demo:
    """Fill an empty database; the same seed gives the same county."""
    if not is_empty(session):
        raise GovScoreError("The database is not empty. The demo county goes into an empty one only.")
    random = Random(size.seed)  # noqa: S311
    set_authority(session, code=AUTHORITY_CODE, name=AUTHORITY_NAME, is_simulated=True)
    schools = _schools(random, size)
    record_invented_schools(session, schools, today=now.date(), new_id=lambda: new_id(random))
    boards = tuple(board for board in list_boards(session) if board.governance != BoardKind.TRUST)
    before, responses = _year_before(session, random, boards, installation, size=size, now=now)
    scene = _scene(random, PAST, boards, installation, size=size, now=now)
    rounds.insert_round(session, scene.round, created_at=now)
    responses += fill_closed_round(session, scene)
    looked_at = _looked_at(session, scene)
    apart = _apart(random, looked_at, boards, installation, size=size, now=now)
    rounds.insert_round(session, apart.round, created_at=now)
    responses += fill_closed_round(session, apart)
    present = _open_rounds(session, random, looked_at, installation, size=size, now=now)
    accounts = add_demo_accounts(session, looked_at, now=now)
    _send(session, scene, looked_at, accounts, installation=installation, now=now)
    return Demo(
        accounts=DEMO_ACCOUNTS,
        rounds=(scene.round, *present, apart.round, *before),
        boards=len(boards),
        responses=responses,
    )


def read_demo_register() -> tuple[School, ...]:
    """Read the schools that the demo county is true to."""
    folder = files("govscore.demo") / "register"
    register = read_register((folder / REGISTER).read_bytes(), name=REGISTER)
    groups = read_groups((folder / GROUPS).read_bytes(), name=GROUPS)
    census = read_census((folder / CENSUS).read_bytes(), name=CENSUS)
    return with_figures(with_memberships(register.schools, groups), census.figures)


def _schools(random: Random, size: Size) -> tuple[School, ...]:
    register = read_demo_register()
    return (
        invent_county(random, register)
        if size.boards is None
        else invent_boards(random, register, size.boards)
    )


def _scene(
    random: Random,
    term: Term,
    boards: Sequence[BoardView],
    installation: Installation,
    *,
    size: Size,
    now: datetime,
) -> Scene:
    """Set a round up, with the versions that its term names."""
    asked = tuple(installation.library.get(code, version) for code, version in term.versions)
    return Scene(
        round=_round(random, term, asked, now),
        boards=[board for board in boards if not term.kinds or board.governance in term.kinds],
        questionnaires=asked,
        random=random,
        respondents=size.respondents,
        turnout=term.turnout,
        is_next_school_year=term in PRESENT,
    )


def _round(random: Random, term: Term, asked: Sequence[Questionnaire], now: datetime) -> Round:
    evening = now.replace(hour=17, minute=0, second=0, microsecond=0)
    return Round(
        id=RoundId(new_id(random)),
        title=term.title,
        opens_at=evening + timedelta(days=term.opens),
        closes_at=evening + timedelta(days=term.closes),
        questionnaires=tuple(
            QuestionnaireRef(code=each.code, version=each.version, digest=each.digest) for each in asked
        ),
        is_simulated=True,
    )


def _year_before(
    session: Session,
    random: Random,
    boards: Sequence[BoardView],
    installation: Installation,
    *,
    size: Size,
    now: datetime,
) -> tuple[tuple[Round, ...], int]:
    """Boards have evaluated themselves before; a large synthetic county is for measuring one round."""
    if size.boards is not None:
        return (), 0
    scene = _scene(random, YEAR_BEFORE, boards, installation, size=size, now=now)
    rounds.insert_round(session, scene.round, created_at=now)
    return (scene.round,), fill_closed_round(session, scene)


def _apart(
    random: Random,
    looked_at: Sequence[UUID],
    boards: Sequence[BoardView],
    installation: Installation,
    *,
    size: Size,
    now: datetime,
) -> Scene:
    """What is read apart from the report, on the boards of the demo's accounts."""
    own = [board for board in boards if board.id in looked_at]
    return _scene(random, APART, own, installation, size=size, now=now)


def _open_rounds(
    session: Session,
    random: Random,
    looked_at: Sequence[UUID],
    installation: Installation,
    *,
    size: Size,
    now: datetime,
) -> tuple[Round, ...]:
    """Open a round for each kind of board there is, as each is asked its own questions."""
    boards = _asked_now(list_boards(session), looked_at, size)
    opened = []
    for term in PRESENT:
        scene = _scene(random, term, boards, installation, size=size, now=now)
        if scene.boards:
            rounds.insert_round(session, scene.round, created_at=now)
            fill_open_round(session, scene, keys=installation.keys, invited=looked_at)
            opened.append(scene.round)
    return tuple(opened)


def _looked_at(session: Session, scene: Scene) -> tuple[UUID, ...]:
    """Choose the boards of the demo's accounts, from those of schools that have something to show."""
    cards = dict(list_scorecards(session, round_id=scene.round.id, code=REVIEW))
    telling = [board for board in scene.boards if cards[board.id].overall is not None]
    of_schools = [board for board in telling if board.governance in SCHOOLS.kinds]
    chosen = of_schools or telling or scene.boards
    return tuple(board.id for board in chosen[:LOOKED_AT])


def _send(
    session: Session,
    scene: Scene,
    looked_at: Sequence[UUID],
    accounts: Mapping[str, Account],
    *,
    installation: Installation,
    now: datetime,
) -> None:
    """Most boards have sent their reports; the chair's is ready to be sent, and the authority has answered many."""
    sent = send_reports(
        session,
        scene.round,
        scene.boards,
        installation=installation,
        random=scene.random,
        keeping=frozenset(looked_at[:1]),
    )
    others = [board.id for board in scene.boards if board.id in sent and board.id not in looked_at]
    answered = [board_id for board_id in looked_at[1:] if board_id in sent]
    answered += [board_id for board_id in others if scene.random.random() < ANSWERED]
    record_views(
        session,
        scene.round,
        answered,
        installation=installation,
        random=scene.random,
        officer=accounts[OFFICER.email],
        clerk=accounts[CLERK.email],
        now=now,
    )


def _asked_now(boards: Sequence[BoardView], looked_at: Sequence[UUID], size: Size) -> Sequence[BoardView]:
    """A large synthetic county is for measuring closed rounds; its open round stays small."""
    if size.boards is None:
        return boards
    return [board for i, board in enumerate(boards) if i < FEW_OPEN or board.id in looked_at]
