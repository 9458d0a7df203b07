"""A small county for tests: boards, a round, people who are invited and answer, in their own verbs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select, update

from govscore.boards.model import BoardKind
from govscore.errors import NotFoundError
from govscore.questionnaire.conditions import Is
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Purpose, Questionnaire, Role
from govscore.responses.roster import read_roster
from govscore.services.accounts import add_account
from govscore.services.closing import ClosedEvaluation, close_board
from govscore.services.installation import Installation
from govscore.services.keying import Keyed, NotKeyed, find_empty_place, key_in
from govscore.services.keys import Keys
from govscore.services.respond import (
    ClosedDoor,
    Place,
    SavedPage,
    Unready,
    open_link,
    save_page,
    submit,
    withdraw,
)
from govscore.services.respondents import add_respondents
from govscore.services.rounds import open_round
from govscore.services.seating import Preview
from govscore.services.transaction import Database, Session
from govscore.services.turnout import BoardTurnout, list_respondents
from govscore.storage.accounts import AccountRow
from govscore.storage.boards import BoardRow, BoardSchoolRow, SchoolRow
from govscore.storage.evaluations import EvaluationRow, InvitationRow
from tests.make import make_domain, make_question, make_questionnaire

FOLLOW_UP = make_question("committees-report", show_if=Is(question="plan", is_="strong"))
SELF_REVIEW = make_questionnaire(
    (
        make_domain("strategy", questions=("vision", "plan", FOLLOW_UP)),
        make_domain("people", questions=("skills", "turnover")),
    ),
    code="board-self-review",
)
HEADS_VIEW = make_questionnaire(code="heads-view", answering=Answering.ONCE, audience=(Role.HEAD,))
COMPLIANCE = make_questionnaire(
    (make_domain("duties", questions=(make_question("instrument", scale="duty"),)),),
    code="compliance",
    purpose=Purpose.COMPLIANCE,
    answering=Answering.ONCE,
    audience=(Role.CLERK,),
    confidential=False,
)


class Shelf(Library):
    """A library of questionnaires that are in no file: three small ones, unless others are put there."""

    def __init__(
        self, questionnaires: Iterable[Questionnaire] = (SELF_REVIEW, HEADS_VIEW, COMPLIANCE)
    ) -> None:
        super().__init__(Path("/nowhere"))
        self._all = tuple(questionnaires)

    def get(self, code: str, version: str) -> Questionnaire:
        """Hand over one version."""
        for each in self._all:
            if (each.code, each.version) == (code, version):
                return each
        raise NotFoundError(f"There is no questionnaire {code} {version}.")

    def latest(self, code: str) -> Questionnaire:
        """Hand over the only version."""
        return self.get(code, "1.0")

    def all(self) -> tuple[Questionnaire, ...]:
        """Hand over every one."""
        return self._all


def make_board(session: Session, *, urn: int = 900001, name: str = "Hillside") -> UUID:
    """A maintained primary school and its board."""
    board_id = uuid4()
    session.add(
        SchoolRow(
            urn=urn,
            name=name,
            la_code="916",
            type_code="01",
            type_name="Community school",
            kind="maintained",
            phase="primary",
            status="open",
            damaged=[],
        )
    )
    session.add(
        BoardRow(
            id=board_id, key=f"school:{urn}", kind="school", name=f"Governing board of {name}", group_uid=None
        )
    )
    session.flush()
    session.add(BoardSchoolRow(board_id=board_id, urn=urn))
    session.flush()
    return board_id


@dataclass(kw_only=True)
class World:
    """One board in one round, on one database."""

    database: Database
    keys: Keys
    now: datetime
    library: Library = field(default_factory=Shelf)
    board_id: UUID = field(default_factory=uuid4)
    round_id: UUID = field(default_factory=uuid4)

    def opens_a_round(self) -> None:
        """Make a board and open a round to it with all three questionnaires."""
        self.has_a_board()
        self.opens_a_round_of(SELF_REVIEW, HEADS_VIEW, COMPLIANCE)

    def has_a_board(self) -> None:
        """Make a board."""
        with self.database.transaction() as session:
            self.board_id = make_board(session)

    def is_of_kind(self, kind: str) -> None:
        """Make the board one of another kind, in the words of the boards: trust, federation, local_committee."""
        with self.database.transaction() as session:
            session.execute(
                update(BoardRow).where(BoardRow.id == self.board_id).values(kind=BoardKind[kind.upper()])
            )

    def opens_a_round_of(self, *questionnaires: Questionnaire, days: int = 14) -> None:
        """Open a round to the board with these questionnaires."""
        with self.database.transaction() as session:
            self.round_id = open_round(
                session,
                title="Autumn 2026",
                opens_at=self.now,
                closes_at=self.now + timedelta(days=days),
                questionnaires=questionnaires,
                board_ids=[self.board_id],
                keys=self.keys,
                now=self.now,
            )

    def invites(self, *lines: str) -> Preview:
        """Invite people, each as "address, role"."""
        roster = read_roster(
            "\n".join(f"{line.partition('@')[0]}, {line}" for line in lines), name="the list"
        )
        with self.database.transaction() as session:
            return add_respondents(
                session,
                roster,
                round_id=self.round_id,
                board_id=self.board_id,
                library=self.library,
                now=self.now,
            )

    def invites_governors(self, count: int) -> tuple[str, ...]:
        """Invite so many governors; their addresses."""
        addresses = tuple(f"governor{number}@example.org" for number in range(1, count + 1))
        self.invites(*(f"{address}, governor" for address in addresses))
        return addresses

    def turnout(self) -> BoardTurnout:
        """Who has answered."""
        with self.database.transaction(write=False) as session:
            return list_respondents(
                session,
                round_id=self.round_id,
                board_id=self.board_id,
                keys=self.keys,
                library=self.library,
            )

    def invitation_id(self, email: str) -> UUID:
        """The invitation of an address, looked up beside whatever transaction is open."""
        with self.database.transaction(write=False) as session:
            found = session.scalars(
                select(InvitationRow.id)
                .join(EvaluationRow, EvaluationRow.id == InvitationRow.evaluation_id)
                .where(InvitationRow.email == email, EvaluationRow.round_id == self.round_id)
            )
            return found.one()

    def link(self, email: str, *, version: int = 1) -> str:
        """The token of somebody's personal link."""
        return self.keys.link_token(self.invitation_id(email), version)

    def looks(self, token: str) -> Place | ClosedDoor:
        """Open a link."""
        with self.database.transaction(write=False) as session:
            return open_link(session, token, keys=self.keys, library=self.library, now=self.now)

    def place(self, email: str) -> Place:
        """Somebody's place, which has to be open."""
        found = self.looks(self.link(email))
        if not isinstance(found, Place):
            raise AssertionError(f"the link does not open: {found.fault}")
        return found

    def answers(self, email: str, domain: str = "strategy", **fields: str) -> SavedPage:
        """Fill in a page; an underscore in a name stands for a hyphen."""
        raw = {name.replace("_", "-"): value for name, value in fields.items()}
        with self.database.transaction() as session:
            place = self._held(session, email)
            return save_page(session, place, domain, {"asked": " ".join(raw), **raw})

    def submits(self, email: str, *, shares_view: bool | None = None) -> Unready | None:
        """Hand the answers in."""
        with self.database.transaction() as session:
            return submit(session, self._held(session, email), shares_view=shares_view)

    def withdraws(self, email: str) -> None:
        """Take everything back."""
        with self.database.transaction() as session:
            withdraw(session, self._held(session, email))

    def answers_and_submits(self, *emails: str, **fields: str) -> None:
        """Fill in the first page and hand it in."""
        for email in emails:
            self.answers(email, **(fields or {"vision": "secure"}))
            self.submits(email)

    def keys_in(
        self,
        email: str,
        *,
        shares_view: bool | None = None,
        leaving_out: tuple[int, ...] = (),
        **fields: str,
    ) -> Keyed | NotKeyed:
        """Key in what somebody answered on paper, as the clerk."""
        invitation_id, clerk = self.invitation_id(email), self.clerk()
        with self.database.transaction() as session:
            empty = find_empty_place(
                session,
                invitation_id,
                round_id=self.round_id,
                board_id=self.board_id,
                installation=self.installation(Path()),
                now=self.now,
                hold=True,
            )
            raw = {name.replace("_", "-"): value for name, value in fields.items()}
            return key_in(
                session,
                empty,
                raw,
                shares_view=shares_view,
                keyed_by=clerk,
                now=self.now,
                leaving_out=leaving_out,
            )

    def clerk(self) -> UUID:
        """The account of the board's clerk, made when it is first asked for."""
        with self.database.transaction() as session:
            email = "clerk.of.board@example.org"
            found = session.scalar(select(AccountRow.id).where(AccountRow.email == email))
            if found is None:
                board_id, now = self.board_id, self.now
                add_account(session, email, name="Clare Clerk", role="clerk", board_id=board_id, now=now)
                found = session.scalars(select(AccountRow.id).where(AccountRow.email == email)).one()
            return found

    def closes(self) -> tuple[ClosedEvaluation, ...]:
        """Close the board's evaluations, and leave no trace."""
        with self.database.transaction() as session:
            closed = close_board(
                session,
                round_id=self.round_id,
                board_id=self.board_id,
                keys=self.keys,
                library=self.library,
                now=self.now,
            )
        self.database.forget_deleted()
        return closed

    def installation(self, data_dir: Path) -> Installation:
        """The installation this world lives in."""
        return Installation(
            database=self.database,
            keys=self.keys,
            library=self.library,
            base_url="https://boards.example.org",
            data_dir=data_dir,
        )

    def _held(self, session: Session, email: str) -> Place:
        token = self.link(email)
        found = open_link(session, token, keys=self.keys, library=self.library, now=self.now, hold=True)
        if not isinstance(found, Place):
            raise AssertionError(f"the link does not open: {found.fault}")
        return found
