"""The same people sit on a board in every questionnaire and round; at most one is new the next school year."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select

from govscore.demo.fill import APART, PAST, PRESENT
from govscore.questionnaire.model import Role
from govscore.storage.evaluations import EvaluationRow, InvitationRow, RoundRow
from tests.demo.conftest import Filled

People = dict[UUID, set[tuple[str, str, str]]]
MEMBERS = {Role.GOVERNOR: "member", Role.TRUSTEE: "member"}


def people_in(county: Filled, *titles: str) -> People:
    """Each board's people in some rounds: name, address and seat."""
    found: People = defaultdict(set)
    asked = (
        select(EvaluationRow.board_id, InvitationRow.name, InvitationRow.email, InvitationRow.role)
        .join(InvitationRow, InvitationRow.evaluation_id == EvaluationRow.id)
        .join(RoundRow, RoundRow.id == EvaluationRow.round_id)
        .where(RoundRow.title.in_(titles))
    )
    with county.database.transaction(write=False) as session:
        for board_id, name, email, role in session.execute(asked):
            found[board_id].add((name, email, MEMBERS.get(Role(role), str(role))))
    return found


def test_one_name_is_one_address_in_one_seat(county: Filled) -> None:
    for people in people_in(county, PAST.title, APART.title).values():
        assert len({name for name, _, _ in people}) == len(people)
        assert len({email for _, email, _ in people}) == len(people)


def test_within_a_school_year_nobody_changes(county: Filled) -> None:
    past, apart = people_in(county, PAST.title), people_in(county, APART.title)
    assert len(apart) == 3
    for board_id, people in apart.items():
        assert people <= past[board_id]


def test_the_next_school_year_brings_at_most_one_newcomer(county: Filled) -> None:
    past, present = people_in(county, PAST.title), people_in(county, *(term.title for term in PRESENT))
    both = [(past[board_id], people) for board_id, people in present.items() if board_id in past]
    assert {len(now - then) for then, now in both} == {0, 1}
