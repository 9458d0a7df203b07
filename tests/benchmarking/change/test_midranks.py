"""Mid-ranks: as SciPy ranks each row, with gaps left out and equal sums tied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from govscore.benchmarking.change.midranks import midranks

NAN = float("nan")


@given(st.lists(st.one_of(st.integers(0, 4).map(float), st.just(NAN)), min_size=1, max_size=9))
def test_each_row_is_ranked_as_scipy_ranks_what_is_there(row: list[float]) -> None:
    found, there = midranks(row), ~np.isnan(row)
    np.testing.assert_array_equal(found[there], rankdata(np.array(row)[there]))
    assert np.isnan(found[~there]).all()


def test_rows_are_ranked_apart_whatever_their_shape() -> None:
    values = np.random.default_rng(2).integers(0, 5, (3, 4, 6)).astype(float)
    np.testing.assert_array_equal(midranks(values), rankdata(values, axis=2))
    assert midranks(np.empty((0, 4))).shape == (0, 4)
    assert midranks(np.empty((4, 0))).shape == (4, 0)


def test_equal_sums_tie_in_whatever_order_they_were_added() -> None:
    assert midranks([0.1 + 0.2, 0.3]).tolist() == [1.5, 1.5]


@pytest.mark.parametrize("values", [1.0, [1.0, float("inf")]])
def test_what_cannot_be_ranked_is_refused(values: object) -> None:
    with pytest.raises(ValueError, match="finite"):
        midranks(values)  # type: ignore[arg-type]
