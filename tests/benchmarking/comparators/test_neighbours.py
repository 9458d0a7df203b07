"""All comparator sets at once: the same as one by one, ties and twins included."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.comparators.distance import Characteristics
from govscore.benchmarking.comparators.nearest_boards import choose_comparators
from govscore.benchmarking.comparators.neighbours import nearest_boards
from tests.benchmarking.schools import primaries, reference_schools, some_schools


def assert_same_as_one_by_one(boards: Characteristics, k: int) -> None:
    found = nearest_boards(boards, k=k)
    for i, key in enumerate(boards.keys):
        members = choose_comparators(key, boards, k=k).members
        rows = found.rows[i][found.rows[i] >= 0]
        assert [boards.keys[row] for row in rows] == [member.key for member in members]
        distances = [member.distance for member in members]
        np.testing.assert_allclose(found.distances[i][: rows.size], distances, atol=1e-12)
        assert np.isnan(found.distances[i][rows.size :]).all()


def test_the_reference_schools_have_the_same_sets_as_one_by_one() -> None:
    assert_same_as_one_by_one(reference_schools(), 30)


@settings(max_examples=40, deadline=None)
@given(some_schools, st.integers(1, 20))
def test_any_schools_have_the_same_sets_as_one_by_one(boards: Characteristics, k: int) -> None:
    assert_same_as_one_by_one(boards, k)


def test_more_twins_than_a_tree_would_answer_with_go_by_key() -> None:
    n = 60
    boards = Characteristics(
        keys=tuple(f"{i:02}" for i in range(n)),
        phases=("Primary",) * n,
        values={"fsm": [10.0] * 50 + [20.0] * 10},
    )
    found = nearest_boards(boards, k=5)
    assert found.rows[7].tolist() == [0, 1, 2, 3, 4]
    assert found.rows[2].tolist() == [0, 1, 3, 4, 5]
    assert found.rows[59].tolist() == [50, 51, 52, 53, 54]


def test_a_phase_with_too_few_boards_leaves_places_empty() -> None:
    found = nearest_boards(primaries(fsm=[10, 12, 30]), k=4)
    assert found.rows.tolist() == [[1, 2, -1, -1], [0, 2, -1, -1], [1, 0, -1, -1]]


def test_a_board_alone_has_no_neighbour() -> None:
    assert nearest_boards(primaries(fsm=[10]), k=2).rows.tolist() == [[-1, -1]]


def test_nobody_has_no_neighbours() -> None:
    assert nearest_boards(Characteristics(keys=(), phases=(), values={}), k=3).rows.shape == (0, 3)


def test_a_country_of_boards_is_answered_without_all_pairs() -> None:
    n = 22_000
    rng = np.random.default_rng(1)
    boards = Characteristics(
        keys=tuple(f"{100_000 + i}" for i in range(n)),
        phases=tuple(np.where(rng.random(n) < 0.78, "Primary", "Secondary").tolist()),
        values={
            "pupils": np.exp(rng.normal(5.5, 0.6, n)).round(),
            "fsm": rng.gamma(2, 12, n).round(1),
            "sen": rng.gamma(6, 2.5, n).round(1),
            "eal": rng.gamma(1, 15, n).round(1),
            "rural": (rng.random(n) < 0.3).astype(float),
        },
    )
    found = nearest_boards(boards)
    for i in (0, 777, n - 1):
        members = choose_comparators(boards.keys[i], boards).members
        assert [boards.keys[row] for row in found.rows[i]] == [member.key for member in members]


def test_no_neighbours_at_all_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="k must be at least 1"):
        nearest_boards(primaries(fsm=[10, 12]), k=0)
