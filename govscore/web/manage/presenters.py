"""What the pages of a board print: sentences that answer first, then lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.questionnaire.model import Answering, Role
from govscore.responses.model import EvaluationState, Progress
from govscore.scoring.disclosure import MIN_GROUP
from govscore.services.boards import BoardView
from govscore.services.closing import Outlook
from govscore.services.dates import moment_words
from govscore.services.reminders import SHORTEST_PAUSE
from govscore.services.rounds import BoardRound
from govscore.services.turnout import NOBODY, BoardTurnout, Respondent, Turnout

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ONE_TO_COME = "The one person invited has not answered yet."
PROGRESS = {
    Progress.NOT_STARTED: "Not started",
    Progress.STARTED: "Begun, not handed in",
    Progress.SUBMITTED: "Handed in",
}
ROLES = {Role.CLERK: "Clerk (governance professional)"}
STATES = {
    EvaluationState.WAITING: "Not open yet",
    EvaluationState.OPEN: "Open",
    EvaluationState.CLOSED: "Closed",
    EvaluationState.SENT: "Sent to the authority",
}


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """One round of one board, in a sentence."""

    board_id: UUID
    board_name: str
    round_id: UUID
    title: str
    state: str
    sentence: str
    needs_me: bool
    has_report: bool


@dataclass(frozen=True, kw_only=True)
class Person:
    """One respondent's line."""

    invitation_id: UUID
    name: str
    email: str
    role: str
    questionnaire: str
    status: str
    is_outstanding: bool
    trouble: str | None


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """Who is outstanding, and what can be done about it."""

    answer: str
    state: str
    closes_at: datetime
    is_open: bool
    takes_people: bool
    has_people: bool
    remind_button: str | None
    remind_again_at: datetime | None
    reminded_at: datetime | None
    mail_trouble: str | None
    people: tuple[Person, ...]
    hides_who: bool
    questionnaires: tuple[tuple[str, str], ...]
    all_done: bool


@dataclass(frozen=True, kw_only=True)
class ClosePage:
    """What closing now would mean, questionnaire by questionnaire."""

    answer: str
    lines: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def present_lines(
    boards: Sequence[BoardView],
    board_rounds: Sequence[BoardRound],
    turnouts: Mapping[tuple[UUID, UUID], Turnout],
    *,
    running: Mapping[UUID, bool],
    now: datetime,
) -> tuple[RoundLine, ...]:
    """Tell each board's rounds; `running` says for which boards the reader may do something."""
    names = {board.id: board.name for board in boards}
    return tuple(
        _line(each, names[each.board_id], turnouts, may_run=running[each.board_id], now=now)
        for each in board_rounds
    )


def present_round(found: BoardTurnout, *, may_run: bool, now: datetime) -> RoundPage:
    """Tell who has answered, and offer what is useful now."""
    state = found.board_round.state(now=now)
    closes_at = found.board_round.round.closes_at
    is_running = now < closes_at and state in (EvaluationState.WAITING, EvaluationState.OPEN)
    is_open = is_running and state is EvaluationState.OPEN
    again_at = found.reminded_at + SHORTEST_PAUSE if found.reminded_at else None
    may_remind = is_open and may_run and found.total.outstanding > 0 and (again_at is None or now >= again_at)
    is_over = state in (EvaluationState.CLOSED, EvaluationState.SENT)
    return RoundPage(
        answer=turnout_sentence(found.total, is_over=is_over),
        state=STATES[state],
        closes_at=closes_at,
        is_open=state is EvaluationState.OPEN,
        takes_people=may_run and is_running,
        has_people=bool(found.respondents),
        remind_button=_remind_button(found.total.outstanding) if may_remind else None,
        remind_again_at=again_at if is_open and again_at and now < again_at else None,
        reminded_at=found.reminded_at,
        mail_trouble=found.mail_trouble,
        people=tuple(_person(each) for each in _outstanding_first(found.respondents)),
        hides_who=is_over and any(each.invitation.has_answered is None for each in found.respondents),
        questionnaires=tuple(
            (each.title, turnout_sentence(each.turnout, is_over=is_over)) for each in found.questionnaires
        ),
        all_done=is_open and found.total.invited > 0 and found.total.outstanding == 0,
    )


def present_closing(found: BoardTurnout, outlooks: Sequence[Outlook]) -> ClosePage:
    """Say what closing now would leave out."""
    return ClosePage(
        answer=turnout_sentence(found.total, is_over=False),
        lines=tuple(
            (each.questionnaire.title, turnout_sentence(each.questionnaire.turnout, is_over=False))
            for each in outlooks
        ),
        warnings=tuple(warning for each in outlooks for warning in _warnings(each)),
    )


def turnout_sentence(turnout: Turnout, *, is_over: bool) -> str:
    """Say how many have answered: the answer that comes first."""
    if turnout.invited == 0:
        return "Nobody was invited." if is_over else "Nobody has been invited yet."
    if is_over:
        return f"{turnout.submitted} of {turnout.invited} answered."
    if turnout.invited == 1:
        return "The one person invited has answered." if turnout.submitted else ONE_TO_COME
    if turnout.outstanding == 0:
        return _all(turnout)
    have = "has" if turnout.submitted == 1 else "have"
    have_not = "has" if turnout.outstanding == 1 else "have"
    first = f"{turnout.submitted} of {turnout.invited} {have} answered"
    if turnout.submitted == 0:
        first = f"None of {turnout.invited} has answered"
        return f"{first} yet."
    return f"{first}; {number(turnout.outstanding)} {have_not} not yet."


def number(count: int) -> str:
    """Write a number: in words up to nine."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _all(turnout: Turnout) -> str:
    return "Both have answered." if turnout.invited == 2 else f"All {turnout.invited} have answered."


def _line(
    each: BoardRound,
    name: str,
    turnouts: Mapping[tuple[UUID, UUID], Turnout],
    *,
    may_run: bool,
    now: datetime,
) -> RoundLine:
    state = each.state(now=now)
    turnout = turnouts.get((each.round.id, each.board_id), NOBODY)
    return RoundLine(
        board_id=each.board_id,
        board_name=name,
        round_id=each.round.id,
        title=each.round.title,
        state=STATES[state],
        sentence=_sentence(state, each, turnout, now=now),
        needs_me=may_run and _needs_somebody(state, turnout),
        has_report=state in (EvaluationState.CLOSED, EvaluationState.SENT),
    )


def _sentence(state: EvaluationState, each: BoardRound, turnout: Turnout, *, now: datetime) -> str:
    if state is EvaluationState.WAITING:
        return f"It opens at {moment_words(each.round.opens_at)}. {_on_the_list(turnout.invited)}"
    if state is EvaluationState.OPEN:
        closes = f"It closes at {moment_words(each.round.closes_at)}."
        ended = "It has ended and is being closed."
        answered = turnout_sentence(turnout, is_over=False)
        return f"{answered} {closes if now < each.round.closes_at else ended}"
    answered = turnout_sentence(turnout, is_over=True)
    if state is EvaluationState.SENT:
        return f"{answered} The authority has the report."
    return f"{answered} The report is ready: talk about it, then send it to the authority."


def _on_the_list(invited: int) -> str:
    if invited == 0:
        return "Nobody is on the list yet."
    return "One person is on the list." if invited == 1 else f"{invited} people are on the list."


def _needs_somebody(state: EvaluationState, turnout: Turnout) -> bool:
    return state is not EvaluationState.SENT and not (state is EvaluationState.WAITING and turnout.invited)


def _remind_button(outstanding: int) -> str:
    return "Send 1 reminder" if outstanding == 1 else f"Send {outstanding} reminders"


def _outstanding_first(respondents: Sequence[Respondent]) -> list[Respondent]:
    return sorted(respondents, key=lambda each: each.progress is Progress.SUBMITTED)


def _person(each: Respondent) -> Person:
    invitation = each.invitation
    return Person(
        invitation_id=invitation.id,
        name=invitation.name,
        email=invitation.email,
        role=ROLES.get(invitation.role, invitation.role.value.capitalize()),
        questionnaire=each.questionnaire,
        status=_status(each),
        is_outstanding=each.progress in (Progress.NOT_STARTED, Progress.STARTED),
        trouble=each.trouble,
    )


def _status(each: Respondent) -> str:
    if each.progress is not None:
        return PROGRESS[each.progress]
    if each.invitation.has_answered is None:
        return "Not shown"
    return "Answered" if each.invitation.has_answered else "Did not answer"


def _warnings(each: Outlook) -> list[str]:
    title, turnout = each.questionnaire.title, each.questionnaire.turnout
    found = []
    if each.unfinished:
        people = "person has" if each.unfinished == 1 else "people have"
        found.append(
            f"{title}: {number(each.unfinished).capitalize()} {people} begun and not handed in. What they "
            "have answered will not count."
        )
    if each.is_too_few:
        found.append(
            f"{title}: fewer than {number(MIN_GROUP)} people have answered, so the report will say only how "
            "many, to protect their answers."
        )
    elif each.questionnaire.answering is Answering.ONCE and turnout.submitted == 0:
        found.append(f"{title}: nobody has answered, so the report will have nothing to say about it.")
    return found
