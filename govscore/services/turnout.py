"""Who has answered and who has not; never what. While open it is worked out through the key, not stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering
from govscore.responses.model import EvaluationId, Invitation, InvitationId, Progress
from govscore.responses.pseudonym import pseudonym
from govscore.services.asked import Part, part_of
from govscore.services.keys import Keys
from govscore.services.respond import questionnaire_of
from govscore.services.rounds import BoardRound, get_board_round
from govscore.services.transaction import Session
from govscore.storage import outbox
from govscore.storage.drafts import list_traces
from govscore.storage.respondents import list_invitations
from govscore.storage.rounds import StoredEvaluation, list_evaluations
from govscore.storage.sealing import handle_of


@dataclass(frozen=True, kw_only=True)
class Turnout:
    """How many were invited, how many have begun, and how many have handed in their answers."""

    invited: int
    started: int
    submitted: int

    @property
    def outstanding(self) -> int:
        """How many have not handed in their answers."""
        return self.invited - self.submitted

    def __add__(self, other: "Turnout") -> "Turnout":
        return Turnout(
            invited=self.invited + other.invited,
            started=self.started + other.started,
            submitted=self.submitted + other.submitted,
        )


ABOUT_ONE = ("invitation", "paper")
NOBODY = Turnout(invited=0, started=0, submitted=0)


@dataclass(frozen=True, kw_only=True)
class Respondent:
    """One invitation as those who run the round see it; `progress` is unknown once it is closed."""

    invitation: Invitation
    code: str
    questionnaire: str
    part: Part | None
    progress: Progress | None
    trouble: str | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionnaireTurnout:
    """The turnout of one questionnaire of the round; once closed, how many were keyed in from paper."""

    evaluation_id: EvaluationId
    code: str
    title: str
    part: Part | None
    answering: Answering
    turnout: Turnout
    on_paper: int | None = None


@dataclass(frozen=True, kw_only=True)
class BoardTurnout:
    """Everything those who run a board's part in a round see of it."""

    board_round: BoardRound
    respondents: tuple[Respondent, ...]
    questionnaires: tuple[QuestionnaireTurnout, ...]
    reminded_at: datetime | None
    mail_trouble: str | None

    @property
    def total(self) -> Turnout:
        """The turnout of all questionnaires together."""
        return sum((each.turnout for each in self.questionnaires), NOBODY)


def list_respondents(
    session: Session, *, round_id: UUID, board_id: UUID, keys: Keys, library: Library
) -> BoardTurnout:
    """List a board's respondents in a round and how far each is, in a fixed number of statements."""
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    ids = [stored.evaluation.id for stored in board_round.evaluations]
    invitations = list_invitations(session, ids)
    progress = _progress(session, board_round.evaluations, invitations, keys)
    troubles = outbox.list_troubles(session, ids)
    counted = tuple(
        _questionnaire_turnout(stored, invitations, progress, library) for stored in board_round.evaluations
    )
    asked = {each.evaluation_id: each for each in counted}
    failed = {each.invitation_id: each.failure for each in troubles if each.letter in ABOUT_ONE}
    return BoardTurnout(
        board_round=board_round,
        respondents=tuple(
            Respondent(
                invitation=each,
                code=asked[each.evaluation_id].code,
                questionnaire=asked[each.evaluation_id].title,
                part=asked[each.evaluation_id].part,
                progress=progress.get(each.id),
                trouble=failed.get(each.id),
            )
            for each in invitations
        ),
        questionnaires=counted,
        reminded_at=outbox.find_last_reminder(session, ids),
        mail_trouble=next((each.failure for each in troubles if each.letter == "reminder"), None),
    )


def turnout_of_round(session: Session, round_id: UUID, *, keys: Keys) -> Mapping[tuple[UUID, str], Turnout]:
    """Count every board's turnout in a round, by board and questionnaire code, in three statements."""
    evaluations = list_evaluations(session, round_id=round_id)
    return _turnouts(session, evaluations, keys)


def turnout_of_boards(
    session: Session, board_rounds: Iterable[BoardRound], *, keys: Keys
) -> Mapping[tuple[UUID, UUID], Turnout]:
    """Count the turnout of boards' parts in rounds, by round and board, all questionnaires together."""
    evaluations = [stored for board_round in board_rounds for stored in board_round.evaluations]
    by_evaluation = _by_evaluation(session, evaluations, keys)
    found: dict[tuple[UUID, UUID], Turnout] = {}
    for stored in evaluations:
        place = (stored.evaluation.round_id, stored.evaluation.board_id)
        found[place] = found.get(place, NOBODY) + by_evaluation[stored.evaluation.id]
    return found


def _turnouts(
    session: Session, evaluations: Sequence[StoredEvaluation], keys: Keys
) -> Mapping[tuple[UUID, str], Turnout]:
    by_evaluation = _by_evaluation(session, evaluations, keys)
    return {
        (stored.evaluation.board_id, stored.evaluation.questionnaire.code): by_evaluation[
            stored.evaluation.id
        ]
        for stored in evaluations
    }


def _by_evaluation(
    session: Session, evaluations: Sequence[StoredEvaluation], keys: Keys
) -> Mapping[EvaluationId, Turnout]:
    still_open = [stored.evaluation.id for stored in evaluations if not stored.is_closed]
    invitations = list_invitations(session, still_open) if still_open else ()
    progress = _progress(session, evaluations, invitations, keys)
    return {stored.evaluation.id: _turnout(stored, invitations, progress) for stored in evaluations}


def _progress(
    session: Session, evaluations: Sequence[StoredEvaluation], invitations: Sequence[Invitation], keys: Keys
) -> Mapping[InvitationId, Progress]:
    """Say how far each respondent of an open evaluation is; those of a closed one are not in the result."""
    sealed = {each.evaluation.id: each.draft_key for each in evaluations if each.draft_key is not None}
    opened = {evaluation_id: keys.open_draft_key(key) for evaluation_id, key in sealed.items()}
    traces = {trace.handle: trace for trace in list_traces(session, list(opened))} if opened else {}
    found: dict[InvitationId, Progress] = {}
    for invitation in invitations:
        if invitation.evaluation_id not in opened:
            continue
        trace = traces.get(handle_of(pseudonym(opened[invitation.evaluation_id], invitation.id)))
        if trace is None or not (trace.has_answers or trace.has_submitted):
            found[invitation.id] = Progress.NOT_STARTED
        else:
            found[invitation.id] = Progress.SUBMITTED if trace.has_submitted else Progress.STARTED
    return found


def _turnout(
    stored: StoredEvaluation, invitations: Iterable[Invitation], progress: Mapping[InvitationId, Progress]
) -> Turnout:
    if stored.is_closed:
        return Turnout(invited=stored.invited or 0, started=0, submitted=stored.responses or 0)
    stages = [progress[each.id] for each in invitations if each.evaluation_id == stored.evaluation.id]
    return Turnout(
        invited=len(stages),
        started=stages.count(Progress.STARTED),
        submitted=stages.count(Progress.SUBMITTED),
    )


def _questionnaire_turnout(
    stored: StoredEvaluation,
    invitations: Iterable[Invitation],
    progress: Mapping[InvitationId, Progress],
    library: Library,
) -> QuestionnaireTurnout:
    questionnaire = questionnaire_of(library, stored.evaluation)
    return QuestionnaireTurnout(
        evaluation_id=stored.evaluation.id,
        code=questionnaire.code,
        title=questionnaire.manifest.title,
        part=part_of(questionnaire),
        answering=questionnaire.manifest.answering,
        turnout=_turnout(stored, invitations, progress),
        on_paper=stored.on_paper,
    )
