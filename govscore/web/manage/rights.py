"""What somebody may do and read on one board, and what of one of its rounds is there for them."""

from dataclasses import dataclass
from uuid import UUID

from govscore.errors import AccessError
from govscore.questionnaire.loader import Library
from govscore.responses.model import EvaluationState
from govscore.services.accounts import Account
from govscore.services.asked import Part, by_part
from govscore.services.own_results import may_read
from govscore.services.rounds import BoardRound, get_board_round
from govscore.web.access import BOARD, READERS, account
from govscore.web.manage.blueprint import RUNNING
from govscore.web.scope import installation, session

RESULTS = {
    Part.CHAIR: ("reports.chair", "What the board says about its chair"),
    Part.SKILLS: ("reports.skills", "Skills and interests"),
    Part.INDUCTION: ("reports.induction", "What newcomers say"),
}
OVER = (EvaluationState.CLOSED, EvaluationState.SENT)


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What whoever is signed in may do and read on one board."""

    is_clerk: bool
    is_board: bool
    is_reader: bool
    may_run: bool
    parts: frozenset[Part]

    @classmethod
    def of(cls, reader: Account, board_id: UUID) -> "Rights":
        """Say what an account may do on a board."""
        return cls(
            is_clerk=reader.has_any(("clerk",), board_id=board_id),
            may_run=reader.has_any(RUNNING, board_id=board_id),
            is_board=reader.has_any(BOARD, board_id=board_id),
            is_reader=reader.has_any(READERS),
            parts=frozenset(part for part in RESULTS if may_read(part, reader, board_id)),
        )


@dataclass(frozen=True, kw_only=True)
class ResultLink:
    """A page of results that is read apart from the report."""

    endpoint: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One board's round as one reader sees it: what it asks, where it stands, and what they may do."""

    rights: Rights
    parts: frozenset[Part]
    state: EvaluationState

    @property
    def may_run(self) -> bool:
        """Whether they may add people and close: the chair not where the round is about them."""
        return self.rights.may_run and (self.rights.is_clerk or Part.CHAIR not in self.parts)

    @property
    def is_over(self) -> bool:
        """Whether everything is closed."""
        return self.state in OVER

    @property
    def has_report(self) -> bool:
        """Whether there is a report to read: only the board's own review makes one."""
        return self.is_over and Part.REVIEW in self.parts

    @property
    def may_read_report(self) -> bool:
        """Whether they may read it: the authority only once the board has sent it."""
        is_sent = self.state is EvaluationState.SENT
        return self.has_report and (self.rights.is_board or (self.rights.is_reader and is_sent))

    @property
    def results(self) -> tuple[ResultLink, ...]:
        """What is there to be read apart."""
        found = [part for part in RESULTS if self.is_over and part in self.parts & self.rights.parts]
        return tuple(ResultLink(endpoint=RESULTS[part][0], text=RESULTS[part][1]) for part in found)


def refuse_whom_it_is_about(board_id: UUID, round_id: UUID) -> None:
    """Keep the chair from choosing who is asked about them, and from ending it before they have answered."""
    board_round = get_board_round(session(), round_id=round_id, board_id=board_id)
    asks_about_chair = Part.CHAIR in parts_of(board_round, installation().library)
    if asks_about_chair and not Rights.of(account(), board_id).is_clerk:
        raise AccessError("This round asks the board about its chair, so only the clerk can do this.")


def parts_of(board_round: BoardRound, library: Library) -> frozenset[Part]:
    """List the parts of what a board is asked in a round."""
    refs = (stored.evaluation.questionnaire for stored in board_round.evaluations)
    return frozenset(by_part(refs, library))
