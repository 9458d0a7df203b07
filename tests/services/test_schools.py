"""Reading the register into the database: counted, the same when read twice, and refused by line."""

import pytest
from sqlalchemy import func, select

from govscore.boards.model import BoardKind, SchoolStatus
from govscore.errors import RegisterError
from govscore.services.authority import get_authority
from govscore.services.schools import File, ImportReport, SchoolFiles
from govscore.services.transaction import Database
from govscore.storage import board_queries as rows
from govscore.storage.boards import GroupRow, MembershipRow
from tests.boards.make import (
    CENSUS,
    GROUPS,
    LINKS,
    MEMBERSHIPS,
    REGISTER_140,
    ROW,
    SEARCH,
    data,
    make_csv,
    register,
)
from tests.services.registers import boards_of, everything, files, read
from tests.statements import counted


@pytest.fixture
def county(database: Database) -> ImportReport:
    """Gloucestershire's register with its links and memberships."""
    return read(database, files(links=LINKS, groups=MEMBERSHIPS))


def test_the_whole_register_is_read(county: ImportReport) -> None:
    assert (county.rows, county.imported, county.updated, county.unchanged) == (337, 337, 0, 0)
    assert (county.closed, county.successors, county.elsewhere, county.refused) == (5, 33, 0, ())


def test_there_are_as_many_schools_of_each_kind_as_in_the_register(
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
    links = File(name="links.csv", content=b"URN,LinkURN,LinkType,LinkEstablishedDate\n100001,x,Successor,\n")
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
    for district in (where, there):
        read(database, files("schools.csv", make_csv([ROW | district], header=[*ROW, *district])))
    with database.transaction(write=False) as session:
        assert [area.code for area in rows.list_areas(session, "district")] == ["E2"]
