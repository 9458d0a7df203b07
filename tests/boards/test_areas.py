"""Areas are data: the register's own, or drawn by the authority; each board lies in one of a kind."""

import pytest

from govscore.boards.areas import list_areas, place_boards, read_areas
from govscore.boards.gias import read_register
from govscore.boards.model import Area, AreaKind, BoardKey, BoardKind, BoardPlan, Urn
from govscore.errors import RegisterError
from tests.boards.make import REGISTER_135, data, make_board, make_school


def area(code: str, *urns: int) -> Area:
    return Area(kind=AreaKind.LOCALITY, code=code, name=code.title(), schools=tuple(map(Urn, urns)))


def board(number: int, *urns: int) -> BoardPlan:
    key, schools = BoardKey(f"trust:{number}"), tuple(map(Urn, urns))
    return BoardPlan(key=key, kind=BoardKind.TRUST, name="Trust", group_uid=str(number), schools=schools)


def test_the_districts_of_the_county_are_those_of_the_census() -> None:
    schools = tuple(s for s in read_register(data(REGISTER_135), name="x").schools if s.is_open)
    sizes = {found.name: len(found.schools) for found in list_areas(schools, AreaKind.DISTRICT)}
    districts = {"Stroud": 80, "Forest of Dean": 55, "Cotswold": 54}
    assert sizes == districts | {"Gloucester": 52, "Cheltenham": 48, "Tewkesbury": 42}


def test_an_area_without_a_code_goes_by_its_name() -> None:
    (found,) = list_areas((make_school(district_name="Dale"),), AreaKind.DISTRICT)
    assert (found.code, found.name) == ("Dale", "Dale")


def test_an_authority_is_listed_by_its_code_and_schools_are_in_the_order_of_their_urns() -> None:
    (found,) = list_areas((make_school(100002), make_school(100001)), AreaKind.LOCAL_AUTHORITY)
    assert (found.code, found.name, found.schools) == ("999", "Anyshire", (100001, 100002))


def test_a_school_without_a_ward_is_in_no_ward_and_the_register_has_no_localities() -> None:
    assert list_areas((make_school(),), AreaKind.WARD) == ()
    assert list_areas((make_school(),), AreaKind.LOCALITY) == ()


def test_localities_are_read_as_the_authority_draws_them() -> None:
    reading = read_areas(
        b"URN,Area,Area code\n100002,North Dale,N\n100001,North Dale,N\n100003,South,\n", name="a"
    )
    assert [(found.code, found.name, found.schools) for found in reading.areas] == [
        ("N", "North Dale", (100001, 100002)),
        ("south", "South", (100003,)),
    ]
    assert {found.kind for found in reading.areas} == {AreaKind.LOCALITY}
    assert (reading.rows, reading.refused) == (3, ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("100001,South", "URN 100001 is in an area already; a school lies in one locality"),
        ("100002,", "it has no Area"),
        ("x,South", 'URN "x" is not a number of five to seven digits'),
    ],
)
def test_a_row_that_draws_nothing_is_refused(row: str, reason: str) -> None:
    reading = read_areas(f"URN,Area\n100001,North\n{row}\n".encode(), name="a.csv")
    assert [(refusal.line, refusal.reason) for refusal in reading.refused] == [(3, reason)]
    assert len(reading.areas) == 1


def test_a_file_without_areas_is_refused() -> None:
    with pytest.raises(RegisterError, match='has no column "Area" in its first line; give a file with'):
        read_areas(b"URN\n1\n", name="a.csv")


def test_a_board_lies_where_most_of_its_schools_are_and_in_one_area_only() -> None:
    boards = (make_board(1, board(1, 100001, 100002, 100003)), make_board(2, board(2, 100004)))
    placement = place_boards(boards, (area("a", 100001), area("b", 100002, 100003)))
    assert placement.area_of == ((boards[0].id, "b"),)
    assert placement.outside == (boards[1].id,)


def test_between_areas_with_equally_many_schools_the_code_decides_whatever_the_order() -> None:
    boards = (make_board(1, board(1, 100001, 100002)),)
    areas = (area("b", 100001), area("a", 100002))
    assert (
        place_boards(boards, areas).area_of
        == place_boards(boards, areas[::-1]).area_of
        == ((boards[0].id, "a"),)
    )


def test_redrawing_moves_a_board_and_changes_nothing_of_it() -> None:
    boards = (make_board(1, board(1, 100001)),)
    assert place_boards(boards, (area("a", 100001),)).area_of[0][1] == "a"
    assert place_boards(boards, (area("b", 100001),)).area_of[0][1] == "b"
