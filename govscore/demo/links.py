"""Personal links to try: one governor's and one head's on the board that the demo's chair sits on."""

from datetime import datetime

from govscore.demo.people import CHAIR
from govscore.questionnaire.model import Role
from govscore.responses.model import EvaluationState, Progress
from govscore.services.accounts import get_account
from govscore.services.installation import DemoLink, Installation
from govscore.services.rounds import BoardRound, rounds_of_boards
from govscore.services.transaction import Session
from govscore.services.turnout import Respondent, list_respondents

SEES = {
    Role.GOVERNOR: "what a governor is asked, and who is told what",
    Role.HEAD: "the head’s own questions, and the choice whether the board may see the answers",
}


def find_demo_links(session: Session, here: Installation, *, now: datetime) -> tuple[DemoLink, ...]:
    """Find somebody in each role who can answer now; whoever has not begun comes first."""
    board_ids = get_account(session, CHAIR.email).board_ids
    open_now = [each for each in rounds_of_boards(session, board_ids) if _takes_answers(each, now)]
    people = [
        respondent
        for each in open_now
        for respondent in list_respondents(
            session, round_id=each.round.id, board_id=each.board_id, keys=here.keys, library=here.library
        ).respondents
    ]
    found = ((role, _first(people, role)) for role in SEES)
    return tuple(_link(here, role, respondent) for role, respondent in found if respondent)


def _takes_answers(each: BoardRound, now: datetime) -> bool:
    return each.state(now=now) is EvaluationState.OPEN and now < each.round.closes_at


def _first(people: list[Respondent], role: Role) -> Respondent | None:
    in_role = [each for each in people if each.invitation.role is role]
    return min(in_role, key=lambda each: each.progress is not Progress.NOT_STARTED, default=None)


def _link(here: Installation, role: Role, respondent: Respondent) -> DemoLink:
    invitation = respondent.invitation
    token = here.keys.link_token(invitation.id, invitation.link_version)
    return DemoLink(token=token, name=invitation.name, role=role.value, sees=SEES[role])
