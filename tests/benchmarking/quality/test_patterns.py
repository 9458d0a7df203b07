"""Runs, variability and equal sheets: as R has them on the reference county, and as a slow reader counts them."""

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.counts import Blank, count_answers
from govscore.benchmarking.quality.patterns import boards_alike, duplicates_in_board, response_patterns
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference
from tests.benchmarking.county import board_of, codes

ITEMS = [item for domain in reference.DOMAINS for item in reference.items(domain)]
SHEET = codes(ITEMS)
PEOPLE = [row["person"] for row in reference.table("boards.csv")]
EXPECTED = {row["person"]: row for row in reference.table("expected_quality.csv")}
PATTERNS = response_patterns(SHEET)

rows = st.integers(1, 8).flatmap(
    lambda k: st.lists(
        st.lists(st.sampled_from([0, 1, 2, 3, 251, 252, 255]), min_size=k, max_size=k), min_size=1, max_size=6
    )
)


def column(name: str) -> list[float]:
    return [reference.number(EXPECTED[person][name]) for person in PEOPLE]


@pytest.mark.parametrize("name", ["answered", "skipped", "dont_know", "not_applicable"])
def test_counts_are_those_of_r(name: str) -> None:
    assert getattr(PATTERNS, name).tolist() == column(name)


def test_the_longest_string_is_that_of_r_exactly() -> None:
    np.testing.assert_array_equal(PATTERNS.longest_string, column("longstring"))


@pytest.mark.parametrize(("ours", "theirs"), [("average_string", "average_string"), ("irv", "irv")])
def test_means_and_variability_are_those_of_r(ours: str, theirs: str) -> None:
    np.testing.assert_allclose(getattr(PATTERNS, ours), column(theirs), rtol=1e-10, atol=1e-12)


def test_duplicates_are_those_of_r_and_undefined_for_who_left_a_gap() -> None:
    same, complete = duplicates_in_board(board_of(), SHEET)
    np.testing.assert_array_equal(np.where(complete, same, np.nan), column("duplicates_in_board"))


def test_the_board_planted_as_one_is_the_only_board_alike() -> None:
    chosen = count_answers(board_of(), SHEET, n_boards=60, n_options=5).chosen
    assert np.array(reference.boards())[boards_alike(chosen)].tolist() == [9]


def slow(row: list[int]) -> tuple[float, float, float]:
    given_ = [code for code in row if 1 <= code <= 200]
    runs = [len(list(run)) for code, run in groupby(row) if 1 <= code <= 200]
    spread = float(np.std(given_, ddof=1)) if len(given_) > 1 else float("nan")
    return (max(runs, default=float("nan")), float(np.mean(runs)) if runs else float("nan"), spread)


@given(rows)
def test_a_slow_reader_finds_the_same(sheet: list[list[int]]) -> None:
    found = response_patterns(sheet)
    ours = np.column_stack([found.longest_string, found.average_string, found.irv])
    np.testing.assert_allclose(ours, [slow(row) for row in sheet], rtol=1e-12, atol=1e-12)


@given(rows)
def test_turning_the_questionnaire_round_and_adding_a_constant_change_nothing(sheet: list[list[int]]) -> None:
    found, turned = response_patterns(sheet), response_patterns([row[::-1] for row in sheet])
    moved = response_patterns([[code + 7 if 1 <= code <= 3 else code for code in row] for row in sheet])
    for other in (turned, moved):
        np.testing.assert_array_equal(found.longest_string, other.longest_string)
        np.testing.assert_allclose(found.irv, other.irv, atol=1e-12)


def test_a_blank_ends_a_run_and_is_none_itself() -> None:
    found = response_patterns([[2, 2, Blank.SKIPPED, Blank.SKIPPED, Blank.SKIPPED, 2]])
    assert (found.longest_string[0], found.average_string[0]) == (2, 1.5)


@pytest.mark.parametrize("blank", list(Blank))
def test_who_answered_nothing_has_reasons_and_no_numbers(blank: Blank) -> None:
    found = response_patterns([[blank] * 4, [1, blank, blank, blank]])
    assert np.isnan(found.irv).all()
    assert found.reason.tolist() == [Reason.TOO_FEW] * 2
    assert found.longest_string.tolist()[1] == 1
    assert np.isnan(found.longest_string[0])


def test_who_was_asked_nothing_has_no_share() -> None:
    found = response_patterns([[Blank.NOT_ASKED] * 3, [Blank.DONT_KNOW, Blank.SKIPPED, 2]])
    assert np.isnan([found.dont_know_share[0], found.missing_share[0]]).all()
    assert (found.dont_know_share[1], found.missing_share[1]) == (1 / 3, 1 / 3)


def test_nobody_and_no_items_are_no_trouble() -> None:
    assert response_patterns(np.zeros((0, 5), dtype=np.uint8)).irv.size == 0
    assert np.isnan(response_patterns(np.zeros((2, 0), dtype=np.uint8)).longest_string).all()
    assert duplicates_in_board(np.zeros(0, dtype=int), np.zeros((0, 5)))[0].size == 0
    assert duplicates_in_board([0, 0], np.zeros((2, 0)))[0].tolist() == [0, 0]
    assert boards_alike(np.zeros((0, 12, 4))).size == 0


@given(st.randoms(use_true_random=False))
def test_duplicates_do_not_depend_on_the_order_of_people_or_items(random: object) -> None:
    rng = np.random.default_rng(random.randrange(2**32))  # type: ignore[attr-defined]
    sheet, board = rng.integers(1, 3, (12, 3)), rng.integers(0, 3, 12)
    order, turned = rng.permutation(12), rng.permutation(3)
    same = duplicates_in_board(board, sheet)[0]
    assert duplicates_in_board(board[order], sheet[order][:, turned])[0].tolist() == same[order].tolist()
    slow_ = [
        sum(board[a] == board[b] and (sheet[a] == sheet[b]).all() for b in range(12)) - 1 for a in range(12)
    ]
    assert same.tolist() == slow_


def test_equal_sheets_on_two_boards_are_no_duplicates() -> None:
    assert duplicates_in_board([1, 2], [[1, 2], [1, 2]])[0].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("item", "alike"), [([0, 0, 5], True), ([0, 1, 4], False), ([0, 0, 1], True), ([0, 0, 0], True)]
)
def test_one_who_differs_on_one_item_is_enough_to_set_a_board_apart(item: list[int], alike: bool) -> None:
    chosen = [[[0, 5, 0]] * 10 + [item]]
    assert boards_alike(chosen).tolist() == [alike]


def test_under_ten_items_nothing_is_said_of_a_board() -> None:
    assert boards_alike([[[0, 5]] * 9 + [[1, 0]]]).tolist() == [False]


@pytest.mark.parametrize("wrong", [[1, 2], [[1.5]], [[300]]])
def test_what_is_no_table_of_codes_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="codes must"):
        response_patterns(wrong)  # type: ignore[arg-type]
