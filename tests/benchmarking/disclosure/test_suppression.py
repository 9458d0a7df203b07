"""The fewest cells beside those that must go: the worked table, and all choices tried on small tables."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from govscore.benchmarking.disclosure.audit import known_range, too_tight
from govscore.benchmarking.disclosure.suppression import suppress, table_with_totals

WORKED = np.array([[6, 2, 9], [1, 8, 4], [5, 7, 3]])


def test_hiding_only_the_small_counts_of_the_worked_table_hides_none() -> None:
    known = known_range(table_with_totals(WORKED, WORKED < 5), np.eye(4))
    assert known.low.tolist() == known.high.tolist() == WORKED[WORKED < 5].tolist()


def test_two_more_cells_leave_each_small_count_of_the_worked_table_five_open() -> None:
    found = suppress(WORKED, WORKED < 5, wide=5)
    assert np.argwhere(found.hidden & ~found.primary).tolist() == [[0, 0], [2, 1]]
    assert found.known.width.min() >= 5


def is_safe(
    table: NDArray[np.int64], hidden: NDArray[np.bool_], primary: NDArray[np.bool_], wide: float
) -> bool:
    cells = np.flatnonzero(hidden)
    groups = (np.flatnonzero(primary)[:, None] == cells).astype(float)
    return not too_tight(known_range(table_with_totals(table, hidden), groups), wide=wide)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=6, max_size=6), st.integers(0, 5), st.integers(1, 4))
def test_no_choice_of_fewer_cells_or_fewer_people_would_do(counts: list[int], first: int, wide: int) -> None:
    table = np.array(counts).reshape(2, 3)
    primary = np.zeros(6, dtype=bool)
    primary[first] = True
    primary = primary.reshape(2, 3)
    choices = []
    for chosen in itertools.product([False, True], repeat=6):
        hidden = primary | np.array(chosen).reshape(2, 3)
        if is_safe(table, hidden, primary, wide):
            choices.append((np.count_nonzero(hidden), int(table[hidden].sum())))
    assume(choices)
    found = suppress(table, primary, wide=wide)
    assert is_safe(table, found.hidden, primary, wide)
    assert (np.count_nonzero(found.hidden), int(table[found.hidden].sum())) == min(choices)


def test_where_no_choice_is_wide_enough_that_is_said() -> None:
    with pytest.raises(ValueError, match="no choice of cells"):
        suppress([[1, 0], [0, 1]], [[True, False], [False, False]], wide=5)


def test_with_nothing_to_hide_nothing_is_hidden() -> None:
    found = suppress(WORKED, np.zeros((3, 3), dtype=bool), wide=5)
    assert (found.n_more, found.hidden.any()) == (0, False)


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([[1.5, 2]], [[True, False]]),
        ([[-1, 2]], [[True, False]]),
        ([1, 2], [True, False]),
        ([[1, 2]], [[True]]),
    ],
)
def test_what_is_no_table_is_refused(table: object, hidden: object) -> None:
    with pytest.raises(ValueError):
        suppress(table, hidden, wide=1)  # type: ignore[arg-type]
