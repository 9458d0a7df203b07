"""Sums over the people of each board: as a loop gives them, whatever the order and size of boards."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.grouping import ROWS_AT_ONCE, group_rows

boards = st.lists(st.integers(0, 5), max_size=40)


def by_loop(board: list[int], rows: np.ndarray, n_boards: int) -> list[list[int]]:
    return [rows[[own == b for own in board]].astype(int).sum(axis=0).tolist() for b in range(n_boards)]


@given(boards, st.integers(1, 20), st.integers(0, 2**32 - 1))
def test_every_board_has_the_sum_of_its_own_rows(board: list[int], width: int, seed: int) -> None:
    rows = np.random.default_rng(seed).integers(0, 2, (len(board), width), dtype=np.uint8)
    grouped = group_rows(np.array(board, dtype=int), n_boards=6)
    expected = by_loop(board, rows, 6)
    assert grouped.sums(grouped.in_order(rows)).tolist() == expected
    assert grouped.small_sums(grouped.in_order(rows), most=1).tolist() == expected


@pytest.mark.parametrize("size", [255, 256, 300, 511, 1000])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_board_too_large_for_a_byte_is_counted_in_parts(size: int, dtype: type[np.uint8]) -> None:
    board = np.repeat([0, 2, 3], [3, size, 5])
    rows = np.full((board.size, 3), 1, dtype=dtype)
    grouped = group_rows(board, n_boards=4)
    assert grouped.small_sums(rows, most=1)[:, 2].tolist() == [3, 0, size, 5]


def test_larger_numbers_fill_a_word_sooner() -> None:
    rows = np.full((1000, 2), 80, dtype=np.uint16)
    assert group_rows(np.zeros(1000, dtype=int), n_boards=1).small_sums(rows, most=80).tolist() == [
        [80_000] * 2
    ]


@pytest.mark.parametrize(
    "sizes", [[1] * 3 * ROWS_AT_ONCE, [0, 3 * ROWS_AT_ONCE, 0, 7], [5000, 5000, 5000], [0, 0]]
)
def test_blocks_hold_every_board_with_people_once(sizes: list[int]) -> None:
    grouped = group_rows(np.repeat(np.arange(len(sizes)), sizes), n_boards=len(sizes))
    seen = np.zeros(len(sizes), dtype=int)
    stop = 0
    for which, rows, part in grouped.blocks():
        assert rows.start == stop
        assert rows.stop - rows.start == part.sizes.sum()
        stop = rows.stop
        seen[which] += part.sizes
    assert stop == sum(sizes)
    assert seen.tolist() == sizes


def test_ten_comes_after_two() -> None:
    grouped = group_rows([10, 2, 10], n_boards=11)
    assert grouped.sums(grouped.in_order(np.array([1, 5, 1])))[[2, 10]].tolist() == [5, 2]


@pytest.mark.parametrize("board", [[0, 3], [-1], [[0]], [0.5]])
def test_boards_that_there_are_not_are_refused(board: list[float]) -> None:
    with pytest.raises(ValueError, match="board"):
        group_rows(board, n_boards=3)
