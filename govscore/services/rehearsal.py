"""Looking at a questionnaire as somebody who answers it would, with nobody's name and nothing kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

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
from govscore.questionnaire.applying import applies
from govscore.questionnaire.model import Question, Questionnaire, Role
from govscore.responses.model import (
    Answer,
    Draft,
    Evaluation,
    EvaluationId,
    Invitation,
    InvitationId,
    QuestionnaireRef,
    Round,
    RoundId,
)
from govscore.responses.routing import shown
from govscore.services.boards import BoardView
from govscore.services.respond import Place

NOBODY = UUID(int=0)
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
KINDS: Mapping[str, tuple[BoardKind, SchoolKind, int]] = {
    "maintained": (BoardKind.SCHOOL, SchoolKind.MAINTAINED, 1),
    "federation": (BoardKind.FEDERATION, SchoolKind.MAINTAINED, 2),
    "academy": (BoardKind.SCHOOL, SchoolKind.ACADEMY, 1),
    "local-committee": (BoardKind.LOCAL_COMMITTEE, SchoolKind.ACADEMY, 1),
    "trust": (BoardKind.TRUST, SchoolKind.ACADEMY, 2),
}


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """In what capacity somebody answers, for which kind of board, of schools in which phase."""

    role: Role
    governance: str
    phase: Phase


def rehearse(questionnaire: Questionnaire, somebody: Somebody, answers: Mapping[str, Answer]) -> Place:
    """Make the place that somebody like this would have, with what they have answered so far."""
    board = _board(somebody)
    ref = QuestionnaireRef(code=questionnaire.code, version=questionnaire.version, digest="")
    return Place(
        invitation=Invitation(
            id=InvitationId(NOBODY),
            evaluation_id=EvaluationId(NOBODY),
            name="Nobody",
            email="",
            role=somebody.role,
        ),
        evaluation=Evaluation(
            id=EvaluationId(NOBODY), round_id=RoundId(NOBODY), board_id=NOBODY, questionnaire=ref
        ),
        round=Round(
            id=RoundId(NOBODY), title="Preview", opens_at=NO_DAY, closes_at=NO_DAY, questionnaires=(ref,)
        ),
        board=board,
        questionnaire=questionnaire,
        draft=Draft(pseudonym=b"", role=somebody.role, answers=answers),
        shown=_shown(questionnaire, board, somebody, answers),
    )


def _shown(
    questionnaire: Questionnaire, board: BoardView, somebody: Somebody, answers: Mapping[str, Answer]
) -> tuple[Question, ...]:
    """Of a board that a questionnaire is not for, nobody is asked anything."""
    kind, phases = board.governance, board.phases
    if not applies(questionnaire.manifest.applies_to, governance=kind, phases=phases):
        return ()
    return shown(questionnaire, governance=kind, phases=phases, role=somebody.role, answers=answers)


def _board(somebody: Somebody) -> BoardView:
    kind, school_kind, count = KINDS[somebody.governance]
    schools = tuple(_school(Urn(number), school_kind, somebody.phase) for number in range(1, count + 1))
    board = Board(
        id=BoardId(NOBODY),
        key=BoardKey("preview"),
        kind=kind,
        name="A board like this",
        group_uid=None,
        schools=tuple(school.urn for school in schools),
    )
    return BoardView(board=board, schools=schools)


def _school(urn: Urn, kind: SchoolKind, phase: Phase) -> School:
    return School(
        urn=urn,
        name="A school like this",
        la_code="",
        la_name=None,
        establishment_number=None,
        type_code="",
        type_name="",
        kind=kind,
        phase=phase,
        status=SchoolStatus.OPEN,
    )
