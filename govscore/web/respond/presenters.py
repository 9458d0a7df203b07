"""What a respondent's pages print: words, dates and the parts of forms."""

from dataclasses import dataclass
from datetime import datetime

from govscore.questionnaire.model import Purpose, Question
from govscore.questionnaire.promises import Promise, promise_of
from govscore.responses.completeness import DomainProgress
from govscore.responses.model import Progress
from govscore.services.dates import LONDON, moment_words
from govscore.services.letters import promise
from govscore.services.respond import Place, SavedPage
from govscore.web.respond.languages import Say, plainly
from govscore.web.respond.statements import day_first

PROGRESS = {Progress.NOT_STARTED: "Start", Progress.STARTED: "Carry on", Progress.SUBMITTED: "See my answers"}
COME_BACK = "You can stop at any time and come back by the same link, on any device."
FEW = 5
ASKS_QUESTIONS = frozenset({Purpose.COMPLIANCE, Purpose.SKILLS})
REPORT = "gets its report, and talks about it at a meeting."
REPORT_SENT = "The authority sees the report once the board has sent it, and answers every board."
READ_LATER = {
    Promise.CHAIR: (
        "Then the vice-chair, or the person your board chose, reads what everybody said together, and talks it "
        "over with the chair.",
        "The chair, the clerk, the head and the authority are not shown it.",
    ),
    Promise.SKILLS: (
        "Until then you can look at your own answers by your link, and keep a copy: afterwards nobody can find "
        "them.",
        "Then chair and clerk read the totals, to plan training and to find new people.",
    ),
    Promise.INDUCTION: (
        "Then chair and clerk read what newcomers said together, if five or more answered, and see what to do "
        "better.",
    ),
}
HANDED_IN = "You have handed in your answers. If you change one, the change counts at once."


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
    title: str
    questionnaire: str
    summary: str
    asked: str
    how_long: str
    closes_at: datetime
    promise: tuple[str, ...]
    everybody: tuple[str, ...]
    name: str
    email: str
    button: str


@dataclass(frozen=True, kw_only=True)
class Hub:
    """What is done, what is left, and when it closes."""

    answer: str
    tasks: tuple[Task, ...]
    button: str
    next_title: str
    next_domain: str | None
    has_begun: bool
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
    """Everything answered, domain by domain, and what is missing where that is little."""

    board: str
    questionnaire: str
    answer: str
    missing: tuple[tuple[str, Line], ...]
    what_counts: str
    parts: tuple[tuple[str, str, tuple[Line, ...]], ...]
    asks_consent: bool
    shares_view: bool | None
    has_submitted: bool
    closes_at: datetime
    button: str


def present_invitation(place: Place, everybody: tuple[str, ...], *, said: Say = plainly) -> InvitationPage:
    """Say what is asked of whoever holds this link."""
    manifest = place.questionnaire.manifest
    return InvitationPage(
        board=place.board.name,
        title=manifest.title,
        questionnaire=said(manifest.title),
        summary=said(manifest.summary),
        asked=_asked(place),
        how_long=f"About {place.time_in_all}. {COME_BACK}",
        closes_at=place.round.closes_at,
        promise=promise(place.questionnaire),
        everybody=everybody,
        name=place.invitation.name,
        email=place.invitation.email,
        button=PROGRESS[place.progress],
    )


def present_hub(place: Place, *, said: Say = plainly) -> Hub:
    """Say how far somebody is, and where to go on: after handing in, to all their answers."""
    done = place.completeness
    following = None if place.draft.has_submitted else _first_incomplete(place)
    return Hub(
        answer=_hub_answer(place),
        tasks=tuple(_task(place, each, said) for each in done.domains),
        button=_hub_button(place, following),
        next_title="" if following is None else said(place.domain(following).title),
        next_domain=following,
        has_begun=place.progress is not Progress.NOT_STARTED,
        closes_at=place.round.closes_at,
    )


def present_check(place: Place, *, said: Say = plainly) -> CheckPage:
    """Lay out everything answered."""
    has_submitted = place.draft.has_submitted
    parts = tuple(
        (
            each.domain,
            said(place.domain(each.domain).title),
            tuple(_line(place, question, said) for question in place.shown_in(each.domain)),
        )
        for each in place.completeness.domains
    )
    missing = tuple((domain, line) for domain, _, lines in parts for line in lines if line.is_missing)
    return CheckPage(
        board=place.board.name,
        questionnaire=said(place.questionnaire.manifest.title),
        answer=_check_answer(place),
        missing=missing if len(missing) <= FEW else (),
        what_counts=HANDED_IN if has_submitted else "Nothing counts until you hand it in.",
        parts=parts,
        asks_consent=place.asks_consent,
        shares_view=place.draft.shares_view if has_submitted else None,
        has_submitted=has_submitted,
        closes_at=place.round.closes_at,
        button="Hand in again" if has_submitted else "Hand in my answers",
    )


def sharing_words(place: Place) -> str | None:
    """Say what one person chose about showing their view; nothing where nobody was asked."""
    if not place.asks_consent:
        return None
    chose = "Your board may see your view" if place.draft.shares_view else "Nobody is shown your view"
    return f"{chose}, as you chose. You can change your mind until it closes."


def what_is_deleted(place: Place) -> str:
    """Say what deleting everything would delete."""
    if place.progress is Progress.NOT_STARTED:
        return "You have not answered anything, so there is nothing to delete."
    deleted = "Your answers and notes are deleted, and cannot be brought back."
    if place.progress is Progress.SUBMITTED:
        return f"{deleted} You will count as not having answered."
    return deleted


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
    return f"{saved_at(moment)}. Your answer adds {counted(saved.place, count)} to this page."


def noun(place: Place) -> str:
    """Say what is asked: statements to be judged, or questions about facts or oneself."""
    return "question" if place.questionnaire.manifest.purpose in ASKS_QUESTIONS else "statement"


def what_follows(place: Place) -> tuple[str, ...]:
    """Say what happens once answers are handed in: until when they may be changed, and who reads what."""
    until = moment_words(place.round.closes_at)
    first = f"You can change your answers until {until}, or until your clerk or chair closes the evaluation earlier."
    promise = promise_of(place.questionnaire.manifest)
    return (first, *READ_LATER.get(promise, (f"Then {place.board.name} {REPORT}", REPORT_SENT)))


def counted(place: Place, count: int, quality: str = "") -> str:
    """Count what is asked."""
    return f"{count} {quality}{noun(place)}{'' if count == 1 else 's'}"


def _asked(place: Place) -> str:
    asked = counted(place, len(place.shown))
    match place.questionnaire.manifest.purpose:
        case Purpose.COMPLIANCE:
            return f"your board asks you {asked} about its duties."
        case Purpose.SKILLS:
            return f"your board asks you {asked} about what you bring and what you would like to do."
        case Purpose.CHAIR:
            return f"your board asks for your view on {asked} about how the work of its chair is done."
        case Purpose.INDUCTION:
            return f"your board asks how your first year is going, in {asked}."
        case _:
            return f"your board asks for your view on {counted(place, len(place.shown), 'short ')}."


def _first_incomplete(place: Place) -> str | None:
    return next((each.domain for each in place.completeness.domains if not each.is_complete), None)


def _hub_answer(place: Place) -> str:
    done = place.completeness
    if place.progress is Progress.SUBMITTED:
        return "You have handed in your answers. You can change them until it closes."
    if done.is_complete:
        return "You have answered everything. Check your answers and hand them in."
    left = f"{done.answered} of {done.total} answered; about {place.time_left} left."
    return left if done.answered else f"Nothing answered yet; about {place.time_in_all} in all."


def _hub_button(place: Place, following: str | None) -> str:
    if following is not None:
        return "Carry on with" if place.completeness.answered else "Start with"
    return "Look at my answers" if place.progress is Progress.SUBMITTED else "Check your answers"


def _check_answer(place: Place) -> str:
    left = place.completeness.left
    if not left:
        return f"Every {noun(place)} has an answer."
    has, them = ("has", "it") if left == 1 else ("have", "them")
    return f"{counted(place, left)} {has} no answer yet. You can leave {them}, or choose “Don’t know”."


def _task(place: Place, progress: DomainProgress, said: Say) -> Task:
    domain = place.domain(progress.domain)
    if progress.is_complete:
        status = "Completed"
    else:
        status = f"{progress.left} of {progress.total} left" if progress.answered else "Not started"
    return Task(
        domain_id=domain.id,
        title=said(domain.title),
        about=said(domain.about),
        status=status,
        is_complete=progress.is_complete,
    )


def _line(place: Place, question: Question, said: Say) -> Line:
    answer = place.draft.answers.get(question.id)
    option = place.questionnaire.scale_of(question).option(answer.choice) if answer else None
    return Line(
        id=question.id,
        text=said(question.text_for(place.invitation.role)),
        answer=said(option.label) if option else "No answer yet",
        is_missing=option is None,
        note=answer.note if answer else "",
        checked=day_first(answer.checked) if answer else "",
    )
