"""What the intervals promise is kept where the truth is known, and boards that do not differ are left in peace."""

import pytest

from bench.coverage import SIZES, Draw, coverage, false_flags, graded, normal

DRAWS = pytest.mark.parametrize("draw", [normal, graded], ids=["normal", "graded"])


@DRAWS
@pytest.mark.parametrize("people", [4, 7, 11, 15])
def test_an_interval_of_95_per_cent_holds_the_truth_in_93_to_97(draw: Draw, people: int) -> None:
    found = coverage(draw, people, runs=24)
    assert 0.93 <= found.share <= 0.97
    assert found.intervals > 6_000


@DRAWS
def test_boards_that_do_not_differ_are_hardly_ever_told_apart(draw: Draw) -> None:
    found = false_flags(draw, runs=120)
    assert found.words <= 0.05
    assert found.corrected <= 0.05
    assert 0.04 <= found.funnel <= 0.06
    assert found.runs_with_any <= 0.15


def test_the_table_is_of_four_to_fifteen_people() -> None:
    assert tuple(range(4, 16)) == SIZES
