"""Keying in what somebody answered on paper: whole or not at all, once, and never to be looked at again.

Whoever keys it in has read the paper. What its holder answers by their link they are never shown, and cannot
overwrite: so nothing is keyed in for somebody who has begun, and the letter that follows has a new link.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Question
from govscore.responses.answers import FieldError, read_answers
from govscore.responses.completeness import progress
from govscore.responses.lifecycle import can_answer
from govscore.responses.model import Progress
from govscore.responses.on_paper import DomainOnPaper, Numbered, domains_on_paper
from govscore.services.asked import check_takes_paper
from govscore.services.boards import get_board
from govscore.services.installation import Installation
from govscore.services.respond import Place, Unready, answered, keep, place_at, submit, why_unready
from govscore.services.respondents import find_stored
from govscore.services.transaction import Session
from govscore.storage import outbox
from govscore.storage.respondents import StoredPlace, mark_on_paper, raise_link_version
from govscore.storage.rounds import lock_evaluations


@dataclass(frozen=True, kw_only=True)
class EmptyPlace:
    """A place that nobody has begun to fill, and what stands on its paper."""

    place: Place
    domains: tuple[DomainOnPaper, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question on the paper, in its order."""
        return tuple(line.question for each in self.domains for line in each.questions)


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """What was keyed in is handed in, without the answers to these questions, which were not to be given."""

    left_out: tuple[Numbered, ...]


@dataclass(frozen=True, kw_only=True)
class NotKeyed:
    """Nothing was kept, because of these errors, for this reason, or until these answers are let go."""

    errors: tuple[FieldError, ...] = ()
    unready: Unready | None = None
    ruled_out: tuple[Numbered, ...] = ()


def find_empty_place(
    session: Session,
    invitation_id: UUID,
    *,
    round_id: UUID,
    board_id: UUID,
    installation: Installation,
    now: datetime,
    hold: bool = False,
) -> EmptyPlace:
    """Find the place of somebody who has not begun to answer, or refuse.

    With `hold`, nobody can begin, and the evaluation cannot be closed, before the transaction ends.
    """
    if hold:
        lock_evaluations(session, round_id=round_id, board_id=board_id)
    found = find_stored(session, invitation_id, round_id=round_id, board_id=board_id)
    if not can_answer(found.stored.evaluation, found.round, now=now):
        raise LifecycleError("This round is not open for your board, so nothing can be keyed in.")
    board = get_board(session, board_id)
    place = place_at(session, found, board, keys=installation.keys, library=installation.library)
    check_takes_paper(place.questionnaire)
    _check_not_begun(found, place)
    domains = domains_on_paper(place.questionnaire, governance=board.governance, phases=board.phases)
    return EmptyPlace(place=place, domains=domains)


def key_in(
    session: Session,
    empty: EmptyPlace,
    raw: Mapping[str, str],
    *,
    shares_view: bool | None,
    keyed_by: UUID,
    now: datetime,
    leaving_out: Collection[int] = (),
) -> Keyed | NotKeyed:
    """Hand in what stood on the paper, and decide a letter to whoever wrote it; or keep nothing.

    Answers to questions that the other answers rule out are handed back, unless `leaving_out` has the numbers
    of them all.
    """
    place = empty.place
    answers, errors = read_answers(place.questionnaire, empty.questions, raw, role=place.invitation.role)
    typed = answered(place, answers)
    faults = tuple(error for error in errors if error.question in typed.shown_ids)
    after = answered(place, typed.answers)
    unready = None if faults else why_unready(after, shares_view=shares_view)
    ruled_out = _among(empty, {*answers, *(error.question for error in errors)} - after.shown_ids)
    if faults or unready or not {line.number for line in ruled_out} <= set(leaving_out):
        return NotKeyed(errors=faults, unready=unready, ruled_out=ruled_out)
    keep(session, place, after)
    submit(session, after, shares_view=shares_view)
    _tell(session, place, keyed_by=keyed_by, now=now)
    return Keyed(left_out=ruled_out)


def _check_not_begun(found: StoredPlace, place: Place) -> None:
    name = found.invitation.name
    if found.invitation.on_paper:
        raise LifecycleError(
            f"Paper answers of {name} have been keyed in already. Only {name} can see them, change them or "
            "delete them, by the link in the email that told them."
        )
    if progress(place.draft) is not Progress.NOT_STARTED:
        raise LifecycleError(
            f"{name} has begun to answer by their own link. What they answered there is theirs alone, so "
            "nothing can be keyed in over it. Give the paper back, and ask them to finish by their link."
        )


def _tell(session: Session, place: Place, *, keyed_by: UUID, now: datetime) -> None:
    """A link that was printed, and so seen, must not lead to the answers that are there from now on."""
    invitation_id = place.invitation.id
    mark_on_paper(session, invitation_id)
    raise_link_version(session, invitation_id)
    outbox.insert_mail(session, "paper", [invitation_id], due_at=now, keyed_by=keyed_by)


def _among(empty: EmptyPlace, question_ids: set[str]) -> tuple[Numbered, ...]:
    return tuple(
        line for each in empty.domains for line in each.questions if line.question.id in question_ids
    )
