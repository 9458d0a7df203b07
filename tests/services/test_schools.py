"""Reading the register into the database: counted, twice the same, and no board doubled or without its history."""

import csv
import io
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select

from govscore.boards.constitute import constitute_boards
from govscore.boards.gias import read_register
from govscore.boards.model import BoardKind, SchoolStatus
from govscore.errors import RegisterError
from govscore.services.accounts import add_account, sign_in
from govscore.services.authority import get_authority
from govscore.services.boards import BoardView, get_board, list_boards
from govscore.services.schools import File, ImportReport, SchoolFiles, import_schools
from govscore.services.transaction import Database
from govscore.storage import board_queries as rows
from govscore.storage.boards import (
    AreaSchoolRow,
    BoardRow,
    BoardSchoolRow,
    GroupRow,
    MembershipRow,
    SchoolLinkRow,
    SchoolRow,
)
from govscore.storage.evaluations import EvaluationRow, RoundRow
from tests.boards.make import (
    CENSUS,
    GROUPS,
    LINKS,
    MEMBERSHIPS,
    REGISTER_135,
    REGISTER_140,
    SEARCH,
    data,
    register,
)
from tests.statements import counted

PASSWORD = "violet-harbour-sundial"
TODAY = date(2026, 11, 24)
TABLES = (SchoolRow, BoardRow, BoardSchoolRow, SchoolLinkRow, GroupRow, MembershipRow, AreaSchoolRow)


def files(register_name: str = REGISTER_135, content: bytes | None = None, **others: str) -> SchoolFiles:
    companions = {kind: File(name=name, content=data(name)) for kind, name in others.items()}
    register_file = File(name=register_name, content=data(register_name) if content is None else content)
    return SchoolFiles(register=register_file, **companions)


def read(
    database: Database, given: SchoolFiles, *, la_code: str | None = None, is_dry_run: bool = False
) -> ImportReport:
    with database.transaction(write=not is_dry_run) as session:
        return import_schools(session, given, la_code=la_code, today=TODAY)


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row that reading the register writes; areas by school, as their ids are made anew."""
    with database.transaction(write=False) as session:
        return {
            table.__tablename__: sorted(
                (tuple(row) for row in session.execute(select(table.__table__))), key=repr
            )
            for table in TABLES
        }


def boards_of(database: Database) -> dict[str, BoardView]:
    with database.transaction(write=False) as session:
        return {view.board.key: view for view in list_boards(session)}


@pytest.fixture
def county(database: Database) -> ImportReport:
    """Gloucestershire's register with its links and memberships."""
    return read(database, files(links=LINKS, groups=MEMBERSHIPS))


def test_the_whole_register_is_read(county: ImportReport) -> None:
    assert (county.rows, county.imported, county.updated, county.unchanged) == (337, 337, 0, 0)
    assert (county.closed, county.successors, county.elsewhere, county.refused) == (5, 33, 0, ())


def test_the_schools_are_as_many_of_each_kind_as_the_register_has(
    database: Database, county: ImportReport
) -> None:
    with database.transaction(write=False) as session:
        schools = rows.list_schools(session)
    standing = [school for school in schools if school.status is not SchoolStatus.CLOSED]
    assert len(standing) == 332
    kinds = [school.kind.value for school in standing]
    assert (kinds.count("maintained"), kinds.count("academy")) == (188, 112)
    assert sum(school.status is SchoolStatus.CLOSING for school in schools) == 1
    assert sum(school.trust_uid is not None for school in schools) == 109
    assert len({school.federation_uid for school in schools} - {None}) == 11
    assert any("’" in (school.federation_name or "") for school in schools)


def test_every_open_state_funded_school_has_a_board_and_no_other_has(
    database: Database, county: ImportReport
) -> None:
    governed = [school for view in boards_of(database).values() for school in view.schools]
    assert {school.urn for school in governed} == {
        school.urn for school in governed if school.is_open and school.is_state_funded
    }
    assert len({school.urn for school in governed}) == 300
    assert county.boards == county.founded == len(boards_of(database))


def test_the_boards_are_of_every_kind(database: Database, county: ImportReport) -> None:
    kinds = [view.board.kind for view in boards_of(database).values()]
    assert {kind: kinds.count(kind) for kind in BoardKind} == {
        BoardKind.SCHOOL: 174,
        BoardKind.FEDERATION: 10,
        BoardKind.TRUST: 54,
        BoardKind.LOCAL_COMMITTEE: 65,
    }


def test_it_says_whose_installation_this_is(database: Database, county: ImportReport) -> None:
    with database.transaction(write=False) as session:
        authority = get_authority(session)
    assert (authority.code, authority.name, authority.is_simulated) == ("916", "Gloucestershire", False)


def test_reading_the_same_files_again_changes_nothing(database: Database, county: ImportReport) -> None:
    before = everything(database)
    again = read(database, files(links=LINKS, groups=MEMBERSHIPS))
    assert (again.imported, again.updated, again.unchanged) == (0, 0, 337)
    assert (again.founded, again.moved, again.boards) == (0, 0, county.boards)
    assert everything(database) == before


def test_a_register_of_140_columns_after_one_of_135_changes_nothing(
    database: Database, county: ImportReport
) -> None:
    before = everything(database)
    again = read(database, files(REGISTER_140))
    assert (again.imported, again.updated, again.unchanged) == (0, 0, 337)
    assert everything(database) == before


def test_a_dry_run_tells_the_same_and_changes_nothing(database: Database) -> None:
    told = read(database, files(links=LINKS, groups=MEMBERSHIPS, census=CENSUS), is_dry_run=True)
    assert (told.imported, told.founded) == (337, told.boards)
    assert sum(map(len, everything(database).values())) == 0
    done = read(database, files(links=LINKS, groups=MEMBERSHIPS, census=CENSUS))
    assert done == told


def test_as_many_statements_are_sent_for_a_county_as_for_three_schools(database: Database) -> None:
    few = register(*({"URN": f"10000{n}", "EstablishmentNumber": f"200{n}"} for n in range(3)))
    with counted(database) as sent_for_three:
        read(database, files("few.csv", few))
    with counted(database) as sent_for_many:
        read(database, files())
    assert len(sent_for_many) <= len(sent_for_three) + 2


def test_the_census_adds_what_the_register_lacks(database: Database, county: ImportReport) -> None:
    result = read(database, files(census=CENSUS))
    assert result.updated > 250
    with database.transaction(write=False) as session:
        schools = rows.list_schools(session)
    state = [s for s in schools if s.is_open and s.is_state_funded]
    assert sum(s.eal_percent is not None for s in state) == 300
    assert read(database, files(census=CENSUS)).updated == 0


def test_groups_and_memberships_are_kept(database: Database, county: ImportReport) -> None:
    with database.transaction(write=False) as session:
        assert session.scalar(select(func.count()).select_from(MembershipRow)) or 0 > 150
    read(database, files(groups=GROUPS))
    with database.transaction(write=False) as session:
        groups = session.scalars(select(GroupRow)).all()
    assert len({group.uid for group in groups}) == len(groups) > 300
    numbered = [group for group in groups if group.company_number]
    assert all(len(group.company_number or "") == 8 for group in numbered)


# --- an older register, then the present one with links -----------------------------------------------------


def older_register() -> bytes:
    """The register as it was before five of its schools closed."""
    text = data(REGISTER_135).decode("cp1252")
    table = list(csv.DictReader(io.StringIO(text)))
    for row in table:
        if row["EstablishmentStatus (name)"] == "Closed":
            row["EstablishmentStatus (name)"], row["EstablishmentStatus (code)"] = "Open", "1"
            row["CloseDate"] = ""
    successors = successors_in_register()
    kept = [row for row in table if row["URN"] not in successors]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(table[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(kept)
    return out.getvalue().encode("cp1252")


def closed_schools() -> set[str]:
    table = csv.DictReader(io.StringIO(data(REGISTER_135).decode("cp1252")))
    return {row["URN"] for row in table if row["EstablishmentStatus (name)"] == "Closed"}


def successors_in_register() -> set[str]:
    """The schools that came after the five closed ones."""
    links = csv.DictReader(io.StringIO(data(LINKS).decode("cp1252")))
    gone = closed_schools()
    return {row["LinkURN"] for row in links if row["URN"] in gone and row["LinkType"].startswith("Successor")}


def evaluate(database: Database, board_id: UUID, now: datetime) -> UUID:
    """Give a board an evaluation that has closed."""
    round_id, evaluation_id = uuid4(), uuid4()
    with database.transaction() as session:
        session.execute(
            insert(RoundRow),
            {
                "id": round_id,
                "title": "Spring",
                "opens_at": now.replace(year=2025),
                "closes_at": now,
                "is_simulated": False,
                "created_at": now,
            },
        )
        session.execute(
            insert(EvaluationRow),
            {
                "id": evaluation_id,
                "round_id": round_id,
                "board_id": board_id,
                "questionnaire_code": "board-self-review",
                "questionnaire_version": "1.0",
                "questionnaire_digest": "0" * 64,
                "closed": True,
                "closed_at": now,
            },
        )
    return evaluation_id


def test_there_are_five_closed_schools_to_try_this_with() -> None:
    assert len(closed_schools()) == 5
    assert len(successors_in_register()) == 5


WENT_ON = {115614: 149142, 115713: 149257}
FEDERATED = {115609: 149254, 115632: 149255, 115652: 149256}


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
    """The register came first and the links later: meanwhile the successor had a board, and a clerk, of its own."""
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


# --- files that cannot be read, or not whole -------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"URN\r\n", b"\xff\xfe\x00", b"PK\x03\x04 no workbook", data(LINKS), data(CENSUS)],
    ids=["empty", "text", "one column", "bytes", "a workbook", "the links", "the census"],
)
def test_a_file_that_is_no_register_is_refused_and_changes_nothing(
    database: Database, content: bytes
) -> None:
    with pytest.raises(RegisterError, match=r"schools\.csv"):
        read(database, files("schools.csv", content))
    assert sum(map(len, everything(database).values())) == 0


@pytest.mark.parametrize("kind", ["links", "groups", "census"])
def test_a_companion_that_is_another_file_is_refused_and_changes_nothing(
    database: Database, kind: str
) -> None:
    with pytest.raises(RegisterError, match="gias_search"):
        read(database, files(**{kind: SEARCH}))
    assert sum(map(len, everything(database).values())) == 0


def test_a_row_that_cannot_be_trusted_is_refused_by_line_and_the_rest_are_read(database: Database) -> None:
    content = register(
        {}, {"URN": "x"}, {"URN": "100002", "EstablishmentStatus (name)": "Lost"}, {"URN": "100003"}
    )
    result = read(database, files("schools.csv", content))
    assert (result.rows, result.imported) == (4, 2)
    assert [(refusal.line, refusal.urn) for refusal in result.refused] == [(3, "x"), (4, "100002")]
    assert all(refusal.reason for refusal in result.refused)


def test_a_refused_row_of_a_companion_says_in_which_file(database: Database) -> None:
    links = File(
        name="links.csv", content=b"URN,LinkURN,LinkType,LinkEstablishedDate\r\n100001,x,Successor,\r\n"
    )
    given = SchoolFiles(register=File(name="schools.csv", content=register({})), links=links)
    (refusal,) = read(database, given).refused
    assert refusal.line == 2
    assert refusal.reason.startswith("links file: ")


def test_only_the_schools_of_the_authority_that_is_named_are_taken(database: Database) -> None:
    result = read(database, files(SEARCH), la_code="936")
    assert (result.rows, result.imported, result.elsewhere) == (200, 20, 180)
    with database.transaction(write=False) as session:
        assert {school.la_code for school in rows.list_schools(session)} == {"936"}
        assert get_authority(session).code == "936"


def test_an_authority_that_is_not_in_the_file_is_no_success(database: Database) -> None:
    with pytest.raises(RegisterError, match="no school of the authority 961"):
        read(database, files(), la_code="961")


def test_a_file_of_several_authorities_says_of_none_that_it_is_ours(database: Database) -> None:
    read(database, files(SEARCH))
    with database.transaction(write=False) as session:
        assert get_authority(session).code == ""


def test_a_school_that_moves_to_another_district_is_no_longer_in_the_first(database: Database) -> None:
    where = {"DistrictAdministrative (code)": "E1", "DistrictAdministrative (name)": "Coombe"}
    there = {"DistrictAdministrative (code)": "E2", "DistrictAdministrative (name)": "Wolds"}
    read(database, files("schools.csv", register(where)))
    read(database, files("schools.csv", register(there)))
    with database.transaction(write=False) as session:
        assert [area.code for area in rows.list_areas(session, "district")] == ["E2"]
