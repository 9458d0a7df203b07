"""a_wg: as in R for every board, admissible where it may be, 1 at an end of the scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.agreement.awg import awg, scale_awg
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference

FOUR = [1, 2, 3, 4]
board_counts = st.lists(st.integers(0, 6), min_size=4, max_size=4)


def as_published(answers: np.ndarray, low: float, high: float) -> float:
    """The formula as Brown and Hauenstein print it."""
    n, mean = answers.size, answers.mean()
    if mean in (low, high):
        return 1.0
    edge = 1e-12
    if mean < (low * (n - 1) + high) / n - edge or mean > (high * (n - 1) + low) / n + edge:
        return float("nan")
    most = ((high + low) * mean - mean**2 - high * low) * n / (n - 1)
    return 1 - 2 * answers.var(ddof=1) / most


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_item_and_domain_of_every_board_comes_out_as_in_r(domain: str) -> None:
    items = awg(county.counts(domain).chosen, reference.options(domain))
    for j, item in enumerate(reference.items(domain)):
        rows = [row for row in reference.table("expected_board_item.csv") if row["item"] == item]
        rows.sort(key=lambda row: int(row["board"]))
        expected = [reference.number(row["awg"]) for row in rows]
        np.testing.assert_allclose(items.value[:, j], expected, rtol=1e-10, atol=1e-10)
    rows = county.columns("expected_board_domain.csv", "awg", domain=domain)
    np.testing.assert_allclose(scale_awg(items).value, rows[:, 0], rtol=1e-10, atol=1e-10)


@given(board_counts)
def test_whole_numbers_give_the_formula_as_it_was_published(counts: list[int]) -> None:
    answers = np.repeat(FOUR, counts)
    if answers.size >= 2:
        np.testing.assert_allclose(awg(counts, FOUR).value, as_published(answers, 1, 4), atol=1e-10)


@given(board_counts, st.integers(-9, 9), st.sampled_from([0.1, 0.3, 1.0, 7.0, -1.0]))
def test_neither_unit_nor_origin_nor_direction_of_the_scale_matters(
    counts: list[int], origin: int, unit: float
) -> None:
    moved = awg(counts, [origin + unit * value for value in FOUR])
    np.testing.assert_allclose(moved.value, awg(counts, FOUR).value, atol=1e-9)


@pytest.mark.parametrize(
    ("counts", "value", "reason"),
    [
        ([0, 0, 0, 0], None, Reason.TOO_FEW),
        ([0, 0, 0, 1], None, Reason.TOO_FEW),
        ([0, 0, 0, 2], 1.0, None),
        ([9, 0, 0, 0], 1.0, None),
        ([0, 0, 9, 0], 1.0, None),
        ([0, 0, 1, 8], None, Reason.NOT_ADMISSIBLE),
        ([1, 0, 0, 8], -1.0, None),
        ([150, 0, 0, 150], -1.0, None),
        ([0, 0, 0, 300], 1.0, None),
    ],
)
def test_odd_boards_have_a_value_or_a_reason(
    counts: list[int], value: float | None, reason: Reason | None
) -> None:
    found = awg(counts, FOUR)
    assert found.reason.item() is reason
    np.testing.assert_allclose(found.value, np.nan if value is None else value, atol=1e-12)


def test_a_domain_leaves_out_items_that_do_not_admit_it_and_says_why_it_has_none() -> None:
    kept, edge, one = [2, 0, 0, 2], [0, 0, 1, 8], [0, 0, 0, 1]
    found = scale_awg(awg([[kept, edge], [edge, edge], [edge, one], [one, one]], FOUR))
    assert found.items_used.tolist() == [1, 0, 0, 0]
    assert found.reason.tolist() == [None, Reason.NOT_ADMISSIBLE, Reason.NOT_ADMISSIBLE, Reason.TOO_FEW]
    assert np.isnan(found.value).tolist() == [False, True, True, True]


def test_one_option_is_no_scale_to_be_apart_on() -> None:
    assert float(awg([5], [1]).value) == 1
