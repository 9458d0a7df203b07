"""From items to domains: what is there, averaged, in one product or item by item alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.over_items import count_over_items, mean_over_items

NAN = float("nan")
board = st.lists(st.one_of(st.just(NAN), st.floats(-9, 9)), min_size=4, max_size=4)


@given(st.lists(board, min_size=1, max_size=5), st.lists(st.sets(st.integers(0, 3)), max_size=4))
def test_a_domain_is_the_mean_of_its_items_that_have_a_value(boards, domains) -> None:
    mean, used = mean_over_items(np.array(boards), [sorted(items) for items in domains])
    for b, values in enumerate(boards):
        for d, items in enumerate(domains):
            there = [values[i] for i in items if not np.isnan(values[i])]
            assert used[b, d] == len(there)
            np.testing.assert_allclose(mean[b, d], sum(there) / len(there) if there else NAN, atol=1e-12)


@given(board)
def test_without_domains_all_items_are_of_one(values: list[float]) -> None:
    one, used = mean_over_items(np.array(values))
    same, too = mean_over_items(np.array(values), [[0, 1, 2, 3]])
    np.testing.assert_array_equal([one], same)
    assert [int(used)] == too.tolist()


def test_a_domain_without_items_has_no_mean() -> None:
    mean, used = mean_over_items(np.zeros((2, 0)))
    assert np.isnan(mean).all()
    assert used.tolist() == [0, 0]


@pytest.mark.parametrize("domains", [[[0, 3]], [[1, 1]], [[-1]]])
def test_an_item_that_is_not_there_or_twice_is_refused(domains: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="domain 0 must name items from 0 to 2"):
        count_over_items(np.ones((1, 3), dtype=bool), domains)


def test_items_need_an_axis() -> None:
    with pytest.raises(ValueError, match="axis of items"):
        mean_over_items(np.array(1.0))
