"""What the pages of a board print: sentences that answer first, then lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.questionnaire.model import Answering, Role
from govscore.responses.model import EvaluationState, Progress
from govscore.scoring.disclosure import MIN_GROUP
from govscore.services.asked import OF_REPORT, Part
from govscore.services.closing import Outlook
from govscore.services.reminders import SHORTEST_PAUSE
from govscore.services.seating import Preview
from govscore.services.turnout import BoardTurnout, QuestionnaireTurnout, Respondent, Turnout
from govscore.web.manage.rights import ResultLink, Rights, Seen

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
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
class Person:
    """One respondent's line."""

    invitation_id: UUID
    name: str
    email: str
    role: str
    wording: str
    code: str
    questionnaire: str
    status: str
    is_outstanding: bool
    has_begun: bool
    is_on_paper: bool
    takes_paper: bool
    trouble: str | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Everybody who is asked one questionnaire, and how many of them have answered."""

    code: str
    title: str
    sentence: str
    on_paper: str
    hides_who: bool
    is_kept_apart: bool
    takes_paper: bool
    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """Who is outstanding, and what can be done about it."""

    answer: str
    state: str
    closes_at: datetime
    is_open: bool
    may_run: bool
    takes_people: bool
    has_people: bool
    remind_button: str | None
    remind_again_at: datetime | None
    reminded_at: datetime | None
    mail_trouble: str | None
    groups: tuple[Group, ...]
    all_done: bool
    is_over: bool
    has_report: bool
    results: tuple[ResultLink, ...]


@dataclass(frozen=True, kw_only=True)
class ClosePage:
    """What closing now would mean, questionnaire by questionnaire."""

    answer: str
    has_outstanding: bool
    lines: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def present_round(found: BoardTurnout, rights: Rights, *, now: datetime) -> RoundPage:
    """Tell who has answered, and offer what is useful now."""
    state = found.board_round.state(now=now)
    parts = frozenset(each.part for each in found.questionnaires if each.part is not None)
    seen = Seen(rights=rights, parts=parts, state=state)
    closes_at = found.board_round.round.closes_at
    is_running = now < closes_at and state in (EvaluationState.WAITING, EvaluationState.OPEN)
    is_open = is_running and state is EvaluationState.OPEN
    again_at = found.reminded_at + SHORTEST_PAUSE if found.reminded_at else None
    may_remind = (
        is_open and rights.may_run and found.total.outstanding > 0 and (again_at is None or now >= again_at)
    )
    return RoundPage(
        answer=turnout_sentence(found.total, is_over=seen.is_over),
        state=STATES[state],
        closes_at=closes_at,
        is_open=state is EvaluationState.OPEN,
        may_run=seen.may_run,
        takes_people=seen.may_run and is_running,
        has_people=bool(found.respondents),
        remind_button=_remind_button(found.total.outstanding) if may_remind else None,
        remind_again_at=again_at if is_open and again_at and now < again_at else None,
        reminded_at=found.reminded_at,
        mail_trouble=found.mail_trouble,
        groups=tuple(_group(found, each, seen) for each in found.questionnaires),
        is_over=seen.is_over,
        has_report=seen.has_report,
        results=seen.results,
        all_done=is_open and found.total.invited > 0 and found.total.outstanding == 0,
    )


def present_closing(found: BoardTurnout, outlooks: Sequence[Outlook]) -> ClosePage:
    """Say what closing now would leave out."""
    return ClosePage(
        answer=turnout_sentence(found.total, is_over=False),
        has_outstanding=found.total.outstanding > 0,
        lines=tuple(
            (each.questionnaire.title, turnout_sentence(each.questionnaire.turnout, is_over=False))
            for each in outlooks
        ),
        warnings=tuple(warning for each in outlooks for warning in _warnings(each)),
    )


def preview_sentence(found: Preview) -> str:
    """Say what a list would do, leaving out what it would not."""
    new, already, wrong = len(found.new), len(found.already), len(found.errors)
    parts = ["Nobody to invite" if not new else f"{new} to invite"]
    if already:
        parts.append(f"{already} invited already")
    if wrong:
        parts.append(f"{wrong} {'line' if wrong == 1 else 'lines'} not taken")
    return f"{', '.join(parts)}."


def turnout_sentence(turnout: Turnout, *, is_over: bool) -> str:
    """Say how many have answered: the answer that comes first."""
    if turnout.invited == 0:
        return "Nobody was invited." if is_over else "Nobody has been invited yet."
    if is_over:
        return _over(turnout)
    if turnout.outstanding == 0:
        return f"{_everybody(turnout)} {'has' if turnout.invited == 1 else 'have'} answered."
    if turnout.invited == 1:
        return "The one person invited has not answered yet."
    if turnout.submitted == 0:
        return f"None of {turnout.invited} has answered yet."
    have = "has" if turnout.submitted == 1 else "have"
    have_not = "has" if turnout.outstanding == 1 else "have"
    return (
        f"{turnout.submitted} of {turnout.invited} {have} answered; "
        f"{number(turnout.outstanding)} {have_not} not yet."
    )


def number(count: int) -> str:
    """Write a number: in words up to nine."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _over(turnout: Turnout) -> str:
    if turnout.outstanding == 0:
        return f"{_everybody(turnout)} answered."
    if turnout.invited == 1:
        return "The one person invited did not answer."
    return f"{turnout.submitted} of {turnout.invited} answered."


def _everybody(turnout: Turnout) -> str:
    return {1: "The one person invited", 2: "Both"}.get(turnout.invited, f"All {turnout.invited}")


def _remind_button(outstanding: int) -> str:
    return "Send 1 reminder" if outstanding == 1 else f"Send {outstanding} reminders"


def _group(found: BoardTurnout, asked: QuestionnaireTurnout, seen: Seen) -> Group:
    """Who has answered about the chair is for the clerk alone to see."""
    is_kept_apart = asked.part is Part.CHAIR and not seen.rights.is_clerk
    its_own = [each for each in found.respondents if each.invitation.evaluation_id == asked.evaluation_id]
    its_own = [] if is_kept_apart else its_own
    return Group(
        code=asked.code,
        title=asked.title,
        sentence=turnout_sentence(asked.turnout, is_over=seen.is_over),
        on_paper=_on_paper(asked),
        hides_who=len(its_own) > 1 and all(_is_hidden(each) for each in its_own),
        is_kept_apart=is_kept_apart,
        takes_paper=asked.part is not Part.CHAIR,
        people=tuple(present_person(each) for each in _outstanding_first(its_own)),
    )


def _on_paper(asked: QuestionnaireTurnout) -> str:
    """Say how many responses somebody read when keying them in, once it is closed and they were enough."""
    if not asked.on_paper:
        return ""
    was, submitted = ("was" if asked.on_paper == 1 else "were"), asked.turnout.submitted
    return f"{asked.on_paper} of {submitted} {was} keyed in from paper, so whoever did that has read them."


def _outstanding_first(respondents: Sequence[Respondent]) -> list[Respondent]:
    return sorted(respondents, key=lambda each: each.progress is Progress.SUBMITTED)


def present_person(each: Respondent) -> Person:
    """Tell who somebody is, what they are asked, and how far they are."""
    invitation = each.invitation
    return Person(
        invitation_id=invitation.id,
        name=invitation.name,
        email=invitation.email,
        role=ROLES.get(invitation.role, invitation.role.value.capitalize()),
        wording=invitation.role.value,
        code=each.code,
        questionnaire=each.questionnaire,
        status=_status(each),
        is_outstanding=each.progress in (Progress.NOT_STARTED, Progress.STARTED),
        has_begun=each.progress is not Progress.NOT_STARTED,
        is_on_paper=invitation.on_paper,
        takes_paper=each.part is not Part.CHAIR,
        trouble=each.trouble,
    )


def _is_hidden(each: Respondent) -> bool:
    """Once it is closed, who answered is kept only where five or more people did."""
    return each.progress is None and each.invitation.has_answered is None


def _status(each: Respondent) -> str:
    if each.progress is not None:
        return PROGRESS[each.progress]
    if _is_hidden(each):
        return ""
    return "Answered" if each.invitation.has_answered else "Did not answer"


def _who_will_say(each: Outlook) -> str:
    return "the report will say" if each.questionnaire.part in OF_REPORT else "those who read it will see"


def _warnings(each: Outlook) -> list[str]:
    title, turnout = each.questionnaire.title, each.questionnaire.turnout
    found = []
    if each.unfinished:
        people = "person has" if each.unfinished == 1 else "people have"
        found.append(
            f"{title}: {number(each.unfinished)} {people} begun and not handed in. What they have answered "
            "will not count."
        )
    if each.is_too_few:
        found.append(
            f"{title}: fewer than {number(MIN_GROUP)} people have answered, so {_who_will_say(each)} only how "
            "many and their answers are deleted, to protect them."
        )
    elif each.questionnaire.answering is Answering.ONCE and turnout.submitted == 0:
        found.append(f"{title}: nobody has answered, so the report will have nothing to say about it.")
    return found
