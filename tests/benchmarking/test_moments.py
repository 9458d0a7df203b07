"""Mean, variance and median from counts: as in R for every board and item, and as from the answers themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.moments import by_option, medians, moments
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference

FOUR = [1, 2, 3, 4]
board_counts = st.lists(st.integers(0, 6), min_size=4, max_size=4)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_item_of_every_board_comes_out_as_in_r(domain: str) -> None:
    chosen, options = county.counts(domain).chosen, reference.options(domain)
    found = moments(chosen, options)
    for j, item in enumerate(reference.items(domain)):
        rows = [row for row in reference.table("expected_board_item.csv") if row["item"] == item]
        rows.sort(key=lambda row: int(row["board"]))
        assert found.n[:, j].tolist() == [int(row["n"]) for row in rows]
        ours = {"mean": found.mean, "variance": found.variance, "median": medians(chosen, options)}
        for name, values in ours.items():
            expected = [reference.number(row[name]) for row in rows]
            np.testing.assert_allclose(values[:, j], expected, rtol=1e-10, atol=1e-10)


@given(board_counts, st.lists(st.floats(-50, 50), min_size=4, max_size=4, unique=True))
def test_counts_say_the_same_as_the_answers_they_count(counts: list[int], values: list[float]) -> None:
    answers = np.repeat(values, counts)
    found = moments(counts, values)
    if answers.size:
        assert float(found.mean) == pytest.approx(answers.mean(), abs=1e-9)
        assert float(medians(counts, values)) == pytest.approx(np.median(answers), abs=1e-12)
    if answers.size >= 2:
        assert float(found.variance) == pytest.approx(answers.var(ddof=1), abs=1e-9, rel=1e-10)


@given(board_counts, st.permutations(range(4)))
def test_the_order_of_options_does_not_matter(counts: list[int], order: list[int]) -> None:
    one = moments(counts, FOUR)
    other = moments([counts[i] for i in order], [FOUR[i] for i in order])
    np.testing.assert_array_equal([one.mean, one.variance], [other.mean, other.variance])


@given(board_counts)
def test_a_constant_moves_the_mean_alone_and_a_reversed_scale_turns_it_round(counts: list[int]) -> None:
    here = moments(counts, FOUR)
    there = moments(counts, [1_000_001, 1_000_002, 1_000_003, 1_000_004])
    turned = moments(counts, [4, 3, 2, 1])
    np.testing.assert_allclose(there.mean - 1e6, here.mean, atol=1e-9)
    np.testing.assert_array_equal(there.variance, here.variance)
    np.testing.assert_allclose(5 - turned.mean, here.mean, atol=1e-12)
    np.testing.assert_allclose(turned.variance, here.variance, atol=1e-12)


def test_of_one_mind_the_variance_is_nothing_at_all() -> None:
    assert float(moments([0, 300, 0], [0.1, 0.7, 1.3]).variance) == pytest.approx(0, abs=1e-14)
    assert float(moments([0, 300, 0], [1, 2, 3]).variance) == 0


def test_the_reason_stands_beside_what_is_not_there() -> None:
    found = moments([[0, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 0]], FOUR)
    assert np.isnan(found.mean).tolist() == [True, False, False]
    assert np.isnan(found.variance).tolist() == [True, True, False]
    assert found.reason.tolist() == [Reason.TOO_FEW, Reason.TOO_FEW, None]


def test_counts_that_cannot_be_negative_are_not_copied() -> None:
    planes, _ = by_option(counts := np.ones((3, 4), dtype=np.int32), FOUR)
    assert np.shares_memory(planes, counts)


@pytest.mark.parametrize("values", [[1, 2, float("nan")], []])
def test_values_that_are_none_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        by_option(np.zeros(len(values), dtype=int), values)


def test_more_cells_than_are_worked_out_at_a_time_come_out_as_each_by_itself() -> None:
    counts = np.random.default_rng(4).integers(0, 4, (1_700, 20, 4))
    found, values = moments(counts, [1, 2, 3, 4]), np.array([1, 2, 3, 4])
    for board, item in ((0, 0), (819, 7), (820, 8), (1_638, 8), (1_699, 19)):
        answers = np.repeat(values, counts[board, item])
        assert found.n[board, item] == answers.size
        assert found.mean[board, item] == pytest.approx(answers.mean(), rel=1e-12)
        assert found.variance[board, item] == pytest.approx(answers.var(ddof=1), rel=1e-12)
