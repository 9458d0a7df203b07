"""Schools close and go on as others: their boards go with them, with their history, and none is doubled."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from govscore.boards.constitute import constitute_boards
from govscore.boards.gias import read_register
from govscore.services.accounts import add_account, sign_in
from govscore.services.boards import get_board
from govscore.services.schools import ImportReport
from govscore.services.transaction import Database
from govscore.storage.evaluations import EvaluationRow
from tests.boards.make import LINKS, MEMBERSHIPS, REGISTER_135, data
from tests.services.registers import (
    boards_of,
    closed_schools,
    evaluate,
    everything,
    files,
    older_register,
    read,
    successors_in_register,
)

PASSWORD = "violet-harbour-sundial"
WENT_ON = {115614: 149142, 115713: 149257}
FEDERATED = {115609: 149254, 115632: 149255, 115652: 149256}


@pytest.fixture
def county(database: Database) -> ImportReport:
    """Gloucestershire's register with its links and memberships."""
    return read(database, files(links=LINKS, groups=MEMBERSHIPS))


def add_clerk(database: Database, board_id: UUID, now: datetime) -> None:
    with database.transaction() as session:
        add_account(
            session,
            "clerk@example.org",
            name="Robin",
            role="clerk",
            board_id=board_id,
            now=now,
            password=PASSWORD,
        )


def boards_of_clerk(database: Database, now: datetime) -> tuple[UUID, ...]:
    with database.transaction() as session:
        account = sign_in(session, "clerk@example.org", PASSWORD, now=now)
    return account.board_ids if account else ()


def owner_of(database: Database, evaluation_id: UUID) -> UUID | None:
    with database.transaction(write=False) as session:
        return session.scalar(select(EvaluationRow.board_id).where(EvaluationRow.id == evaluation_id))


def test_there_are_five_closed_schools_to_try_this_with() -> None:
    assert {int(urn) for urn in closed_schools()} == {*WENT_ON, *FEDERATED}
    assert {int(urn) for urn in successors_in_register()} == {*WENT_ON.values(), *FEDERATED.values()}


@pytest.mark.parametrize("urn", WENT_ON)
def test_a_board_goes_on_with_the_school_that_came_after_and_takes_its_history_along(
    database: Database, now: datetime, urn: int
) -> None:
    read(database, files("older.csv", older_register()))
    before = boards_of(database)[f"school:{urn}"]
    evaluation_id = evaluate(database, before.id, now)
    add_clerk(database, before.id, now)

    result = read(database, files(links=LINKS))

    assert (result.imported, result.updated, result.moved) == (5, 5, 2)
    after = next(view for view in boards_of(database).values() if view.id == before.id)
    assert after.board.key == f"school:{WENT_ON[urn]}"
    assert after.board.schools == (WENT_ON[urn],)
    assert owner_of(database, evaluation_id) == before.id
    assert boards_of_clerk(database, now) == (before.id,)


def test_a_federation_whose_schools_went_different_ways_ends_and_keeps_its_history(
    database: Database, now: datetime
) -> None:
    read(database, files("older.csv", older_register()))
    before = boards_of(database)["federation:1717"]
    evaluation_id = evaluate(database, before.id, now)

    result = read(database, files(links=LINKS))

    after = boards_of(database)
    assert before.id not in {view.id for view in after.values()}
    assert {f"school:{urn}" for urn in FEDERATED.values()} <= set(after)
    assert owner_of(database, evaluation_id) == before.id
    assert any("federation:1717) ends" in warning.message for warning in result.warnings)
    with database.transaction(write=False) as session:
        assert get_board(session, before.id).board.schools == tuple(FEDERATED)


def test_a_new_board_that_was_never_used_makes_way_for_the_one_with_a_history(
    database: Database, now: datetime
) -> None:
    """The register came first and the links later: meanwhile the successor had a board and a clerk."""
    read(database, files("older.csv", older_register()))
    old = boards_of(database)["school:115614"]
    evaluation_id = evaluate(database, old.id, now)
    read(database, files())
    new = boards_of(database)["school:149142"]
    assert new.id != old.id
    add_clerk(database, new.id, now)
    add_clerk(database, old.id, now)

    result = read(database, files(links=LINKS))

    assert result.moved == 1
    assert boards_of(database)["school:149142"].id == old.id
    assert owner_of(database, evaluation_id) == old.id
    assert boards_of_clerk(database, now) == (old.id,)


def test_a_board_with_a_history_of_its_own_does_not_make_way(database: Database, now: datetime) -> None:
    read(database, files("older.csv", older_register()))
    old = boards_of(database)["school:115614"]
    read(database, files())
    new = boards_of(database)["school:149142"]
    for board in (old, new):
        evaluate(database, board.id, now)

    result = read(database, files(links=LINKS))

    assert result.moved == 0
    assert boards_of(database)["school:149142"].id == new.id


def test_a_board_whose_school_went_on_as_one_not_yet_in_the_register_stays(
    database: Database, county: ImportReport
) -> None:
    assert "school:115689" in boards_of(database)
    assert sum("which the register does not hold yet" in warning.message for warning in county.warnings) == 27


def governed_by(database: Database) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for view in boards_of(database).values():
        for urn in view.board.schools:
            found.setdefault(urn, []).append(view.board.kind.value)
    return found


def test_no_school_has_two_boards_of_its_own_after_the_change(database: Database) -> None:
    read(database, files("older.csv", older_register()))
    read(database, files(links=LINKS))
    for urn, kinds in governed_by(database).items():
        nearest = [kind for kind in kinds if kind != "trust"]
        assert len(nearest) <= 1, urn
        assert len(kinds) <= 2, urn


def test_the_boards_are_the_same_whichever_way_one_came(database: Database) -> None:
    read(database, files("older.csv", older_register()))
    read(database, files(links=LINKS))
    present = read_register(data(REGISTER_135), name="the register").schools
    assert set(boards_of(database)) == {plan.key for plan in constitute_boards(present).plans}


def test_the_change_read_twice_changes_nothing_more(database: Database) -> None:
    read(database, files("older.csv", older_register()))
    read(database, files(links=LINKS))
    before = everything(database)
    again = read(database, files(links=LINKS))
    assert (again.imported, again.updated, again.founded, again.moved) == (0, 0, 0, 0)
    assert everything(database) == before
