"""What a respondent does: open a personal link, save a page, finish, take everything back.

Nothing a respondent does is written anywhere but in the draft, under its pseudonym and without a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from govscore.errors import NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Domain, Question, Questionnaire, Role
from govscore.questionnaire.reading import minutes_to_read
from govscore.reporting.words import count_words
from govscore.responses.answers import FieldError, merged, read_answers
from govscore.responses.completeness import Completeness, completeness, progress
from govscore.responses.lifecycle import can_answer
from govscore.responses.model import Answer, Draft, Evaluation, Invitation, Progress, Round
from govscore.responses.pseudonym import kept_role, pseudonym
from govscore.responses.routing import shown
from govscore.services.asked import questionnaire_named
from govscore.services.boards import BoardView, get_board
from govscore.services.keys import Keys
from govscore.services.transaction import Session
from govscore.storage import drafts as rows
from govscore.storage.respondents import StoredPlace, find_place, hold_open, list_invitations


class LinkFault(StrEnum):
    """Why a personal link does not lead to its questions."""

    FORGED = "forged"
    REMOVED = "removed"
    REPLACED = "replaced"
    NOT_YET = "not-yet"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class ClosedDoor:
    """A link that does not open, and as much of the reason as its holder may know."""

    fault: LinkFault
    round: Round | None = None
    board_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Everything a respondent's pages need: whose place it is, what is asked, and what has been answered."""

    invitation: Invitation
    evaluation: Evaluation
    round: Round
    board: BoardView
    questionnaire: Questionnaire
    draft: Draft
    shown: tuple[Question, ...]

    @property
    def progress(self) -> Progress:
        """How far its holder has come."""
        return progress(self.draft)

    @property
    def completeness(self) -> Completeness:
        """What is answered and what is left, domain by domain."""
        return completeness(self.questionnaire, self.shown, self.draft.answers)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that count: those to questions that are shown."""
        return {key: answer for key, answer in self.draft.answers.items() if key in self.shown_ids}

    @property
    def shown_ids(self) -> frozenset[str]:
        """The questions that are shown, by id."""
        return frozenset(question.id for question in self.shown)

    @property
    def time_in_all(self) -> str:
        """How long everything that is shown takes."""
        return time_words(self.questionnaire, self.shown, self.invitation.role)

    @property
    def time_left(self) -> str:
        """How long what has no answer yet takes."""
        left = (question for question in self.shown if question.id not in self.draft.answers)
        return time_words(self.questionnaire, left, self.invitation.role)

    @property
    def asks_consent(self) -> bool:
        """Whether one person's confidential view is asked, shown beside others only if they agree."""
        return is_one_persons_view(self.questionnaire)

    def shown_in(self, domain_id: str) -> tuple[Question, ...]:
        """List the questions shown in one domain."""
        shown_ids = self.shown_ids
        return tuple(question for question in self.domain(domain_id).questions if question.id in shown_ids)

    def domain(self, domain_id: str) -> Domain:
        """Find a domain of which something is shown."""
        found = self.questionnaire.domain(domain_id)
        if found is None or self.shown_ids.isdisjoint(question.id for question in found.questions):
            raise NotFoundError("There is no such page of questions. Go back to your list of pages.")
        return found


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    """A page as it was saved: the place now, what could not be taken, and questions that appeared."""

    place: Place
    errors: tuple[FieldError, ...]
    appeared: tuple[Question, ...]


class Unready(StrEnum):
    """Why answers cannot be handed in yet."""

    NOTHING_ANSWERED = "nothing-answered"
    NO_WORD_ABOUT_SHARING = "no-word-about-sharing"


def open_link(
    session: Session, token: str, *, keys: Keys, library: Library, now: datetime, hold: bool = False
) -> Place | ClosedDoor:
    """Find the place a personal link leads to, or say why there is none; looking changes nothing.

    With `hold`, the evaluation cannot be closed before the transaction ends: for whoever is about to save.
    """
    read = keys.read_link_token(token)
    if read is None:
        return ClosedDoor(fault=LinkFault.FORGED)
    invitation_id, version = read
    if hold:
        hold_open(session, invitation_id)
    found = find_place(session, invitation_id)
    if found is None:
        return ClosedDoor(fault=LinkFault.REMOVED)
    board = get_board(session, found.stored.evaluation.board_id)
    fault = _fault(found, version, now)
    if fault is not None:
        return ClosedDoor(fault=fault, round=found.round, board_name=board.name)
    return place_at(session, found, board, keys=keys, library=library)


def list_asked(session: Session, place: Place) -> tuple[str, ...]:
    """Name everybody who is asked the same, where their answers are shown together; nobody else is named.

    A board of invented people and one real one would tell what the real one answered. Those who are asked know
    who belongs to their board, and are shown the list; whoever goes by an address, without its end.
    """
    if place.questionnaire.manifest.answering is Answering.ONCE:
        return ()
    invitations = list_invitations(session, [place.evaluation.id])
    return tuple(each.name.partition("@")[0] for each in invitations)


def save_page(session: Session, place: Place, domain_id: str, raw: Mapping[str, str]) -> SavedPage:
    """Save the answers of one page that can be taken, and say what is wrong with the others.

    The page says in `asked` which questions it showed; any other is neither answered nor taken back.
    """
    domain = place.domain(domain_id)
    listed = set(raw.get("asked", "").split())
    on_page = [question for question in domain.questions if question.id in listed]
    answers, errors = read_answers(place.questionnaire, on_page, raw, role=place.invitation.role)
    after = answered(place, merged(place.draft.answers, on_page, answers, errors))
    keep(session, place, after)
    appeared = tuple(q for q in after.shown_in(domain_id) if q.id not in place.shown_ids)
    return SavedPage(place=after, errors=errors, appeared=appeared)


def answered(place: Place, answers: Mapping[str, Answer]) -> Place:
    """See a place as it is with other answers, and the questions that are then shown; nothing is saved."""
    draft = replace(place.draft, answers=answers)
    return replace(
        place, draft=draft, shown=_shown(place.questionnaire, place.board, place.invitation, draft)
    )


def keep(session: Session, before: Place, after: Place) -> None:
    """Save what has changed in a place's draft."""
    changed = _changed(before.draft.answers, after.draft.answers)
    if changed:
        rows.save_draft(session, after.evaluation.id, after.draft, changed=changed)


def why_unready(place: Place, *, shares_view: bool | None) -> Unready | None:
    """Say why a place's answers cannot be handed in yet, if they cannot."""
    if not place.answers:
        return Unready.NOTHING_ANSWERED
    if place.asks_consent and shares_view is None:
        return Unready.NO_WORD_ABOUT_SHARING
    return None


def submit(session: Session, place: Place, *, shares_view: bool | None = None) -> Unready | None:
    """Hand the answers in; they may still be changed until the evaluation closes, and handed in again."""
    fault = why_unready(place, shares_view=shares_view)
    if fault is not None:
        return fault
    rows.mark_submitted(session, place.draft.pseudonym, shares_view=place.asks_consent and bool(shares_view))
    return None


def withdraw(session: Session, place: Place) -> None:
    """Delete everything a respondent has answered; the invitation stays, and they may begin afresh."""
    rows.delete_draft(session, place.draft.pseudonym)


def time_words(questionnaire: Questionnaire, questions: Iterable[Question], role: Role) -> str:
    """Say how long some questions take, by the words there are to read: 7 minutes."""
    return count_words(minutes_to_read(questionnaire, tuple(questions), role), "minute")


def is_one_persons_view(questionnaire: Questionnaire) -> bool:
    """Say whether a questionnaire asks one person for a view that is confidential, and yet theirs alone."""
    manifest = questionnaire.manifest
    return manifest.confidential and manifest.answering is Answering.ONCE


def questionnaire_of(library: Library, evaluation: Evaluation) -> Questionnaire:
    """Find the version an evaluation asks, and refuse one that has changed since it was published."""
    return questionnaire_named(library, evaluation.questionnaire)


def draft_pseudonym(keys: Keys, sealed_key: bytes | None, invitation: Invitation) -> bytes:
    """Work out under which pseudonym a respondent's draft is kept."""
    return pseudonym(keys.open_draft_key(sealed_key) if sealed_key else b"", invitation.id)


def _fault(found: StoredPlace, version: int, now: datetime) -> LinkFault | None:
    if version != found.invitation.link_version:
        return LinkFault.REPLACED
    if can_answer(found.stored.evaluation, found.round, now=now):
        return None
    is_early = not found.stored.is_closed and now < found.round.opens_at
    return LinkFault.NOT_YET if is_early else LinkFault.CLOSED


def place_at(
    session: Session, found: StoredPlace, board: BoardView, *, keys: Keys, library: Library
) -> Place:
    """Lay out the place of an invitation, with whatever its draft holds."""
    evaluation, invitation = found.stored.evaluation, found.invitation
    questionnaire = questionnaire_of(library, evaluation)
    name = draft_pseudonym(keys, found.stored.draft_key, invitation)
    empty = Draft(pseudonym=name, role=kept_role(invitation.role, questionnaire), answers={})
    draft = rows.find_draft(session, name) or empty
    return Place(
        invitation=invitation,
        evaluation=evaluation,
        round=found.round,
        board=board,
        questionnaire=questionnaire,
        draft=draft,
        shown=_shown(questionnaire, board, invitation, draft),
    )


def _shown(
    questionnaire: Questionnaire, board: BoardView, invitation: Invitation, draft: Draft
) -> tuple[Question, ...]:
    return shown(
        questionnaire,
        governance=board.governance,
        phases=board.phases,
        role=invitation.role,
        answers=draft.answers,
    )


def _changed(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> dict[str, Answer | None]:
    keys: Sequence[str] = [*after, *(key for key in before if key not in after)]
    return {key: after.get(key) for key in keys if before.get(key) != after.get(key)}
