"""Who of a list gets a place in which questionnaire of a board's round, and who cannot have one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from govscore.questionnaire.model import Answering, Questionnaire
from govscore.responses.model import EvaluationId, Invitation, InvitationId
from govscore.responses.roster import Candidate, Roster, RowError
from govscore.responses.routing import is_asked


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Somebody who would be invited, and the questionnaires they would be asked."""

    candidate: Candidate
    questionnaires: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a list would do: whom it invites, who is invited already, and the lines it does not take."""

    new: tuple[Planned, ...]
    already: tuple[Candidate, ...]
    errors: tuple[RowError, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seats:
    """The questionnaires of one board's round, and who has a place in each: address and role."""

    questionnaires: Mapping[EvaluationId, Questionnaire]
    taken: dict[EvaluationId, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a list would do, and the invitations that would do it."""

    preview: Preview
    invitations: tuple[Invitation, ...]


class _Refused(ValueError):
    """A candidate cannot be invited; caught in `plan_seats`, and never seen outside this file."""


def seats_of(
    questionnaires: Mapping[EvaluationId, Questionnaire], invitations: Iterable[Invitation]
) -> Seats:
    """Put those who are invited already in their places."""
    taken: dict[EvaluationId, dict[str, str]] = {evaluation_id: {} for evaluation_id in questionnaires}
    for invitation in invitations:
        taken[invitation.evaluation_id][invitation.email] = invitation.role.value
    return Seats(questionnaires=questionnaires, taken=taken)


def plan_seats(seats: Seats, roster: Roster) -> Plan:
    """Give each candidate a place in every questionnaire that asks their role."""
    new: list[Planned] = []
    already: list[Candidate] = []
    errors = list(roster.errors)
    invitations: list[Invitation] = []
    for candidate in roster.rows:
        try:
            places = tuple(_places(seats, candidate))
        except _Refused as refusal:
            errors.append(RowError(line=candidate.line, message=str(refusal)))
            continue
        if not places:
            already.append(candidate)
            continue
        titles = tuple(seats.questionnaires[evaluation_id].manifest.title for evaluation_id in places)
        new.append(Planned(candidate=candidate, questionnaires=titles))
        invitations += _take(seats, candidate, places)
    faults = tuple(sorted(errors, key=lambda error: error.line))
    preview = Preview(new=tuple(new), already=tuple(already), errors=faults, left_out=roster.left_out)
    return Plan(preview=preview, invitations=tuple(invitations))


def _places(seats: Seats, candidate: Candidate) -> Iterator[EvaluationId]:
    """List the questionnaires in which a candidate still needs a place."""
    asking = [key for key, each in seats.questionnaires.items() if is_asked(candidate.role, each)]
    if not asking:
        raise _Refused(
            f"No questionnaire of this round asks a {candidate.role.value}; leave {candidate.name} out, "
            "or give the role in which they are asked"
        )
    for evaluation_id in asking:
        taken = seats.taken[evaluation_id]
        if candidate.email in taken:
            _check_same_role(candidate, taken[candidate.email])
            continue
        questionnaire = seats.questionnaires[evaluation_id]
        if taken and questionnaire.manifest.answering is Answering.ONCE:
            raise _Refused(
                f"“{questionnaire.manifest.title}” is answered by one person, and {next(iter(taken))} "
                "has that place already; remove them first"
            )
        yield evaluation_id


def _check_same_role(candidate: Candidate, role: str) -> None:
    if candidate.role.value != role:
        raise _Refused(
            f"{candidate.email} is invited already as {role}; remove them first if they are to answer as "
            f"{candidate.role.value}"
        )


def _take(seats: Seats, candidate: Candidate, places: Sequence[EvaluationId]) -> Iterable[Invitation]:
    for evaluation_id in places:
        seats.taken[evaluation_id][candidate.email] = candidate.role.value
        yield Invitation(
            id=InvitationId(uuid4()),
            evaluation_id=evaluation_id,
            name=candidate.name,
            email=candidate.email,
            role=candidate.role,
        )
