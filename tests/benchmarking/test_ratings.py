"""Raters in groups: every cell is a code, every row is taken or named with its line, and groups stand in order."""

import random

import pytest

from govscore.benchmarking.counts import Blank
from govscore.benchmarking.errors import UnreadableRatings
from govscore.benchmarking.ratings import Ratings, read_ratings

SCALES = {"q1": (1, 4), "q2": (-2, 2)}


def read(text: str, *, rater: str | None = None, scales: dict[str, tuple[int, int]] = SCALES) -> Ratings:
    return read_ratings(text.encode(), name="a.csv", group="board", scales=scales, rater=rater)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1", 1),
        ("4", 4),
        (" 2 ", 2),
        ("3.0", 3),
        ("", Blank.SKIPPED),
        ("  ", Blank.SKIPPED),
        ("DK", Blank.DONT_KNOW),
        ("NA", Blank.NOT_APPLICABLE),
    ],
)
def test_a_cell_has_its_code(cell: str, code: int) -> None:
    found = read(f"board,q1,q2\n1,{cell},0\n")
    assert found.codes.tolist() == [[code, 3]]
    assert found.refused == ()


@pytest.mark.parametrize("cell", ["0", "5", "2.5", "-1", "dk", "n/a", "four", "1e0", "٣", "inf", "nan"])
def test_a_cell_outside_the_options_refuses_its_row_alone(cell: str) -> None:
    found = read(f"board,q1,q2\n1,1,0\n1,{cell},0\n2,2,0\n")
    assert [(row.line, row.reason) for row in found.refused] == [
        (3, f"q1 is “{cell}”; it must be 1 to 4, DK, NA or blank")
    ]
    assert (found.rows, found.groups, len(found.codes)) == (3, ("1", "2"), 2)


def test_a_group_of_refused_rows_alone_is_none() -> None:
    assert read("board,q1,q2\n1,9,0\n2,1,0\n").groups == ("2",)


def test_a_long_cell_is_shortened_in_its_reason() -> None:
    (row,) = read(f"board,q1,q2\n1,{'x' * 500},0\n").refused
    assert len(row.reason) < 100


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",1,0", "it names no group"),
        ("  ,1,0", "it names no group"),
        ("1,1", "it has 2 cells where the headings are 3"),
        ("1,1,0,", "it has 4 cells where the headings are 3"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(row: str, reason: str) -> None:
    found = read(f"board,q1,q2\n{row}\n1,1,0\n")
    assert [(each.line, each.reason) for each in found.refused] == [(2, reason)]
    assert (found.rows, len(found.codes)) == (2, 1)


def test_lines_of_blank_cells_are_no_rows() -> None:
    found = read("board,q1,q2\n1,1,0\n,,\n\n , , \n;\n2,1,0\n,,,,,\n")
    assert found.rows == 3
    assert [row.line for row in found.refused] == [6]


def test_a_rater_stands_once_in_a_group_and_may_stand_in_another() -> None:
    text = "board,who,q1,q2\n1,a,1,0\n2,a,2,0\n1, a ,3,0\n1,,1,0\n1,,1,0\n"
    found = read(text, rater="who")
    assert [(row.line, row.reason) for row in found.refused] == [
        (4, "rater “a” of group “1” stands on line 2 already")
    ]
    assert len(found.codes) == 4
    assert read(text).refused == ()


def test_a_refused_row_does_not_take_its_raters_place() -> None:
    found = read("board,who,q1,q2\n1,a,9,0\n1,a,1,0\n", rater="who")
    assert [row.line for row in found.refused] == [2]


def test_numbers_go_before_text_and_by_size() -> None:
    names = ["10", "9", "b", "-1", "2.5", "0010", "a", "100000000000000000000", "1_0"]
    random.Random(1).shuffle(names)
    found = read("board,q1,q2\n" + "".join(f"{name},1,0\n" for name in names))
    assert found.groups == ("-1", "2.5", "9", "0010", "10", "100000000000000000000", "1_0", "a", "b")
    assert [found.groups[place] for place in found.group] == names


def test_questions_of_several_scales_keep_their_columns() -> None:
    scales = {"q1": (1, 4), "q2": (1, 5), "q3": (1, 4)}
    found = read("q3,q2,board,q1\n3,5,1,1\n", scales=scales)
    row = found.codes[0]
    assert {question: int(row[place]) for question, place in found.columns.items()} == {
        "q1": 1,
        "q2": 5,
        "q3": 3,
    }


def test_headings_that_are_not_asked_for_may_be_anything() -> None:
    found = read("x,board,x,q1,,q2\n7,1,8,2,,0\n")
    assert found.codes.tolist() == [[2, 3]]


def test_headings_alone_are_nobody() -> None:
    found = read("board,q1,q2\n")
    assert (found.rows, found.groups, found.group.tolist(), found.codes.shape) == (0, (), [], (0, 2))


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("board,q1", "no column “q2”; its columns are board, q1"),
        ("Board,q1,q2", "no column “board”"),
        ("board,q1,q2,board", "the column “board” 2 times; rename all but one"),
        ("board,q1,q2", "no column “who”"),
        (",".join(f"column{i}" for i in range(500)), "columns are column0, .*…"),
    ],
)
def test_a_column_that_is_not_there_once_is_said_so(headings: str, said: str) -> None:
    with pytest.raises(UnreadableRatings, match=said):
        read(f"{headings}\n", rater="who" if headings == "board,q1,q2" else None)
