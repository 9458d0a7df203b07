"""What a respondent's pages print: words, dates and the parts of forms."""

from dataclasses import dataclass
from datetime import datetime

from govscore.questionnaire.model import Question
from govscore.responses.completeness import DomainProgress
from govscore.responses.model import Progress
from govscore.services.dates import LONDON
from govscore.services.letters import promise
from govscore.services.respond import Place, SavedPage, minutes_for
from govscore.web.respond.statements import day_first

PROGRESS = {Progress.NOT_STARTED: "Start", Progress.STARTED: "Carry on", Progress.SUBMITTED: "See my answers"}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One domain in the list of pages."""

    domain_id: str
    title: str
    about: str
    status: str
    is_complete: bool


@dataclass(frozen=True, kw_only=True)
class InvitationPage:
    """What somebody is asked, how long it takes, and who will see what."""

    board: str
    questionnaire: str
    summary: str
    round: str
    count: int
    minutes: int
    closes_at: datetime
    promise: tuple[str, ...]
    name: str
    button: str


@dataclass(frozen=True, kw_only=True)
class Hub:
    """What is done, what is left, and when it closes."""

    answer: str
    tasks: tuple[Task, ...]
    next_domain: str | None
    has_begun: bool
    has_submitted: bool
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """One statement and its answer, to be looked over."""

    id: str
    text: str
    answer: str
    is_missing: bool
    note: str
    checked: str


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """Everything answered, domain by domain."""

    answer: str
    parts: tuple[tuple[str, str, tuple[Line, ...]], ...]
    asks_consent: bool
    shares_view: bool | None
    has_answers: bool


def present_invitation(place: Place) -> InvitationPage:
    """Say what is asked of whoever holds this link."""
    manifest = place.questionnaire.manifest
    return InvitationPage(
        board=place.board.name,
        questionnaire=manifest.title,
        summary=manifest.summary,
        round=place.round.title,
        count=len(place.shown),
        minutes=minutes_for(len(place.shown)),
        closes_at=place.round.closes_at,
        promise=promise(place.questionnaire),
        name=place.invitation.name,
        button=PROGRESS[place.progress],
    )


def present_hub(place: Place) -> Hub:
    """Say how far somebody is."""
    done = place.completeness
    return Hub(
        answer=_hub_answer(place),
        tasks=tuple(_task(place, each) for each in done.domains),
        next_domain=next((each.domain for each in done.domains if not each.is_complete), None),
        has_begun=place.progress is not Progress.NOT_STARTED,
        has_submitted=place.progress is Progress.SUBMITTED,
        closes_at=place.round.closes_at,
    )


def present_check(place: Place) -> CheckPage:
    """Lay out everything answered."""
    return CheckPage(
        answer=_check_answer(place.completeness.left),
        parts=tuple(
            (
                each.domain,
                place.domain(each.domain).title,
                tuple(_line(place, question) for question in place.shown_in(each.domain)),
            )
            for each in place.completeness.domains
        ),
        asks_consent=place.asks_consent,
        shares_view=place.draft.shares_view if place.draft.has_submitted else None,
        has_answers=bool(place.answers),
    )


def next_page(place: Place, domain_id: str) -> str | None:
    """Name the domain that follows one; nothing after the last."""
    domains = [each.domain for each in place.completeness.domains]
    after = domains[domains.index(domain_id) + 1 :]
    return after[0] if after else None


def saved_at(moment: datetime) -> str:
    """Say when answers were saved, by the clock on the wall."""
    return f"Saved at {moment.astimezone(LONDON):%H:%M}"


def saved_words(saved: SavedPage, moment: datetime) -> str:
    """Say when answers were saved, and what they made appear."""
    count = len(saved.appeared)
    if not count:
        return saved_at(moment)
    statements = "1 statement" if count == 1 else f"{count} statements"
    return f"{saved_at(moment)}. Your answer adds {statements} to this page."


def _hub_answer(place: Place) -> str:
    done = place.completeness
    if place.progress is Progress.SUBMITTED:
        return "You have handed in your answers. You can change them until it closes."
    if done.is_complete:
        return "You have answered everything. Check your answers and hand them in."
    left = f"{done.answered} of {done.total} answered; about {minutes_for(done.left)} minutes left."
    return left if done.answered else f"Nothing answered yet; about {minutes_for(done.left)} minutes in all."


def _check_answer(left: int) -> str:
    if not left:
        return "Every statement has an answer."
    are = "1 statement has" if left == 1 else f"{left} statements have"
    them = "it" if left == 1 else "them"
    return f"{are} no answer yet. You can leave {them}, or choose “Don’t know”."


def _task(place: Place, progress: DomainProgress) -> Task:
    domain = place.domain(progress.domain)
    if progress.is_complete:
        status = "Completed"
    else:
        status = f"{progress.left} of {progress.total} left" if progress.answered else "Not started"
    return Task(
        domain_id=domain.id,
        title=domain.title,
        about=domain.about,
        status=status,
        is_complete=progress.is_complete,
    )


def _line(place: Place, question: Question) -> Line:
    answer = place.draft.answers.get(question.id)
    option = place.questionnaire.scale_of(question).option(answer.choice) if answer else None
    return Line(
        id=question.id,
        text=question.text_for(place.invitation.role),
        answer=option.label if option else "No answer yet",
        is_missing=option is None,
        note=answer.note if answer else "",
        checked=day_first(answer.checked) if answer else "",
    )
