"""Errors against the order of the steps, counted pair by pair, and the most that a total allows, by trying all."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from govscore.benchmarking.quality.guttman import guttman_errors
from govscore.benchmarking.reasons import Reason

Sheet = NDArray[np.int64]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Sheet, int]:
    options, items, people = draw(st.integers(2, 4)), draw(st.integers(1, 4)), draw(st.integers(1, 8))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return rng.integers(0, options + 1, (people, items)), options


def slow(sheet: Sheet, options: int) -> tuple[list[float], list[float]]:
    steps = list(itertools.product(range(sheet.shape[1]), range(1, options)))
    shares = {}
    for item, step in steps:
        own = sheet[sheet[:, item] > 0, item]
        shares[item, step] = float((own > step).mean()) if own.size else 0.0

    def errors(row: tuple[int, ...]) -> float:
        own = [step for step in steps if row[step[0]] > 0]
        found = 0.0
        for easier, harder in itertools.permutations(own, 2):
            if row[easier[0]] <= easier[1] and row[harder[0]] > harder[1]:
                found += 1.0 * (shares[easier] > shares[harder]) + 0.5 * (shares[easier] == shares[harder])
        return found

    rows = [tuple(row) for row in sheet.tolist()]
    ways = [itertools.product(*(range(1, options + 1) if code else (0,) for code in row)) for row in rows]
    most = [
        max(errors(way) for way in all_ if sum(way) == sum(row)) for row, all_ in zip(rows, ways, strict=True)
    ]
    return [errors(row) for row in rows], most


@given(sheets())
def test_pairs_counted_one_by_one_come_to_the_same(drawn: tuple[Sheet, int]) -> None:
    sheet, options = drawn
    found = guttman_errors(sheet, n_options=options)
    errors, most = slow(sheet, options)
    np.testing.assert_allclose(found.errors, errors, atol=1e-9)
    np.testing.assert_allclose(found.most, most, atol=1e-9)


@given(sheets(), st.integers(0, 2**32 - 1))
def test_order_of_people_and_items_and_turning_the_scale_do_not_matter(
    drawn: tuple[Sheet, int], seed: int
) -> None:
    sheet, options = drawn
    rng = np.random.default_rng(seed)
    people, items = rng.permutation(sheet.shape[0]), rng.permutation(sheet.shape[1])
    found = guttman_errors(sheet, n_options=options)
    moved = guttman_errors(sheet[people][:, items], n_options=options)
    turned = guttman_errors(np.where(sheet > 0, options + 1 - sheet, 0), n_options=options)
    np.testing.assert_allclose(moved.errors, found.errors[people], atol=1e-9)
    np.testing.assert_allclose(turned.errors, found.errors, atol=1e-9)
    np.testing.assert_allclose(turned.most, found.most, atol=1e-9)


def test_who_follows_the_order_has_none_and_who_turns_it_round_the_most() -> None:
    easy_to_hard = [[4, 4, 3, 2, 1]] * 6 + [[4, 3, 3, 2, 1]] * 3 + [[1, 1, 4, 4, 4]]
    found = guttman_errors(easy_to_hard, n_options=4)
    assert found.normed[:6].max() < 0.1
    assert found.normed[-1] > 0.8
    assert ((found.normed >= 0) & (found.normed <= 1)).all()


@pytest.mark.parametrize(
    ("row", "reason"), [([0, 0], Reason.TOO_FEW), ([3, 0], Reason.TOO_FEW), ([1, 1], Reason.NO_VARIATION)]
)
def test_where_nothing_can_be_out_of_order_there_is_a_reason(row: list[int], reason: Reason) -> None:
    found = guttman_errors([row, [3, 1], [2, 2], [3, 2]], n_options=3)
    assert np.isnan(found.normed[0])
    assert found.reason[0] is reason


def test_nobody_and_no_items_are_no_trouble() -> None:
    assert guttman_errors(np.zeros((0, 4)), n_options=3).errors.size == 0
    assert guttman_errors(np.zeros((2, 0)), n_options=3).reason.tolist() == [Reason.TOO_FEW] * 2


def test_a_code_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="no code is beyond it"):
        guttman_errors([[4]], n_options=3)
